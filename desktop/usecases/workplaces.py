"""Workplaces: record one, correct or close it, note a visit with a number of households, see how far one came.

Nothing here knows a person: a visit has a plain number, told once, never at a registration. No owner is kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.workplace_checks import visit_problems, workplace_problems
from desktop.errors import DraftProblems, WorkplaceNotFound, WorkplaceStale
from desktop.matching.names import is_part_of
from desktop.models import workplace_write
from desktop.queries import workplaces
from desktop.records.workplace import Reach, VisitDraft, VisitView, WorkplaceDraft, WorkplaceSaved, WorkplaceView
from desktop.reference.places import covers
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import WorkplaceId, new_id
from desktop.values.moment import first_of_month
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem, Weight
from desktop.values.text import tidy_name
from desktop.values.vocabulary import WorkplaceKind


def check(draft: WorkplaceDraft) -> tuple[Problem, ...]:
    """Everything wrong with a draft or worth a look. Pure; never raises."""
    return workplace_problems(draft)


def check_visit(draft: VisitDraft, *, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a visit or worth a look; `today` is the local day. Pure; never raises."""
    return visit_problems(draft, today)


def add(desk: Desk, draft: WorkplaceDraft) -> WorkplaceSaved:
    """Record a workplace; it gets the next number of this office. Raises DraftProblems, NotPermitted."""
    with desk.transaction(Permission.WORKPLACES) as work:
        warnings = _passed(workplace_problems(draft))
        kept, workplace = _tidied(draft), WorkplaceId(new_id())
        number = workplace_write.next_number(work.conn, work.district)
        workplace_write.insert_workplace(
            work.conn,
            work.district,
            kept,
            workplace=workplace,
            number=number,
            operator=work.person.id,
            now=work.now,
        )
        work.record(EntryKind.WORKPLACE_MADE, workplace, {"number": number, **_content(kept)})
        made = _found(work, number)
    return WorkplaceSaved(made, work.entry, warnings)


def correct(desk: Desk, number: int, draft: WorkplaceDraft, *, version: int | None = None) -> WorkplaceSaved:
    """Make a workplace what `draft` says, recorded with before and after; `version` is the one that was open.

    A draft that says what is kept already changes nothing and is no entry.
    Raises WorkplaceNotFound, WorkplaceStale, DraftProblems, NotPermitted.
    """
    with desk.transaction(Permission.WORKPLACES) as work:
        before = _found(work, number)
        problems = workplace_problems(draft)
        kept, opened = _tidied(draft), before.version if version is None else version
        if opened == before.version and draft_of(before) in (draft, kept):
            return WorkplaceSaved(before, None, tuple(one for one in problems if not one.stops))
        warnings = _passed(problems)
        saved = _rewrite(work, before, kept, opened)
    return WorkplaceSaved(saved, work.entry, warnings)


def close(desk: Desk, number: int) -> WorkplaceSaved:
    """Record that nobody works there any more; its visits stay. Raises WorkplaceNotFound, NotPermitted."""
    with desk.transaction(Permission.WORKPLACES) as work:
        before = _found(work, number)
        if not before.working:
            return WorkplaceSaved(before, None)
        saved = _rewrite(work, before, replace(draft_of(before), working=False), before.version)
    return WorkplaceSaved(saved, work.entry)


def visit(desk: Desk, number: int, draft: VisitDraft) -> WorkplaceSaved:
    """Note in which month a workplace was visited and how many households were met there; the day is not kept.

    The day of a visit, beside moments of registration, would say who works there. A second number for a month takes the
    place of the first.

    Raises WorkplaceNotFound, DraftProblems, NotPermitted.
    """
    with desk.transaction(Permission.WORKPLACES) as work:
        before = _found(work, number)
        warnings = _passed(visit_problems(draft, local_day(work.now)))
        assert draft.day is not None
        assert draft.households_met is not None
        month = first_of_month(draft.day)
        told = {seen.month: seen.households_met for seen in workplaces.visits(work.conn, work.district, before.id)}
        if month in told:
            facts = {"count": str(told[month])}
            warnings = (*warnings, Problem("households_met", Finding.VISIT_AGAIN, Weight.WARNING, facts))
        row = new_id()
        workplace_write.insert_visit(
            work.conn,
            work.district,
            visit=row,
            workplace=before.id,
            month=month,
            met=draft.households_met,
            operator=work.person.id,
        )
        content = {"workplace": number, "day": month.isoformat(), "households_met": draft.households_met}
        work.record(EntryKind.WORKPLACE_VISITED, row, content)
        seen = _found(work, number)
    return WorkplaceSaved(seen, work.entry, warnings)


