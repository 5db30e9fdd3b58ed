"""The families of the full day: invented by a seed, registered by a clerk, their cards printed and read again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from desktop.records.card import CardFaceData, IssuedCards
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.scanning.closed_reader import ClosedReader
from desktop.usecases import cards, registration
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import Language, Sex, SheetKind
from desktop.words.captions.cards import card_sheet
from printing.cards import draw_cards
from tests.factories import child, household, woman
from tests.rigs.relief_day_books import Books, Family
from tests.rigs.relief_day_rules import HERE, THERE, People

STORIES: dict[str, tuple[int, int]] = {
    "paper": (2, 20), "absent": (2, 30), "boy": (6, 6), "named": (1, 10), "proxy": (1, 10), "delivery": (1, 10),
    "children": (1, 5), "typed": (2, 20), "double": (2, 50), "both_cards": (2, 40), "forged": (1, 10),
    "foreign": (1, 10), "lost_card": (1, 20), "retry": (1, 20), "void_soon": (1, 20), "void_late": (1, 10),
    "blocked": (1, 5), "proposed": (1, 5), "block_refused": (1, 3), "review": (1, 3), "loan": (1, 40),
    "misses": (1, 3), "revoked": (1, 3),
}  # fmt: skip
"""What befalls a family: for how many at least, and for how many of a thousand."""
LIVING_THERE = 10
"""Of a hundred so many live where the other point serves; most of them come to the wrong one first."""
VILLAGES = ("Chak 12", "Chak 45/2-L", "Basti Jhok", "Kot Mehr", "Dera Nehar")
TWO_HOLDERS, ONE_CHILD = frozenset({"both_cards"}), frozenset({"loan"})
_SYLLABLES = "بپتجچدرزسشفکگلمن"


@dataclass(frozen=True)
class Home:
    """A family before anybody wrote it down."""

    draft: HouseholdDraft
    people: People
    story: str


def stories(many: int) -> list[str]:
    """One for each family; most have none."""
    found = [name for name, (least, share) in STORIES.items() for _ in range(max(least, share * many // 1000))]
    return found[:many] + ["plain"] * (many - len(found))


def invented(many: int, chance: Random) -> Iterator[Home]:
    """Families of many sizes; those of the other tehsil have no story but the way."""
    told = stories(many)
    away = max(3, many * LIVING_THERE // 100)
    for number, story in enumerate(told):
        there = number >= many - away
        yield _home(number, "wrong_point" if there else story, THERE if there else HERE, chance)


def newcomer(story: str, number: int, chance: Random) -> Home:
    """A family that comes when the list is fixed."""
    return _home(900_000 + number, story, HERE, chance)


def _home(number: int, story: str, area: str, chance: Random) -> Home:
    size = chance.choices(range(1, 13), (4, 8, 12, 14, 14, 12, 10, 8, 6, 5, 4, 3))[0]
    size = max(size, 4 if story in TWO_HOLDERS | ONE_CHILD else 2 if story == "children" else 1)
    members = [_head(number, story, chance), *(_member(number, place, story, chance) for place in range(1, size))]
    people = People(
        size,
        women=sum(one.sex is Sex.FEMALE and 12 <= (one.age_years or 0) <= 49 for one in members),
        infants=sum((one.age_years or 0) < 2 for one in members),
        disabled=sum(bool(one.disability) for one in members),
        area=area,
    )
    return Home(household(*members, pcode=area, village=chance.choice(VILLAGES)), people, story)


def name_of(number: int) -> str:
    """A name like nobody's, so that nobody is asked about as a likely double."""
    mixed = number * 0x9E375 % 16**5  # odd, so that no two are the same
    return "".join(_SYLLABLES[mixed // 16**power % 16] + "ا" for power in range(5))


def _head(number: int, story: str, chance: Random) -> MemberDraft:
    age = 15 if story == "children" else chance.randint(20, 70)
    parent = name_of(number + 400_000)
    return woman(
        name_of(number),
        "",
        parent_name=parent,
        parent_latin="",
        age_years=age,
        age_as_of=TODAY,
        holder=1,
        disability=chance.random() < 0.06,
    )


def _member(number: int, place: int, story: str, chance: Random) -> MemberDraft:
    grown = place <= 2 and story != "children" and chance.random() < 0.6
    grown = grown or (place == 1 and story in TWO_HOLDERS)
    age = chance.randint(18, 60) if grown else chance.choice((0, 1, 3, 5, 8, 11, 12, 14, 16))
    age = min(age, 14) if story == "children" else age
    relation = chance.choice(("BRO", "SIS") if grown else ("SON", "DAU"))
    second = place == 1 and (story in TWO_HOLDERS or (grown and chance.random() < 0.3))
    return child(
        f"{name_of(number)} {place}",
        relation,
        sex=Sex.MALE if relation in ("BRO", "SON") else Sex.FEMALE,
        age_years=age,
        age_as_of=TODAY,
        disability=chance.random() < 0.03,
        holder=2 if second else None,
    )


TODAY = date(2026, 11, 29)
"""The day on which they are registered; the point opens on the next."""


def registered(clerk: Desk, books: Books, homes: Sequence[Home]) -> list[Family]:
    """Everybody as the clerk writes them down."""
    found: list[Family] = []
    for home in homes:
        made = registration.register(clerk, home.draft, different=True).household
        books.did["household.registered"] += 1
        books.envelopes += 1
        found.append(Family(made.code, home.people, home.story))
    return found


def printed(clerk: Desk, books: Books, families: Sequence[Family], folder: Path, *, read: int) -> Counter[str]:
    """Cards for everybody, drawn; so many of them read again from the paper. Gives how much was done.

    What the reader finds on paper is what the family holds up from then on; of the others it is what was sealed.
    """
    faces = cards.issue(clerk, [family.code for family in families]).faces
    by_code = {family.code: family for family in families}
    books.did["card.issued"] += len(faces)
    for face in faces:
        by_code[face.number.household].texts[face.number.slot] = face.credential
    done = Counter(cards=len(faces))
    for start in range(0, len(faces), 200):
        done["bytes"] += len(_drawn(faces[start : start + 200]))
    paper = folder / "cards.pdf"
    some = faces[:: max(1, len(faces) // read)][:read]
    paper.write_bytes(_drawn(some))
    with ClosedReader() as reader:
        found = {code.text for code in reader.codes(paper)}
    books.same("texts read from paper", found, {face.credential for face in some})
    done["read"] = len(found)
    return done


def _drawn(faces: Sequence[CardFaceData]) -> bytes:
    issued = IssuedCards(tuple(faces), "", practice=False, entry=None)
    return draw_cards(card_sheet(issued, Language.URDU, SheetKind.A4_8))
