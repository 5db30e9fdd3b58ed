"""Foreign lists come in as one batch: tried first, written unseen, opened at once, given up or taken back as one."""

import csv
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.errors import (
    BatchElsewhere,
    BatchTouched,
    BatchUnknown,
    Cancelled,
    ColumnNeverKept,
    FileChanged,
    FileUnwritable,
    HouseholdNotFound,
    ImportUnderWay,
    MapIncomplete,
    MapWrong,
    NothingToImport,
    NotPermitted,
    StoreBusy,
)
from desktop.exchange import import_pass
from desktop.models import import_write
from desktop.records.help_desk import ProxyDraft
from desktop.records.household import ConsentDraft
from desktop.records.imports import BadRowWords, FileLook, Imported, ImportPlan, Reason
from desktop.usecases import (
    allowances,
    blocks,
    cards,
    import_batches,
    import_writer,
    imports,
    registration,
    safekeeping,
)
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.import_field import ImportField, NeverKept
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BatchState,
    BlockReason,
    ConsentLanguage,
    ConsentReader,
    ParentRelation,
    ProxyReason,
)
from desktop.words.import_words import reason_label, say_reason, told_troubles
from tests.exchange.sheets import makers
from tests.factories import PLACE, TestOffice, household, woman
from tests.usecases.relief_office import Relief

STATED = ConsentDraft(register=True, phone=True, read_by=ConsentReader.VOLUNTEER, language=ConsentLanguage.SINDHI)
HEAD = ("HH", "Name", "Father name", "Sex", "Age", "Village", "Consent", "CNIC", "Kiln owner", "Religion", "Mobile")
ROWS: tuple[tuple[makers.Cell, ...], ...] = (
    (
        "1",
        "سکینہ بی بی",
        "رحیم بخش",
        "عورت",
        "۳۴",
        "Chak 12",
        "yes",
        "45101-0000004-4",
        "Malik X",
        "Rel-One-7",
        "0300-0000001",
    ),
    ("1", "Ali", "Nazir", "male", 8, "Chak 12", "yes", None, "Malik X", "Rel-One-7", None),
    ("2", "Karim Bux", "Allah Ditta", "M", 51, "Chak 14", "yes", "12345", "Malik Y", "R2", "99"),
    ("3", None, "Somebody", "F", 20, "Chak 15", "yes", None, "Malik Z", "R3", None),
    ("3", "Zeb", "Somebody", "F", 40, "Chak 15", "yes", None, "Malik Z", "R3", None),
    ("4", "Hakim", "Noor", "M", 60, "Chak 15", "no", None, "Malik Z", "R3", None),
)
WORDS = BadRowWords("Row", "Why", say_reason)


def written(folder: Path, rows: tuple[tuple[makers.Cell, ...], ...] = ROWS, name: str = "list.xlsx") -> Path:
    """The list as a workbook."""
    file = folder / name
    file.write_bytes(makers.xlsx((HEAD, *rows)))
    return file


def looked(office: TestOffice, file: Path, **more: object) -> tuple[FileLook, ImportPlan]:
    """What the file is, and its plan with the test place for all."""
    seen = imports.look(office.desk(Role.CLERK), file)
    return seen, replace(seen.plan, place=PLACE, **more)  # pyright: ignore[reportArgumentType]


def brought(office: TestOffice, file: Path, **more: object) -> Imported:
    """The list, in the register."""
    seen, plan = looked(office, file, **more)
    return import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)


def names(office: TestOffice, text: str) -> list[str]:
    """Whom a search finds."""
    return [found.name_latin or found.name_as_told for found in registration.find(office.desk(Role.CLERK), text)]


def count(office: TestOffice, table: str) -> int:
    """Rows of a table."""
    with office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        return conn.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def sound(office: TestOffice) -> None:
    """The register fits the ledger."""
    at = office.opened(Role.SUPERVISOR)
    checked = safekeeping.check(at.desk, at.certificates, at.folder)
    assert checked.ok, checked.first_bad


PEOPLE_TABLES = (
    "household",
    "registrant",
    "membership",
    "consent",
    "name_key",
    "match_key",
    "imported_household",
    "pair",
)


def state(office: TestOffice) -> dict[str, int]:
    """How many rows the register has."""
    return {table: count(office, table) for table in PEOPLE_TABLES}


