"""Nothing at the desk or in the lane looks through everybody: rows are found by more than the district."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from desktop.queries.relief import point_days as queries
from desktop.queries.relief import point_figures
from desktop.records.consent import ConsentGiving
from desktop.records.distribution import Collecting, ItemDraft, PointDraft, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.identity import NoteDraft
from desktop.records.pair import PairFilter
from desktop.records.point_day import DutyDraft
from desktop.records.relief_rule import ItemRule
from desktop.records.stock import ArrivalDraft, CountDraft, Goods, ReleaseDraft, WaybillDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.usecases import (
    accounts,
    allowances,
    blocks,
    cards,
    collectors,
    consents,
    day_close,
    help_desk,
    households,
    identity,
    import_batches,
    imports,
    late_entries,
    pairs,
    pairs_together,
    point_days,
    programmes,
    provisional,
    quiet,
    registration,
    releases,
    rights,
    rosters,
    round_lists,
    samples,
    slips,
    stock,
    waybills,
)
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BlockReason,
    Category,
    CollectionKind,
    ConsentLanguage,
    ConsentPurpose,
    DifferenceReason,
    DutyKind,
    IdentityResult,
    Intermediary,
    ListKind,
    PairAnswer,
    PhoneOwner,
    PointCheckKind,
    ProxyReason,
    ReferralResult,
    RosterSort,
    Verdict,
)
from tests.clocks import MorningClock
from tests.factories import TestOffice, child, household, woman
from tests.rigs.givers import typed
from tests.usecases.living import Days, ids
from tests.usecases.relief_office import MALOOK, Relief

LARGE = (
    "name_key",
    "match_key",
    "membership",
    "registrant",
    "card",
    "disbursement",
    "disbursed_item",
    "stock_movement",
    "ledger_entry",
    "ledger_content",
    "photo",
    "pair",
    "household_event",
    "collector",
    "voucher",
    "consent",
    "rights_offered",
    "withdrawal",
    "identity_note",
    "imported_household",
)
WHOLE = re.compile(rf"^(?:SCAN|SEARCH) ({'|'.join(LARGE)})\b(?!.*(?:=\? AND |rowid|<expr>=))")
"""A step that reads a large table by its district alone, or all of it."""
PLANNED = re.compile(r"\s*(?:SELECT|UPDATE|DELETE|WITH|INSERT INTO \S+ \([^)]*\) SELECT)\b")
"""Statements that look for rows; plain INSERTs of values look for none."""


@contextmanager
def heard(*engines: Engine) -> Generator[list[tuple[str, Any]]]:
    """Every statement with its values."""
    said: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        said.append((statement, values[0] if many else values))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """An office of its own."""
    return Relief(office)


def trusted_people(clerk: Desk) -> None:
    """A household whose numbers are compared, with somebody who collects for it and somebody who vouches."""
    told = woman(id_type="CNIC", id_number="3630212345674", phone="0300-1234567", intermediary=Intermediary.MUNSHI)
    done = registration.register(clerk, household(told)).household
    named = CollectorDraft(name_latin="Rani", phone="0301-1234567")
    draft = replace(household(told), collectors=(named,), vouchers=(VoucherDraft(registrant=done.members[0].id),))
    registration.compare(clerk, draft, code=done.code)
    collectors.name_collector(clerk, done.code, named)
    collectors.end_collector(clerk, done.code, 1)
    collectors.note_intermediary(clerk, IntermediaryDraft(Intermediary.MUNSHI, phone="0302-1234567"))
    collectors.intermediaries(clerk)


def one_person_twice(clerk: Desk, supervisor: Desk) -> None:
    """Two records of one man: asked about, put off, made one and taken apart."""
    told = woman("اللہ دتہ", "Allah Ditta", phone="0300-7654321")
    first = registration.register(clerk, household(told)).household
    second = registration.register(clerk, household(told, village="Chak 14")).household
    cards.issue(clerk, [first.code, second.code])
    draft = registration.draft_of(clerk, first.code)
    pairs.doubles_of(clerk, draft)
    pairs.compare_draft(clerk, draft, 0, second.members[0].id)
    pairs.waiting(clerk, chosen=pairs.EVERY)
    pairs.counts(clerk)
    listed = pairs_together.listed(clerk, PairFilter(why="same_name")).keys
    both = [(key.a, key.b) for key in listed]
    pairs_together.rows(clerk, both)
    pairs.decide(clerk, *both[0], PairAnswer.DIFFERENT)
    pairs_together.listed(clerk, PairFilter((PairAnswer.DIFFERENT,), today=True, mine=True))
    pairs_together.undo_together(clerk, *both[0])
    pairs.decide(clerk, first.members[0].id, second.members[0].id, PairAnswer.LATER)
    pairs.preview(supervisor, first.members[0].id, second.members[0].id)
    done = pairs.merge(supervisor, first.members[0].id, second.members[0].id)
    changed = replace(registration.draft_of(supervisor, first.code), village="Chak 15")
    registration.correct(supervisor, first.code, changed)
    registration.show(clerk, second.code)
    pairs.merges(supervisor)
    pairs.unmerge(supervisor, done.merge)


def agreed_and_taken_back(clerk: Desk) -> None:
    """What a household agrees to, takes back, calls off and is told; one that is carried out."""
    code = registration.register(clerk, household(woman("شازیہ", "Shazia"))).household.code
    consents.give(clerk, code, ConsentGiving(ConsentPurpose.PHOTO))
    consents.withdraw(clerk, code, ConsentPurpose.PHOTO)
    consents.call_off(clerk, code, ConsentPurpose.PHOTO)
    rights.tell_rights(clerk, code, ConsentLanguage.URDU)
    consents.withdraw(clerk, code, ConsentPurpose.REGISTER)
    consents.show(clerk, code)
    consents.apply_due(clerk)
    consents.confirm(clerk, code, ConsentPurpose.REGISTER)


def things_that_happen(relief: Relief, standing: Standing) -> None:
    """Every kind of event, what is read of it, and the lane's look at a household that split off."""
    clerk, day = relief.office.desk(Role.CLERK), Days().today
    code, other = relief.household(6, holders=3), relief.household(3)
    cards.issue(clerk, [code])
    first, *others = ids(registration.show(clerk, code))
    households.birth(clerk, code, child("نور", "DAU"), day=day)
    households.leave(clerk, code, others[-1], day=day)
    households.without_household(clerk, "Ali Chak")
    households.join(clerk, other, others[-1], day=day)
    households.death(clerk, code, first, day=day)
    new = households.split(clerk, code, others[:2], day=day, second=relief.office.second(Role.SUPERVISOR)).other
    assert new is not None
    relief.decide(relief.round(), typed(new.code.text))
    relief.decide(standing, typed(new.code.text))
    households.move(clerk, code, "PK61702", "Kot Addu", day=day)
    households.merge(clerk, code, other, day=day)
    households.story(clerk, code)


