"""What a list leaves open: which rows are one household, and what only a person can say about its columns."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from desktop.errors import MapDoubtful
from desktop.exchange import cell_values
from desktop.records.imports import ColumnUse, ImportPlan, Question
from desktop.reference.import_words import heading_words
from desktop.values.import_field import Doubt, Fit, Grouping, ImportField

_NAMES = (ImportField.NAME, ImportField.NAME_LATIN)
_PLACE = (ImportField.PCODE, ImportField.DISTRICT, ImportField.TEHSIL, ImportField.VILLAGE)


def grouping(plan: ImportPlan) -> Grouping:
    """Which rows are one household: as was said, as far as the columns allow it, else as the columns tell."""
    possible = groupings(plan)
    return plan.grouping if plan.grouping is not None and plan.grouping in possible else possible[0]


def groupings(plan: ImportPlan) -> tuple[Grouping, ...]:
    """The groupings that the columns allow, the surest first."""
    fields = {use.field for use in plan.columns}
    found = [Grouping.NUMBER] if ImportField.HOUSEHOLD in fields else []
    if ImportField.HEAD in fields:
        found.append(Grouping.HEAD)
    return (*found, Grouping.ROW)


def group_places(plan: ImportPlan) -> tuple[int, ...]:
    """The columns whose values together say which rows are one household; none: each row is one."""
    match grouping(plan):
        case Grouping.NUMBER:
            return tuple(use.place for use in plan.of(ImportField.HOUSEHOLD))
        case Grouping.HEAD:
            return tuple(use.place for field in (ImportField.HEAD, *_PLACE) for use in plan.of(field))
        case Grouping.ROW:
            return ()


def questions(plan: ImportPlan) -> tuple[Question, ...]:
    """What a person has to say before the list is brought in, in the order in which it is asked."""
    return tuple(one for one in _all(plan) if one.doubt not in plan.settled)


def _all(plan: ImportPlan) -> Iterator[Question]:
    taken = [use for use in plan.columns if use.field is not None]
    twice = _twice(plan)
    fields = {use.field for use in taken}
    for use in plan.columns:
        if use.maybe is not None and use.maybe not in fields and use.name not in twice:
            yield Question(Doubt.SECOND_NAME, (use.name,), _some(use))
    yield from (Question(Doubt.SAME_HEADING, (name,)) for name in twice)
    if plan.split_names is None:
        for use in taken:
            told = next((one for one in use.samples if cell_values.name_and_parent(one) is not None), "")
            if use.field in _NAMES and told:
                yield Question(Doubt.NAME_AND_PARENT, (use.name,), told)
    rows, size = grouping(plan), plan.of(ImportField.SIZE)
    if rows is Grouping.HEAD and plan.grouping is None:
        yield Question(Doubt.BY_HEAD, tuple(use.name for use in plan.of(ImportField.HEAD)))
    several = any(use.person for use in taken) or plan.read.repeat >= 0
    if rows is Grouping.ROW and not several:
        if size:
            yield Question(Doubt.SIZE, tuple(use.name for use in size), _some(size[0]))
        elif plan.grouping is None:
            yield Question(Doubt.ALONE)


def _twice(plan: ImportPlan) -> list[str]:
    """Headings over several columns of which one was taken by guess."""
    often = Counter(heading_words(use.name) for use in plan.columns if use.never is None)
    guessed = [use for use in plan.columns if use.field is not None and use.fit is not Fit.CHOSEN]
    return list(dict.fromkeys(use.name for use in guessed if often[heading_words(use.name)] > 1))


def _some(use: ColumnUse) -> str:
    return " · ".join(use.samples[:3])


def answered(plan: ImportPlan, question: Question, *, yes: bool) -> ImportPlan:
    """The plan after a person answered: *yes* takes what was proposed, *no* leaves it."""
    named = set(question.columns)
    match question.doubt:
        case Doubt.SECOND_NAME:
            fields = {use.field for use in plan.columns}
            columns = tuple(
                _second(use, yes=yes and use.maybe not in fields) if use.name in named and use.maybe else use
                for use in plan.columns
            )
            return replace(plan, columns=columns)
        case Doubt.SAME_HEADING:
            columns = tuple(
                replace(use, field=use.field if yes else None, fit=Fit.CHOSEN)
                if use.name in named and use.field is not None
                else use
                for use in plan.columns
            )
            return replace(plan, columns=columns)
        case Doubt.NAME_AND_PARENT:
            return replace(plan, split_names=yes)
        case Doubt.BY_HEAD:
            return replace(plan, grouping=Grouping.HEAD if yes else Grouping.ROW)
        case Doubt.SIZE | Doubt.ALONE:
            return replace(plan, settled=plan.settled | {question.doubt}) if yes else plan


def _second(use: ColumnUse, *, yes: bool) -> ColumnUse:
    return replace(use, field=use.maybe if yes else None, fit=Fit.CHOSEN if yes else None, maybe=None)


def require_answered(plan: ImportPlan) -> None:
    """Nothing is brought in while a doubt holds it; raises MapDoubtful."""
    waiting = [one for one in questions(plan) if one.doubt.holds]
    if waiting:
        named = dict.fromkeys(name for one in waiting for name in one.columns)
        raise MapDoubtful(tuple(one.doubt.value for one in waiting), tuple(named))


def accepted(plan: ImportPlan) -> ImportPlan:
    """The plan with everything that was proposed."""
    for question in questions(plan):
        plan = answered(plan, question, yes=True)
    return plan
