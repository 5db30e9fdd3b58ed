"""The command line of one practice office, with rounds, scans and pictures of its cards; for the tests of its verbs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from desktop.cli.root import Doors, run
from desktop.usecases import cards
from desktop.values.identifiers import CardNumber
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, SheetKind
from desktop.words.captions.cards import card_sheet
from printing.cards import draw_cards
from tests.factories import passphrase_of
from tests.usecases.relief_office import Relief

ROUND = """\
programme = "Flood flour"
code  = "{code}"
list  = "{kind}"
areas = ["PK617"]
from  = 2026-11-24
to    = 2026-11-30
item  = [
  {{code = "ATTA20", steps = [{{min_size = 1, qty = 2}}, {{min_size = 4, qty = 4}}]}},
  {{code = "OIL5", qty = 1}},
]
point = [{{code = "malook", name = "Basti Malook"}}]
"""


def no_window(*_: object) -> int:
    raise AssertionError("a verb opened the window")


@dataclass
class Line:
    """The command line of one practice office, in which a second person's passphrase may come from a file."""

    relief: Relief
    capsys: pytest.CaptureFixture[str]
    folder: Path
    stderr: str = ""

    def file(self, role: Role) -> Path:
        """The passphrase file of a role."""
        file = self.folder / f"{role}.txt"
        file.write_text(passphrase_of(role) + "\n", encoding="utf-8")
        return file

    def __call__(self, role: Role, *arguments: str) -> tuple[int, Any]:
        """Run with --json as the operator of `role`; gives exit code and the object, or objects, on stdout."""
        signed = ["--data", str(self.relief.office.folder), "--operator", role.value]
        signed += ["--passphrase-file", str(self.file(role)), "--json"]
        code, out = self._run([*arguments, *signed])
        told = [json.loads(line) for line in out.splitlines()]
        return code, told[0] if len(told) == 1 else told

    def bare(self, *arguments: str) -> tuple[int, Any]:
        """Run without an operator; gives exit code and the object on stdout, or what is said there."""
        code, out = self._run(arguments)
        return code, json.loads(out) if out.startswith("{") else out

    def _run(self, arguments: Sequence[str]) -> tuple[int, str]:
        self.capsys.readouterr()
        code = run(list(arguments), Doors(no_window, no_window, no_window))
        out, self.stderr = self.capsys.readouterr()
        return code, out

    def written(self, name: str, text: str) -> str:
        """A file with this text."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def second(self, role: Role) -> Sequence[str]:
        """Options that name a second person."""
        return ("--second", role.value, "--second-passphrase-file", str(self.file(role)))

    def round(self, code: str, kind: str = "open", *, points_open: bool = True) -> None:
        """An open round, with its point open unless told otherwise."""
        file = self.folder / f"{code}.toml"
        file.write_text(ROUND.format(code=code, kind=kind), encoding="utf-8")
        assert self(Role.SUPERVISOR, "round", "create", str(file))[0] == 0
        assert self(Role.SUPERVISOR, "round", "open", code)[0] == 0
        if points_open:
            assert self(Role.LEAD, "point", "open", "--round", code, "--point", "malook", "--tick", "all")[0] == 0

    def scan(self, role: Role, *arguments: str, round_code: str = "flour") -> tuple[int, Any]:
        """The verb scan at the round's point."""
        return self(role, "scan", "--round", round_code, "--point", "malook", *arguments)

    def picture(self, number: CardNumber | None, name: str = "card.png") -> Path:
        """A picture of the back of a household's first card, as it is really printed."""
        assert number is not None
        issued = cards.issue(self.relief.office.desk(Role.CLERK), [number.household])
        pdf = draw_cards(card_sheet(issued, Language.URDU, SheetKind.A4_8))
        page = Image.fromarray(
            pypdfium2.PdfDocument(pdf)[1].render(scale=200 / 72, grayscale=True).to_numpy().squeeze()
        )
        page.save(self.folder / name)
        return self.folder / name
