"""Bad input through the command line: one clear answer, the contract's exit code, and not a row more than before."""

import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.opening import STORE_NAME
from desktop.values.permissions import Role
from tests.factories import office, passphrase_of
from tests.journeys.test_command_line import FAMILY
from tests.rigs.counter import Counter
from tests.terminal import typed_at
from tests.usecases.relief_office import Relief, ShiftedClock

ROOT = Path(__file__).parents[2]
HAQDAR = (sys.executable, "-m", "desktop", "--json")


@pytest.fixture
def relief(tmp_path: Path) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path) as made:
        yield Relief(made)


@pytest.fixture
def counter(relief: Relief, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Counter:
    """The command line at that office."""
    return Counter(relief.office.folder, tmp_path, capsys)


def family(**member: object) -> dict[str, Any]:
    """The family of the contract, its only member changed."""
    return FAMILY | {"members": [FAMILY["members"][0] | member]}  # type: ignore[index]


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in FAMILY.items() if name != key}


BAD_DRAFTS: dict[str, tuple[object, str]] = {
    # what is in the file, a word of the field that must be named
    "no place": (without("place"), "place"),
    "no consent": (FAMILY | {"consent": {"register": False}}, "consent"),
    "nobody": (FAMILY | {"members": []}, "members"),
    "unknown field": (family(religion="x"), "religion"),
    "unknown field at the top": (FAMILY | {"employer": "x"}, "employer"),
    "wrong kind": (family(age={"years": "many", "method": "stated"}), "age"),
    "wrong choice": (family(sex="Q"), "sex"),
    "unknown place": (FAMILY | {"place": {"pcode": "PK99999", "village": "x"}}, "pcode"),
    "twelve digits": (family(id={"type": "CNIC", "number": "45101-000000-4"}), "id"),
    "letters for digits": (family(id={"type": "CNIC", "number": "45101-O000004-4"}), "id"),
    "age 250": (family(age={"years": 250, "method": "stated", "as_of": "2026-11-24"}), "age"),
    "age below nothing": (family(age={"years": -1, "method": "stated", "as_of": "2026-11-24"}), "age"),
    "ten thousand letters": (family(name_as_told="ب" * 10_000), "name_as_told"),
    "direction override": (family(name_latin="Sakina \u202e ibiB"), "name_latin"),
    "isolate": (family(name_latin="Sakina \u2067 ibiB"), "name_latin"),
    "nul": (family(name_as_told="سکینہ\x00بی بی"), "name_as_told"),
    "control": (family(parent_name="رحیم\x1b[31mبخش"), "parent_name"),
    "phone": (family(phone={"number": "12", "owner": "own", "safe_to_call": True}), "phone"),
    "a list": ([1, 2, 3], ""),
    "a number": (7, ""),
    "nothing": (None, ""),
}


@pytest.mark.parametrize("name", list(BAD_DRAFTS))
def test_a_bad_draft_is_refused_with_its_field_and_nothing_is_kept(counter: Counter, name: str) -> None:
    draft, field = BAD_DRAFTS[name]
    file = counter.here / "family.json"
    file.write_text(json.dumps(draft), encoding="utf-8")
    before = counter.state()
    answer = counter(Role.CLERK, "register", file)
    if name == "phone" and answer.code == 0:
        pytest.skip("a phone that cannot be is only warned of")
    assert answer.code == 3, answer.lines
    assert field in json.dumps(answer.lines[-1], ensure_ascii=False)
    assert answer.said.strip()
    assert "Traceback" not in answer.said
    assert counter.state() == before


BAD_BYTES = {
    "no json": b"Sakina, 34, Chak 12",
    "cut": json.dumps(FAMILY).encode()[:-9],
    "utf-16": json.dumps(FAMILY).encode("utf-16"),
    "not utf-8": json.dumps(FAMILY).encode().replace(b"Sakina", b"Sak\xff\xfena"),
    "deep": b"[" * 200_000,
    "empty": b"",
    "a number too large": json.dumps(FAMILY).encode().replace(b"34", b"1" + b"0" * 40),
    "a huge number": json.dumps(FAMILY).encode().replace(b"34", b"1" + b"0" * 5_000),
    "a surrogate": json.dumps(FAMILY).encode().replace(b"Sakina", b"\\ud800"),
}


@pytest.mark.parametrize("name", list(BAD_BYTES))
def test_a_file_that_is_no_draft_is_refused(counter: Counter, name: str) -> None:
    file = counter.here / "family.json"
    file.write_bytes(BAD_BYTES[name])
    before = counter.state()
    answer = counter(Role.CLERK, "register", file)
    assert answer.code == 3, (answer.code, answer.lines)
    assert "Traceback" not in answer.said
    assert counter.state() == before


