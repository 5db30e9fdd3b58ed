"""Answers to the Washington Group short set on functioning, as the register keeps them: six places, a dash for none."""

from collections.abc import Mapping

from desktop.values.vocabulary import Difficulty, Washington

UNASKED = "-"
_ORDER = tuple(Washington)
_COUNTS = frozenset((Difficulty.LOT, Difficulty.CANNOT))


def kept_answers(answers: Mapping[Washington, Difficulty]) -> str:
    """Answers as one text of six places in the order of the questions; empty when none was asked."""
    kept = "".join(answers[one].value if one in answers else UNASKED for one in _ORDER)
    return kept if answers else ""


def is_answers(kept: str) -> bool:
    """Whether a text is six answers, or empty."""
    return not kept or (len(kept) == len(_ORDER) and set(kept) <= {*Difficulty, UNASKED})


def answers_of(kept: str) -> dict[Washington, Difficulty]:
    """The answers in a text; what is no answer is left out."""
    given = zip(_ORDER, kept, strict=False)
    return {question: Difficulty(answer) for question, answer in given if answer in set(Difficulty)}


def disability_by(kept: str) -> bool | None:
    """What the answers say: a lot of difficulty in any of the six counts; no only when all six were asked; else None.

    Source: Washington Group, analytic guidelines of the short set (the cut-off is "a lot of difficulty").
    """
    answers = answers_of(kept)
    if _COUNTS.intersection(answers.values()):
        return True
    return False if len(answers) == len(_ORDER) else None