def test_a_dry_run_says_what_would_come_in_and_writes_nothing(office: TestOffice, tmp_path: Path) -> None:
    """Two households are ready; one lacks a name, one its consent; a number and a phone are left out, not refused."""
    before = state(office)
    file = written(tmp_path)
    seen, plan = looked(office, file)
    checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
    assert (checked.rows, checked.households, checked.ready, checked.ready_people) == (6, 4, 2, 3)
    assert (checked.already, checked.refused) == (0, 3)
    told = {(one.where, one.code): (one.stops, one.count, one.rows) for one in checked.troubles}
    assert told[("members.name_as_told", "name_missing")] == (True, 1, (5,))
    assert told[("members", "others")] == (True, 1, (6,))
    assert told[("consent.register", "consent_missing")] == (True, 1, (7,))
    assert told[("members.id.number", "cnic_length")] == (False, 1, (4,))
    assert state(office) == before
    assert count(office, "import_batch") == 0


def test_the_preview_shows_twenty_rows_as_they_would_be_kept(office: TestOffice, tmp_path: Path) -> None:
    """Digits of Urdu, words of sex, scripts of names: read as the register keeps them."""
    rows = tuple(("", f"Person {n}", "Father", "F", 30, "Kot", "yes", None, None, None, None) for n in range(50))
    file = written(tmp_path, (*ROWS[:2], *rows))
    seen, plan = looked(office, file)
    checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
    assert sum(len(one.rows) for one in checked.preview) == 20
    first = checked.preview[0].draft
    assert [member.name_as_told or member.name_latin for member in first.members] == ["سکینہ بی بی", "Ali"]
    assert first.members[0].age_years == 34
    assert first.members[0].parent_relation is ParentRelation.DAUGHTER_OF
    assert checked.households == 51


def test_a_list_becomes_households_that_are_found_and_recorded(office: TestOffice, tmp_path: Path) -> None:
    """As registered at the desk, but for photos; every household with a code, consent and keys."""
    done = brought(office, written(tmp_path))
    assert (done.batch, done.rows, done.registered, done.people, done.refused) == (1, 6, 2, 3, 3)
    assert names(office, "Karim") == ["Karim Bux"]
    found = registration.find(office.desk(Role.CLERK), "سکینہ")[0]
    view = registration.show(office.desk(Role.CLERK), found.household)
    assert view.active
    assert (view.pcode, view.village) == (PLACE, "Chak 12")
    assert [member.relation for member in view.members] == ["", ""]
    assert view.members[0].id_masked.endswith("4-4")
    assert view.members[0].slot == 1
    assert not any(member.photo for member in view.members)
    assert "import.opened" in {line.kind for line in view.history}
    assert HouseholdCode(view.code.text) == view.code
    sound(office)


def test_an_import_is_not_the_clerks_count_of_the_day(office: TestOffice, tmp_path: Path) -> None:
    """Nobody sat at the desk with them, and nobody is to ask why they came so fast."""
    registration.register(office.desk(Role.CLERK), household())
    brought(office, written(tmp_path))
    assert registration.own_days(office.desk(Role.CLERK))[0].households == 1


def test_what_we_do_not_keep_is_nowhere(office: TestOffice, tmp_path: Path) -> None:
    """Employer and religion: not in the plan, not in the store, not in the file of bad rows."""
    file = written(tmp_path)
    seen, plan = looked(office, file)
    never = {column.name: column.never for column in plan.columns if column.never}
    assert never == {"Kiln owner": NeverKept.EMPLOYER, "Religion": NeverKept.RELIGION}
    bad = tmp_path / "bad.csv"
    import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan, errors=(bad, WORDS))
    assert "Malik" not in bad.read_text(encoding="utf-8-sig")
    with office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        for table in ("registrant", "household", "ledger_content", "import_map"):
            for row in conn.exec_driver_sql(f"SELECT * FROM {table}"):
                text = " ".join(
                    cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in row
                )
                assert "Malik" not in text
                assert "Rel-One-7" not in text


