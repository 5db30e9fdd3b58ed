"""A clerk who wants to know who works at which kiln, and everybody's name: what every verb gives, put together.

Row 3 and the bulk search of the hostile list. The attacker has a clerk's passphrase, the command line in JSON, patience
and the moment of each own question; each control puts the old detail back and the attack succeeds.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.errors import BookBroken, SameDayOnly
from desktop.ledger.clock import machine_clock
from desktop.queries import households as household_queries
from desktop.records.workplace import VisitDraft, WorkplaceDraft
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind
from desktop.storage.engine import storage_errors
from desktop.usecases import cards, distribution, identity, registration, rights, workplaces
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.moment import EXACT
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.vocabulary import ConsentLanguage, WorkplaceKind
from tests import factories
from tests.cli.relief_line import Line
from tests.factories import PLACE, TestOffice, woman
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import last_content

MET = {1: 3, 2: 2}
"""Two kilns of one village: so many families were met at each, each on a day of its own."""
_DAY = re.compile(r"20\d\d-\d\d-\d\d")


@dataclass
class Village:
    """The families of two kilns, registered where they were met."""

    office: TestOffice
    clock: ShiftedClock
    kilns: dict[int, set[str]] = field(default_factory=dict[int, set[str]])

    @property
    def clerk(self) -> Desk:
        return self.office.desk(Role.CLERK)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """Both visits in the middle of one month, two days apart; the attack comes weeks later."""
    clock = ShiftedClock()
    now = machine_clock().at
    begin = (now.replace(day=1) - timedelta(days=20)).replace(day=12, hour=6)
    with factories.office(tmp_path_factory.mktemp("kilns"), clock=clock) as made:
        here = Village(made, clock)
        for kiln, met in MET.items():
            clock.by = begin + timedelta(days=2 * kiln) - now
            workplaces.add(here.clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "Chak 12", f"road {kiln}"))
            workplaces.visit(here.clerk, kiln, VisitDraft((now + clock.by).date(), met))
            here.kilns[kiln] = set()
            for number in range(met):
                clock.by += timedelta(minutes=5)
                draft = factories.household(woman(f"سکینہ {kiln}{number}", f"Sakina K{kiln}{number}"))
                code = registration.register(here.clerk, draft, different=True).household.code
                here.kilns[kiln].add(code.text)
        clock.by = timedelta(0)
        yield here


def told_of(line: Line, role: Role, code: str) -> dict[str, Any]:
    """Everything that the verbs give of one household."""
    told: dict[str, Any] = {}
    for verb in (("household", "show", code), ("household", "history", code), ("consent", "show", code)):
        status, answer = line(role, *verb)
        if status == 0:
            told[" ".join(verb[:2])] = answer
    return told


def moments(told: object) -> set[str]:
    """Every day or moment in an answer, and what an id says of its time."""
    text = json.dumps(told)
    found = set(_DAY.findall(text))
    for one in re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", text):
        at = datetime.fromtimestamp((UUID(one).int >> 80) / 1000, machine_clock().at.tzinfo)
        found.add(f"{at + timedelta(hours=5):%Y-%m-%d}")
    return found


def joined(days_of: dict[str, set[str]], visited: dict[int, str]) -> dict[int, set[str]]:
    """The join: who has something of the day on which a kiln was visited."""
    return {kiln: {code for code, days in days_of.items() if day in days} for kiln, day in visited.items()}


@pytest.fixture
def line(village: Village, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(Relief(village.office), capsys, tmp_path)


def codes(village: Village) -> list[str]:
    return [code for found in village.kilns.values() for code in found]


def test_a_clerk_does_not_rebuild_who_works_at_which_kiln(village: Village, line: Line) -> None:
    """Nothing of a household is told below its month, and nothing of a visit: the two kilns cannot be told apart."""
    visits = {kiln: line(Role.CLERK, "workplace", "show", str(kiln))[1] for kiln in MET}
    assert {one["last_visit"] for one in visits.values()} == {one["days"][0]["month"] for one in visits.values()}
    assert len({one["last_visit"] for one in visits.values()}) == 1, "both in one month"
    assert not any(_DAY.search(json.dumps(one)) for one in visits.values())
    days = {code: moments(told_of(line, Role.CLERK, code)) for code in codes(village)}
    assert all(day.endswith("-01") for found in days.values() for day in found), "the month alone"
    assert len({frozenset(found) for found in days.values()}) == 1, "every family looks the same"
    for code in codes(village):
        history = told_of(line, Role.CLERK, code)["household history"]["history"]
        assert {(one["entry"], one["operator"]) for one in history} == {(None, "")}


def test_a_refusal_tells_a_clerk_no_day(village: Village, line: Line) -> None:
    code = HouseholdCode(codes(village)[0])
    with pytest.raises(SameDayOnly) as told:
        registration.correct(village.clerk, code, factories.household())
    assert re.fullmatch(r"\d{4}-\d{2}", told.value.registered_on)
    long_ago = ("--on", "2020-01-01", "--last")
    who = registration.show(village.clerk, code).members[0].id
    status, _ = line(Role.CLERK, "household", "death", code.text, str(who), *long_ago)
    assert status == 1
    assert not _DAY.search(line.stderr.replace("2020-01-01", ""))


def test_a_supervisor_still_knows_the_second(village: Village, line: Line) -> None:
    told = told_of(line, Role.SUPERVISOR, codes(village)[0])["household show"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", told["registered"])
    assert told["history"][0]["entry"]["seq"] >= 0


def test_a_clerk_sees_today_for_what_may_still_be_corrected(village: Village) -> None:
    made = registration.register(village.clerk, factories.household(woman("نسیم", "Naseem")), different=True)
    assert made.household.registered_at.text == village.clerk.sight().on(local_day(village.clerk.clock().at)).text
    assert registration.draft_of(village.clerk, made.household.code)


def test_control_with_the_old_detail_the_two_kilns_are_rebuilt(
    village: Village, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the register knew before: the day of each visit is in the head of whoever was there."""
    view = household_queries.view

    def as_before(conn: Any, district: str, code: HouseholdCode, _sight: object, **more: Any) -> object:
        return view(conn, district, code, EXACT, **more)

    monkeypatch.setattr(household_queries, "view", as_before)
    now = machine_clock().at
    begin = (now.replace(day=1) - timedelta(days=20)).replace(day=12, hour=6)
    visited = {kiln: (begin + timedelta(days=2 * kiln)).date().isoformat() for kiln in MET}
    days = {code: moments(told_of(line, Role.CLERK, code)) for code in codes(village)}
    assert joined(days, visited) == village.kilns