def help_desk_of_a_day(relief: Relief) -> None:
    """Sent, looked at, asked about and ended; helped without a card, let draw and collect, served at home, blocked."""
    desk, supervisor = relief.office.desk(Role.HELPDESK), relief.office.desk(Role.SUPERVISOR)
    second = relief.office.second(Role.LEAD)
    standing, code = relief.round(), relief.household()
    shown = typed(code.text)
    boy = CollectorDraft(name_as_told="اسلم", relation="NEPHEW", phone="0301-7778889")
    collectors.name_collector(relief.office.desk(Role.CLERK), code, boy)
    named = Collecting(CollectionKind.NAMED, 1)
    for _ in range(2):  # sent again while they wait
        help_desk.send(relief.office.desk(Role.SCANNER), standing, shown, Verdict.H3, collector=named)
    (visit,) = help_desk.queue(desk)
    help_desk.stands_against(desk, visit)
    help_desk.question(desk, code)
    help_desk.settle(desk, visit.id, ReferralResult.TOLD)
    provisional.give(desk, standing, 3, "no list names them", second=second)
    provisional.left_today(desk, standing)
    allowances.allow(desk, relief.round(areas=("PK604",)).round_code, code, 2, "split", second=second)
    kit = ItemDraft("DIGNITY", (), ItemRule(per=((Category.WOMAN, 1),)))
    allowances.allow(desk, relief.round(items=(kit,), areas=("PK604",)).round_code, code, 2, "split", second=second)
    proxy = ProxyDraft("گل محمد", "", "", "0301-7654321", ProxyReason.ILL)
    allowances.let_collect(desk, standing.round_code, code, proxy, second=second)
    allowances.add_delivery(desk, standing.round_code, code, ProxyReason.ILL)
    allowances.deliveries(desk, standing.round_code)
    allowances.end_delivery(desk, standing.round_code, code)
    blocks.propose(desk, code, BlockReason.UNDER_REVIEW)
    blocks.standing(supervisor)
    blocks.decide(supervisor, code, agreed=True, second=second)
    blocks.of_household(desk, code)
    relief.decide(standing, shown)
    blocks.lift(supervisor, code, "it was somebody else", second=second)


