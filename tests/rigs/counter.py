"""The command line of an office, in this process: what a verb answered, said and changed."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.root import Doors, run
from desktop.opening import sign_in
from desktop.values.permissions import Role
from tests.factories import passphrase_of


def no_window(*_: object) -> int:
    raise AssertionError("a verb opened the window")


@dataclass
class Answer:
    """What one verb did."""

    code: int
    lines: list[dict[str, Any]]
    said: str

    @property
    def error(self) -> dict[str, str]:
        """The error object: of the verb, or of its last line."""
        return self.lines[-1]["error"] if self.lines else {}


@dataclass
class Counter:
    """Somebody who types verbs for one folder."""

    folder: Path
    here: Path
    capsys: pytest.CaptureFixture[str]
    passphrases: dict[str, str] = field(default_factory=dict[str, str])

    def __call__(self, role: Role, *words: object) -> Answer:
        """Run a verb with --json as the operator of `role`."""
        file = self.here / f"{role}.passphrase"
        file.write_text(self.passphrases.get(role.value, passphrase_of(role)) + "\n", encoding="utf-8")
        signed = ["--data", str(self.folder), "--operator", role.value, "--passphrase-file", str(file), "--json"]
        self.capsys.readouterr()
        code = run([*signed, *map(str, words)], Doors(no_window, no_window, no_window))
        out, said = self.capsys.readouterr()
        return Answer(code, [json.loads(line) for line in out.splitlines()], said)

    def state(self) -> tuple[int, ...]:
        """Rows of every table that keeps a fact, and of the ledger."""
        opened = sign_in(self.folder, Role.AUDITOR.value, passphrase_of(Role.AUDITOR))
        try:
            assert opened.broken is None
            with opened.store.reader.connect() as conn, conn.begin():
                names = ("household", "registrant", "membership", "name_key", "card", "disbursement", "ledger_entry")
                return tuple(int(conn.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()) for name in names)
        finally:
            opened.close()
