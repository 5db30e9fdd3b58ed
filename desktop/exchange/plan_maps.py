"""Plans as maps and back: what the columns of one list mean, for the next list of the same kind."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.errors import ColumnNeverKept, MapWrong
from desktop.exchange import columns
from desktop.exchange.doubts import grouping
from desktop.exchange.sheets.wire import Column
from desktop.records.imports import ColumnUse, ImportPlan, SavedMap
from desktop.reference.import_words import heading_words
from desktop.reference.places import is_area
from desktop.values.import_field import Doubt, Fit, ImportField


def named(uses: Iterable[ColumnUse]) -> Iterator[tuple[ColumnUse, str]]:
    """Columns with a name for each: a heading that stands again is ``Name (2)``."""
    seen: Counter[str] = Counter()
    for use in uses:
        words = heading_words(use.name)
        seen[words] += 1
        yield use, use.name if seen[words] == 1 else f"{use.name} ({seen[words]})"


def saved(plan: ImportPlan) -> SavedMap:
    """What of a plan fits the next file of the same kind as well."""
    meant = {
        name: f"{use.person}:{use.field}" if use.person else use.field.value
        for use, name in named(plan.columns)
        if use.field is not None
    }
    read = replace(plan.read, encoding="", sheet=-1, repeat=-1)
    return SavedMap(meant, plan.place, plan.consent, read, grouping(plan), plan.split_names, plan.as_written)


def with_map(plan: ImportPlan, kept: SavedMap) -> ImportPlan:
    """The plan of this file by a map: only its columns are taken, known by their headings; it answers every doubt.

    Raises ColumnNeverKept for a column that we do not keep, MapWrong for a field or place that there is not.
    """
    wanted = {heading_words(name): (name, told) for name, told in kept.columns.items()}
    for name in kept.columns:
        matter = columns.never_kept(Column(name, 0, ()))
        if matter is not None:
            raise ColumnNeverKept(name, matter.value)
    if kept.place and not is_area(kept.place):
        raise MapWrong("place", kept.place[:40])
    uses: list[ColumnUse] = []
    for column, name in named(plan.columns):
        exact = (name, kept.columns[name]) if name in kept.columns else None
        told = exact or (wanted.get(heading_words(name)) if name == column.name else None)
        if told is None:
            uses.append(replace(column, field=None, person=0, fit=None, maybe=None))
            continue
        if column.never is not None:
            raise ColumnNeverKept(column.name, column.never.value)
        field, person = field_told(*told)
        person = 0 if field.of_household else person
        uses.append(replace(column, field=field, person=person, fit=Fit.CHOSEN, maybe=None))
    return replace(
        plan,
        columns=tuple(uses),
        place=kept.place or plan.place,
        consent=kept.consent or plan.consent,
        grouping=kept.grouping,
        split_names=kept.split_names,
        as_written=kept.as_written,
        settled=frozenset(Doubt),
    )


def field_told(name: str, told: str) -> tuple[ImportField, int]:
    """``father`` or ``2:father`` as field and person. Raises MapWrong."""
    number, colon, field = told.rpartition(":")
    if colon and not (number.isascii() and number.isdigit() and 0 < int(number) <= columns.MOST_PEOPLE):
        raise MapWrong(f"columns.{name}"[:120], told[:40])
    try:
        return ImportField(field), int(number) if colon else 0
    except ValueError as problem:
        raise MapWrong(f"columns.{name}"[:120], told[:40]) from problem
