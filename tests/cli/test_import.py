"""The verb import: real files on a real office, with the contract's keys and exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.values.permissions import Role
from tests.exchange.sheets import makers
from tests.factories import office, passphrase_of
from tests.rigs.counter import Counter
from tests.usecases.relief_office import Relief
from tests.usecases.test_imports import HEAD, ROWS

ROOT = Path(__file__).parents[2]
KEYS = {"rows", "registered", "already", "refused", "possible_duplicates", "batch"}


@pytest.fixture
def relief(tmp_path: Path) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path) as made:
        yield Relief(made)


@pytest.fixture
def counter(relief: Relief, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Counter:
    """The command line at that office."""
    return Counter(relief.office.folder, tmp_path, capsys)


def listed(counter: Counter, name: str = "list.xlsx") -> Path:
    """The list of the use case's tests."""
    file = counter.here / name
    file.write_bytes(makers.xlsx((HEAD, *ROWS)))
    return file


def test_a_dry_run_then_the_import_then_nothing_more(counter: Counter) -> None:
    """The six keys of the contract, and what else there is to know."""
    file, bad = listed(counter), counter.here / "bad.csv"
    before = counter.state()
    dry = counter(Role.CLERK, "import", file, "--dry-run", "--place", "PK61701")
    assert dry.code == 0
    assert set(dry.lines[0]) >= KEYS
    assert (dry.lines[0]["rows"], dry.lines[0]["registered"], dry.lines[0]["ready"], dry.lines[0]["refused"]) == (
        6,
        0,
        2,
        3,
    )
    assert dry.lines[0]["batch"] is None
    assert {one["column"]: one["matter"] for one in dry.lines[0]["forbidden"]} == {
        "Kiln owner": "employer",
        "Religion": "religion",
    }
    assert counter.state() == before
    done = counter(Role.CLERK, "import", "--errors", bad, file, "--place", "PK61701")
    assert done.code == 0
    assert set(done.lines[0]) >= KEYS
    assert (done.lines[0]["registered"], done.lines[0]["people"], done.lines[0]["batch"]) == (2, 3, 1)
    assert set(done.lines[0]["entry"]) == {"log", "seq"}
    assert bad.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"Malik" not in bad.read_bytes()
    again = counter(Role.CLERK, "import", file, "--place", "PK61701")
    assert (again.code, again.lines[0]["registered"], again.lines[0]["already"], again.lines[0]["batch"]) == (
        0,
        0,
        2,
        None,
    )
    found = counter(Role.CLERK, "find", "Karim")
    assert found.lines[0]["name_latin"] == "Karim Bux"


def test_taken_back_by_the_supervisor_only_and_once(counter: Counter) -> None:
    """Exit 1 for who may not, 3 for a number that is none."""
    counter(Role.CLERK, "import", listed(counter), "--place", "PK61701")
    assert counter(Role.CLERK, "import", "undo", "1").code == 1
    taken = counter(Role.SUPERVISOR, "import", "undo", "1")
    assert (taken.code, taken.lines[0]["batch"], taken.lines[0]["state"]) == (0, 1, "undone")
    assert counter(Role.SUPERVISOR, "import", "undo", "۱").code == 1
    assert counter(Role.SUPERVISOR, "import", "undo", "nine").code == 3
    assert counter(Role.CLERK, "import", "drop", "9").code == 3
    assert [one["state"] for one in counter(Role.CLERK, "import", "list").lines[0]["batches"]] == ["undone"]
    assert counter(Role.SUPERVISOR, "check").lines[0]["ok"]


def test_a_map_written_corrected_and_used(counter: Counter) -> None:
    """What is guessed comes as TOML; with it the columns are as it says; a forbidden column is exit 3."""
    file, map_file = listed(counter), counter.here / "map.toml"
    assert counter(Role.CLERK, "import", "map", file, map_file).code == 0
    text = map_file.read_text(encoding="utf-8").replace('"Father name" = "father"', '"Father name" = "husband"')
    map_file.write_text(text, encoding="utf-8")
    answer = counter(Role.CLERK, "import", file, "--map", map_file, "--dry-run", "--place", "PK61701")
    assert {one["column"]: one["field"] for one in answer.lines[0]["columns"]}["Father name"] == "husband"
    map_file.write_text('[columns]\n"Kiln owner" = "village"\n', encoding="utf-8")
    refused = counter(Role.CLERK, "import", file, "--map", map_file, "--place", "PK61701")
    assert (refused.code, refused.lines[0]["error"]["code"]) == (3, "column_never_kept")
    map_file.write_text("columns = 3", encoding="utf-8")
    assert counter(Role.CLERK, "import", file, "--map", map_file).code == 3


