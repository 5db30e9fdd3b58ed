"""Deciding, giving and taking back, on the real encrypted store, with cards that were really signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from sqlalchemy import Select, func, select, update

from desktop.errors import (
    CollectorUnknown,
    DisbursementIdTaken,
    DisbursementUnknown,
    LookFirst,
    NotDue,
    NotPermitted,
    PointUnknown,
    RoundUnknown,
    SecondNeeded,
    SecondUnfit,
    VoidedAlready,
)
from desktop.ledger.clock import Here
from desktop.models.disbursement import DisbursedItem, Disbursement, HandOver, hand_over
from desktop.models.household import Household
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.models.working import TypedMiss
from desktop.queries.relief.decisions import decided
from desktop.records.distribution import Decision, ItemDue, PointDraft, Standing
from desktop.scanning.reader import Source as ReaderSource
from desktop.security.card_code import seal, validity
from desktop.usecases import cards, distribution, programmes, registration
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode, OperatorId, new_id
from desktop.values.permissions import Permission, Role
from desktop.values.vocabulary import CardReason, ListKind, Look, Source, Verdict, VoidReason
from tests.factories import household, office, woman
from tests.usecases.relief_office import MALOOK, Relief, ShiftedClock, open_whole


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("relief"), clock=clock) as made:
        yield Relief(made, clock)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open-listed round of the district."""
    return relief.round()


