"""The ruling of the scan station, every question of it answered both ways."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.verdict import CardFacts, GivenBefore, HouseholdFacts, Ruling, Share, SharedDraw, limited, rule
from desktop.records.distribution import ItemDue, Presented
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.vocabulary import CardState, Look, RoundState, Source, Verdict

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
CODE = HouseholdCode("352001234580")
CARD = Presented(CODE, CardNumber(CODE, 1, 3), Source.CAMERA, NOW + timedelta(days=1), b"kid1")
TYPED = Presented(CODE, None, Source.TYPED)
LIVE = CardFacts(lowest=3, newest=3, state=CardState.LIVE)
DUE = (ItemDue("ATTA20", 2, "bag"),)
SHARE = Share(DUE)
HOUSEHOLD = HouseholdFacts(active=True, listed=True, fixed_list=False, share=SHARE, given=None, elsewhere="")
BEFORE = GivenBefore(slot=1, at=NOW, point="Basti Malook", lane=2, receipt=41)


def ruled(
    *,
    state: RoundState = RoundState.OPEN,
    point_open: bool = True,
    household: HouseholdFacts | None = HOUSEHOLD,
    card: CardFacts | None = LIVE,
    presented: Presented = CARD,
    now: datetime = NOW,
) -> Ruling:
    """A ruling on a household that may draw, with one thing changed."""
    return rule(state, point_open=point_open, household=household, card=card, presented=presented, now=now)


def test_a_live_card_of_a_listed_household_is_given_without_a_look() -> None:
    assert ruled() == Ruling(Verdict.G1)


@pytest.mark.parametrize(("state", "why"), [(RoundState.DRAFT, "round_not_open"), (RoundState.CLOSED, "round_closed")])
def test_a_round_that_is_not_open_stops_the_lane_whoever_comes(state: RoundState, why: str) -> None:
    assert ruled(state=state, household=None) == Ruling(Verdict.S1, why)


def test_a_point_that_is_not_open_stops_the_lane() -> None:
    assert ruled(point_open=False) == Ruling(Verdict.S1, "point_not_open")


def test_a_genuine_card_of_a_household_the_register_lacks_goes_to_the_help_desk() -> None:
    assert ruled(household=None) == Ruling(Verdict.H3, "household_unknown")


def test_a_typed_code_that_hits_nothing_is_typed_again() -> None:
    assert ruled(household=None, card=None, presented=TYPED) == Ruling(Verdict.N1, "typed_unknown")


def test_an_inactive_household_goes_to_the_help_desk_even_when_it_is_not_listed() -> None:
    assert ruled(household=replace(HOUSEHOLD, active=False, listed=False)) == Ruling(Verdict.H5, "household_inactive")


@pytest.mark.parametrize(
    "card",
    [
        CardFacts(lowest=4, newest=4, state=CardState.REPLACED),
        CardFacts(lowest=4, newest=4, state=None),
        CardFacts(lowest=1, newest=4, state=None),
        CardFacts(lowest=1, newest=3, state=CardState.REPLACED),
    ],
    ids=["replaced here", "below the lowest", "a newer one is known", "marked only"],
)
def test_a_replaced_card_is_told_from_the_register_however_it_learned_of_it(card: CardFacts) -> None:
    assert ruled(card=card).verdict is Verdict.H4


def test_a_revoked_card_is_not_taken_for_a_replaced_one() -> None:
    assert ruled(card=CardFacts(lowest=4, newest=3, state=CardState.REVOKED)) == Ruling(Verdict.H5, "card_revoked")


def test_a_card_of_a_stolen_desk_counts_only_when_the_register_knows_it() -> None:
    stolen = replace(CARD, stolen=True)
    assert ruled(presented=stolen) == Ruling(Verdict.G1)
    unknown = CardFacts(lowest=1, newest=2, state=None)
    assert ruled(presented=stolen, card=unknown) == Ruling(Verdict.H5, "desk_stolen")


def test_a_newer_issue_than_the_register_knows_is_served_after_a_look() -> None:
    assert ruled(card=CardFacts(lowest=1, newest=2, state=None)) == Ruling(Verdict.G2, looks=(Look.NEWER_ISSUE,))


@pytest.mark.parametrize(("fixed", "why"), [(True, "not_on_list"), (False, "outside_areas")])
def test_a_household_that_is_not_on_the_list_goes_to_the_help_desk(*, fixed: bool, why: str) -> None:
    assert ruled(household=replace(HOUSEHOLD, listed=False, fixed_list=fixed)) == Ruling(Verdict.H3, why)


def test_a_household_too_small_for_every_item_is_due_nothing() -> None:
    assert ruled(household=replace(HOUSEHOLD, due=False)) == Ruling(Verdict.H3, "nothing_due")


def test_the_same_holder_again_is_a_person_who_received() -> None:
    again = ruled(household=replace(HOUSEHOLD, given=BEFORE))
    assert again.verdict is Verdict.H1
    assert again.facts == {
        "at": "2026-11-24T06:00:00Z",
        "point": "Basti Malook",
        "lane": "2",
        "receipt": "41",
        "slot": "1",
    }


def test_another_holder_of_the_household_is_told_apart_from_the_same_one() -> None:
    other = replace(CARD, number=CardNumber(CODE, 2, 3))
    assert ruled(household=replace(HOUSEHOLD, given=BEFORE), presented=other).verdict is Verdict.H2


@pytest.mark.parametrize(
    ("given", "presented", "card"),
    [(BEFORE, TYPED, None), (replace(BEFORE, slot=None), CARD, LIVE)],
    ids=["card, then typed", "typed, then card"],
)
def test_a_typed_code_names_no_holder_so_it_is_never_another_one(
    given: GivenBefore, presented: Presented, card: CardFacts | None
) -> None:
    assert ruled(household=replace(HOUSEHOLD, given=given), presented=presented, card=card).verdict is Verdict.H1


def test_what_these_people_received_before_a_split_is_for_the_help_desk_to_look_at() -> None:
    shared = SharedDraw(split=True, at=NOW, point="Basti Malook", lane=2, receipt=41)
    looked = ruled(household=replace(HOUSEHOLD, shared=shared))
    assert (looked.verdict, looked.why) == (Verdict.H5, "drew_before_split")
    assert looked.facts == {"at": "2026-11-24T06:00:00Z", "point": "Basti Malook", "lane": "2", "receipt": "41"}
    merged = ruled(household=replace(HOUSEHOLD, shared=replace(shared, split=False)))
    assert (merged.verdict, merged.why) == (Verdict.H2, "drew_before_merge")


def test_what_a_household_received_itself_comes_first_and_the_point_last() -> None:
    shared = SharedDraw(split=True, at=NOW, point="Basti Malook", lane=2, receipt=41)
    assert ruled(household=replace(HOUSEHOLD, shared=shared, given=BEFORE)).verdict is Verdict.H1
    assert ruled(household=replace(HOUSEHOLD, shared=shared, elsewhere="Kot")).verdict is Verdict.H5
    assert ruled(household=replace(HOUSEHOLD, shared=shared, listed=False)).verdict is Verdict.H3


def test_a_household_of_another_point_is_sent_there_with_its_name() -> None:
    assert ruled(household=replace(HOUSEHOLD, elsewhere="Kot")) == Ruling(
        Verdict.T1, "other_point", facts={"point": "Kot"}
    )


def test_who_has_received_is_not_sent_to_another_point_to_hear_it_there() -> None:
    assert ruled(household=replace(HOUSEHOLD, elsewhere="Kot", given=BEFORE)).verdict is Verdict.H1


def test_an_expired_card_is_looked_at_and_served() -> None:
    assert ruled(now=NOW + timedelta(days=2)) == Ruling(Verdict.G2, looks=(Look.EXPIRED,))


def test_a_clock_set_back_refuses_nobody() -> None:
    assert ruled(now=NOW - timedelta(days=3_000)) == Ruling(Verdict.G1)


def test_a_typed_code_asks_for_a_look() -> None:
    assert ruled(presented=TYPED, card=None) == Ruling(Verdict.G2, looks=(Look.TYPED,))


def test_a_code_read_from_a_rosters_row_proves_no_more_than_a_typed_one() -> None:
    row = Presented(CODE, None, Source.CAMERA)
    assert ruled(presented=row, card=None) == Ruling(Verdict.G2, looks=(Look.TYPED,))
    assert ruled(presented=row, card=None, household=None).verdict is Verdict.N1


def test_all_looks_are_named_together() -> None:
    typed = replace(CARD, source=Source.TYPED, expires=NOW)
    assert ruled(presented=typed, card=CardFacts(lowest=1, newest=0, state=None)).looks == (
        Look.TYPED,
        Look.EXPIRED,
        Look.NEWER_ISSUE,
    )


def test_a_block_that_holds_goes_to_the_help_desk_before_anything_about_the_card() -> None:
    worn = CardFacts(lowest=4, newest=4, state=CardState.REPLACED)
    blocked = replace(HOUSEHOLD, blocked="duplicate")
    assert ruled(household=blocked, card=worn) == Ruling(Verdict.H5, "blocked", facts={"reason": "duplicate"})


@pytest.mark.parametrize("fixed", [True, False])
def test_two_people_let_a_household_draw_that_no_list_names(fixed: bool) -> None:
    out = replace(HOUSEHOLD, listed=False, fixed_list=fixed)
    assert ruled(household=out).verdict is Verdict.H3
    assert ruled(household=replace(out, allowed=True)).verdict is Verdict.G1


def test_less_than_is_due_is_looked_at() -> None:
    cut = replace(HOUSEHOLD, share=Share(DUE, owed=(ItemDue("OIL5", 1, "can"),), cut=True))
    assert ruled(household=cut) == Ruling(Verdict.G2, looks=(Look.PARTIAL,))


def test_when_nothing_of_it_is_there_it_is_another_day_and_only_when_all_is_out_the_lane_stops() -> None:
    out = replace(HOUSEHOLD, share=Share((), owed=DUE))
    assert ruled(household=out) == Ruling(Verdict.T1, "out_of_stock", facts={"items": "ATTA20 2"})
    assert ruled(household=replace(out, nothing_left=True)) == Ruling(Verdict.S1, "all_out")


def test_who_received_hears_what_is_still_owed() -> None:
    waits = replace(HOUSEHOLD, given=BEFORE, share=Share((), owed=DUE))
    assert ruled(household=waits).facts["owed"] == "ATTA20 2"


@pytest.mark.parametrize(
    ("others", "barred", "verdict", "why"),
    [
        (0, False, Verdict.G1, ""),
        (1, False, Verdict.G1, ""),
        (2, False, Verdict.G2, ""),
        (3, False, Verdict.G2, ""),
        (4, False, Verdict.H5, "collector_limit"),
        (0, True, Verdict.H5, "collector_refused"),
    ],
)
def test_one_person_collects_for_a_few_households(others: int, barred: bool, verdict: Verdict, why: str) -> None:
    found = limited(Ruling(Verdict.G1), others, barred=barred)
    assert (found.verdict, found.why) == (verdict, why)


def test_the_limits_of_collectors_change_no_other_verdict() -> None:
    assert limited(Ruling(Verdict.H1, "received"), 9, barred=True) == Ruling(Verdict.H1, "received")
