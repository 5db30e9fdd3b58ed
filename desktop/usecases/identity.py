"""Identity papers: who still needs one, the list for a registration van, and what came of it.

Nobody is refused for want of papers; this is the list by which they get some. It leaves the office, so it holds no
workplace, no phone and no kind of work.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from desktop.domain.household_checks import kept_number, problems_of
from desktop.domain.household_content import content_of
from desktop.domain.identity_papers import NUMBERED, note_problems
from desktop.errors import DraftProblems, NobodyOnList, PersonUnknown
from desktop.exchange.text_sheets import text_workbook
from desktop.matching.names import is_part_of
from desktop.models import household_write, identity_write
from desktop.models.pair_write import keep_pairs
from desktop.queries import households, identity, pairs, people
from desktop.queries.households import HouseholdState
from desktop.queries.known import known_problems
from desktop.records.household import HouseholdDraft
from desktop.records.identity import IdentityLine, NoteDraft, NoteSaved, VanList, VillageCount
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk, Work
from desktop.usecases.people_shown import note_shown
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.values.text import fold, tidy_name
from desktop.values.vocabulary import IdentityResult


def villages(desk: Desk, *, refused: bool = False) -> tuple[VillageCount, ...]:
    """Villages where somebody needs an identity paper, by place and name; reads everybody, so not on the data lane."""
    with desk.reading(Permission.VAN_LIST) as conn:
        return identity.villages(conn, desk.office.district, local_day(desk.clock().at), refused=refused)


def people_of(
    desk: Desk,
    *,
    area: str = "",
    village: tuple[str, str] | None = None,
    text: str = "",
    code: HouseholdCode | None = None,
    refused: bool = False,
) -> tuple[IdentityLine, ...]:
    """Who needs a paper: in an area, in one village (P-code and name as kept), in villages whose name has `text`.

    `refused`: also those who were not granted one. Nothing chosen means everybody. They are counted (`note_shown`).
    """
    with desk.reading(Permission.VAN_LIST) as conn:
        found = identity.people(
            conn,
            desk.office.district,
            local_day(desk.clock().at),
            area=area,
            villages=None if village is None else [village],
            code=code,
            refused=refused,
        )
    told = tuple(line for line in found if is_part_of(text, line.village)) if fold(text) else found
    note_shown(desk, [line.registrant for line in told])
    return told


def van_list(
    desk: Desk, *, area: str = "", village: tuple[str, str] | None = None, text: str = "", refused: bool = False
) -> VanList:
    """The list as it goes out with a van; that it was made, and with how many people, is an entry.

    Raises NobodyOnList, NotPermitted.
    """
    lines = people_of(desk, area=area, village=village, text=text, refused=refused)
    if not lines:
        raise NobodyOnList
    with desk.transaction(Permission.VAN_LIST) as work:
        places = {(line.pcode, line.village) for line in lines}
        content: dict[str, Json] = {"area": area, "people": len(lines), "villages": len(places)}
        work.record(EntryKind.VAN_LIST_MADE, work.office.desk_id, content)
    return VanList(lines, work.now, desk.person.name, work.entry)


def workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, rtl: bool) -> bytes:
    """A list as an XLSX workbook whose cells are all text. Pure."""
    return text_workbook(title, headings, rows, rtl=rtl)


def note(desk: Desk, registrant: RegistrantId, draft: NoteDraft) -> NoteSaved:
    """What came of asking for a paper. The number of one that has come becomes the registrant's, a recorded change.

    Raises DraftProblems, PersonUnknown when the person lives in no household now, NotPermitted.
    """
    with desk.transaction(Permission.VAN_LIST) as work:
        before = _living_with(work, registrant)
        kept = replace(draft, token=tidy_name(draft.token), paper_number=draft.paper_number.strip())
        after = _with_number(before, registrant, kept)
        warnings = _passed(
            (*note_problems(kept, local_day(work.now)), *_number_problems(work, before, after, registrant))
        )
        assert kept.result is not None
        assert kept.day is not None
        row = new_id()
        identity_write.insert_note(
            work.conn,
            work.district,
            kept,
            note=row,
            registrant=registrant,
            operator=work.person.id,
            now=work.now,
        )
        work.record(EntryKind.IDENTITY_NOTED, row, _content(kept, registrant, before.code))
        if after is not None and after != before.draft:
            _change_number(work, before, after, registrant)
    return NoteSaved(
        registrant,
        before.code,
        kept.result,
        kept.day,
        after is not None,
        work.entry_of(EntryKind.IDENTITY_NOTED),
        warnings,
    )


def _living_with(work: Work, registrant: UUID) -> HouseholdState:
    code = identity.household_of(work.conn, work.district, registrant)
    state = None if code is None else households.state(work.conn, work.district, code)
    if state is None:
        raise PersonUnknown
    return state


def _with_number(before: HouseholdState, registrant: UUID, draft: NoteDraft) -> HouseholdDraft | None:
    """The household with the paper's number, when a paper with a number has come."""
    if draft.result is not IdentityResult.RECEIVED or not draft.paper_number or draft.paper_type not in NUMBERED:
        return None
    place = before.registrants.index(RegistrantId(registrant))
    member = before.draft.members[place]
    told = replace(member, id_type=draft.paper_type, id_number=draft.paper_number, number_seen=draft.seen)
    told = replace(told, id_number=kept_number(told) or draft.paper_number)
    members = (*before.draft.members[:place], told, *before.draft.members[place + 1 :])
    return replace(before.draft, members=members)


