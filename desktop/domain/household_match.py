"""Which member of a corrected draft is which registrant, and whether a correction would take a card's slot away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.domain.household_checks import kept_number
from desktop.domain.household_tidy import with_registrants
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.values.finding import Finding
from desktop.values.problem import Problem
from desktop.values.text import fold


@dataclass(frozen=True)
class HeldSlot:
    """A slot for which cards were issued, to whom, and whether a live one is out."""

    slot: int
    registrant: UUID
    live: bool


def pair_members(
    before: Sequence[MemberDraft], registrants: Sequence[UUID], after: Sequence[MemberDraft]
) -> tuple[UUID | None, ...]:
    """For each member of `after` the registrant meant, or None for somebody new.

    A draft that names registrants by id is taken at its word. Otherwise (a file) people are known by the same number,
    else by the same names, else by sex and order among those left over: correcting a name makes nobody a new person.
    """
    meant: list[UUID | None] = [member.registrant if member.registrant in registrants else None for member in after]
    if any(meant):
        return tuple(meant)
    for mark in (_number_mark, _name_mark, _sex_mark):
        left = [place for place, who in enumerate(registrants) if who not in meant]
        for place, member in enumerate(after):
            if meant[place] is None and (wanted := mark(member)) is not None:
                same = next((other for other in left if mark(before[other]) == wanted), None)
                if same is not None:
                    left.remove(same)
                    meant[place] = registrants[same]
    return tuple(meant)


def _number_mark(member: MemberDraft) -> object:
    return kept_number(member) or None


def _name_mark(member: MemberDraft) -> object:
    names = (fold(member.name_as_told), fold(member.name_latin))
    return (*names, fold(member.parent_name)) if any(names) else None


def _sex_mark(member: MemberDraft) -> object:
    return member.sex


def slot_problems(after: HouseholdDraft, meant: Sequence[UUID | None], held: Iterable[HeldSlot]) -> tuple[Problem, ...]:
    """What a correction may not do with holder slots: a slot once printed for one person is no other person's.

    Somebody with a live card keeps the slot until the card is replaced or revoked.
    """
    found: list[Problem] = []
    for card in held:
        holders = [place for place, member in enumerate(after.members) if member.holder == card.slot]
        facts = {"slot": str(card.slot)}
        if holders and meant[holders[0]] != card.registrant:
            found.append(Problem(f"members.{holders[0]}.holder", Finding.HOLDER_HAS_CARD, facts=facts))
        elif not holders and card.live:
            place = next((place for place, who in enumerate(meant) if who == card.registrant), None)
            where = "members" if place is None else f"members.{place}.holder"
            found.append(Problem(where, Finding.HOLDER_HAS_CARD, facts=facts))
    return tuple(found)


def with_photos(
    after: HouseholdDraft, meant: Sequence[UUID | None], before: HouseholdDraft, registrants: Sequence[UUID]
) -> HouseholdDraft:
    """`after` with the photos that stay: a photo left out of a correction stays as long as photos are agreed to."""
    if not after.consent.photo:
        return after
    kept = {who: member.photo for who, member in zip(registrants, before.members, strict=True)}
    members = tuple(
        member if member.photo is not None or who is None else replace(member, photo=kept[who])
        for member, who in zip(after.members, meant, strict=True)
    )
    return replace(after, members=members)


def says_the_same(
    draft: HouseholdDraft, meant: Sequence[UUID | None], before: HouseholdDraft, registrants: Sequence[UUID]
) -> bool:
    """Whether a correction leaves every value as it is kept. Collectors and vouchers that are not told stay."""
    if tuple(meant) != tuple(registrants):
        return False
    told = with_registrants(with_photos(draft, meant, before, registrants), registrants)
    members = tuple(
        replace(member, registrant=was.registrant, photo_refused=False)
        for member, was in zip(told.members, before.members, strict=True)
    )
    collectors = before.collectors if told.collectors is None else told.collectors
    vouchers = before.vouchers if told.vouchers is None else told.vouchers
    return replace(told, members=members, collectors=collectors, vouchers=vouchers) == before