def listed(
    desk: Desk, *, area: str = "", text: str = "", kind: WorkplaceKind | None = None, closed: bool = False
) -> tuple[WorkplaceView, ...]:
    """Workplaces of an area and all beneath it, of a village or landmark (`text`), of a kind; by number."""
    with desk.reading(Permission.WORKPLACES) as conn:
        found = workplaces.listed(conn, desk.office.district, kind=kind, closed=closed)
    return tuple(
        one
        for one in found
        if (not area or covers(area, one.pcode)) and any(is_part_of(text, name) for name in (one.village, one.landmark))
    )


def show(desk: Desk, number: int) -> tuple[WorkplaceView, tuple[VisitView, ...]]:
    """One workplace and the visits to it, newest first. Raises WorkplaceNotFound."""
    with desk.reading(Permission.WORKPLACES) as conn:
        found = workplaces.by_number(conn, desk.office.district, number)
        if found is None:
            raise WorkplaceNotFound(number=number)
        return found, workplaces.visits(conn, desk.office.district, found.id)


def reach(desk: Desk, since: date, *, kind: WorkplaceKind | None = WorkplaceKind.KILN, area: str = "") -> Reach:
    """Where nobody was met since the month of a local day: never visited, not since then, or nobody there.

    The oldest visit comes first.
    """
    since = first_of_month(since)
    with desk.reading(Permission.WORKPLACES) as conn:
        found = workplaces.listed(conn, desk.office.district, kind=kind)
        met = workplaces.met_since(conn, desk.office.district, since)
    here = [one for one in found if not area or covers(area, one.pcode)]
    unreached = sorted(
        (one for one in here if not met.get(one.id)), key=lambda one: (one.last_visit or date.min, one.number)
    )
    return Reach(kind, since, len(here), sum(met.get(one.id, 0) for one in here), tuple(unreached))


def draft_of(view: WorkplaceView) -> WorkplaceDraft:
    """A workplace as a draft for correcting."""
    return WorkplaceDraft(view.kind, view.pcode, view.village, view.landmark, view.licence, view.working)


def _passed(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The warnings, when nothing stops; raises DraftProblems with everything otherwise."""
    stops = [problem for problem in problems if problem.stops]
    if stops:
        raise DraftProblems(first=stops[0].code, where=stops[0].where, count=len(stops), problems=tuple(problems))
    return tuple(problems)


def _tidied(draft: WorkplaceDraft) -> WorkplaceDraft:
    return replace(
        draft,
        village=tidy_name(draft.village),
        landmark=tidy_name(draft.landmark),
        licence=tidy_name(draft.licence),
    )


def _found(work: Work, number: int) -> WorkplaceView:
    found = workplaces.by_number(work.conn, work.district, number)
    if found is None:
        raise WorkplaceNotFound(number=number)
    return found


def _rewrite(work: Work, before: WorkplaceView, after: WorkplaceDraft, version: int) -> WorkplaceView:
    if not workplace_write.update_workplace(work.conn, work.district, before.id, after, version=version):
        raise WorkplaceStale(number=before.number, expected=version, found=before.version)
    changes = {"before": _content(draft_of(before)), "after": _content(after)}
    work.record(EntryKind.WORKPLACE_CORRECTED, before.id, {"number": before.number, **changes})
    return _found(work, before.number)


def _content(draft: WorkplaceDraft) -> dict[str, Json]:
    assert draft.kind is not None
    return {
        "kind": draft.kind.value,
        "place": {"pcode": draft.pcode, "village": draft.village},
        "landmark": draft.landmark,
        "licence": draft.licence,
        "working": "yes" if draft.working else "no",
    }