# --- many people, one after another ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """A hundred and thirty women of one name."""
    with factories.office(tmp_path_factory.mktemp("crowd")) as made:
        for number in range(130):
            draft = factories.household(woman(f"زبیدہ {number}", f"Zubaida N{number}"), village=f"Chak {number % 13}")
            registration.register(made.desk(Role.CLERK), draft, different=True)
        yield made


def entries(office: TestOffice) -> int:
    """How many entries say that many people were looked up."""
    desk = office.desk(Role.SUPERVISOR)
    with desk.store.reader.connect() as conn:
        wanted = "SELECT count(*) FROM ledger_entry WHERE instr(CAST(line AS TEXT), '\"people.shown\"') > 0"
        return conn.exec_driver_sql(wanted).scalar_one()


def test_each_fifty_people_shown_in_a_day_are_an_entry_without_names(
    crowded: TestOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each question is a program of its own, as on the command line, and still they add up."""
    line, seen = Line(Relief(crowded), capsys, tmp_path), set[str]()
    for number in range(130):
        found = registration.find(crowded.desk(Role.HELPDESK), f"Zubaida N{number}", limit=20)
        seen |= {str(one.registrant) for one in found}
    assert len(seen) == 130
    assert entries(crowded) == 2
    assert set(last_content(Relief(crowded))) == {"shown"}
    crowded.close()
    for number in range(130):  # the same people again are nobody new
        registration.find(crowded.desk(Role.HELPDESK), f"Zubaida N{number}", limit=20)
    assert entries(crowded) == 2
    code, _ = line(Role.SUPERVISOR, "find", "Zubaida", "--limit", "50")
    assert code == 0
    assert entries(crowded) == 3, "each operator has an own count"
    code, found = line(Role.CLERK, "find", "Zubaida", "--limit", "50")
    assert (code, len(found)) == (0, 50)
    assert entries(crowded) == 3, "a clerk knows whom she registered today"


@pytest.fixture
def copied(crowded: TestOffice, tmp_path: Path) -> Iterator[TestOffice]:
    """The same women on a store of one test's own."""
    crowded.close()
    made = TestOffice(tmp_path / "office", crowded.made)
    shutil.copytree(crowded.folder, made.folder)
    yield made
    made.close()


def test_a_full_disk_shuts_nobody_out(copied: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who waits is not sent away; they are counted once it can be written."""
    desk = copied.desk(Role.SUPERVISOR)
    seen = registration.find(desk, "Zubaida", limit=50)

    known = {one.registrant for one in seen}
    names = [f"Zubaida N{number}" for number in range(130)]
    code = next(
        one.household.text
        for name in names
        for one in registration.find(copied.desk(Role.HELPDESK), name)
        if one.registrant not in known
    )

    def full(*_: object) -> None:
        with storage_errors(desk.store.path), desk.store.reader.connect() as conn:
            conn.exec_driver_sql("DELETE FROM shown_person")

    monkeypatch.setattr("desktop.models.working.note_shown", full)
    assert registration.find(desk, "Zubaida", limit=50) == seen
    assert registration.find(desk, code), "a full disk shuts nobody out"


def test_without_the_memory_of_the_book_nobody_new_is_shown(copied: TestOffice) -> None:
    """Else `heads.json` is taken away, 120 people are looked up, it is put back, and no entry tells of it."""
    with copied.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("DELETE FROM shown_person")  # whom another test showed to the office this is a copy of
    copied.close()
    heads = copied.folder / "heads.json"
    kept = heads.read_bytes()
    heads.unlink()
    with pytest.raises(BookBroken):
        registration.find(copied.desk(Role.SUPERVISOR), "Zubaida", limit=50)
    copied.close()
    heads.write_bytes(kept)
    assert registration.find(copied.desk(Role.SUPERVISOR), "Zubaida", limit=50)


def everybody_alike(desk: Desk) -> None:
    for number in range(130):
        registration.alike(desk, woman(f"زبیدہ {number}", f"Zubaida N{number}"), PLACE, f"Chak {number % 13}")


LISTS: dict[str, Callable[[Desk], object]] = {
    "who is alike": everybody_alike,
    "who needs a paper": identity.people_of,
    "cards to print": cards.to_print,
}


@pytest.mark.parametrize("what", LISTS)
def test_lists_of_names_count_like_searches(copied: TestOffice, what: str) -> None:
    """For whoever did not register these people today. Control: for the clerk who did, nothing."""
    before = entries(copied)
    LISTS[what](copied.desk(Role.CLERK))
    assert entries(copied) == before
    copied.close()
    copied.clock = ShiftedClock(passed=timedelta(days=1))
    LISTS[what](copied.desk(Role.CLERK))
    assert entries(copied) > before


def test_who_helps_at_a_point_sees_no_phone_work_or_difficulty(
    crowded: TestOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = Line(Relief(crowded), capsys, tmp_path)
    draft = factories.household(woman("گلشن", "Gulshan", phone="0300-0000000", disability=True))
    code = registration.register(crowded.desk(Role.CLERK), draft, different=True).household.code.text
    for role, sees in ((Role.CLERK, True), (Role.SUPERVISOR, True), (Role.HELPDESK, False)):
        (member,) = line(role, "household", "show", code)[1]["members"]
        shown = (member["phone"]["number"] or None, member["disability"], member["work_kind"])
        assert (shown != (None, None, None)) is sees, role
        assert (right_of(role, Permission.PERSON_DETAILS) is not None) is sees


# --- a mark that nobody reads ----------------------------------------------------------------------------------------


def marks_of(office: TestOffice) -> list[EnvelopeKind]:
    """What the envelopes say after a scan under pressure and a wish to hear of rights in private; one each, as ever."""
    clerk, scanner = office.desk(Role.CLERK), office.desk(Role.SCANNER)
    standing = Relief(office).round()
    done = registration.register(clerk, factories.household(woman("ثریا", "Surayya")), different=True)
    rights.tell_rights(clerk, done.household.code, ConsentLanguage.URDU, put=done.envelope, later=True)
    rights.seal_again(clerk, done.household.id, done.envelope or UUID(int=0), later=False, distress=True)
    distribution.end_scan(scanner, standing, done.household.id, distress=True)
    private = office.opened(Role.FOCAL).unlocked.protection[-1]
    with clerk.store.reader.connect() as conn:
        sealed = [bytes(row[0]) for row in conn.exec_driver_sql("SELECT sealed FROM envelope")]
    assert {len(one) for one in sealed} == {envelope.SIZE}
    return sorted(envelope.opened(one, private).kind for one in sealed)


def test_a_real_office_takes_no_mark_that_nobody_reads_and_its_mailbox_grows_alike(office: TestOffice) -> None:
    assert marks_of(office) == [EnvelopeKind.PADDING, EnvelopeKind.PADDING]


def test_a_practice_office_keeps_them_for_training(practice: TestOffice) -> None:
    assert marks_of(practice) == [EnvelopeKind.DISTRESS, EnvelopeKind.DISTRESS]


@pytest.mark.usefixtures("marks_are_read")
def test_control_with_the_switch_on_a_real_office_takes_marks_that_wait_for_nobody(office: TestOffice) -> None:
    assert marks_of(office) == [EnvelopeKind.DISTRESS, EnvelopeKind.DISTRESS]
