"""What becomes of two records of one person: which fields, which place, which card; pure, nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.records.household import NO_DOCUMENT
from desktop.records.pair import MergeNote
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.kinship import HEAD

GROUPS: tuple[tuple[str, ...], ...] = (
    ("name_as_told",),
    ("name_latin",),
    ("unnamed",),
    ("parent_name",),
    ("parent_latin",),
    ("parent_relation",),
    ("age_years", "age_method", "age_as_of", "age_event"),
    ("id_type", "id_number", "number_seen"),
    ("phone", "phone_owner", "safe_to_call", "safe_times"),
    ("work_kind",),
    ("disability", "washington"),
    ("intermediary",),
)
"""Columns of a registrant that are taken over together: a phone with its owner, an age with its method."""

EMPTY: Mapping[str, object] = {"id_type": NO_DOCUMENT, "unnamed": True}
"""What a column holds when nothing is known, where that is neither an empty text nor NULL."""

_AGES_APART = 10


@dataclass(frozen=True)
class Place:
    """One dated place in a household, as its row stands."""

    id: UUID
    household: UUID
    place: int
    relation: str
    slot: int | None
    from_day: date
    to_day: date | None


@dataclass(frozen=True)
class HeldCard:
    """One card that was ever issued to the person."""

    id: UUID
    household: UUID
    number: CardNumber
    live: bool


@dataclass(frozen=True)
class Home:
    """The household in which the person lives now. `others_hold`: somebody else there holds a card slot."""

    id: UUID
    code: HouseholdCode
    version: int
    people: int
    others_hold: bool
    photo_agreed: bool
    phone_agreed: bool


@dataclass(frozen=True)
class PersonState:
    """One record with everything that making two of them one touches."""

    id: UUID
    values: Mapping[str, object]
    has_photo: bool
    places: tuple[Place, ...]
    cards: tuple[HeldCard, ...]
    home: Home | None
    withdrawn: frozenset[str]
    """Purposes whose consent was taken back, also where that waits: `photo`, `phone`."""

    @property
    def now(self) -> Place | None:
        """The place where the person lives now."""
        return next((place for place in self.places if place.to_day is None), None)

    @property
    def died(self) -> bool:
        """Whether the record says that the person died."""
        return self.values.get("died_on") is not None


@dataclass(frozen=True)
class Making:
    """Everything that will be done when `gone` becomes part of `kept`."""

    columns: tuple[str, ...]
    photo: bool
    takes_place: bool
    """The kept one lives nowhere now and takes the place of the one that goes."""
    slot: int | None
    """The slot that goes over to the kept one, with its cards."""
    moved: tuple[HeldCard, ...]
    ended: tuple[HeldCard, ...]
    goes_on: int
    closes: bool
    no_holder: bool
    notes: tuple[MergeNote, ...]


def plan(kept: PersonState, gone: PersonState) -> Making:
    """What making the two one person does; the person keeps one live card at most, and nobody is asked twice."""
    takes_place = kept.home is None and gone.home is not None and not kept.died
    home = gone.home if takes_place else kept.home
    beside = home is not None and gone.home is not None and home.id == gone.home.id
    slot = _slot_taken(kept, gone) if beside else None
    moved = tuple(card for card in gone.cards if slot is not None and _in(card, gone.now) and card.number.slot == slot)
    people = gone.home.people if gone.home is not None else 0
    goes_on = people if takes_place else max(people - 1, 0)
    leaves = gone.home is not None and not takes_place
    held = gone.now is not None and gone.now.slot is not None and slot is None
    return Making(
        columns=_columns(kept, gone, home),
        photo=not kept.has_photo and gone.has_photo and _may(home, gone, "photo"),
        takes_place=takes_place,
        slot=slot,
        moved=moved,
        ended=_surplus(kept, gone, moved),
        goes_on=goes_on,
        closes=leaves and goes_on == 0,
        no_holder=leaves and goes_on > 0 and held and gone.home is not None and not gone.home.others_hold,
        notes=_notes(
            kept, gone, head_leaves=leaves and goes_on > 0 and gone.now is not None and gone.now.relation == HEAD
        ),
    )


def is_empty(column: str, value: object) -> bool:
    """Whether a column says nothing."""
    return value == EMPTY[column] if column in EMPTY else value is None or value == ""


def _columns(kept: PersonState, gone: PersonState, home: Home | None) -> tuple[str, ...]:
    taken: list[str] = []
    for group in GROUPS:
        known = [column for column in group if column in kept.values]
        lacks = all(is_empty(column, kept.values[column]) for column in known)
        has = any(not is_empty(column, gone.values[column]) for column in known)
        if lacks and has and (group[0] != "phone" or _may(home, gone, "phone")):
            taken.extend(known)
    return tuple(taken)


def _may(home: Home | None, gone: PersonState, purpose: str) -> bool:
    """What consent covers is taken over only where the household in which the person lives agreed to it too."""
    agreed = home is not None and (home.photo_agreed if purpose == "photo" else home.phone_agreed)
    return agreed and purpose not in gone.withdrawn


def _in(card: HeldCard, place: Place | None) -> bool:
    return place is not None and card.household == place.household


def _slot_taken(kept: PersonState, gone: PersonState) -> int | None:
    """In one household: the slot of the one that goes, when the kept one has none, or no card while the other has."""
    if gone.now is None or gone.now.slot is None:
        return None
    mine = kept.now.slot if kept.now is not None else None
    carded = any(card.live and _in(card, kept.now) and card.number.slot == mine for card in kept.cards)
    theirs = any(card.live and _in(card, gone.now) and card.number.slot == gone.now.slot for card in gone.cards)
    return gone.now.slot if mine is None or (theirs and not carded) else None


def _surplus(kept: PersonState, gone: PersonState, moved: Sequence[HeldCard]) -> tuple[HeldCard, ...]:
    """Live cards that end: all but one, the one of the household in which the person lives."""
    stays = next((card for card in moved if card.live), None) or _best(kept)
    live = [card for card in (*kept.cards, *gone.cards) if card.live]
    return tuple(card for card in live if stays is None or card.id != stays.id)


def _best(kept: PersonState) -> HeldCard | None:
    live = [card for card in kept.cards if card.live]
    here = [card for card in live if _in(card, kept.now)]
    return next(reversed(here or live), None)


def _notes(kept: PersonState, gone: PersonState, *, head_leaves: bool) -> tuple[MergeNote, ...]:
    notes: list[MergeNote] = []
    if kept.values["sex"] is not gone.values["sex"]:
        notes.append(MergeNote.OTHER_SEX)
    if kept.died is not gone.died:
        notes.append(MergeNote.ONE_DIED)
    years = [_birth_year(person) for person in (kept, gone)]
    if None not in years and abs((years[0] or 0) - (years[1] or 0)) > _AGES_APART:
        notes.append(MergeNote.AGES_APART)
    numbers = {str(person.values["id_number"]) for person in (kept, gone)} - {""}
    if len(numbers) > 1:
        notes.append(MergeNote.OTHER_NUMBER)
    if head_leaves:
        notes.append(MergeNote.HEAD_LEAVES)
    return tuple(notes)


def _birth_year(person: PersonState) -> int | None:
    years, as_of = person.values["age_years"], person.values["age_as_of"]
    return as_of.year - years if isinstance(years, int) and isinstance(as_of, date) else None
