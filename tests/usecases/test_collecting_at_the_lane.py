"""Who collects in the holder's place at the lane: named, let for a day, a caretaker, a delivery; and for how many."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.errors import CollectorUnknown, LookFirst, NotDue
from desktop.models.disbursement import Collection
from desktop.records.distribution import Collecting, Decision, Given, Presented, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft
from desktop.usecases import allowances, collectors, distribution, registration
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, Intermediary, Look, ProxyReason, Verdict, VoidReason
from tests.factories import child, household, office, woman
from tests.usecases.living import ids
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import last_content, rows

NAMED = Collecting(CollectionKind.NAMED, 1)
PROXY = Collecting(CollectionKind.PROXY)
DELIVERY = Collecting(CollectionKind.DELIVERY)
CARETAKER = Collecting(CollectionKind.CARETAKER, 1)
BOY = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("collecting"), clock=clock) as made:
        yield Relief(made, clock)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point of an open-listed round of the district."""
    return relief.round()


def named(relief: Relief, who: CollectorDraft, people: int = 2) -> tuple[HouseholdCode, Presented]:
    """A household that named somebody, and its card."""
    code = relief.household(people)
    collectors.name_collector(relief.office.desk(Role.CLERK), code, who)
    return code, relief.presented(relief.cards(code)[0].credential)


def decide(relief: Relief, standing: Standing, card: Presented, how: Collecting, role: Role = Role.SCANNER) -> Decision:
    """The answer when somebody else holds up the card."""
    return distribution.decide(relief.office.desk(role), standing, card, collector=how)


def give(relief: Relief, standing: Standing, card: Presented, how: Collecting) -> Given:
    """Hand over to who collects."""
    return distribution.give(
        relief.office.desk(Role.SCANNER),
        standing,
        card,
        disbursement=DisbursementId(new_id()),
        looked=True,
        collector=how,
    )


def test_one_who_was_named_collects_after_a_look_and_the_book_says_so_without_a_name(
    relief: Relief, standing: Standing
) -> None:
    _, card = named(relief, BOY)
    decision = decide(relief, standing, card, NAMED)
    assert (decision.verdict, decision.looks) == (Verdict.G2, (Look.COLLECTOR,))
    with pytest.raises(LookFirst):
        distribution.give(
            relief.office.desk(Role.SCANNER),
            standing,
            card,
            disbursement=DisbursementId(new_id()),
            looked=False,
            collector=NAMED,
        )
    given = give(relief, standing, card, NAMED)
    content = last_content(relief)
    assert content["collected"] == "named"
    assert "Aslam" not in str(content)
    assert "8889" not in str(content)
    (row,) = rows(relief, select(Collection.kind).where(Collection.disbursement_id == given.disbursement))
    assert row.kind is CollectionKind.NAMED


def test_nobody_collects_who_was_not_named_or_let(relief: Relief, standing: Standing) -> None:
    card = relief.presented(relief.cards(relief.household())[0].credential)
    for how in (NAMED, Collecting(CollectionKind.NAMED, 2), PROXY, DELIVERY, CARETAKER):
        with pytest.raises(CollectorUnknown):
            decide(relief, standing, card, how)


def test_six_cards_with_one_collector_are_looked_at_from_the_third_and_stop_at_the_fifth(
    relief: Relief, standing: Standing
) -> None:
    answers: list[tuple[Verdict, bool, str]] = []
    for _ in range(6):
        _, card = named(relief, BOY)
        decision = decide(relief, standing, card, NAMED, Role.LEAD)
        answers.append((decision.verdict, Look.COLLECTS_OFTEN in decision.looks, decision.why))
        if decision.verdict is Verdict.G2:
            give(relief, standing, card, NAMED)
        else:
            with pytest.raises(NotDue):
                give(relief, standing, card, NAMED)
            assert relief.decide(standing, card).verdict is Verdict.G1  # the holder comes and draws
    plain, looked, stop = (Verdict.G2, False, ""), (Verdict.G2, True, ""), (Verdict.H5, False, "collector_limit")
    assert answers == [plain, plain, looked, looked, stop, stop]


def test_what_was_taken_back_counts_for_nobody(relief: Relief, standing: Standing) -> None:
    scanner = relief.office.desk(Role.SCANNER)
    who = CollectorDraft(name_as_told="رشید", name_latin="Rashid", relation="NEPHEW", phone="0301-1112229")
    for _ in range(2):
        given = give(relief, standing, named(relief, who)[1], NAMED)
        distribution.void(scanner, given.disbursement, VoidReason.WRONG_PERSON)
    assert Look.COLLECTS_OFTEN not in decide(relief, standing, named(relief, who)[1], NAMED).looks


