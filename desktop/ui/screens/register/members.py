"""Changes to the list of people: somebody taken out, a card given or taken; the head stays one of them."""

from dataclasses import replace

from desktop.records.household import MemberDraft
from desktop.ui.screens.register.steps import HEAD

type Members = tuple[MemberDraft, ...]

_SLOTS = range(1, 10)


def without(members: Members, place: int) -> Members:
    """The list without the one at `place`; the first that is left becomes head when the head went. Never empty."""
    left = tuple(member for at, member in enumerate(members) if at != place)
    if not left:
        return members
    if any(member.relation == HEAD for member in left):
        return left
    return (replace(left[0], relation=HEAD), *left[1:])


def card_turned(members: Members, place: int) -> Members:
    """The one at `place` holds a card now, in the first free holder place, or holds none any more."""
    taken = {member.holder for member in members}
    free = next((slot for slot in _SLOTS if slot not in taken), None)
    holder = None if members[place].holder else free
    return tuple(replace(member, holder=holder) if at == place else member for at, member in enumerate(members))
