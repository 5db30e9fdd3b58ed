"""Changes to the list of people, and what the people already written let one propose for the next."""

from dataclasses import dataclass, fields, replace

from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.values.kinship import HEAD, sex_of
from desktop.values.vocabulary import ParentRelation, Sex
from desktop.words.catalogue import tr
from desktop.words.problems import field_name

type Members = tuple[MemberDraft, ...]

_SLOTS = range(1, 10)


def without(draft: HouseholdDraft, place: int) -> HouseholdDraft:
    """The draft without the member at `place`, with the collectors that are left.

    The first that is left becomes head when the head went; the only member stays.
    """
    left = tuple(member for at, member in enumerate(draft.members) if at != place)
    if not left:
        return draft
    if not any(member.relation == HEAD for member in left):
        left = (replace(left[0], relation=HEAD), *left[1:])
    return replace(draft, members=left, collectors=_collectors_without(draft.collectors, place))


def _collectors_without(collectors: tuple[CollectorDraft, ...] | None, place: int) -> tuple[CollectorDraft, ...] | None:
    """Collectors when the member at `place` goes: that one collects no more, those after it move up by one place."""
    if collectors is None:
        return None
    return tuple(
        replace(one, member=one.member - 1) if one.member is not None and one.member > place else one
        for one in collectors
        if one.member != place
    )


def card_turned(members: Members, place: int) -> Members:
    """The one at `place` holds a card now, in the first free holder place, or holds none any more."""
    taken = {member.holder for member in members}
    free = next((slot for slot in _SLOTS if slot not in taken), None)
    holder = None if members[place].holder else free
    return tuple(replace(member, holder=holder) if at == place else member for at, member in enumerate(members))


_NAMED_AFTER_FATHER = (ParentRelation.SON_OF, ParentRelation.DAUGHTER_OF, ParentRelation.CHILD_OF)
_NAMED_AFTER_HUSBAND = (ParentRelation.WIFE_OF, ParentRelation.WIDOW_OF)


@dataclass(frozen=True)
class Proposal:
    """What a relation to the head says about a person before anybody asks. None and empty: nothing."""

    sex: Sex | None = None
    parent_relation: ParentRelation | None = None
    parent_name: str = ""
    parent_latin: str = ""


def proposal(relation: str, members: Members) -> Proposal:
    """What may be proposed for somebody of this relation in this household. The clerk reads it back as any answer."""
    sex = sex_of(relation)
    child = ParentRelation.SON_OF if sex is Sex.MALE else ParentRelation.DAUGHTER_OF if sex is Sex.FEMALE else None
    head = members[0] if members else MemberDraft()
    if relation in ("SON", "DAU"):
        name, latin = _father(members)
        return Proposal(sex, child, name, latin)
    if relation in ("BRO", "SIS") and head.parent_relation in _NAMED_AFTER_FATHER:
        return Proposal(sex, child, head.parent_name, head.parent_latin)
    if relation in ("WIFE", "COWIFE") and head.sex is not Sex.FEMALE:
        return Proposal(sex, ParentRelation.WIFE_OF, head.name_as_told, head.name_latin)
    return Proposal(sex)


def others(members: Members, place: int) -> Members:
    """All but the one at `place`."""
    return (*members[:place], *members[place + 1 :])


def names_followed(before: Members, after: Members) -> Members:
    """`after`, where a wife or a child called by the name that was proposed is called by the corrected one.

    A name that somebody wrote otherwise stays, and one that was taken away stays with those who are called by it."""
    return (*after[:1], *(_called(before, after, place) for place in range(1, len(after))))


def _called(before: Members, after: Members, place: int) -> MemberDraft:
    member = after[place]
    was, now = (proposal(member.relation, others(members, place)) for members in (before, after))

    def followed(told: str, was: str, now: str) -> str:
        return now if told and now and told == was else told

    return replace(
        member,
        parent_name=followed(member.parent_name, was.parent_name, now.parent_name),
        parent_latin=followed(member.parent_latin, was.parent_latin, now.parent_latin),
    )


def is_nobody(member: MemberDraft, members: Members) -> bool:
    """Whether all that is said of somebody is a relation to the head, and what was proposed from it: no person yet."""
    said = proposal(member.relation, members)
    rest = replace(member, relation="")
    for one in fields(Proposal):
        if getattr(rest, one.name) == getattr(said, one.name):
            rest = replace(rest, **{one.name: one.default})
    return rest == MemberDraft()


def _father(members: Members) -> tuple[str, str]:
    """The name after which the head's children are called: the head, the head's husband, or nobody known."""
    head = members[0] if members else MemberDraft()
    husband = next((member for member in members if member.relation == "HUSB"), None)
    if head.sex is Sex.MALE:
        return head.name_as_told, head.name_latin
    if husband is not None:
        return husband.name_as_told, husband.name_latin
    if head.parent_relation in _NAMED_AFTER_HUSBAND:
        return head.parent_name, head.parent_latin
    return "", ""


_ROWS = {"age_years": "age.years", "age_method": "age.method", "id_type": "id.type", "id_number": "id.number"} | {
    "phone": "phone.number", "phone_owner": "phone.owner", "safe_to_call": "phone.number", "disability": "age.years"
}  # fmt: skip


def first_change(before: MemberDraft, after: MemberDraft) -> str:
    """The path of the first field in which two states of a person differ, as problems name it; empty: in none."""
    names = (one.name for one in fields(MemberDraft) if getattr(before, one.name) != getattr(after, one.name))
    return next((_ROWS.get(name, name) for name in names), "")


def changed_words(before: HouseholdDraft, after: HouseholdDraft, place: int) -> str:
    """What differs between two states of a household, in words; `place` is the person who was being written."""
    if before.consent != after.consent:
        return tr("Consent")
    if before.pcode != after.pcode:
        return tr("Place")
    if before.village != after.village:
        return tr("Village")
    if place >= len(after.members):
        return tr("Person")
    was = before.members[place] if place < len(before.members) else MemberDraft()
    where = first_change(was, after.members[place])
    words = field_name(where)
    return words if words != where else tr("Person")
