"""Who needs which identity paper, and what a result must be before it is kept."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.person_checks import text_problems
from desktop.records.identity import NoteDraft
from desktop.reference.tables import id_types
from desktop.values.age import ADULT
from desktop.values.finding import Finding
from desktop.values.problem import Problem
from desktop.values.vocabulary import IdentityResult

CARD, FORM = "CNIC", "CRC"
CARDS = ("CNIC", "NICOP")
"""Kinds whose number makes an identity card unneeded."""
NUMBERED = tuple(code for code, kind in id_types().items() if kind.thirteen_digits)
"""Kinds with an identity number of thirteen digits; a child's B-Form has the number of the later card."""
ENDED = (IdentityResult.RECEIVED, IdentityResult.REFUSED, IdentityResult.NOT_WANTED)
"""Results after which somebody is asked no more; who was refused can be listed all the same."""

TOKEN_LIMIT = 30
OLDEST_NOTE = date(2000, 1, 1)


def wanted_paper(age: int | None, id_type: str, id_number: str) -> str | None:
    """The paper that somebody of `age` today needs, or None: a card for adults, a B-Form for children.

    An age that is not known counts as grown: nobody is left out for it.
    """
    numbered = bool(id_number) and id_type in NUMBERED
    if age is not None and age < ADULT:
        return None if numbered else FORM
    return None if numbered and id_type in CARDS else CARD


def note_problems(draft: NoteDraft, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a result, but for the paper's number, which is read with its person beside it."""
    return tuple(_note(draft, today))


def _note(draft: NoteDraft, today: date) -> Iterator[Problem]:
    if draft.result is None:
        yield Problem("result", Finding.RESULT_MISSING)
    if draft.day is None:
        yield Problem("day", Finding.DAY_MISSING)
    elif draft.day > today:
        yield Problem("day", Finding.DAY_FUTURE, facts={"day": draft.day.isoformat()})
    elif draft.day < OLDEST_NOTE:
        yield Problem("day", Finding.DAY_LONG_AGO, facts={"day": draft.day.isoformat()})
    yield from text_problems("token", draft.token, TOKEN_LIMIT)
    if draft.paper_number and draft.paper_type not in NUMBERED:
        yield Problem("paper.type", Finding.PAPER_UNFIT)
