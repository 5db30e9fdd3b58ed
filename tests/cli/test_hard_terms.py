"""The command line on hard terms: pipes that break, terminals of another alphabet, places that are none."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.usecases import cards, registration
from desktop.values.permissions import Role
from tests import factories
from tests.factories import TestOffice, passphrase_of


def haqdar(office: TestOffice, role: Role, *words: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
    """The program in a process of its own, with a passphrase file outside the office."""
    file = office.folder.parent / f"{role.value}.txt"
    file.write_text(passphrase_of(role), encoding="utf-8")
    line = [sys.executable, "-m", "desktop", "--data", str(office.folder), "--operator", role.value]
    return subprocess.run(  # pyright: ignore[reportCallIssue, reportUnknownVariableType]
        [*line, "--passphrase-file", str(file), *words],
        check=False,
        timeout=60,
        **({"stdin": subprocess.DEVNULL, "capture_output": True} | more),  # pyright: ignore[reportArgumentType]
    )


def test_an_answer_is_whole_utf_8_whatever_the_terminal_is_set_to(office: TestOffice) -> None:
    """The act is done before it is told: the telling must not break on an Urdu name."""
    registration.register(office.desk(Role.CLERK), factories.household())
    office.close()
    done = haqdar(office, Role.CLERK, "--json", "find", "Sakina", env=os.environ | {"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["name_as_told"] == "سکینہ بی بی"


def test_who_stops_listening_is_not_told_that_all_was_done(office: TestOffice) -> None:
    """The reader of the pipe is gone before the first answer: exit 4, and no noise of the interpreter."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = haqdar(
            office, Role.CLERK, "--json", "operator", "list", capture_output=False, stdout=writing,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize("place", [".", "/", "nowhere/cards.pdf"])
def test_nothing_is_issued_for_a_file_that_cannot_be(office: TestOffice, tmp_path: Path, place: str) -> None:
    code = registration.register(office.desk(Role.CLERK), factories.household()).household.code
    office.close()
    done = haqdar(office, Role.CLERK, "card", "issue", "--household", code.text, "--out", place, cwd=tmp_path)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert [holder.household for holder in cards.to_print(office.desk(Role.CLERK))] == [code], (
        "still waiting for a card"
    )


def test_a_backup_into_a_folder_that_is_not_there_is_refused_in_words(office: TestOffice, tmp_path: Path) -> None:
    done = haqdar(office, Role.SUPERVISOR, "backup", "nowhere/office.backup", cwd=tmp_path)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("file", 1), ("file/office", 4)])
def test_a_file_is_no_place_for_an_office(office: TestOffice, tmp_path: Path, name: str, code: int) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    done = haqdar(office, Role.CLERK, "demo", str(tmp_path / name), "--households", "1")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_bytes_that_are_no_text_do_not_end_the_lane(office: TestOffice) -> None:
    """A hand scanner in a wrong mode: what it sent is read again, and the next line is answered."""
    code = registration.register(office.desk(Role.CLERK), factories.household()).household.code
    office.close()
    more = {"input": b"\xff\xfe\n" + code.text.encode() + b"\n", "stdin": None}
    done = haqdar(office, Role.LEAD, "--json", "scan", "--round", "none", "--point", "none", "-", **more)
    assert json.loads(done.stdout.splitlines()[0])["verdict"] == "N1"
    assert json.loads(done.stdout.splitlines()[1])["error"]["code"] == "round_unknown"
    assert b"Traceback" not in done.stderr
