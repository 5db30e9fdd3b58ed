"""Programmes with their rules, saved as versions; hazard events; the templates of rounds that answer them."""

from collections.abc import Sequence

from desktop.domain.entitlement import due
from desktop.errors import ProgrammeUnknown, RoundFileWrong
from desktop.exchange import round_template
from desktop.exchange.field_checks import code_problems, count_problems, place_problems, text_problems
from desktop.exchange.programme_toml import programme_text, read_programme, require_programme
from desktop.exchange.round_toml import is_round, read_round
from desktop.exchange.rule_toml import LARGEST_HOUSEHOLD, MOST_AREAS
from desktop.models.programme_write import add_event, save_version
from desktop.queries.relief import programme_rules
from desktop.records.distribution import ItemDraft
from desktop.records.programme import (
    EventDraft,
    EventMade,
    EventView,
    Example,
    ProgrammeDraft,
    ProgrammeSaved,
    ProgrammeView,
    Template,
    items_content,
)
from desktop.records.relief_rule import Facts
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission


def check(data: bytes, facts: Facts) -> tuple[ProgrammeDraft, Example]:
    """What the file of a programme or of a round says, and what a household of these facts would get.

    Raises RoundFileWrong, also for a round's file that leaves its items to a programme.
    """
    if not 1 <= facts.size <= LARGEST_HOUSEHOLD:
        raise RoundFileWrong(where="size", value=str(facts.size), why="people")
    for name, number in (("infants", facts.infants), ("women", facts.women), ("disabled", facts.disabled)):
        if not 0 <= number <= facts.size:
            raise RoundFileWrong(where=name, value=str(number), why="people")
    draft = _rules(data)
    return draft, example(draft.items, facts)


def _rules(data: bytes) -> ProgrammeDraft:
    """The rules of either file; whoever checks has the one that the round will be made of."""
    if not is_round(data):
        return read_programme(data)
    found = read_round(data)
    if not found.items:
        raise RoundFileWrong(where="item", value=found.programme, why="missing")
    return ProgrammeDraft(found.programme, found.items)


def read(data: bytes) -> ProgrammeDraft:
    """What the file of a programme says. Raises RoundFileWrong."""
    return read_programme(data)


def example(items: Sequence[ItemDraft], facts: Facts) -> Example:
    """What a household of these facts would get, were everything there and nothing drawn before."""
    return Example(facts, due(items, facts))


def save(desk: Desk, draft: ProgrammeDraft) -> ProgrammeSaved:
    """Save the rules of a programme as its next version; rounds that were made keep theirs. Raises RoundFileWrong.

    The same rules again are no new version.
    """
    require_programme(draft)
    with desk.transaction(Permission.ROUNDS) as work:
        programme_id, version = save_version(work.conn, work.district, draft, work.now, work.person.id)
        if version is not None:
            items = items_content(draft.items)
            work.record(
                EntryKind.PROGRAMME_SAVED,
                programme_id,
                {"programme": draft.name, "version": version, "items": items},
            )
    return ProgrammeSaved(programme(desk, draft.name), work.entry if version is not None else None, version is None)


def save_file(desk: Desk, data: bytes) -> ProgrammeSaved:
    """As `save`, from the bytes of a programme file. Raises RoundFileWrong."""
    return save(desk, read_programme(data))


def text_of(draft: ProgrammeDraft) -> str:
    """A programme as its file is written, for whoever changes it."""
    return programme_text(draft)


def programme(desk: Desk, name: str) -> ProgrammeView:
    """One programme with its newest rules. Raises ProgrammeUnknown."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        found = programme_rules.programme(conn, desk.office.district, name)
    if found is None:
        raise ProgrammeUnknown(name=name)
    return found


def programmes(desk: Desk) -> tuple[ProgrammeView, ...]:
    """All programmes, by name."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        return programme_rules.programmes(conn, desk.office.district)


def note_event(desk: Desk, draft: EventDraft) -> EventMade:
    """Note a hazard event with the areas that it reached. Raises RoundFileWrong, EventExists."""
    for problems in (
        code_problems("code", draft.code),
        text_problems("name", draft.name),
        count_problems("areas", draft.areas, 1, MOST_AREAS),
        place_problems("areas", draft.areas),
    ):
        for problem in problems:
            raise problem
    with desk.transaction(Permission.ROUNDS) as work:
        event_id = add_event(work.conn, work.district, draft, work.now, work.person.id)
        work.record(
            EntryKind.EVENT_NOTED,
            event_id,
            {
                "event": draft.code,
                "kind": draft.kind.value,
                "name": draft.name,
                "from": draft.from_day.isoformat(),
                "areas": list(draft.areas),
            },
        )
    view = EventView(draft.code, draft.kind, draft.name, draft.from_day, draft.areas, 0)
    return EventMade(view, work.entry)


def events(desk: Desk) -> tuple[EventView, ...]:
    """Hazard events, the newest first."""
    with desk.reading(Permission.ROUND_LIST) as conn:
        return programme_rules.events(conn, desk.office.district)


def templates() -> tuple[Template, ...]:
    """The shipped templates of rounds."""
    return round_template.templates()
