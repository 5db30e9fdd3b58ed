"""Words of staff's own on the command line: each option that is stored warns, and a new one cannot forget it."""

import importlib
from collections.abc import Iterator

import click
import pytest

from desktop.cli.kept_text import KEPT_NAME, KEPT_TEXT, Kept
from desktop.cli.root import VERBS

WORDS = {"TEXT", "R"}
"""What stands for words in the help."""
LOOKED_AT_WHOLE = {
    "household collector --name", "household collector --latin", "proxy --name", "proxy --latin",
    "intermediary note --name", "intermediary note --latin", "intermediary note --village", "van-list note --token",
    "workplace add --village", "workplace add --landmark", "workplace add --licence",
    "workplace correct --village", "workplace correct --landmark", "workplace correct --licence",
    "household split --village", "household move --village",
}  # fmt: skip
"""Belong to drafts, whose problems are told with the answer."""
OF_PEOPLE = {"--name", "--latin", "--parent", "--parent-latin"}
NOT_STORED = {
    "duplicates --village", "van-list --village", "van-list show --village", "workplace list --village",
    "check --paper", "accept-book --paper",
}  # fmt: skip


def options() -> Iterator[tuple[str, click.Parameter]]:
    """Every option and argument of every verb, by name."""

    def of(command: click.Command, path: str) -> Iterator[tuple[str, click.Parameter]]:
        for one in command.params:
            yield f"{path} {one.opts[0]}", one
        if isinstance(command, click.Group):
            for name, below in command.commands.items():
                yield from of(below, f"{path} {name}")

    for verb, (module, _) in VERBS.items():
        yield from of(importlib.import_module(f"desktop.cli.{module}").command, verb)


def test_every_option_of_words_that_is_stored_warns() -> None:
    plain = {
        name
        for name, one in options()
        if one.metavar in WORDS and not isinstance(one.type, Kept) and name not in LOOKED_AT_WHOLE | NOT_STORED
    }
    household = {name for name in plain if name.startswith("household ") and name.split()[-1] in OF_PEOPLE}
    assert sorted(plain - household) == []
    assert sum(isinstance(one.type, Kept) for _, one in options()) > 20


@pytest.mark.parametrize(
    ("kind", "text", "warned"),
    [
        (KEPT_TEXT, "the bhatta munshi keeps it", True),
        (KEPT_TEXT, "قرض", True),
        (KEPT_TEXT, "too few bags", False),
        (KEPT_TEXT, "", False),
        (KEPT_NAME, "Sakina Masih", False),
        (KEPT_NAME, "Sakina qarzdar", True),
    ],
)
def test_a_text_is_taken_as_it_is_and_the_matter_named(
    kind: Kept, text: str, warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, beside the option; what is answered on stdout stays what it was."""
    assert kind.convert(text, click.Option(["--note"]), None) == text
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("--note: Not kept here: ") is warned
