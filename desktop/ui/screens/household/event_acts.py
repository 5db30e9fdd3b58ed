"""From what a form wishes to the use case that records it."""

from dataclasses import replace

from desktop.records.household_changed import HouseholdChanged
from desktop.records.operator import Second
from desktop.ui.screens.household.event_wish import EventWish
from desktop.ui.screens.household.event_words import Happens
from desktop.usecases import households
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import ParentRelation, Sex

_BORN = {Sex.MALE: ParentRelation.SON_OF, Sex.FEMALE: ParentRelation.DAUGHTER_OF}


def record(
    desk: Desk, code: HouseholdCode, version: int, wish: EventWish, second: Second | None = None
) -> HouseholdChanged:
    """Do it, on the household as it was shown; `second` agrees to what leaves children alone.

    Raises what the use case raises.
    """
    match wish.happens:
        case Happens.CAME:
            return households.join(
                desk,
                code,
                wish.member if wish.member is not None else wish.people[0],
                day=wish.day,
                relation=wish.relation,
                holder=wish.holder,
                alive="alive" in wish.said,
                version=version,
            )
        case Happens.BORN:
            assert wish.member is not None
            born = _BORN.get(wish.member.sex) if wish.member.sex else None
            infant = replace(wish.member, relation=wish.relation, parent_relation=born)
            return households.birth(desk, code, infant, day=wish.day, version=version)
        case Happens.SPLIT:
            return households.split(
                desk,
                code,
                wish.people,
                day=wish.day,
                pcode=wish.pcode,
                village=wish.village,
                version=version,
                second=second,
            )
        case Happens.TOOK_IN:
            return households.merge(desk, code, HouseholdCode(wish.other), day=wish.day, version=version)
        case Happens.MOVED:
            home = None if wish.home_stays else ""
            return households.move(desk, code, wish.pcode, wish.village, day=wish.day, home=home, version=version)
        case Happens.LEFT | Happens.MARRIED | Happens.DIED:
            return _gone(desk, code, version, wish, second)


def _gone(desk: Desk, code: HouseholdCode, version: int, wish: EventWish, second: Second | None) -> HouseholdChanged:
    (who,) = wish.people
    last, card_ends = "last" in wish.said, "card_ends" in wish.said
    if wish.happens is Happens.DIED:
        return households.death(desk, code, who, day=wish.day, head=wish.head, last=last, version=version)
    if wish.happens is Happens.LEFT:
        return households.leave(
            desk,
            code,
            who,
            day=wish.day,
            head=wish.head,
            card_ends=card_ends,
            last=last,
            version=version,
            second=second,
        )
    return households.marry_out(
        desk,
        code,
        who,
        day=wish.day,
        to=HouseholdCode(wish.other) if wish.other else None,
        relation=wish.relation,
        head=wish.head,
        card_ends=card_ends,
        last=last,
        version=version,
        second=second,
    )