def test_a_column_that_is_not_taken_does_not_come_back_in_the_file_of_bad_rows(
    office: TestOffice, tmp_path: Path
) -> None:
    """Remarks may say anything of anybody: who mends the rows has them in the list, and no second copy is made."""
    file = tmp_path / "remarks.xlsx"
    file.write_bytes(makers.xlsx(((*HEAD, "Remarks"), *((*row, "fled the thekedar") for row in ROWS))))
    seen, plan = looked(office, file)
    bad = tmp_path / "bad.csv"
    import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan, errors=(bad, WORDS))
    text = bad.read_text(encoding="utf-8-sig")
    assert "Karim Bux" in text
    assert "Remarks" not in text
    assert "thekedar" not in text


def test_nobody_can_choose_a_column_that_we_do_not_keep(office: TestOffice, tmp_path: Path) -> None:
    """Not by hand and not by a map, whatever it is to become."""
    _, plan = looked(office, written(tmp_path))
    with pytest.raises(ColumnNeverKept) as told:
        imports.chosen(plan, HEAD.index("Kiln owner"), ImportField.VILLAGE)
    assert told.value.matter == "employer"
    kept = imports.as_map(plan)
    with pytest.raises(ColumnNeverKept):
        imports.with_map(plan, replace(kept, columns=kept.columns | {"Religion": "name_more"}))
    with pytest.raises(ColumnNeverKept):
        imports.with_map(plan, replace(kept, columns=kept.columns | {"قرض": "village"}))


def test_the_file_of_bad_rows_can_be_mended_and_brought_again(office: TestOffice, tmp_path: Path) -> None:
    """It holds the rows that are not taken or not whole with their reasons, and no formula."""
    rows = (*ROWS, ("5", "=cmd|' /C calc'!A0", "@SUM(1)", "F", -3, "-2+3", "yes", None, "Malik", "R", None))
    file = written(tmp_path, rows)
    seen, plan = looked(office, file)
    bad = tmp_path / "bad.csv"
    imports.check(office.desk(Role.CLERK), file, seen, plan=plan, errors=(bad, WORDS))
    with bad.open(encoding="utf-8-sig", newline="") as lines:
        head, *found = list(csv.reader(lines))
    assert head == ["Row", "Why", *(name for name in HEAD if name not in ("Kiln owner", "Religion"))]
    assert [row[0] for row in found] == ["4", "5", "6", "7", "8"]
    assert "no name" in found[1][1]
    assert "somebody else" in found[2][1]
    assert "no consent" in found[3][1]
    cells = found[4][2:]
    assert cells[1] == "'=cmd|' /C calc'!A0"
    assert cells[2] == "'@SUM(1)"
    assert cells[4] == "-3", "a negative number stays a number"
    assert cells[5] == "'-2+3"
    mended = tmp_path / "mended.csv"
    with mended.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        writer.writerows([[*row[:3], row[3] or "Gul", *row[4:8], "yes", *row[9:]] for row in found])
    seen, plan = looked(office, mended)
    done = import_batches.run(office.desk(Role.CLERK), mended, seen, plan=plan)
    assert done.refused == 0
    assert "=cmd" in names(office, "cmd calc")[0]


def test_no_file_appears_when_every_row_is_good_and_a_folder_is_no_place(office: TestOffice, tmp_path: Path) -> None:
    """A file is an entry only when it was written."""
    file = written(tmp_path, ROWS[:2])
    seen, plan = looked(office, file)
    entries = count(office, "ledger_entry")
    imports.check(office.desk(Role.CLERK), file, seen, plan=plan, errors=(tmp_path / "bad.csv", WORDS))
    assert not (tmp_path / "bad.csv").exists()
    assert count(office, "ledger_entry") == entries
    for nowhere in (tmp_path, tmp_path / "none" / "bad.csv"):
        with pytest.raises(FileUnwritable):
            imports.check(office.desk(Role.CLERK), file, seen, plan=plan, errors=(nowhere, WORDS))