def _number_problems(
    work: Work, before: HouseholdState, after: HouseholdDraft | None, registrant: UUID
) -> list[Problem]:
    """What is to be said about the new number alone; whatever else the household has is not asked about here."""
    if after is None:
        return []
    today = local_day(work.now)
    where = f"members.{before.registrants.index(RegistrantId(registrant))}.id.number"
    found = (*problems_of(after, today), *known_problems(work.conn, work.district, after, today, before))
    return [replace(problem, where="paper.number") for problem in found if problem.where == where]


def _passed(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The warnings, when nothing stops; raises DraftProblems with everything otherwise."""
    stops = [problem for problem in problems if problem.stops]
    if stops:
        raise DraftProblems(first=stops[0].code, where=stops[0].where, count=len(stops), problems=tuple(problems))
    return tuple(problems)


def _change_number(work: Work, before: HouseholdState, after: HouseholdDraft, registrant: UUID) -> None:
    """The number into the register: indexed anew, the household's version raised, compared with others again."""
    conn, district = work.conn, work.district
    member = after.members[before.registrants.index(RegistrantId(registrant))]
    keys = people.keys_of(member, after.pcode, after.village)
    identity_write.set_number(conn, district, registrant, member, keys)
    household_write.update_household(conn, district, before.id, after, version=before.version)
    alone = replace(after, members=(replace(member, registrant=RegistrantId(registrant)),))
    doubles = pairs.doubles(conn, district, alone, but=before.registrants)
    list(keep_pairs(conn, district, [registrant], doubles, {}, operator=work.person.id, now=work.now))
    content: dict[str, Json] = {
        "before": content_of(before.draft, before.code, before.registrants),
        "after": content_of(after, before.code, before.registrants),
    }
    work.record(EntryKind.HOUSEHOLD_CORRECTED, before.id, content)


def _content(draft: NoteDraft, registrant: UUID, code: HouseholdCode) -> dict[str, Json]:
    assert draft.result is not None
    assert draft.day is not None
    told: dict[str, Json] = {
        "registrant": str(registrant),
        "household": code.text,
        "result": draft.result.value,
        "day": draft.day.isoformat(),
    }
    if draft.token:
        told["token"] = draft.token
    return told


def check(draft: NoteDraft, *, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a result that can be said without the register. Pure; never raises."""
    return note_problems(draft, today)