def stock_of_a_day(relief: Relief) -> None:
    """A truck, a count, what is written off, moved, lent and released, beside hand-overs; then the book."""
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    standing = relief.round(points=(MALOOK, PointDraft("kot", "Kot", ("PK61702",), lanes=2)))
    day = local_day(lead.clock().at)
    waybills.make(lead, standing, WaybillDraft("WB-1", day, "PDMA", (Goods("ATTA20", 50, "F-1", day),)))
    waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 49),), waybill="WB-1"), second=second)
    waybills.show(lead, "WB-1")
    waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 3),), document="GRN-1", origin="PDMA"))
    disbursement = DisbursementId(new_id())
    relief.give(standing, typed(relief.household().text), disbursement=disbursement)
    stock.count(lead, standing, (CountDraft("OIL5", 9), CountDraft("ATTA20", 48, DifferenceReason.WET)), second=second)
    stock.count(lead, standing, (CountDraft("OIL5", 10, DifferenceReason.MISCOUNTED),))  # alone: what went before today
    stock.damage(lead, standing, (Goods("ATTA20", 1),), second=second)
    stock.move(lead, standing, Standing(standing.round_code, "kot"), (Goods("ATTA20", 1),), second=second)
    stock.loan_back(lead, standing, disbursement, "OIL5", 1, usable=True)
    releases.release(lead, standing, ReleaseDraft("1", "A", "b", (Goods("ATTA20", 1),)), second=second)
    stock.show(lead, standing, since=lead.clock().at)
    releases.listed(lead, standing)


def list_by_criteria(relief: Relief) -> None:
    """Rules that count women and infants at the lane and on a fixed list, and a household that is added to it."""
    kit = ItemDraft("DIGNITY", (), ItemRule(per=((Category.WOMAN, 1), (Category.INFANT, 1))))
    code = relief.household(3)
    relief.decide(relief.round(items=(kit,)), typed(code.text))
    fixed = relief.round(items=(kit,), kind=ListKind.FROZEN)
    round_lists.add_household(relief.office.desk(Role.SUPERVISOR), fixed.round_code, relief.household(2), "came back")
    relief.decide(fixed, typed(code.text))
    kot = PointDraft("kot", "Kot", ("PK61702",), lanes=2)
    for kind in ListKind:  # what the plan of lanes is counted from
        standing = relief.round(items=(kit,), kind=kind, points=(MALOOK, kot))
        point_days.ready(relief.office.desk(Role.LEAD), Standing(standing.round_code, "kot"))


def papers_wanted(clerk: Desk) -> None:
    """Who needs an identity paper in a place, a village or a household, and one that has come."""
    code = registration.register(clerk, household(woman("آمنہ", "Amna"))).household.code
    identity.people_of(clerk, area="PK61701")
    identity.people_of(clerk, village=("PK61701", "Chak 12"))
    who = identity.people_of(clerk, code=code)[0].registrant
    on = local_day(clerk.clock().at)
    identity.note(clerk, who, NoteDraft(IdentityResult.APPLIED, on, "T-1"))
    identity.note(clerk, who, NoteDraft(IdentityResult.RECEIVED, on, "", "CNIC", "36101-1234568-2"))