def test_consent_is_a_column_or_stated_once_or_the_rows_are_refused(office: TestOffice, tmp_path: Path) -> None:
    """Stated for the list, it is recorded with how it was taken; a *no* in a column stays a no."""
    rows = tuple((*row[:6], None, *row[7:]) for row in ROWS[:3])
    file = written(tmp_path, rows)
    seen, plan = looked(office, file)
    checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
    assert (checked.ready, checked.refused) == (0, 3)
    without = imports.chosen(plan, HEAD.index("Consent"), None)
    assert imports.lacking(without) == (ImportField.CONSENT,)
    with pytest.raises(MapIncomplete):
        imports.check(office.desk(Role.CLERK), file, seen, plan=without)
    plan = replace(without, consent=STATED)
    done = import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    assert done.registered == 2
    with office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        kept = conn.exec_driver_sql("SELECT DISTINCT purpose, given, read_by, language FROM consent ORDER BY 1").all()
        begun = conn.exec_driver_sql("SELECT content FROM ledger_content ORDER BY seq DESC").scalars().all()
    assert kept == [
        ("phone", 1, "volunteer", "sd"),
        ("photo", 0, "volunteer", "sd"),
        ("register", 1, "volunteer", "sd"),
    ]
    stated = {"heard": "each", "language": "sd", "phone": "yes", "read_by": "volunteer"}
    assert stated in [json.loads(content).get("consent") for content in begun]


def test_the_same_submissions_a_second_time_add_nothing(office: TestOffice, tmp_path: Path) -> None:
    """By their own id, in whatever file and order; without one by what the row says and which time it says it."""
    head = ("_uuid", "name", "sex", "village", "consent")
    first = [("u1", "Ali", "M", "Kot", "yes"), ("u2", "Zeb", "F", "Kot", "yes")]
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    one.write_bytes(makers.xlsx((head, *first)))
    other.write_bytes(makers.xlsx((head, ("u3", "Gul", "F", "Kot", "yes"), ("uuid:U2", "Zeb B", "F", "Kot", "yes"))))
    assert brought(office, one).registered == 2
    again = brought(office, one)
    assert (again.registered, again.already, again.batch) == (0, 2, None)
    more = brought(office, other)
    assert (more.registered, more.already) == (1, 1)
    twins = tmp_path / "twins.xlsx"
    twins.write_bytes(makers.xlsx((head[1:], *(("Noor", "F", "Kot", "yes"),) * 3)))
    assert brought(office, twins).registered == 3
    assert brought(office, twins).already == 3
    sound(office)


def test_one_submission_twice_in_a_file_comes_in_once(office: TestOffice, tmp_path: Path) -> None:
    """As an export that was pasted together from two."""
    file = tmp_path / "list.xlsx"
    row = ("u1", "Ali", "M", "Kot", "yes")
    file.write_bytes(makers.xlsx((("_uuid", "name", "sex", "village", "consent"), row, ("u2", *row[1:]), row)))
    seen, plan = looked(office, file)
    assert imports.check(office.desk(Role.CLERK), file, seen, plan=plan).already == 1
    done = import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    assert (done.registered, done.already) == (2, 1)


def test_possible_doubles_wait_in_the_queue_and_nothing_is_held_up(office: TestOffice, tmp_path: Path) -> None:
    """Somebody of the register in another spelling, and somebody twice in the list."""
    registration.register(office.desk(Role.CLERK), household(village="Chak 12"))
    rows = (
        ("1", "Sakeena Bibi", "Raheem Bakhsh", "F", 35, "Chak 12", "yes", None, None, None, None),
        ("2", "Ghulam Rasool", "Imam Bux", "M", 44, "Chak 99", "yes", "45101-0000011-1", None, None, None),
        ("3", "Ghulam Rasul", "Imam Bakhsh", "M", 44, "Chak 99", "yes", "45101-0000011-1", None, None, None),
    )
    done = brought(office, written(tmp_path, rows))
    assert done.registered == 3
    assert done.possible_duplicates == 2
    assert count(office, "pair") == 2


def stopping(after: int) -> imports.Progress:
    """Somebody who asks to stop once so many rows are done."""

    def told(done: int, total: int) -> None:
        if done >= after:
            raise Cancelled

    return told