def test_a_bad_line_keeps_no_other_household_waiting(counter: Counter) -> None:
    lines = [json.dumps(draft) for draft in (FAMILY, family(sex="Q"), family(name_latin="Zubaida Bibi"))]
    file = counter.here / "families.json"
    file.write_text("\n".join(lines), encoding="utf-8")
    answer = counter(Role.CLERK, "register", file)
    assert answer.code == 3
    assert [bool(line.get("household")) for line in answer.lines] == [True, False, True]


def png_header(width: int, height: int) -> bytes:
    """A picture that says it is so large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    packed = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PICTURES = {
    "bomb.png": png_header(60_000, 60_000),
    "tall.png": png_header(4, 2_000_000_000),
    "letter.jpg": b"Dear office, here is my card.\n" * 40,
    "empty.png": b"",
    "blank.pdf": PDF,
    "cut.pdf": PDF[:60],
    "half.png": png_header(800, 600)[:50],
    "zip.png": b"PK\x03\x04" + bytes(500),
    "nothing.avi": b"RIFF\x00\x00\x00\x00AVI " + bytes(200),
}


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_picture_that_is_none_is_refused_by_both_verbs(relief: Relief, counter: Counter, name: str) -> None:
    standing = relief.round()
    file = counter.here / name
    file.write_bytes(PICTURES[name])
    before = counter.state()
    station = ("--round", standing.round_code, "--point", standing.point_code, "--give", "--looked")
    scanned = counter(Role.SCANNER, "scan", *station, "--image", file)
    assert scanned.code == 3, scanned.lines
    assert scanned.lines[0]["verdict"] == "N1"
    assert scanned.lines[0]["receipt"] is None
    read = counter(Role.SCANNER, "read", file)
    assert read.code == 3, read.lines
    assert read.lines[0]["codes"] == []
    assert counter.state() == before


def test_a_photo_that_is_a_bomb_keeps_no_household(counter: Counter) -> None:
    (counter.here / "bomb.png").write_bytes(PICTURES["bomb.png"])
    file = counter.here / "family.json"
    file.write_text(json.dumps(family(photo="bomb.png")), encoding="utf-8")
    before = counter.state()
    answer = counter(Role.CLERK, "register", file)
    assert answer.code == 3
    assert "bomb.png" in answer.error["what"]
    assert counter.state() == before


def test_a_wrong_passphrase_opens_nothing_and_stands_in_the_ledger_later(counter: Counter) -> None:
    before = counter.state()
    counter.passphrases["clerk"] = "copper lantern walnut meadow orbit"
    answer = counter(Role.CLERK, "find", "Sakina")
    assert (answer.code, answer.error["code"]) == (4, "wrong_passphrase")
    for _ in range(5):
        answer = counter(Role.CLERK, "find", "Sakina")
    assert (answer.code, answer.error["code"]) == (4, "wait_before_trying")
    del counter.passphrases["clerk"]
    assert counter(Role.CLERK, "find", "Sakina").code == 4, "the right one waits too"
    assert counter.state()[:-1] == before[:-1]


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "first page": (lambda data: data[:16] + bytes(4_000) + data[4_016:], 5, "damaged_store"),
    "cut in half": (lambda data: data[: len(data) // 2], 5, "damaged_store"),
    "another office's": (lambda data: bytes(16) + data[16:], 4, "foreign_store"),
    "plain": (lambda _: b"SQLite format 3\x00" + bytes(8_000), 4, "foreign_store"),
    "empty": (lambda _: b"", 4, "foreign_store"),
}


@pytest.mark.parametrize("name", list(DAMAGES))
def test_a_damaged_or_foreign_store_is_named_and_left_as_it_is(relief: Relief, counter: Counter, name: str) -> None:
    damage, code, error = DAMAGES[name]
    relief.office.close()
    store = counter.folder / STORE_NAME
    spoilt = damage(store.read_bytes())
    store.write_bytes(spoilt)
    for role, verb in ((Role.CLERK, ("find", "Sakina")), (Role.AUDITOR, ("check",))):
        answer = counter(role, *verb)
        assert (answer.code, answer.error["code"]) == (code, error)
        assert "Traceback" not in answer.said
    assert store.read_bytes() == spoilt


def test_a_page_damaged_in_the_middle_is_found_by_the_check(relief: Relief, counter: Counter) -> None:
    for _ in range(30):
        relief.household(3)
    relief.office.close()
    store = counter.folder / STORE_NAME
    whole = store.read_bytes()
    pages = len(whole) // 4096
    missed: list[int] = []
    for page in range(1, pages, max(1, pages // 25)):
        place = page * 4096 + 900
        store.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        if counter(Role.AUDITOR, "check").code != 5:
            missed.append(page)
    store.write_bytes(whole)
    assert missed == []
    assert counter(Role.AUDITOR, "check").code == 0, "the control: the whole file fits"


@pytest.mark.parametrize("days", [-400, -1, 400])
def test_a_clock_that_is_set_refuses_nobody_and_stands_in_the_ledger(
    relief: Relief, counter: Counter, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    standing, code = relief.round(), relief.household(2)
    relief.office.close()
    monkeypatch.setattr("desktop.opening.machine_clock", ShiftedClock(timedelta(days=days)))
    file = counter.here / "family.json"
    file.write_text(json.dumps(FAMILY), encoding="utf-8")
    assert counter(Role.CLERK, "register", file).code == 0
    station = ("--round", standing.round_code, "--point", standing.point_code, "--give", "--looked")
    given = counter(Role.SCANNER, "scan", *station, code.text)
    assert (given.code, given.lines[0]["verdict"]) == (0, "G2")
    checked = counter(Role.AUDITOR, "check")
    assert (checked.code, checked.lines[0]["ok"]) == (0, True)
    with relief.office.desk(Role.AUDITOR).store.reader.connect() as conn, conn.begin():
        lines = [bytes(row[0]) for row in conn.exec_driver_sql("SELECT line FROM ledger_entry")]
    assert sum(b'"do":"clock.jumped"' in line for line in lines) == 1


def test_a_backup_goes_into_no_used_folder_and_over_no_file(counter: Counter) -> None:
    backup = counter.here / "office.backup"
    assert counter(Role.SUPERVISOR, "backup", backup).code == 0
    kept, before = backup.read_bytes(), counter.state()
    assert counter(Role.SUPERVISOR, "backup", backup).code == 1
    assert backup.read_bytes() == kept
    used = counter.here / "used"
    used.mkdir()
    (used / "letter.txt").write_text("mine")
    for folder in (used, counter.folder):
        refused = _typed(counter, "restore", "office.backup", "--data", str(folder))
        assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (1, "folder_not_empty")
    assert [path.name for path in used.iterdir()] == ["letter.txt"]
    assert counter.state() == before
    for name, spoilt in {
        "cut": kept[:-5],
        "longer": kept + b"x",
        "changed": kept[:-2_000] + bytes([kept[-2_000] ^ 1]) + kept[-1_999:],
        "no backup": b"%PDF-1.7 something else",
        "empty": b"",
    }.items():
        (counter.here / "spoilt.backup").write_bytes(spoilt)
        fresh = counter.here / "fresh"
        typed = _typed(counter, "restore", "spoilt.backup", "--data", str(fresh))
        assert typed.returncode == 3, (name, typed.stdout, typed.stderr)
        assert not fresh.exists()
        assert not list(counter.here.glob(".fresh*")), "nothing is left half built"
    done = _typed(counter, "restore", "office.backup", "--data", str(counter.here / "fresh"))
    assert done.returncode == 0, done.stderr
    again = _typed(counter, "restore", "office.backup", "--data", str(counter.here / "fresh"))
    assert again.returncode == 1, again.stderr


def _typed(counter: Counter, *words: str) -> subprocess.CompletedProcess[str]:
    """A restore typed by two people."""
    return typed_at(
        [*HAQDAR, "--operator", "supervisor", *words, "--second", "controller", "--reason", "the laptop fell"],
        [passphrase_of(Role.SUPERVISOR), passphrase_of(Role.CONTROLLER)],
        cwd=counter.here,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(counter.here)},
    )


def test_two_processes_register_in_one_folder_at_the_same_time(relief: Relief, counter: Counter) -> None:
    before = counter.state()
    for clerk in range(2):
        drafts = [json.dumps(family(name_latin=f"Sakina {clerk} {number}")) for number in range(15)]
        (counter.here / f"families-{clerk}.json").write_text("\n".join(drafts), encoding="utf-8")
        (counter.here / "clerk.txt").write_text(passphrase_of(Role.CLERK) + "\n")
    as_clerk = ("--operator", "clerk", "--passphrase-file", "clerk.txt")
    running = [
        subprocess.Popen(
            [*HAQDAR, "--data", str(counter.folder), *as_clerk, "register", f"families-{clerk}.json"],
            cwd=counter.here,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(counter.here)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for clerk in range(2)
    ]
    codes: list[str] = []
    for process in running:
        out, _ = process.communicate(timeout=100)
        assert process.returncode == 0
        codes.extend(json.loads(line)["household"] for line in out.splitlines())
    assert len(set(codes)) == 30
    assert counter.state()[0] == before[0] + 30
    assert counter(Role.AUDITOR, "check").code == 0