def test_one_person_of_the_register_is_the_same_at_each_household_and_each_round_counts_anew(relief: Relief) -> None:
    clerk = relief.office.desk(Role.CLERK)
    aunt = ids(registration.show(clerk, relief.household()))[0]
    who = CollectorDraft(relation="OTHER", registrant=aunt)
    first, second = relief.round(), relief.round()
    for _ in range(2):
        give(relief, first, named(relief, who)[1], NAMED)
    card = named(relief, who)[1]
    assert Look.COLLECTS_OFTEN in decide(relief, first, card, NAMED).looks
    assert Look.COLLECTS_OFTEN not in decide(relief, second, card, NAMED).looks


def test_two_men_of_one_name_in_two_villages_are_two(relief: Relief, standing: Standing) -> None:
    who = CollectorDraft(name_as_told="اللہ دتہ", name_latin="Allah Ditta", relation="BRO")
    clerk = relief.office.desk(Role.CLERK)
    for village in ("Chak 3", "Chak 4", "Chak 5"):
        code = relief.household(village=village)
        collectors.name_collector(clerk, code, who)
        card = relief.presented(relief.cards(code)[0].credential)
        assert Look.COLLECTS_OFTEN not in decide(relief, standing, card, NAMED).looks
        give(relief, standing, card, NAMED)


def test_who_turns_out_to_stand_between_workers_and_owners_is_sent_away_like_anybody(
    relief: Relief, standing: Standing
) -> None:
    who = CollectorDraft(name_as_told="غفور", name_latin="Ghafoor", relation="OTHER", phone="0302-4443332")
    _, card = named(relief, who)
    assert decide(relief, standing, card, NAMED).verdict is Verdict.G2
    munshi = IntermediaryDraft(
        role=Intermediary.MUNSHI, name_as_told="غفور", phone="0302-4443332", pcode="PK61701", village="Chak 12"
    )
    collectors.note_intermediary(relief.office.desk(Role.CLERK), munshi)
    lane = decide(relief, standing, card, NAMED)
    assert (lane.verdict, lane.why, lane.facts) == (Verdict.H5, "", {})
    assert decide(relief, standing, card, NAMED, Role.LEAD).why == "collector_refused"
    with pytest.raises(NotDue):
        give(relief, standing, card, NAMED)


def test_who_was_let_for_today_collects_today_only(relief: Relief, standing: Standing) -> None:
    code = relief.household()
    card = relief.presented(relief.cards(code)[0].credential)
    draft = ProxyDraft("نسرین", "Nasreen", "SIS", "0303-1212121", ProxyReason.ILL)
    allowances.let_collect(
        relief.office.desk(Role.HELPDESK), standing.round_code, code, draft, second=relief.office.second(Role.LEAD)
    )
    assert decide(relief, standing, card, PROXY).verdict is Verdict.G2
    relief.clock.by = timedelta(days=1)
    try:
        with pytest.raises(CollectorUnknown):
            decide(relief, standing, card, PROXY)
    finally:
        relief.clock.by = timedelta(0)
    give(relief, standing, card, PROXY)
    assert last_content(relief)["collected"] == "proxy"


def test_a_household_on_the_delivery_list_is_served_at_home_whoever_many_there_are(
    relief: Relief, standing: Standing
) -> None:
    for _ in range(6):
        code = relief.household()
        allowances.add_delivery(relief.office.desk(Role.HELPDESK), standing.round_code, code, ProxyReason.ELDERLY)
        card = relief.presented(relief.cards(code)[0].credential)
        decision = decide(relief, standing, card, DELIVERY)
        assert (decision.verdict, decision.looks) == (Verdict.G2, (Look.COLLECTOR,))
        give(relief, standing, card, DELIVERY)


def test_a_caretaker_collects_where_only_children_live(relief: Relief, standing: Standing) -> None:
    clerk = relief.office.desk(Role.CLERK)
    alone = registration.register(
        clerk, household(child("زینب", "HEAD", holder=1), child("علی")), different=True
    ).household.code
    collectors.name_collector(clerk, alone, BOY)
    card = relief.presented(relief.cards(alone)[0].credential)
    assert decide(relief, standing, card, CARETAKER).verdict is Verdict.G2
    give(relief, standing, card, CARETAKER)
    grown = registration.register(clerk, household(woman("شبنم", "Shabnam", holder=1)), different=True).household.code
    collectors.name_collector(clerk, grown, BOY)
    with pytest.raises(CollectorUnknown):
        decide(relief, standing, relief.presented(relief.cards(grown)[0].credential), CARETAKER)