def many(folder: Path, count: int = 400) -> Path:
    """A list long enough to be stopped in the middle."""
    file = folder / "many.csv"
    lines = (f"{n},Person {n},Father {n},F,{n % 60},Chak {n % 40},yes" for n in range(count))
    file.write_text("HH,Name,Father name,Sex,Age,Village,Consent\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def small_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows come few at a time, so that a short list can be stopped in its middle."""
    monkeypatch.setattr(import_writer, "WRITTEN_AT_ONCE", 10)


class Breaking:
    """A slice that cannot be written, the nth one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, error: Exception) -> None:
        self._real = import_write.insert_slice
        self._left = at
        self._error = error
        monkeypatch.setattr(import_write, "insert_slice", self)

    def __call__(self, *args: object, **named: object) -> None:
        if not self._left:
            raise self._error
        self._left -= 1
        self._real(*args, **named)  # pyright: ignore[reportArgumentType]


@pytest.mark.usefixtures("small_frames")
def test_cancelled_it_is_given_up_and_nobody_ever_saw_anything(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one short transaction; what lies about is cleared away and the list can come again."""
    before = state(office)
    file = many(tmp_path)
    seen, plan = looked(office, file)
    Breaking(monkeypatch, 12, Cancelled())
    with pytest.raises(Cancelled):
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    assert names(office, "Person") == []
    assert [one.state for one in import_batches.batches(office.desk(Role.CLERK))] == [BatchState.DROPPED]
    assert count(office, "household") == 120
    sound(office)
    import_batches.clear(office.desk(Role.CLERK))
    assert state(office) == before
    sound(office)
    monkeypatch.undo()
    assert brought(office, file).registered == 400


@pytest.mark.usefixtures("small_frames")
def test_cut_off_it_waits_unseen_and_goes_on_with_the_same_file(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a killed program: no other import begins meanwhile; the rest is written, nothing twice."""
    file, other = many(tmp_path), written(tmp_path)
    seen, plan = looked(office, file)
    Breaking(monkeypatch, 12, StoreBusy())
    with pytest.raises(StoreBusy):
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    monkeypatch.undo()
    assert names(office, "Person") == []
    assert registration.nobody_yet(office.desk(Role.CLERK)) is False
    sound(office)
    with pytest.raises(ImportUnderWay) as told:
        brought(office, other)
    assert told.value.number == 1
    seen = imports.look(office.desk(Role.CLERK), file)
    assert [(one.number, one.state, one.same_file) for one in seen.batches] == [(1, BatchState.WRITING, True)]
    done = import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    assert (done.batch, done.registered, done.people, done.already) == (1, 400, 400, 0)
    assert count(office, "household") == 400
    assert brought(office, other).batch == 2
    sound(office)


@pytest.mark.usefixtures("small_frames")
def test_cut_off_it_can_be_dropped_instead(office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it stays; a second time is no fault; a finished one cannot be dropped."""
    before = state(office)
    file = many(tmp_path)
    seen, plan = looked(office, file)
    Breaking(monkeypatch, 12, StoreBusy())
    with pytest.raises(StoreBusy):
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    monkeypatch.undo()
    heard: list[tuple[int, int]] = []
    taken = import_batches.drop(office.desk(Role.CLERK), 1, progress=lambda done, total: heard.append((done, total)))
    assert taken.batch.state is BatchState.DROPPED
    assert taken.entry is not None
    assert heard[-1][1] == 120
    assert state(office) == before
    assert import_batches.drop(office.desk(Role.CLERK), 1).entry is None
    brought(office, written(tmp_path))
    with pytest.raises(BatchElsewhere):
        import_batches.drop(office.desk(Role.CLERK), 2)
    with pytest.raises(BatchUnknown):
        import_batches.drop(office.desk(Role.CLERK), 99)
    sound(office)


def test_dropped_by_somebody_else_meanwhile_it_stops(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows of one office: the slice after that is refused."""
    monkeypatch.setattr(import_writer, "WRITTEN_AT_ONCE", 10)
    file = many(tmp_path)
    seen, plan = looked(office, file)
    real = import_write.take_counters

    def given_up(*_: object) -> BatchState:
        return BatchState.DROPPED

    def dropping(*args: object) -> range:
        taken = real(*args)  # pyright: ignore[reportArgumentType]
        monkeypatch.setattr(import_write, "state_of", given_up)
        return taken

    monkeypatch.setattr(import_write, "take_counters", dropping)
    with pytest.raises(BatchElsewhere) as told:
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    assert told.value.number == 1


def slices(office: TestOffice) -> list[int]:
    """How many households each transaction of the import wrote, in order."""
    with office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        found = conn.exec_driver_sql("SELECT content FROM ledger_content ORDER BY seq").scalars().all()
    told = [json.loads(content) for content in found]
    return [len(one["homes"]) for one in told if "homes" in one]


def test_in_company_its_slices_are_short_and_alone_they_are_not(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hand-over waits for one slice at most; nobody but a second writer makes the import slower."""
    monkeypatch.setattr(import_writer, "WRITTEN_AT_ONCE", 30)
    brought(office, many(tmp_path))
    alone = slices(office)
    assert alone[:-1] == [30] * (len(alone) - 1)
    import_batches.undo(office.desk(Role.SUPERVISOR), 1)
    real = import_write.insert_slice
    written: list[int] = []

    def beside(*args: object) -> None:
        real(*args)  # pyright: ignore[reportArgumentType]
        written.append(1)

    def other_window(conn: object, part: object) -> object:
        if len(written) == 2:
            registration.register(office.desk(Role.CLERK), household(woman()))
        return ready(conn, part)  # pyright: ignore[reportArgumentType]

    ready = import_write.made_ready
    monkeypatch.setattr(import_write, "insert_slice", beside)
    monkeypatch.setattr(import_write, "made_ready", other_window)
    brought(office, many(tmp_path))
    shared = slices(office)[len(alone) :]
    assert shared[:3] == [30, 30, 30]
    assert shared[3:-1] == [3] * (len(shared) - 4)
    assert len(shared) > 100


def test_untouched_it_is_taken_back_as_one_by_a_supervisor(office: TestOffice, tmp_path: Path) -> None:
    """Households go, memberships end where they began, nobody is found; the list may come again."""
    file = written(tmp_path)
    brought(office, file)
    code = registration.find(office.desk(Role.CLERK), "Karim")[0].household
    with pytest.raises(NotPermitted):
        import_batches.undo(office.desk(Role.CLERK), 1)
    taken = import_batches.undo(office.desk(Role.SUPERVISOR), 1)
    assert taken.batch.state is BatchState.UNDONE
    assert names(office, "Karim") == []
    assert not registration.show(office.desk(Role.CLERK), code).active
    assert count(office, "name_key") == count(office, "match_key") == count(office, "imported_household") == 0
    with office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
        assert conn.exec_driver_sql("SELECT count(*) FROM membership WHERE to_day IS NOT from_day").scalar_one() == 0
    with pytest.raises(BatchElsewhere):
        import_batches.undo(office.desk(Role.SUPERVISOR), 1)
    sound(office)
    assert brought(office, file).registered == 2
    sound(office)


@pytest.mark.parametrize("what", ["block", "allow", "proxy", "delivery"])
def test_what_the_help_desk_did_keeps_an_import(what: str, office: TestOffice, tmp_path: Path) -> None:
    """A block, leave to draw or to collect, or home delivery: the batch is not taken back any more, and stays whole."""
    brought(office, written(tmp_path))
    code = registration.find(office.desk(Role.CLERK), "Karim")[0].household
    desk, second = office.desk(Role.HELPDESK), office.second(Role.LEAD)
    round_code = Relief(office).round().round_code
    match what:
        case "block":
            blocks.propose(desk, code, BlockReason.DUPLICATE)
        case "allow":
            elsewhere = Relief(office).round(areas=("PK604",)).round_code
            allowances.allow(desk, elsewhere, code, 1, "flood", second=second)
        case "proxy":
            proxy = ProxyDraft(name_latin="Gul Muhammad", reason=ProxyReason.ILL)
            allowances.let_collect(desk, round_code, code, proxy, second=second)
        case _:
            allowances.add_delivery(desk, round_code, code, ProxyReason.ILL)
    with pytest.raises(BatchTouched) as told:
        import_batches.undo(office.desk(Role.SUPERVISOR), 1)
    assert told.value.events == 1
    sound(office)


def test_once_worked_with_it_stays(office: TestOffice, tmp_path: Path) -> None:
    """A card or a correction: the refusal names what was done, and nothing was changed."""
    brought(office, written(tmp_path))
    clerk = office.desk(Role.CLERK)
    code = registration.find(clerk, "Karim")[0].household
    cards.issue(clerk, [code])
    registration.correct(clerk, code, replace(registration.draft_of(clerk, code), village="Chak 20"))
    with pytest.raises(BatchTouched) as told:
        import_batches.undo(office.desk(Role.SUPERVISOR), 1)
    assert (told.value.cards, told.value.corrections, told.value.given) == (1, 1, 0)
    assert registration.show(clerk, code).active
    with pytest.raises(BatchUnknown):
        import_batches.undo(office.desk(Role.SUPERVISOR), 7)


def test_a_file_that_changed_since_it_was_looked_at_is_refused(office: TestOffice, tmp_path: Path) -> None:
    """What was tried is what is written."""
    file = written(tmp_path)
    seen, plan = looked(office, file)
    written(tmp_path, ROWS[:2])
    with pytest.raises(FileChanged):
        imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
    with pytest.raises(FileChanged):
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)


def test_a_list_of_which_nothing_can_be_taken_leaves_no_open_batch(office: TestOffice, tmp_path: Path) -> None:
    """Refused as a whole."""
    file = written(tmp_path, ROWS[3:])
    seen, plan = looked(office, file)
    with pytest.raises(NothingToImport) as told:
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    assert told.value.refused == 3
    assert [one.state for one in import_batches.batches(office.desk(Role.SUPERVISOR))] == [BatchState.DROPPED]


def test_a_map_is_kept_under_a_name_and_fits_the_next_file(office: TestOffice, tmp_path: Path) -> None:
    """Also in another order of columns; a map of the same name takes its place."""
    clerk = office.desk(Role.CLERK)
    _, plan = looked(office, written(tmp_path), consent=STATED)
    plan = imports.chosen(plan, HEAD.index("Father name"), ImportField.HUSBAND)
    imports.keep_map(clerk, "  Kot registry ", plan)
    imports.keep_map(clerk, "Kot registry", plan)
    assert imports.map_names(clerk) == ("Kot registry",)
    other = tmp_path / "other.xlsx"
    other.write_bytes(makers.xlsx((tuple(reversed(HEAD)), *(tuple(reversed(row)) for row in ROWS))))
    again = imports.with_map(imports.look(clerk, other).plan, imports.kept_map(clerk, "Kot registry"))
    assert {one.name: one.field for one in again.columns} == {one.name: one.field for one in plan.columns}
    assert (again.place, again.consent) == (PLACE, STATED)
    for name in ("none", ""):
        with pytest.raises(MapWrong):
            imports.kept_map(clerk, name)
    with pytest.raises(MapWrong):
        imports.keep_map(clerk, " \u202e ", plan)


def test_only_a_clerk_imports(office: TestOffice, tmp_path: Path) -> None:
    """Not even a look for others; a supervisor sees the batches."""
    file = written(tmp_path)
    seen, plan = looked(office, file)
    for role in (Role.SUPERVISOR, Role.SCANNER, Role.AUDITOR):
        with pytest.raises(NotPermitted):
            imports.look(office.desk(role), file)
        with pytest.raises(NotPermitted):
            import_batches.run(office.desk(role), file, seen, plan=plan)
    assert import_batches.batches(office.desk(Role.SUPERVISOR)) == ()
    with pytest.raises(NotPermitted):
        import_batches.batches(office.desk(Role.SCANNER))


def test_households_of_an_unfinished_import_are_nobodys_to_see(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No search, no card, no number on a paper leads to them."""
    monkeypatch.setattr(import_writer, "WRITTEN_AT_ONCE", 1)
    file = written(tmp_path)
    seen, plan = looked(office, file)
    Breaking(monkeypatch, 1, StoreBusy())
    with pytest.raises(StoreBusy):
        import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan)
    clerk = office.desk(Role.CLERK)
    with clerk.store.reader.connect() as conn, conn.begin():
        (code,) = conn.exec_driver_sql("SELECT code FROM household").scalars().all()
    assert registration.find(clerk, code) == ()
    assert registration.find(clerk, "سکینہ") == ()
    assert cards.codes_in(clerk, unprinted=True) == ()
    with pytest.raises(HouseholdNotFound):
        registration.show(clerk, HouseholdCode(code))


def test_ages_are_as_of_the_day_of_the_import(office: TestOffice, tmp_path: Path) -> None:
    """A day of birth becomes whole years; a year alone its middle."""
    clerk = office.desk(Role.CLERK)
    today = local_day(clerk.clock().at)
    born = today - timedelta(days=365 * 30 + 10)
    file = tmp_path / "list.xlsx"
    head = ("name", "sex", "village", "consent", "date of birth")
    rows = (("Ali", "M", "Kot", "yes", born.isoformat()), ("Zeb", "F", "Kot", "yes", "31/02/1990"))
    file.write_bytes(makers.xlsx((head, *rows)))
    done = brought(office, file)
    assert done.registered == 2
    assert [(one.where, one.code, one.example) for one in done.troubles] == [
        ("members.age.years", "left_out", "31/02/1990")
    ]
    ali = registration.find(clerk, "Ali")[0]
    member = registration.show(clerk, ali.household).members[0]
    assert (member.age_years, member.age_as_of) == (30, today)


def mixed(folder: Path) -> Path:
    """Two households of which not everybody is named, a digit in a name, numbers of two wrong lengths, phones."""
    rows = (
        ("HH", "Name", "Sex", "Age", "Village", "Consent", "CNIC", "Mobile", "HH size"),
        ("1", "Zeb", "F", "40", "Kot", "yes", "123", "0300-1234567", "5"),
        ("2", "Ali 2", "M", "30", "Kot", "yes", "1234", "99", "4"),
        ("3", "Noor", "M", "30", "Kot", "yes", None, None, "4"),
    )
    file = folder / "mixed.xlsx"
    file.write_bytes(makers.xlsx(rows))
    return file


def test_rows_are_told_together_only_where_the_whole_sentence_is_true_of_them(
    office: TestOffice, tmp_path: Path
) -> None:
    """Numbers of one row are not said of another; numbers that no sentence says keep nobody apart."""
    file = mixed(tmp_path)
    seen, plan = looked(office, file)
    checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
    lines = told_troubles(checked.troubles)
    told = {(reason_label(one.code, one.where, one.facts), one.rows, one.count) for one in lines}
    assert ("1 of 5 people are named", (2,), 1) in told
    assert ("1 of 4 people are named", (3, 4), 2) in told
    assert ("not 13 digits", (2, 3), 2) in told


def test_of_very_many_different_facts_the_sentence_is_said_without_them(office: TestOffice, tmp_path: Path) -> None:
    """A list of thousands stays a list of a few lines, and no number is said of a row that it is not true of."""
    head = ("Name", "Sex", "Village", "Consent", "HH size")
    file = tmp_path / "many.xlsx"
    file.write_bytes(makers.xlsx((head, *((f"Zeb {'AB'[n % 2]}", "F", "Kot", "yes", str(2 + n)) for n in range(40)))))
    seen, plan = looked(office, file)
    checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
    lines = [one for one in told_troubles(checked.troubles) if one.code == "not_named"]
    assert len(lines) == import_pass.MOST_TOLD_APART + 1
    assert (reason_label(lines[0].code, lines[0].where, lines[0].facts), lines[0].count) == (
        "not everybody is named",
        40 - import_pass.MOST_TOLD_APART,
    )


def test_phones_that_nobody_said_may_be_kept_are_counted(office: TestOffice, tmp_path: Path) -> None:
    """Whole ones and broken ones; nobody is told of them as rows to mend."""
    file = mixed(tmp_path)
    for phone, left in ((True, 0), (False, 2)):
        seen, plan = looked(office, file, consent=replace(STATED, phone=phone))
        assert plan.keeps_phones is phone
        checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan)
        assert checked.phones_left == left
        assert any(one.where == "members.phone.number" for one in checked.troubles) is phone
    assert import_batches.run(office.desk(Role.CLERK), file, seen, plan=plan).phones_left == 2  # pyright: ignore[reportPossiblyUnbound]


def test_rows_to_mend_that_are_called_a_workbook_are_one(office: TestOffice, tmp_path: Path) -> None:
    """It can be brought in again; every reason ends with one full stop."""
    file, bad = mixed(tmp_path), tmp_path / "bad.XLSX"
    seen, plan = looked(office, file)
    checked = imports.check(office.desk(Role.CLERK), file, seen, plan=plan, errors=(bad, WORDS))
    again = imports.look(office.desk(Role.CLERK), bad)
    assert (again.kind, again.rows, checked.to_mend) == ("xlsx", 3, 3)
    assert [one.name for one in again.plan.columns[:4]] == ["Row", "Why", "HH", "Name"]
    assert again.plan.columns[1].samples[2] == "To look at: People: 1 of 4 people are named."
    digit = say_reason(Reason("members.name_latin", Finding.NAME_HAS_DIGIT, stops=False))
    assert digit.endswith("Compare it once more. You can go on.")
