"""Each import rule refuses what it should: one wrong import after the other is put into a copy of the tree."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tree import ROOT, tracked

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"

# rule, module that is given the import (made when it is not there), the import
WRONG = [
    (1, "desktop/values/quantity.py", "import desktop.records"),
    (1, "desktop/records/card.py", "import desktop.security"),
    (1, "desktop/words/catalogue.py", "import desktop.ui"),
    (1, "desktop/opening.py", "import desktop.app"),
    (1, "desktop/models/base.py", "import desktop.scanning"),
    (1, "desktop/domain/verdict.py", "import desktop.models.household"),
    (1, "desktop/domain/share.py", "import desktop.matching.names"),
    (1, "desktop/stray.py", "import desktop.errors"),
    (2, "desktop/ui/stray.py", "import desktop.queries"),
    (2, "desktop/ui/stray.py", "import desktop.models.household"),
    (2, "desktop/cli/stray.py", "import desktop.storage.engine"),
    (3, "desktop/words/stray.py", "import PySide6.QtCore"),
    (3, "desktop/cli/stray.py", "from PySide6 import QtWidgets"),
    (3, "desktop/opening.py", "from PySide6.QtCore import QObject"),
    (4, "desktop/usecases/registration.py", "import sqlalchemy"),
    (4, "desktop/ui/stray.py", "from sqlalchemy.orm import Session"),
    (4, "desktop/matching/stray.py", "import alembic.command"),
    (4, "desktop/domain/stray.py", "import sqlalchemy"),
    (5, "desktop/cli/stray.py", "import desktop.ui"),
    (5, "desktop/cli/stray.py", "import desktop.app"),
    (6, "printing/stray.py", "import desktop.values"),
    (6, "printing/values.py", "import sqlalchemy"),
    (6, "printing/stray.py", "import PySide6"),
    (7, "desktop/usecases/cards.py", "import printing.cards"),
    (7, "desktop/words/captions/relief.py", "import printing.rosters"),
    (7, "desktop/practice/office.py", "import printing.slips"),
    (8, "desktop/usecases/registration.py", "import desktop.usecases.cards"),
    (8, "desktop/usecases/desk.py", "import desktop.usecases.registration"),
    (9, "desktop/ui/screens/first/page.py", "import desktop.ui.screens.second.page"),
    (10, "desktop/ui/widgets/stray.py", "import desktop.usecases.desk"),
    (10, "desktop/ui/widgets/stray.py", "import desktop.ui.workbench"),
    (10, "desktop/ui/widgets/stray.py", "import desktop.ui.screens.second.page"),
    (11, "printing/stray.py", "import printing.values"),
    (12, "desktop/queries/households.py", "import desktop.models.protection"),
    (12, "desktop/usecases/registration.py", "import desktop.models.protection"),
]
# what a wrong import needs to be there, or to close its circle
ALSO = {
    "import printing.cards": ("printing/cards.py", ""),
    "import printing.rosters": ("printing/rosters.py", ""),
    "import printing.slips": ("printing/slips.py", ""),
    "import printing.values": ("printing/values.py", "import printing.stray"),
    "import desktop.app": ("desktop/app.py", "import desktop.ui.stray"),
    "import desktop.usecases.cards": ("desktop/usecases/cards.py", ""),
    "import desktop.usecases.desk": ("desktop/usecases/desk.py", ""),
    "import desktop.usecases.registration": ("desktop/usecases/registration.py", ""),
    "import desktop.ui.workbench": ("desktop/ui/workbench.py", ""),
    "import desktop.ui.screens.second.page": ("desktop/ui/screens/second/page.py", ""),
    "import desktop.models.protection": ("desktop/models/protection.py", ""),
}


@dataclass(frozen=True)
class Copy:
    """A copy of the code that may be spoiled."""

    root: Path

    def broken(self) -> set[int]:
        """Numbers of the rules that the copy breaks."""
        lint = subprocess.run([str(LINT_IMPORTS), "--no-cache"], cwd=self.root, capture_output=True, text=True)
        assert "Contracts: " in lint.stdout, lint.stdout[-2000:]
        numbers = {int(number) for number in re.findall(r"^(\d+)b? .* BROKEN$", lint.stdout, re.MULTILINE)}
        assert (lint.returncode == 0) == (not numbers)
        return numbers

    @contextmanager
    def with_line(self, name: str, line: str) -> Generator[None]:
        """The module at `name` (made, with its packages, when it is not there) has one more line for a while."""
        path = self.root / name
        made = [folder for folder in path.parents if not folder.exists()]
        before = path.read_text() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in made:
            (folder / "__init__.py").touch()
        path.write_text(f"{before or ''}\n{line}\n")
        try:
            yield
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_text(before)
            for folder in made:
                shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The code as it is, with its rules."""
    root = tmp_path_factory.mktemp("tree")
    for top in ("desktop", "printing"):
        for path in (ROOT / top).rglob("*.py"):
            target = root / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    shutil.copy(ROOT / "pyproject.toml", root)
    return Copy(root)


def test_rules_hold_for_the_copy(copy: Copy) -> None:
    """Otherwise a refusal below would prove nothing."""
    assert copy.broken() == set()


@pytest.mark.parametrize(("rule", "module", "line"), WRONG, ids=str)
def test_wrong_import_is_refused(rule: int, module: str, line: str, copy: Copy) -> None:
    """The rule with this number, and not only some other one, says no."""
    also, its_line = ALSO.get(line, ("desktop/errors.py", ""))
    with copy.with_line(also, its_line), copy.with_line(module, line):
        assert rule in copy.broken()


def test_every_rule_is_tried_and_none_has_an_exception() -> None:
    """A thirteenth rule needs a wrong import of its own here; `ignore_imports` is how rules die."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {int(contract["name"].split()[0].rstrip("b")) for contract in contracts} == {rule for rule, _, _ in WRONG}
    assert [contract["name"] for contract in contracts if "ignore_imports" in contract] == []


def test_every_press_is_behind_its_rule() -> None:
    """A new document of `printing` has to be named in rule 7; only its plain values and its fonts are for everybody."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    seven = next(contract for contract in contracts if contract["name"].startswith("7 "))
    rooms = {Path(path.parts[1]).stem for path in tracked() if path.parts[0] == "printing" and path.suffix == ".py"}
    free = {"__init__", "fontfiles"} | {room for room in rooms if room == "values" or room.endswith("_values")}
    assert rooms - free == {name.removeprefix("printing.") for name in seven["protected_modules"]}