BAD = {
    "no file": None,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(900),
    "nothing": b"",
    "cut": makers.xlsx()[:2_000],
    "no names": makers.xlsx((("remarks", "sum"), ("a", 1))),
    "no consent": makers.xlsx((("name", "sex", "tehsil"), ("Ali", "M", "Lahore City"))),
    "an unknown place": makers.xlsx((("name", "sex", "tehsil", "consent"), ("Ali", "M", "Atlantis", "yes"))),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_is_exit_three_and_nothing_is_changed(counter: Counter, name: str) -> None:
    """One clear answer each."""
    file = counter.here / "list.xlsx"
    content = BAD[name]
    if content is not None:
        file.write_bytes(content)
    before = counter.state()
    answer = counter(Role.CLERK, "import", file)
    assert answer.code == 3
    assert {"code", "what", "do", "safe"} == set(answer.lines[0]["error"])
    assert counter.state()[:-1] == before[:-1]


def test_consent_stated_for_the_whole_list(counter: Counter) -> None:
    """With how and in which language; the place as well."""
    file = counter.here / "list.csv"
    file.write_text("name,sex\nAli,M\n", encoding="utf-8")
    told = ("--consent", "queue", "--consent-language", "sd", "--read-by", "volunteer", "--place", "PK61701")
    answer = counter(Role.CLERK, "import", file, *told)
    assert answer.lines[0]["registered"] == 1
    assert counter(Role.CLERK, "import", file, "--place", "PK1").code == 3
    assert counter(Role.CLERK, "import", file, "--place", "PK99999").code == 3


def test_a_semicolon_file_in_windows_arabic_says_how_it_was_read(counter: Counter) -> None:
    """And can be told otherwise."""
    file = counter.here / "list.csv"
    file.write_bytes("name;sex;village\nعلي;M;كوت\n".encode("cp1256"))
    told = ("--dry-run", "--place", "PK61701", "--consent", "each")
    answer = counter(Role.CLERK, "import", file, *told).lines[0]
    assert (answer["encoding"], answer["separator"], answer["ready"]) == ("cp1256", ";", 1)
    assert counter(Role.CLERK, "import", file, *told, "--encoding", "utf-8").code == 3
    assert counter(Role.CLERK, "import", file, *told, "--separator", "tab").code == 3


def test_interrupted_it_stops_within_a_second_and_nothing_is_seen(relief: Relief, tmp_path: Path) -> None:
    """Ctrl+C in the middle of writing: exit 130, the batch is given up, nobody is found."""
    file = tmp_path / "many.csv"
    lines = "".join(f"{n},Person {n},Father {n},F,{n % 60},Chak {n % 40},yes\n" for n in range(20_000))
    file.write_text("HH,Name,Father name,Sex,Age,Village,Consent\n" + lines, encoding="utf-8")
    words = tmp_path / "clerk.txt"
    words.write_text(passphrase_of(Role.CLERK))
    relief.office.close()
    at = ("--data", relief.office.folder, "--operator", "clerk", "--passphrase-file", words)
    running = subprocess.Popen(
        [sys.executable, "-m", "desktop", "--json", *map(str, at), "import", str(file), "--place", "PK61701"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    wal = relief.office.folder / "office.db-wal"
    deadline = time.monotonic() + 60
    while not (wal.exists() and wal.stat().st_size > 1_500_000):
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.05)
    asked = time.perf_counter()
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=30)
    assert time.perf_counter() - asked < 2, "a second, on a machine that does other things as well"
    assert running.returncode == 130
    assert json.loads(out)["error"]["code"] == "cancelled"
    with relief.office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        assert conn.exec_driver_sql("SELECT state FROM import_batch").scalars().all() == ["dropped"]
        assert conn.exec_driver_sql("SELECT count(*) FROM household WHERE active").scalar_one() == 0
        assert conn.exec_driver_sql("SELECT count(*) FROM household").scalar_one() > 0


def sized(counter: Counter) -> Path:
    """A list that counts people whom it does not name, with a second column of names and a father beside a name."""
    rows = (
        ("Name", "Name of tool", "Sex", "Household size", "Village", "Consent"),
        ("Sakina d/o Rahim", "Excel", "F", 6, "Bhatta Ch. X", "yes"),
        ("Ali", "Excel", "M", 4, "Chak 12", "yes"),
    )
    file = counter.here / "sized.xlsx"
    file.write_bytes(makers.xlsx(rows))
    return file


def test_what_was_guessed_is_said_and_nothing_comes_in_before_somebody_answers(counter: Counter) -> None:
    """The doubts stand under a key of their own; exit 3 until they are accepted, or a map answers them."""
    file = sized(counter)
    dry = counter(Role.CLERK, "import", file, "--dry-run", "--place", "PK61701").lines[0]
    assert [(one["doubt"], one["columns"], one["holds"]) for one in dry["doubts"]] == [
        ("second_name", ["Name of tool"], True),
        ("name_and_parent", ["Name"], True),
        ("size", ["Household size"], True),
    ]
    assert (dry["grouping"], dry["ready"], dry["people"], dry["people_not_named"]) == ("row", 2, 2, 8)
    assert dry["units"]["registered"] == "households"
    assert dry["units"]["possible_duplicates"] == "pairs"
    assert {one["column"]: one["known_by"] for one in dry["columns"]}["Name"] == "heading"
    before = counter.state()
    refused = counter(Role.CLERK, "import", file, "--place", "PK61701")
    assert (refused.code, refused.lines[0]["error"]["code"]) == (3, "map_doubtful")
    assert counter.state() == before

    map_file = counter.here / "map.toml"
    counter(Role.CLERK, "import", "map", file, map_file)
    done = counter(Role.CLERK, "import", file, "--map", map_file, "--place", "PK61701")
    assert (done.code, done.lines[0]["registered"], done.lines[0]["people_not_named"]) == (0, 2, 8)
    assert done.lines[0]["doubts"] == []
    assert counter(Role.CLERK, "find", "Excel").lines == []
    assert counter(Role.CLERK, "find", "bhatta").lines == []
    (found,) = counter(Role.CLERK, "find", "Sakina").lines
    assert (found["name_latin"], found["village"]) == ("Sakina d/o Rahim", "")


def test_how_many_were_not_named_is_kept_with_the_household(counter: Counter) -> None:
    """What the list told stands beside its people until they are named, or somebody says that it was wrong."""
    assert counter(Role.CLERK, "import", sized(counter), "--accept-guess", "--place", "PK61701").code == 0
    (found,) = counter(Role.CLERK, "find", "Rahim").lines
    code = found["household"]

    def shown() -> tuple[object, object]:
        (now,) = counter(Role.CLERK, "household", "show", code).lines
        return now["people_told"], now["people_not_named"]

    assert shown() == (6, 5)
    counter(Role.CLERK, "household", "join", code, "--latin", "Zainab", "--sex", "F")
    assert shown() == (6, 4)
    (draft,) = counter(Role.CLERK, "household", "show", code, "--draft").lines
    assert draft["people_told"] == 6
    file = counter.here / "draft.json"
    for told, now in ((None, (6, 4)), (3, (3, 1)), (0, (None, None))):
        file.write_text(json.dumps(draft | {"people_told": told}), encoding="utf-8")
        assert counter(Role.CLERK, "household", "correct", code, file).code == 0
        assert shown() == now
    file.write_text(json.dumps(draft | {"people_told": 100}), encoding="utf-8")
    refused = counter(Role.CLERK, "household", "correct", code, file)
    assert (refused.code, refused.lines[0]["problems"][0]["code"]) == (3, "size_range")
    assert counter(Role.SUPERVISOR, "check").lines[0]["ok"]


def test_what_was_guessed_is_taken_when_somebody_accepts_it(counter: Counter) -> None:
    """Names are taken apart, and a village as written is found by nobody and told to the supervisor."""
    file = sized(counter)
    told = ("--accept-guess", "--villages-as-written", "--place", "PK61701")
    assert counter(Role.CLERK, "import", file, *told).code == 0
    assert counter(Role.CLERK, "find", "bhatta").lines == []
    (found,) = counter(Role.CLERK, "find", "Rahim").lines
    assert found["village"] == "Bhatta Ch. X"
    assert counter(Role.SUPERVISOR, "check").lines[0]["ok"]


def test_rows_to_mend_are_written_again_at_any_time(counter: Counter) -> None:
    """From the file of the import, by its own columns; of another file nothing is written."""
    file, bad, again = listed(counter), counter.here / "bad.csv", counter.here / "again.csv"
    counter(Role.CLERK, "import", file, "--place", "PK61701", "--errors", bad)
    wrote = counter(Role.CLERK, "import", "errors", "1", file, "--out", again)
    assert (wrote.code, wrote.lines[0]["batch"]) == (0, 1)
    assert again.read_bytes() == bad.read_bytes()
    assert b"Malik" not in again.read_bytes()
    other = counter(Role.CLERK, "import", "errors", "1", sized(counter), "--out", counter.here / "none.csv")
    assert (other.code, other.lines[0]["error"]["code"]) == (3, "file_changed")
    assert not (counter.here / "none.csv").exists()
    assert counter(Role.CLERK, "import", "errors", "9", file, "--out", counter.here / "none.csv").code == 3
