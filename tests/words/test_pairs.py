"""Two people side by side in words: every field, every agreement and everything that a merge does has a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from desktop.domain.merge_plan import GROUPS
from desktop.matching.score import Why
from desktop.records.pair import (
    Agreement,
    Field,
    FieldPair,
    MergeNote,
    MergePlan,
    Nearby,
    PairView,
    PersonSide,
    Takeover,
)
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.moment import month_moment
from desktop.values.vocabulary import AgeMethod, Language, ParentRelation, Sex
from desktop.words import catalogue
from desktop.words.labels import label
from desktop.words.messages_pairs import CHANGED
from desktop.words.pairs import (
    agreement_words,
    field_text,
    merge_sentences,
    note_sentences,
    side_line,
    why_sentence,
)

SIDE = PersonSide(
    registrant=None,
    household=HouseholdCode.make("617", 1),
    version=1,
    name_as_told="محمد اقبال",
    name_latin="Muhammad Iqbal",
    parent_name="غلام رسول",
    parent_latin="Ghulam Rasool",
    parent_relation=ParentRelation.SON_OF,
    sex=Sex.MALE,
    age_years=34,
    age_method=AgeMethod.STATED,
    age_as_of=date(2026, 11, 24),
    work_kind=None,
    pcode="PK61701",
    village="Chak 12",
    children=("علی", "زینب"),
    registered_at=month_moment(datetime(2026, 11, 24, tzinfo=UTC)),
    desk="Desk 03",
)
OTHER = replace(SIDE, household=HouseholdCode.make("617", 2), has_card=True)
NUMBER = CardNumber(HouseholdCode.make("617", 2), 1, 1)
PLAN = MergePlan(SIDE, OTHER, (), None, None, (), None, None, 0, ())


@pytest.fixture(params=[Language.ENGLISH, Language.URDU])
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    catalogue.use(request.param)
    yield request.param
    catalogue.use(Language.ENGLISH)


def test_every_agreement_of_every_field_has_words(spoken: Language) -> None:
    for field, agreement, apart, near in product(Field, Agreement, (0, 1, 2), (None, *Nearby)):
        assert agreement_words(FieldPair(field, agreement, apart, near))


def test_every_field_is_told_of_somebody_known_and_of_somebody_unknown(spoken: Language) -> None:
    nobody = replace(
        SIDE,
        name_as_told="",
        name_latin="",
        parent_name="",
        parent_latin="",
        sex=None,
        age_years=None,
        age_method=None,
        village="",
        pcode="",
        children=(),
    )
    for field in Field:
        assert field_text(field, SIDE)
        assert field_text(field, nobody) == ""
    assert side_line(nobody) == ""


def test_a_name_is_told_in_both_scripts_the_windows_own_first() -> None:
    assert field_text(Field.NAME, SIDE).startswith("Muhammad Iqbal · ")
    catalogue.use(Language.URDU)
    try:
        assert field_text(Field.NAME, SIDE).startswith("محمد اقبال · ")
    finally:
        catalogue.use(Language.ENGLISH)


def test_every_reason_is_said_and_one_that_is_not_known_any_more_is_left_out() -> None:
    view = PairView(SIDE, OTHER, (), (*(why.value for why in Why), "an_old_reason"), 900)
    said = why_sentence(view)
    assert said.startswith("Why we ask: ")
    assert "an_old_reason" not in said
    assert all(label(why) in said for why in Why)


def test_what_tells_two_apart_stands_in_the_reasons_too() -> None:
    fields = (
        FieldPair(Field.VILLAGE, Agreement.DIFFERENT, near=Nearby.FAR),
        FieldPair(Field.CHILDREN, Agreement.NEAR, 2),
    )
    said = why_sentence(PairView(SIDE, OTHER, fields, (Why.SAME_NAME,), 900))
    assert "2 children of the same names" in said
    assert "another district" in said


def test_everything_that_a_merge_takes_over_is_named() -> None:
    for group in GROUPS:
        told = merge_sentences(replace(PLAN, taken=group))
        assert any("Taken over" in sentence for sentence in told), group
    assert any("the photo" in sentence for sentence in merge_sentences(replace(PLAN, taken=("photo",))))


def test_cards_and_households_are_named_by_their_digits() -> None:
    told = " ".join(merge_sentences(replace(PLAN, ends=(NUMBER,), closes=OTHER.household)))
    assert "6170\u20070000\u2007" in told
    assert "101 ends for good" in told
    assert "it is closed" in told
    goes_on = " ".join(merge_sentences(replace(PLAN, goes_on=3, no_holder=OTHER.household, slot=None)))
    assert "goes on with 3 people" in goes_on
    assert "choose a holder" in goes_on
    taken = Takeover(NUMBER.household, "HEAD", 0)
    moved = " ".join(merge_sentences(replace(PLAN, takeover=taken, slot=1)))
    assert "from today on" in moved
    assert "The card of holder 1 stays valid." in moved


def test_of_somebody_who_had_left_already_no_household_is_said_to_go_on() -> None:
    """It would go on with nobody, which is not so: nobody leaves it."""
    told = " ".join(merge_sentences(replace(PLAN, goes_on=0, closes=None)))
    assert "goes on" not in told


def test_every_note_has_a_sentence(spoken: Language) -> None:
    assert len(set(note_sentences(replace(PLAN, notes=tuple(MergeNote))))) == len(MergeNote)


def test_whatever_can_change_since_a_merge_is_said() -> None:
    from desktop.queries import people_merges

    documented = people_merges.changed_since.__doc__ or ""
    assert CHANGED
    assert all(f"``{code}``" in documented for code in CHANGED)