def rows(relief: Relief, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """Rows read past the use cases."""
    with relief.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
        return list(conn.execute(statement))


def last_content(relief: Relief) -> dict[str, Any]:
    """The content of the newest entry."""
    found = rows(relief, select(LedgerContent.content).order_by(LedgerContent.seq.desc()).limit(1))
    return msgspec.json.decode(found[0].content)


def own_seal(relief: Relief, number: CardNumber) -> str:
    """A credential really signed by this desk's card key, of which the register knows nothing."""
    desk = relief.office.desk(Role.CLERK)
    issued, expires = validity(desk.clock().at.date())
    return seal(number, issued, expires, desk.card_key)


def test_a_verified_card_is_given_to_without_a_look_and_then_refused_with_who_when_and_where(
    relief: Relief, standing: Standing
) -> None:
    code = relief.household(5)
    card = relief.presented(relief.cards(code)[0].credential)
    decision = relief.decide(standing, card)
    assert (decision.verdict, decision.looks, decision.size) == (Verdict.G1, (), 5)
    assert decision.items == (ItemDue("ATTA20", 4, "bag"), ItemDue("OIL5", 1, "can"))
    assert decision.person is not None
    assert decision.person.name_as_told.startswith("سکینہ")

    given = relief.give(standing, card, looked=False)
    assert given.decision.verdict is Verdict.G9
    assert given.point_name == MALOOK.name

    with pytest.raises(NotDue) as refused:
        relief.give(standing, card)
    assert refused.value.verdict == Verdict.H1
    again = relief.decide(standing, card, Role.LEAD)
    assert (again.verdict, again.why) == (Verdict.H1, "received")
    assert again.facts["receipt"] == str(given.receipt)
    assert again.facts["point"] == MALOOK.name


def test_the_lane_is_never_told_why(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    card = relief.presented(relief.cards(code)[0].credential)
    relief.give(standing, card)
    at_the_lane = relief.decide(standing, card, Role.SCANNER)
    assert (at_the_lane.verdict, at_the_lane.why, at_the_lane.facts) == (Verdict.H1, "", {})
    with pytest.raises(NotDue) as refused:
        relief.give(standing, card)
    told = refused.value.decision
    assert isinstance(told, Decision)
    assert (told.why, told.facts) == ("", {})


@pytest.mark.parametrize("role", [Role.LEAD, Role.HELPDESK, Role.SUPERVISOR])
def test_the_help_desks_roles_read_why(relief: Relief, standing: Standing, role: Role) -> None:
    code = relief.household()
    card = relief.presented(relief.cards(code)[0].credential)
    relief.give(standing, card)
    assert relief.decide(standing, card, role).why == "received"


def test_who_neither_scans_nor_helps_is_told_nothing(relief: Relief, standing: Standing) -> None:
    with pytest.raises(NotPermitted):
        relief.decide(standing, relief.typed(relief.household().text), Role.CLERK)


def test_a_second_holders_card_cannot_draw_again(relief: Relief, standing: Standing) -> None:
    code = relief.household(3, holders=2)
    first, second = (relief.presented(face.credential) for face in relief.cards(code))
    relief.give(standing, first)
    assert relief.decide(standing, second, Role.LEAD).why == "household_received"
    with pytest.raises(NotDue) as refused:
        relief.give(standing, second)
    assert refused.value.verdict == Verdict.H2


def test_a_typed_code_asks_for_a_look_and_cannot_draw_twice(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    typed = relief.typed(code.grouped)
    assert relief.decide(standing, typed).looks == (Look.TYPED,)
    with pytest.raises(LookFirst) as unlooked:
        relief.give(standing, typed, looked=False)
    assert unlooked.value.looks == ("typed",)
    given = relief.give(standing, typed)
    content = last_content(relief)
    assert (content["source"], content["looked"], content["receipt"]) == ("typed", 1, given.receipt)
    for again in (typed, relief.typed(code.text), relief.presented(relief.cards(code)[0].credential)):
        with pytest.raises(NotDue) as refused:
            relief.give(standing, again)
        assert refused.value.verdict == Verdict.H1


def test_a_card_and_then_its_typed_code_cannot_draw_twice(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    relief.give(standing, relief.presented(relief.cards(code)[0].credential))
    with pytest.raises(NotDue):
        relief.give(standing, relief.typed(code.text))


def test_a_rosters_row_code_proves_no_more_than_a_typed_one(relief: Relief, standing: Standing) -> None:
    row = relief.presented(relief.household().text, ReaderSource.CAMERA)
    assert row.source is Source.TYPED
    assert relief.decide(standing, row).verdict is Verdict.G2


def test_a_typed_code_that_hits_nothing_is_typed_again(relief: Relief, standing: Standing) -> None:
    unknown = HouseholdCode.make("352", 4_711)
    assert relief.decide(standing, relief.typed(unknown.text)).verdict is Verdict.N1


def test_a_signed_card_of_a_household_the_register_lacks_goes_to_the_help_desk(
    relief: Relief, standing: Standing
) -> None:
    number = CardNumber(HouseholdCode.make("352", 4_712), 1, 1)
    decision = relief.decide(standing, relief.presented(own_seal(relief, number)), Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.H3, "household_unknown")


def test_a_replaced_card_is_sent_to_the_help_desk_and_the_new_one_draws(relief: Relief, standing: Standing) -> None:
    old = relief.cards(relief.household())[0]
    new = cards.replace(relief.office.desk(Role.CLERK), old.number, CardReason.LOST, present=True).faces[0]
    assert relief.decide(standing, relief.presented(old.credential)).verdict is Verdict.H4
    assert relief.decide(standing, relief.presented(new.credential)).verdict is Verdict.G1


def test_a_revoked_card_is_the_help_desks(relief: Relief, standing: Standing) -> None:
    face = relief.cards(relief.household())[0]
    supervisor = relief.office.desk(Role.SUPERVISOR)
    cards.revoke(supervisor, face.number, CardReason.STOLEN, second=relief.office.second(Role.CONTROLLER))
    decision = relief.decide(standing, relief.presented(face.credential), Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.H5, "card_revoked")


def test_an_inactive_household_is_the_help_desks(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    with relief.office.desk(Role.CLERK).store.writer.connect() as conn, conn.begin():
        conn.execute(update(Household).where(Household.code == code.text).values(active=False))
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H5


def test_a_card_of_a_stolen_desk_counts_only_when_the_register_knows_it(relief: Relief, standing: Standing) -> None:
    face = relief.cards(relief.household())[0]
    known = replace(relief.presented(face.credential), stolen=True)
    assert relief.decide(standing, known).verdict is Verdict.G1
    forged = own_seal(relief, replace(face.number, issue=face.number.issue + 1))
    unknown = replace(relief.presented(forged), stolen=True)
    decision = relief.decide(standing, unknown, Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.H5, "desk_stolen")


def test_a_newer_card_than_the_register_knows_is_served_once_noted_and_kills_nothing(relief: Relief) -> None:
    face = relief.cards(relief.household())[0]
    newer = relief.presented(own_seal(relief, replace(face.number, issue=face.number.issue + 1)))
    standing = relief.round()
    assert relief.decide(standing, newer).looks == (Look.NEWER_ISSUE,)
    relief.give(standing, newer)
    assert last_content(relief)["noted"] == ["newer_issue"]
    with pytest.raises(NotDue):
        relief.give(standing, newer)
    known = relief.presented(face.credential)
    assert relief.decide(relief.round(), known).verdict is Verdict.G1


def test_an_expired_card_is_served_after_a_look(relief: Relief, standing: Standing) -> None:
    face = relief.cards(relief.household())[0]
    card = relief.presented(face.credential)
    assert card.expires is not None
    late = card.expires - relief.clock().at + timedelta(days=1)
    desk = relief.office.desk(Role.SCANNER)
    here = desk.here()
    with desk.reading(Permission.SCAN) as conn:
        found = decided(
            conn,
            desk.office.district,
            standing,
            card,
            here=Here(here.log, replace(here.reading, at=here.now + late)),
            tell_why=False,
            photo=False,
        )
    assert (found.decision.verdict, found.decision.looks) == (Verdict.G2, (Look.EXPIRED,))


def test_a_clock_set_back_serves_and_the_jump_is_recorded(relief: Relief, standing: Standing) -> None:
    card = relief.presented(relief.cards(relief.household())[0].credential)
    relief.clock.by = timedelta(days=-400)
    try:
        given = relief.give(standing, card, looked=False)
    finally:
        relief.clock.by = timedelta(0)
    found = rows(relief, select(LedgerEntry.line).where(LedgerEntry.seq.in_([given.entry.seq - 1, given.entry.seq])))
    assert [msgspec.json.decode(row.line)["do"] for row in found] == ["clock.jumped", "give"]


def test_on_a_frozen_list_a_household_that_came_later_goes_to_the_help_desk(relief: Relief) -> None:
    listed = relief.household(3)
    standing = relief.round(kind=ListKind.FROZEN)
    later = relief.household(3)
    assert relief.decide(standing, relief.typed(listed.text)).verdict is Verdict.G2
    decision = relief.decide(standing, relief.typed(later.text), Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.H3, "not_on_list")


def test_on_an_open_list_a_household_that_came_later_draws(relief: Relief) -> None:
    standing = relief.round()
    later = relief.household()
    card = relief.presented(relief.cards(later)[0].credential)
    assert relief.decide(standing, card).verdict is Verdict.G1


def test_a_frozen_list_keeps_the_size_it_was_fixed_with(relief: Relief) -> None:
    code = relief.household(4)
    frozen, still_open = relief.round(kind=ListKind.FROZEN), relief.round()
    desk = relief.office.desk(Role.CLERK)
    registration.correct(desk, code, household(woman("اکیلی", "Akeli", holder=1)))
    typed = relief.typed(code.text)
    assert relief.decide(frozen, typed).items[0].quantity == 4
    assert relief.decide(still_open, typed).items[0].quantity == 2


def test_a_household_outside_the_rounds_areas_goes_to_the_help_desk(relief: Relief) -> None:
    standing = relief.round(areas=("PK618",))
    decision = relief.decide(standing, relief.typed(relief.household().text), Role.LEAD)
    assert (decision.verdict, decision.why) == (Verdict.H3, "outside_areas")


def test_a_household_of_another_point_is_sent_there_and_draws_there(relief: Relief) -> None:
    city = PointDraft("city", "Lahore City", ("PK61702",))
    cantt = PointDraft("cantt", "Lahore Cantt", ("PK61701",))
    standing = relief.round(points=(city, cantt))
    card = relief.presented(relief.cards(relief.household())[0].credential)
    decision = relief.decide(standing, card)
    assert (decision.verdict, decision.point_name) == (Verdict.T1, "Lahore Cantt")
    with pytest.raises(NotDue):
        relief.give(standing, card)
    assert relief.give(Standing(standing.round_code, "cantt"), card).point_name == "Lahore Cantt"


def test_a_round_that_is_not_open_or_was_closed_stops_the_lane(relief: Relief) -> None:
    standing = relief.round(opened=False)
    typed = relief.typed(relief.household().text)
    assert relief.decide(standing, typed).verdict is Verdict.S1
    supervisor = relief.office.desk(Role.SUPERVISOR)
    programmes.open_round(supervisor, standing.round_code)
    assert relief.decide(standing, typed).verdict is Verdict.S1
    open_whole(relief.office.desk(Role.LEAD), standing.round_code)
    assert relief.decide(standing, typed).verdict is Verdict.G2
    programmes.close_round(supervisor, standing.round_code)
    decision = relief.decide(standing, typed, Role.LEAD)
    assert (decision.verdict, decision.why, decision.person) == (Verdict.S1, "round_closed", None)
    with pytest.raises(NotDue) as refused:
        relief.give(standing, typed)
    assert refused.value.verdict == Verdict.S1


def test_an_unknown_round_or_point_is_said(relief: Relief, standing: Standing) -> None:
    typed = relief.typed(relief.household().text)
    with pytest.raises(RoundUnknown):
        relief.decide(Standing("no-such", "malook"), typed)
    with pytest.raises(PointUnknown):
        relief.decide(Standing(standing.round_code, "no-such"), typed)


def test_a_retry_with_the_same_id_gets_the_first_result_even_after_the_round_closed(
    relief: Relief, standing: Standing
) -> None:
    card = relief.presented(relief.cards(relief.household())[0].credential)
    same = DisbursementId(new_id())
    first = relief.give(standing, card, disbursement=same)
    programmes.close_round(relief.office.desk(Role.SUPERVISOR), standing.round_code)
    again = relief.give(standing, card, disbursement=same)
    assert again.again
    assert not first.again
    assert (again.receipt, again.at, again.decision.items) == (first.receipt, first.at, first.decision.items)
    assert (again.entry.log, again.entry.seq) == (first.entry.log, first.entry.seq)
    assert again.entry.size > again.entry.seq
    assert len(rows(relief, select(Disbursement.id).where(Disbursement.id == same))) == 1


def test_the_id_of_one_hand_over_cannot_serve_another_household(relief: Relief, standing: Standing) -> None:
    same = DisbursementId(new_id())
    relief.give(standing, relief.typed(relief.household().text), disbursement=same)
    with pytest.raises(DisbursementIdTaken):
        relief.give(standing, relief.typed(relief.household().text), disbursement=same)


def test_receipt_numbers_of_a_desk_rise_by_one_and_a_refused_try_uses_none(relief: Relief, standing: Standing) -> None:
    typed = [relief.typed(relief.household().text) for _ in range(3)]
    receipts: list[int] = []
    for one in typed:
        receipts.append(relief.give(standing, one).receipt)
        with pytest.raises(NotDue):
            relief.give(standing, one)
    assert all(later - earlier == 1 for earlier, later in pairwise(receipts))


def test_a_collector_who_is_a_holder_is_looked_at_and_noted(relief: Relief, standing: Standing) -> None:
    code = relief.household(3, holders=2)
    card = relief.presented(relief.cards(code)[0].credential)
    desk = relief.office.desk(Role.SCANNER)
    assert distribution.decide(desk, standing, card, collector=2).looks == (Look.COLLECTOR,)
    with pytest.raises(CollectorUnknown):
        distribution.decide(desk, standing, card, collector=7)
    distribution.give(desk, standing, card, disbursement=DisbursementId(new_id()), looked=True, collector=2)
    assert last_content(relief)["collector"] == 2


def test_who_registered_a_household_gives_to_it_only_with_a_second_person(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    scanner = relief.office.desk(Role.SCANNER)
    with scanner.store.writer.connect() as conn, conn.begin():
        conn.execute(update(Household).where(Household.code == code.text).values(registered_by=scanner.person.id))
    typed = relief.typed(code.text)
    with pytest.raises(SecondNeeded):
        relief.give(standing, typed)
    with pytest.raises(SecondUnfit):
        distribution.give(
            scanner,
            standing,
            typed,
            disbursement=DisbursementId(new_id()),
            looked=True,
            second=relief.office.second(Role.SCANNER),
        )
    distribution.give(
        scanner,
        standing,
        typed,
        disbursement=DisbursementId(new_id()),
        looked=True,
        second=relief.office.second(Role.LEAD),
    )


def test_a_voided_hand_over_can_be_drawn_again_and_once_only(relief: Relief, standing: Standing) -> None:
    card = relief.presented(relief.cards(relief.household())[0].credential)
    scanner = relief.office.desk(Role.SCANNER)
    for turn in (1, 2, 3):
        given = relief.give(standing, card)
        with pytest.raises(NotDue):
            relief.give(standing, card)
        turns = {
            row.turn
            for row in rows(
                relief, select(DisbursedItem.turn).where(DisbursedItem.disbursement_id == given.disbursement)
            )
        }
        assert turns == {turn}
        voided = distribution.void(scanner, given.disbursement, VoidReason.PRESSED_BY_MISTAKE)
        assert voided.receipt == given.receipt
        assert relief.decide(standing, card).verdict is Verdict.G1
    with pytest.raises(VoidedAlready):
        distribution.void(scanner, given.disbursement, VoidReason.PRESSED_BY_MISTAKE)
    with pytest.raises(VoidedAlready):
        relief.give(standing, card, disbursement=given.disbursement)


def test_a_scanner_takes_back_an_own_hand_over_within_fifteen_minutes_only(relief: Relief, standing: Standing) -> None:
    scanner = relief.office.desk(Role.SCANNER)
    leads = relief.give(standing, relief.typed(relief.household().text), role=Role.LEAD)
    with pytest.raises(NotPermitted):
        distribution.void(scanner, leads.disbursement, VoidReason.WRONG_PERSON)
    own = relief.give(standing, relief.typed(relief.household().text))
    relief.clock.passed = timedelta(minutes=16)
    try:
        with pytest.raises(NotPermitted):
            distribution.void(scanner, own.disbursement, VoidReason.WRONG_PERSON)
    finally:
        relief.clock.passed = timedelta(0)
    distribution.void(scanner, own.disbursement, VoidReason.WRONG_PERSON)


def test_a_lead_takes_back_with_a_second_person(relief: Relief, standing: Standing) -> None:
    given = relief.give(standing, relief.typed(relief.household().text))
    lead = relief.office.desk(Role.LEAD)
    with pytest.raises(SecondNeeded):
        distribution.void(lead, given.disbursement, VoidReason.CAME_BACK)
    distribution.void(lead, given.disbursement, VoidReason.CAME_BACK, second=relief.office.second(Role.SUPERVISOR))
    with pytest.raises(DisbursementUnknown):
        distribution.void(
            lead,
            DisbursementId(new_id()),
            VoidReason.CAME_BACK,
            second=relief.office.second(Role.SUPERVISOR),
        )


def test_three_typed_misses_in_five_minutes_are_one_entry_and_counting_starts_anew(relief: Relief) -> None:
    desk = relief.office.desk(Role.SCANNER)

    def missed_entries() -> int:
        lines = rows(relief, select(LedgerEntry.line))
        return sum(msgspec.json.decode(row.line)["do"] == "codes.missed" for row in lines)

    distribution.note_typed_miss(desk)
    relief.clock.by = timedelta(minutes=6)
    try:
        distribution.note_typed_miss(desk)
        distribution.note_typed_miss(desk)
        before = missed_entries()
        distribution.note_typed_miss(desk)
        assert missed_entries() == before + 1
        assert rows(relief, select(func.count()).select_from(TypedMiss))[0][0] == 0
        distribution.note_typed_miss(desk)
        assert missed_entries() == before + 1
    finally:
        relief.clock.by = timedelta(0)


def test_the_station_counts_what_stands_and_lists_the_last_hand_overs(relief: Relief) -> None:
    standing = replace(relief.round(), lane=2)
    scanner, lead = relief.office.desk(Role.SCANNER), relief.office.desk(Role.LEAD)
    mine = relief.give(standing, relief.typed(relief.household().text))
    relief.give(standing, relief.typed(relief.household().text), role=Role.LEAD)
    relief.give(replace(standing, lane=1), relief.typed(relief.household().text))
    found = distribution.counts(scanner, standing)
    assert (found.me, found.lane, found.point) == (2, 2, 3)
    distribution.void(scanner, mine.disbursement, VoidReason.WRONG_COUNT)
    found = distribution.counts(lead, standing)
    assert (found.me, found.lane, found.point) == (1, 1, 2)
    lines = distribution.recent(scanner, standing)
    assert [line.own for line in lines] == [True, False, True]
    assert [line.voided for line in lines] == [False, False, True]
    assert lines[2].disbursement == mine.disbursement
    assert lines[0].name.startswith("سکینہ")


def test_a_row_that_lost_the_race_says_so_and_leaves_nothing(relief: Relief, standing: Standing) -> None:
    """The unique key alone, without the decision before it, keeps a second row out."""
    code = relief.household()
    given = relief.give(standing, relief.typed(code.text))
    desk = relief.office.desk(Role.SCANNER)
    first = rows(relief, select(Disbursement).where(Disbursement.id == given.disbursement))[0]
    row = HandOver(
        id=new_id(),
        round_id=first.round_id,
        point_id=first.point_id,
        lane=1,
        household_id=first.household_id,
        slot=None,
        issue=None,
        source=Source.TYPED,
        looked=True,
        operator_id=OperatorId(desk.person.id),
        desk_id=desk.office.desk_id,
        at=first.at,
    )
    with desk.store.writer.connect() as conn, conn.begin() as transaction:
        assert hand_over(conn, desk.office.district, row, given.decision.items, {}) is None
        transaction.rollback()
    assert len(rows(relief, select(Disbursement.id).where(Disbursement.household_id == first.household_id))) == 1
