"""The verb `operator`: add, list and remove operators, change roles and passphrases."""

from pathlib import Path

import click

from desktop.cli.kept_text import KEPT_NAME
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import asked_twice, read_passphrase, second_of, second_options, signed_in
from desktop.errors import OnlyPractice
from desktop.opening import change_own_passphrase, change_role, remove_operator, reset_passphrase
from desktop.records.operator import OperatorView
from desktop.security.passwords import normalise
from desktop.usecases import operators
from desktop.usecases.operators import OperatorChanged
from desktop.values.period import utc_text
from desktop.values.permissions import Permission, Role
from desktop.words.catalogue import tr

ROLES = click.Choice([role.value for role in Role])
NEW_FILE = click.option("--new-passphrase-file", type=IN_FILE, metavar="FILE", help="In a practice office only.")


@click.group(name="operator")
def command() -> None:
    """Add, list or remove operators; change roles and passphrases."""


@command.command()
@click.argument("name", type=KEPT_NAME)
@click.option("--role", type=ROLES, required=True)
@NEW_FILE
@second_options
@click.pass_obj
def add(
    options: Options,
    name: str,
    role: str,
    new_passphrase_file: Path | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Add an operator; the new passphrase is typed by that person, twice."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.OPERATORS)
        fresh = _new_passphrase(name, new_passphrase_file, practice=opened.desk.office.practice)
        changed = operators.add(opened.desk, opened.vault, opened.unlocked, name, Role(role), fresh, second=beside)
    _tell_changed(options, changed)


@command.command(name="list")
@click.pass_obj
def list_(options: Options) -> None:
    """List who works here."""
    with signed_in(options) as opened:
        found = operators.operators(opened.desk)
    if options.json:
        emit({"operators": [_shown(view) for view in found]})
    else:
        for view in found:
            click.echo(f"{view.name}  {view.role.value}  {utc_text(view.since)}")


@command.command()
@click.argument("name")
@second_options
@click.pass_obj
def remove(options: Options, name: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """Remove an operator; the store gets a new key, so it must not be open anywhere else."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.OPERATORS)
        changed = remove_operator(opened, name, second=beside)
    _tell_changed(options, changed)


@command.command(name="role")
@click.argument("name")
@click.option("--role", type=ROLES, required=True)
@second_options
@click.pass_obj
def role_(options: Options, name: str, role: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """Give an operator another role; the store gets a new key, so it must not be open anywhere else."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.OPERATORS)
        changed = change_role(opened, name, Role(role), second=beside)
    _tell_changed(options, changed)


@command.command()
@click.argument("name", required=False)
@NEW_FILE
@second_options
@click.pass_obj
def passphrase(
    options: Options,
    name: str | None,
    new_passphrase_file: Path | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Change your own passphrase, or with a NAME and a second person that of somebody who forgot it.

    The store gets a new key, so it must not be open anywhere else.
    """
    with signed_in(options) as opened:
        practice = opened.desk.office.practice
        if name is None or normalise(name) == normalise(opened.desk.person.name):
            fresh = _new_passphrase(opened.desk.person.name, new_passphrase_file, practice=practice)
            changed = change_own_passphrase(opened, fresh)
        else:
            beside = second_of(opened, second, second_passphrase_file, Permission.OPERATORS)
            fresh = _new_passphrase(name, new_passphrase_file, practice=practice)
            changed = reset_passphrase(opened, name, fresh, second=beside)
    _tell_changed(options, changed)


def _new_passphrase(name: str, file: Path | None, *, practice: bool) -> str:
    if file is None:
        return asked_twice(tr("New passphrase of {name}, four words or more", name=name))
    if not practice:
        raise OnlyPractice
    return read_passphrase(file)


def _shown(view: OperatorView) -> dict[str, str]:
    return {"name": view.name, "role": view.role.value, "since": utc_text(view.since)}


def _tell_changed(options: Options, changed: OperatorChanged) -> None:
    if options.json:
        emit(
            {
                "operators": [_shown(changed.operator)],
                "entry": {"log": changed.entry.log, "seq": changed.entry.seq},
            }
        )
    else:
        click.echo(f"{changed.operator.name}  {changed.operator.role.value}")
