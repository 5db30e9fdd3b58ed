"""A household's history in sentences: what, who, on which day, and entered when and by whom if that differs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from desktop.records.household import FormerMember, HistoryLine, PersonName
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.moment import Moment, day_moment
from desktop.values.vocabulary import CardReason, HouseholdChange
from desktop.words.catalogue import use
from desktop.words.days import day_said, day_words
from desktop.words.history import day_of, entered, former_words, names_said, sentence, told

AT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
DAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def person(latin: str, told_: str = "", **changes: object) -> PersonName:
    values: dict[str, object] = {"parent_name": "", "parent_latin": "", "unnamed": False} | changes
    return PersonName(RegistrantId(uuid4()), told_, latin, **values)  # pyright: ignore[reportArgumentType]


def line(kind: EntryKind, **changes: object) -> HistoryLine:
    return HistoryLine(kind, Moment(AT), "Clerk One", "log", 7, **changes)  # pyright: ignore[reportArgumentType]


SAKINA, ALI, ZARA = person("Sakina Bibi", "سکینہ بی بی"), person("Ali", "علی"), person("Zara", "زارا")


def test_an_event_is_told_with_its_own_day() -> None:
    came = line(EntryKind.PERSON_JOINED, day=DAY, change=HouseholdChange.JOINED, people=(SAKINA,))
    assert told(came) == "12 Nov 2026: Sakina Bibi came into the household."
    assert entered(came) == "entered 24-11-2026 14:05 by Clerk One"


def test_an_event_of_the_same_day_says_only_who_entered_it() -> None:
    came = line(EntryKind.PERSON_JOINED, day=date(2026, 11, 24), change=HouseholdChange.JOINED, people=(SAKINA,))
    assert entered(came) == "24-11-2026 14:05, Clerk One"


@pytest.mark.parametrize("change", list(HouseholdChange))
def test_every_change_has_a_sentence(change: HouseholdChange) -> None:
    moved = (("PK61701", "Chak 12"), ("PK61702", "Kot")) if change is HouseholdChange.MOVED else None
    said = sentence(line(EntryKind.HOUSEHOLD_SPLIT, day=DAY, change=change, people=(SAKINA, ALI, ZARA), moved=moved))
    assert said.endswith(".")
    assert "{" not in said
    wanted = "Chak 12" if moved else "Sakina Bibi, Ali and Zara"
    assert wanted in said


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_kind_of_entry_can_be_told_also_when_its_content_is_gone(kind: EntryKind) -> None:
    for language in ("en", "ur", "sd"):
        use(language)
        assert "{" not in told(line(kind))


def test_cards_and_hand_overs_are_told() -> None:
    card = "352001234580207"
    assert sentence(line(EntryKind.CARD_ISSUED, card=card)) == "Card 7 of holder 2 was made."
    revoked = line(EntryKind.CARD_REVOKED, card=card, reason=CardReason.HOUSEHOLD_CHANGED)
    assert sentence(revoked) == "Card 7 of holder 2 is not honoured any more. The household changed."
    given = sentence(line(EntryKind.GIVEN, items=(("ATTA20", 2), ("GONE", 1)), receipt=41))
    assert given.startswith("Help was handed out: 2 × ")
    assert given.endswith("1 × GONE (receipt 41).")


def test_a_correction_says_whose_record_and_what_else() -> None:
    corrected = line(EntryKind.HOUSEHOLD_CORRECTED, people=(ALI,), parts=("place",))
    assert sentence(corrected) == "The record was corrected: Ali, the place."
    assert sentence(line(EntryKind.HOUSEHOLD_CORRECTED)) == "The record was corrected."


def test_the_other_household_is_named_only_when_it_was_handed_over() -> None:
    split = line(EntryKind.HOUSEHOLD_SPLIT, day=DAY, change=HouseholdChange.SPLIT_OFF, people=(SAKINA,))
    assert sentence(split) == "Sakina Bibi began a household of their own."
    other = HouseholdCode.make("352", 12345)
    named = line(EntryKind.HOUSEHOLD_SPLIT, day=DAY, change=HouseholdChange.SPLIT_OFF, people=(SAKINA,), other=other)
    assert other.grouped in sentence(named)


def test_names_keep_the_direction_of_their_script() -> None:
    mixed = names_said((person("", "سکینہ"), person("Ali")))
    assert mixed == "\u2068سکینہ\u2069 and Ali"
    use("ur")
    assert "سکینہ بی بی" in names_said((SAKINA, person("Ali")))
    assert "\u2066Ali\u2069" in names_said((SAKINA, person("Ali")))


def test_of_many_names_the_first_are_said_and_how_many_more() -> None:
    many = tuple(person(f"Name {number}") for number in range(9))
    assert names_said(many) == "Name 0, Name 1, Name 2, Name 3, Name 4, Name 5 and 3 more"


def test_somebody_without_a_name_is_still_somebody() -> None:
    assert names_said(()) == "somebody"
    assert names_said((person(""),)) == "somebody"
    assert names_said((person("", unnamed=True, parent_latin="Rahim Bux"),)) == "child of Rahim Bux"


def test_a_name_with_braces_is_only_a_name() -> None:
    came = line(EntryKind.PERSON_JOINED, day=DAY, change=HouseholdChange.JOINED, people=(person("{sentence} {day}"),))
    assert told(came) == "12 Nov 2026: {sentence} {day} came into the household."


def test_who_is_no_longer_here_is_told_with_both_days() -> None:
    one = FormerMember(SAKINA, None, day_moment(date(2026, 2, 3)), DAY, HouseholdChange.SPLIT_OFF)
    assert former_words(one) == "began a household of their own on 12 Nov 2026, here since 3 Feb 2026"


def test_a_day_is_said_with_its_month() -> None:
    assert [day_words(date(2026, month, 1))[2:5] for month in (1, 5, 12)] == ["Jan", "May", "Dec"]
    assert day_said("2026-11-12") == "12 Nov 2026"
    assert day_said("") == ""
    assert day_of(line(EntryKind.GIVEN)) == "24 Nov 2026"
