"""Signing in on the command line: passphrases from a file or the terminal, second persons, and files that are named."""

import getpass
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click

from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options
from desktop.errors import (
    BookBroken,
    FileTooLarge,
    FileUnreadable,
    NoOffice,
    OnlyPractice,
    PassphraseMissing,
    SecondNeeded,
    TerminalNeeded,
)
from desktop.opening import Opened, second_person, sign_in
from desktop.records.operator import Second
from desktop.security.chosen_files import read_chosen
from desktop.security.vault import Vault
from desktop.words.catalogue import tr

LONGEST_PASSPHRASE = 1_000
LONGEST_PASSPHRASE_FILE = 64 * 1024


def read_passphrase(file: Path) -> str:
    """The first line of `file`. Raises FileUnreadable."""
    content = read_chosen(file, LONGEST_PASSPHRASE_FILE)
    try:
        return content.decode("utf-8").split("\n", 1)[0].rstrip("\r")[:LONGEST_PASSPHRASE]
    except UnicodeDecodeError as error:
        raise FileUnreadable(file=file.name) from error


def asked(question: str) -> str:
    """A passphrase typed on the terminal, unseen; without a terminal, a line of standard input.

    Raises PassphraseMissing when there is neither.
    """
    if sys.stdin.isatty():
        return click.prompt(question, hide_input=True, err=True)
    return _LINES.next_line()


def asked_of_second(question: str, *, practice: bool) -> str:
    """The second person's passphrase: typed on the terminal, also where standard input is something else.

    In a practice office a line of standard input will do. Raises TerminalNeeded, and as `asked`.
    """
    if practice or sys.stdin.isatty():
        return asked(question)
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))  # where there is none, getpass would take standard input after all
    except OSError as error:
        raise TerminalNeeded from error
    return getpass.getpass(f"{question}: ")


def asked_twice(question: str) -> str:
    """A new passphrase, typed twice on the terminal; without one, a line, and the same line again if it is there."""
    if sys.stdin.isatty():
        return click.prompt(question, hide_input=True, err=True, confirmation_prompt=True)
    return _LINES.next_line(maybe_again=True)


class _Lines:
    """Standard input line by line, for scripts: looks one line ahead to see whether it repeats the last."""

    def __init__(self) -> None:
        self._ahead: str | None = None

    def next_line(self, *, maybe_again: bool = False) -> str:
        line = self._ahead if self._ahead is not None else self._read()
        self._ahead = None
        if line is None:
            raise PassphraseMissing
        if maybe_again:
            following = self._read()
            self._ahead = None if following == line else following
        return line

    def _read(self) -> str | None:
        line = sys.stdin.readline(LONGEST_PASSPHRASE)
        return line.rstrip("\r\n") if line else None


_LINES = _Lines()


@contextmanager
def signed_in(options: Options, *, broken_ok: bool = False) -> Generator[Opened]:
    """The office with the operator of the options signed in, for the length of a verb.

    Raises BookBroken when a log does not fit, except for the verbs that look into that (`broken_ok`).
    """
    if not Vault(options.data).exists():  # before anybody is asked for anything
        raise NoOffice(folder=str(options.data))
    name = options.operator or (click.prompt(tr("Operator"), err=True) if sys.stdin.isatty() else "")
    if not name:
        raise PassphraseMissing
    if options.passphrase_file is not None:
        passphrase = read_passphrase(options.passphrase_file)
    else:
        passphrase = asked(tr("Passphrase of {name}", name=name))
    opened = sign_in(options.data, name, passphrase)
    try:
        if opened.broken is not None and not broken_ok:
            raise BookBroken(log=opened.broken.log, seq=opened.broken.seq, why=opened.broken.why)
        yield opened
    finally:
        opened.close()


def second_of(opened: Opened, name: str | None, file: Path | None, permission: str) -> Second:
    """The second person of a two-person act; the passphrase comes from the terminal, in practice also from a file.

    Raises SecondNeeded without a name, OnlyPractice for a file in a real office.
    """
    if not name:
        raise SecondNeeded(permission=permission)
    return optional_second(opened, name, file)


def optional_second(opened: Opened, name: str, file: Path | None) -> Second:
    """As `second_of`, where a name was given."""
    if file is not None:
        if not opened.desk.office.practice:
            raise OnlyPractice
        passphrase = read_passphrase(file)
    else:
        question = tr("Passphrase of {name}", name=name)
        passphrase = asked_of_second(question, practice=opened.desk.office.practice)
    return second_person(opened, name, passphrase)


def second_options[F: Callable[..., object]](command: F) -> F:
    """Add ``--second NAME`` and, for practice offices, ``--second-passphrase-file FILE``."""
    command = click.option(
        "--second-passphrase-file",
        type=IN_FILE,
        metavar="FILE",
        help="In a practice office only; else asked on the terminal.",
    )(command)
    return click.option("--second", metavar="NAME", help="The second person, of another role.")(command)


def read_file(source: Path, limit: int) -> bytes:
    """The content of a file that the person named, ``-`` for standard input.

    Raises FileUnreadable, NotAFile, FileTooLarge (more than `limit` bytes) and DiskUnreadable.
    """
    if str(source) != "-":
        return read_chosen(source, limit)
    try:
        content = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise FileUnreadable(file=source.name) from error
    if len(content) > limit:
        raise FileTooLarge(source.name, len(content), limit)
    return content


def told_progress(options: Options, what: str) -> Callable[[int, int], None]:
    """Progress of long work on stderr, one line written over; nothing with ``--quiet`` or without a terminal."""

    def show(done: int, total: int) -> None:
        if not options.quiet and sys.stderr.isatty():
            sys.stderr.write(f"\r{what} {done:,} / {total:,} ")
            if done >= total:
                sys.stderr.write("\n")
            sys.stderr.flush()

    return show