def whole_steps(raw: Any, statement: str, values: Any) -> list[str]:
    """The steps of a statement that read a large table by its district alone, or all of it."""
    steps = raw.execute("EXPLAIN QUERY PLAN " + statement, values).fetchall()
    return [step[3] for step in steps if WHOLE.match(step[3])]


def day_at_a_point(relief: Relief, standing: Standing) -> None:
    """The checklist, duties, the count and the close; not who did not come, which is asked of the whole list."""
    lead = relief.office.desk(Role.LEAD)
    point_days.tick(lead, standing, tuple(PointCheckKind))
    point_days.set_duty(lead, standing, DutyDraft(DutyKind.GATE, "clerk"))
    point_days.ready(lead, standing)
    with lead.store.reader.connect() as conn, conn.begin():
        at = queries.place(conn, lead.office.district, standing)
        point_figures.figures(conn, lead.office.district, lead.office.log, at, at.id)
        queries.last_closed(conn, lead.office.district, at.id, counted=True)


def paper_sheet(relief: Relief) -> None:
    """A line of a paper sheet looked at, entered, and found again by the number of its sheet."""
    lead, standing, code = relief.office.desk(Role.LEAD), relief.round(), relief.household()
    day = local_day(lead.clock().at)
    sheet = relief.sheet(standing)
    late_entries.look(lead, standing, sheet, day, code)
    late_entries.enter(lead, standing, sheet, day, code)
    assert late_entries.sheet_lines(lead, standing, sheet).stand == 1
    assert late_entries.last_sheet(lead, standing) is not None
    rosters.roster(lead, standing, sort=RosterSort.VILLAGE)


def test_a_list_of_the_whole_office_goes_through_it_once(relief: Relief) -> None:
    """Villages and everybody who needs a paper, the quiet list: one large table from end to end, the others by key."""
    relief.office.clock = MorningClock()
    clerk, supervisor = relief.office.desk(Role.CLERK), relief.office.desk(Role.SUPERVISOR)
    told = woman(phone="0300-1234567", phone_owner=PhoneOwner.OTHER)
    for number in range(4):
        said = VoucherDraft(name_as_told="محمد یوسف")
        named = CollectorDraft(name_latin="Rani", phone="0301-1234567")
        draft = household(told, child("علی"), village=f"Chak {number}")
        registration.register(clerk, replace(draft, vouchers=(said,), collectors=(named,)))
    with heard(clerk.store.reader, supervisor.store.reader) as said_then:
        assert len(identity.villages(clerk)) == 4
        assert len(identity.people_of(clerk)) == 8
        assert [flag.count for flag in quiet.flags(supervisor)] == [4, 4]
    with clerk.store.reader.connect() as conn, conn.begin():
        raw: Any = conn.connection.driver_connection
        found = [whole_steps(raw, *one) for one in said_then if PLANNED.match(one[0])]
    assert [steps for steps in found if len(steps) > 1] == []
    assert any(found)


def test_after_a_day_only_the_book_is_read_from_end_to_end(relief: Relief) -> None:
    """Who did not come, the account from all sides, the sample: hand-overs are found by the index of their round."""
    lead, supervisor = relief.office.desk(Role.LEAD), relief.office.desk(Role.SUPERVISOR)
    standing = relief.round(kind=ListKind.OPEN, points_open=False)
    counts = [CountDraft("ATTA20", 9), CountDraft("OIL5", 1)]
    point_days.open_point(lead, standing, ticked=tuple(PointCheckKind), counts=counts)
    for _ in range(2):  # a part is owed to the second
        relief.give(standing, typed(relief.household().text))
    counted = [CountDraft("ATTA20", 4, DifferenceReason.WET), CountDraft("OIL5", 0)]
    day_close.close_day(lead, standing, counted, second=relief.office.second(Role.SUPERVISOR))
    with heard(*(engine for desk in (lead, supervisor) for engine in (desk.store.writer, desk.store.reader))) as said:
        assert accounts.waiting(supervisor, standing, names=True).owed == 1
        assert accounts.reconcile(supervisor, standing.round_code).fits
        samples.draw_sample(supervisor, standing.round_code, seed=1)
        assert sum(line.given for line in programmes.coverage(supervisor, standing.round_code)) == 2
    with lead.store.reader.connect() as conn, conn.begin():
        raw: Any = conn.connection.driver_connection
        whole = {step for one in said if PLANNED.match(one[0]) for step in whole_steps(raw, *one)}
    assert {step.split()[1] for step in whole} <= {"ledger_entry"}


