"""A number told for a woman that is her husband's: who he is in this household, and the number moved to him."""

from dataclasses import replace

from desktop.records.household import NO_DOCUMENT, MemberDraft
from desktop.ui.screens.register.members import Members
from desktop.values.kinship import HEAD
from desktop.values.vocabulary import ParentRelation, Sex

_HUSBANDS = {HEAD: "HUSB", "WIFE": HEAD, "COWIFE": HEAD}


def husband_of(members: Members, place: int) -> int | None:
    """The place of the husband of the woman at `place`; the place after the last for one who is only named by her.

    None: nobody of this household, as far as it is written, is known to be her husband.
    """
    wife = members[place] if place < len(members) else MemberDraft()
    if wife.sex is not Sex.FEMALE:
        return None
    wanted = _HUSBANDS.get(wife.relation)
    men = (at for at, one in enumerate(members) if one.relation == wanted and one.sex is Sex.MALE and at != place)
    found = next(men, None)
    if found is not None or wife.relation != HEAD or wife.parent_relation is not ParentRelation.WIFE_OF:
        return found
    return len(members) if wife.parent_name or wife.parent_latin else None


def number_moved(members: Members, place: int) -> Members:
    """The number of the woman at `place` stands with her husband now; he joins the list when he was only named.

    A number that he has already stays.
    """
    husband = husband_of(members, place)
    if husband is None:
        return members
    wife = members[place]
    moved = [*members]
    moved[place] = replace(wife, id_type=NO_DOCUMENT, id_number="", number_seen=None)
    if husband == len(members):
        moved.append(MemberDraft(wife.parent_name, wife.parent_latin, relation="HUSB", sex=Sex.MALE))
    if not moved[husband].id_number:
        moved[husband] = replace(
            moved[husband], id_type=wife.id_type, id_number=wife.id_number, number_seen=wife.number_seen
        )
    return tuple(moved)
