"""What must be so before something can happen to a household: days, who lives where, free holder slots, a new head.

Memberships are half-open: somebody who leaves on a day does not belong to the household on that day any more, and may
belong to another one on the same day. The index of the store keeps people in one household *now*; that they were in
one household on every day gone by is what `require_free` sees to.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.domain.household_checks import HOLDERS
from desktop.errors import DayBefore, DayNotYet, InHouseholdAlready
from desktop.records.household import MemberDraft
from desktop.values.kinship import HEAD
from desktop.values.moment import Sight
from desktop.values.period import local_day
from desktop.values.vocabulary import Sex


@dataclass(frozen=True)
class Stay:
    """The days of one membership; `to_day` is the first day after it, None while it lasts."""

    from_day: date
    to_day: date | None
    here: bool = False
    """In the household into which somebody is to come."""


def require_come(day: date, sight: Sight) -> None:
    """Something happened today or before. Raises DayNotYet."""
    today = local_day(sight.now)
    if day > today:
        raise DayNotYet(day=day.isoformat(), today=today.isoformat())


def require_day(day: date, sight: Sight, since: date) -> None:
    """An event happened today or before, and not before what it happened to began, which is said as exactly as whoever
    looks may know it. Raises DayNotYet, DayBefore."""
    require_come(day, sight)
    if day < since:
        raise DayBefore(day=day.isoformat(), since=sight.on(since).text)


def require_free(stays: Sequence[Stay], day: date) -> None:
    """Somebody who comes into a household on `day`, to stay, lives nowhere else from that day on.

    Raises InHouseholdAlready, which never says in which household.
    """
    for stay in stays:
        if stay.to_day is None or stay.to_day > day:
            until = "" if stay.to_day is None else stay.to_day.isoformat()
            here = stay.here and stay.to_day is None
            raise InHouseholdAlready(day=day.isoformat(), since=f"{stay.from_day:%Y-%m}", until=until, here=here)


def free_slot(taken: Collection[int], printed: Mapping[int, frozenset[UUID]], who: UUID) -> int | None:
    """A holder slot for `who`: one that had been theirs, else the first for which no card was ever printed.

    `taken` are the slots held now, `printed` for whom cards were printed in each slot: a slot once printed for one
    person is no other person's. None when all nine are used.
    """
    slots = range(1, HOLDERS + 1)
    own = [slot for slot in slots if slot not in taken and printed.get(slot) == frozenset((who,))]
    fresh = [slot for slot in slots if slot not in taken and not printed.get(slot)]
    return next(iter((*own, *fresh)), None)


# --- who leads, and how the others are related to whoever leads now ---------------------------------------------------

_SPOUSE = {
    "SON": "SON",
    "DAU": "DAU",
    "GSON": "GSON",
    "GDAU": "GDAU",
    "DIL": "DIL",
    "SIL": "SIL",
    "FATHER": "FIL",
    "MOTHER": "MIL",
    "FIL": "FATHER",
    "MIL": "MOTHER",
    "BRO": "BIL",
    "SIS": "SISIL",
    "NEPHEW": "NEPHEW",
    "NIECE": "NIECE",
    "FOSTER": "FOSTER",
}
_CHILD = {
    "HUSB": "FATHER",
    "WIFE": "MOTHER",
    "SON": "BRO",
    "DAU": "SIS",
    "FATHER": "GFATHER",
    "MOTHER": "GMOTHER",
    "BRO": "OTHER",
    "SIS": "OTHER",
    "NEPHEW": "COUSIN",
    "NIECE": "COUSIN",
}
_PARENT = {
    "WIFE": "DIL",
    "HUSB": "SIL",
    "SON": "GSON",
    "DAU": "GDAU",
    "BRO": "SON",
    "SIS": "DAU",
    "NEPHEW": "GSON",
    "NIECE": "GDAU",
}
_SIBLING = {
    "BRO": "BRO",
    "SIS": "SIS",
    "FATHER": "FATHER",
    "MOTHER": "MOTHER",
    "GFATHER": "GFATHER",
    "GMOTHER": "GMOTHER",
    "SON": "NEPHEW",
    "DAU": "NIECE",
    "WIFE": "SISIL",
    "HUSB": "BIL",
    "COUSIN": "COUSIN",
}
_SEEN_BY: dict[str, dict[str, str]] = {
    "WIFE": _SPOUSE,
    "HUSB": _SPOUSE,
    "SON": _CHILD,
    "DAU": _CHILD,
    "FATHER": _PARENT | {"MOTHER": "WIFE"},
    "MOTHER": _PARENT | {"FATHER": "HUSB"},
    "BRO": _SIBLING,
    "SIS": _SIBLING,
}
_WIVES = frozenset(("WIFE", "COWIFE"))
_OLD_HEAD: dict[str, dict[Sex, str]] = {
    "WIFE": {Sex.MALE: "HUSB"},
    "HUSB": {Sex.FEMALE: "WIFE"},
    "SON": {Sex.MALE: "FATHER", Sex.FEMALE: "MOTHER"},
    "DAU": {Sex.MALE: "FATHER", Sex.FEMALE: "MOTHER"},
    "FATHER": {Sex.MALE: "SON", Sex.FEMALE: "DAU"},
    "MOTHER": {Sex.MALE: "SON", Sex.FEMALE: "DAU"},
    "BRO": {Sex.MALE: "BRO", Sex.FEMALE: "SIS"},
    "SIS": {Sex.MALE: "BRO", Sex.FEMALE: "SIS"},
}


def next_head(members: Sequence[MemberDraft], adult: Sequence[bool]) -> int:
    """Place of whoever stands as head when the head is gone: wife or husband, else the first adult, else the first."""
    spouse = (place for place, member in enumerate(members) if member.relation in ("WIFE", "HUSB") and adult[place])
    grown = (place for place, is_adult in enumerate(adult) if is_adult)
    return next(spouse, next(grown, 0))


def seen_by(head: MemberDraft, other: MemberDraft, *, wives: int = 1) -> str:
    """How `other` is related to a new head, both told by their relation to the old one.

    Empty where nobody can tell without asking: children where there is more than one wife, a grandchild seen by a son.
    """
    if other.relation == "NONREL":
        return "NONREL"
    if other.relation == HEAD:
        by_sex = _OLD_HEAD.get(head.relation, {})
        return by_sex.get(other.sex, "") if other.sex else ""
    of_one_wife = head.relation in _WIVES and other.relation in ("SON", "DAU", "GSON", "GDAU")
    of_the_father = head.relation in ("SON", "DAU") and other.relation in ("WIFE", "SON", "DAU")
    if wives > 1 and (of_one_wife or of_the_father):
        return ""
    return _SEEN_BY.get(head.relation, {}).get(other.relation, "")


def related_to(place: int, members: Sequence[MemberDraft], wives: int) -> tuple[str, ...]:
    """The relation of each member to the one at `place`, who leads from now on; `wives` there were before the event.

    When that one led before, nothing changes.
    """
    head = members[place]
    if head.relation == HEAD:
        return tuple(member.relation for member in members)
    return tuple(HEAD if other == place else seen_by(head, member, wives=wives) for other, member in enumerate(members))


def wives_of(members: Sequence[MemberDraft]) -> int:
    """Wives that are told of one head; a co-wife is never the only one."""
    relations = [member.relation for member in members]
    return max(sum(relation in _WIVES for relation in relations), 2 if "COWIFE" in relations else 0)