def test_no_statement_of_a_day_reads_a_large_table_by_its_district_alone(relief: Relief) -> None:
    clerk = relief.office.desk(Role.CLERK)
    stores = [relief.office.desk(role).store for role in (Role.CLERK, Role.SCANNER, Role.SUPERVISOR, Role.LEAD)]
    with heard(*(engine for store in stores for engine in (store.writer, store.reader))) as said:
        code = registration.register(clerk, household()).household.code
        registration.find(clerk, "Sakina Bibi Rahim")
        registration.alike(clerk, woman(), "PK61701", "Chak 12")
        one_person_twice(clerk, relief.office.desk(Role.SUPERVISOR))
        trusted_people(clerk)
        agreed_and_taken_back(clerk)
        papers_wanted(clerk)
        number = cards.issue(clerk, [code]).faces[0].number
        frozen = relief.round(kind=ListKind.FROZEN)
        relief.decide(frozen, typed(code.text))
        slip = relief.give(frozen, typed(code.text)).disbursement
        slips.not_printed(
            relief.office.desk(Role.SCANNER), slip, slips.draw_print(relief.office.desk(Role.SCANNER), slip)
        )
        slips.show(relief.office.desk(Role.SCANNER), slip)
        registration.show(clerk, code)
        cards.show(clerk, number)
        things_that_happen(relief, frozen)
        stock_of_a_day(relief)
        help_desk_of_a_day(relief)
        day_at_a_point(relief, frozen)
        list_by_criteria(relief)
        paper_sheet(relief)
    wrong: set[str] = set()
    with clerk.store.reader.connect() as conn, conn.begin():
        raw: Any = conn.connection.driver_connection
        for statement, values in said:
            if PLANNED.match(statement):
                wrong.update(f"{step}\n{statement}" for step in whole_steps(raw, statement, values))
    assert len(said) > 50
    assert not wrong, "\n\n".join(sorted(wrong))


def test_an_import_reads_no_large_table_by_its_district_alone(office: TestOffice, tmp_path: Path) -> None:
    """Tried, brought in, taken back, brought in again: fifty thousand looks through everybody are a day."""
    clerk, supervisor = office.desk(Role.CLERK), office.desk(Role.SUPERVISOR)
    registration.register(clerk, household())
    file = tmp_path / "list.csv"
    rows = "".join(f"{n},Sakina {n % 9},Rahim Bux,F,34,Chak {n % 3},PK61701,yes\n" for n in range(60))
    file.write_text("HH,Name,Father name,Sex,Age,Village,pcode,Consent\n" + rows, encoding="utf-8")
    stores = (clerk.store, supervisor.store)
    with heard(*(engine for store in stores for engine in (store.writer, store.reader))) as said:
        seen = imports.look(clerk, file)
        imports.check(clerk, file, seen)
        assert import_batches.run(clerk, file, seen).registered == 60
        import_batches.batches(clerk)
        registration.own_days(clerk)
        registration.show(clerk, registration.find(clerk, "Sakina 3")[0].household)
        assert import_batches.undo(supervisor, 1).batch.households == 60
        assert import_batches.run(clerk, file, seen).registered == 60
    wrong: set[str] = set()
    with clerk.store.reader.connect() as conn, conn.begin():
        raw: Any = conn.connection.driver_connection
        for statement, values in said:
            if PLANNED.match(statement):
                wrong.update(f"{step}\n{statement}" for step in whole_steps(raw, statement, values))
    assert len(said) > 100
    assert not wrong, "\n\n".join(sorted(wrong))
