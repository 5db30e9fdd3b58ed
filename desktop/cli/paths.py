"""The kinds of path that verbs take: a file to write, which asks before it replaces one; a file to read; a folder.

Every path of every verb is one of these (a test walks them all), so no verb can forget the gates, which are
`desktop.security.written_files` and `desktop.security.chosen_files`.
"""

import sys
from pathlib import Path
from typing import override

import click

from desktop.errors import FileThere
from desktop.security.written_files import require_place
from desktop.words.catalogue import tr


class OutFile(click.Path):
    """A file to be written. One that is there is replaced after a question, or with ``--replace``, else refused."""

    def __init__(self) -> None:
        """Whether it can be written is found out by the gate, not by click."""
        super().__init__(path_type=Path)

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, before anybody signs in. Raises FileInOffice, FileUnwritable, FileThere."""
        path = Path(str(value))
        final = require_place(path)
        if final.exists() and not (ctx is not None and ctx.find_root().params.get("replace")):
            _ask(path)
        return path


class InFile(click.Path):
    """A file to be read, or where the verb says so ``-`` for standard input; looked at when it is opened."""

    def __init__(self) -> None:
        """Whether it can be read is found out by the gate."""
        super().__init__(path_type=Path)


class Folder(click.Path):
    """A folder that a verb makes or fills; use cases refuse one with anything in it."""

    def __init__(self) -> None:
        """Whether it is empty is found out by the use case."""
        super().__init__(path_type=Path)


def _ask(path: Path) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise FileThere(file=path.name)
    click.confirm(tr("There is a file {file} already. Replace it?", file=path.name), abort=True, err=True)


OUT_FILE = OutFile()
IN_FILE = InFile()
FOLDER = Folder()
