"""What is said about opening a point, duties, counts and the close of a day."""

from datetime import date

from desktop.errors import (
    CountMissing,
    DutyNotSeparated,
    DutyUnknown,
    PointAmbiguous,
    PointNotOpen,
    PointNotReady,
    PointOpenAlready,
    SampleWrong,
)
from desktop.reference.tables import relief_items
from desktop.values.sampling import MOST_SEED
from desktop.values.vocabulary import PointCheckKind
from desktop.words.captions.bilingual import days_words
from desktop.words.catalogue import comma, isolated, language, tr, tr_n
from desktop.words.labels import label
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


def items_said(codes: tuple[str, ...]) -> str:
    """Names of relief items, with commas."""
    known = relief_items()
    return comma().join(known[code].label.text(language()) if code in known else code for code in codes)


@says(PointAmbiguous)
def _ambiguous(told: PointAmbiguous) -> Said:
    if not told.rounds:
        what = tr("No open round has a point {point}.", point=told.point)
    else:
        rounds = isolated(comma().join(told.rounds))
        what = tr("More than one open round has a point {point}: {rounds}.", point=told.point, rounds=rounds)
    return Said(what, tr("Say which round is meant."), _unchanged())


def _wanting(n: int) -> str:
    return tr_n("{n} line of the checklist is not ticked:", "{n} lines of the checklist are not ticked:", n)


@says(PointNotReady)
def _not_ready(told: PointNotReady) -> Said:
    wanting = comma().join(label(PointCheckKind(kind)) for kind in told.unticked)
    return Said(
        " ".join((_wanting(len(told.unticked)), wanting)),
        tr("Look at them first. Two people may also open the point, with a reason."),
        tr("The point is still closed."),
    )


@says(PointOpenAlready)
def _open_already(told: PointOpenAlready) -> Said:
    day = date.fromisoformat(told.day)
    return Said(
        tr("The point {point} is open since {day}.", point=told.point, day=days_words(day, day)),
        tr("Close that day first, then open the next."),
        _unchanged(),
    )


@says(PointNotOpen)
def _not_open(told: PointNotOpen) -> Said:
    if told.closed:
        what = tr("The point {point} was closed already, at {time}.", point=told.point, time=isolated(told.closed))
        return Said(what, tr("Its day sheet can be printed again."), _unchanged())
    return Said(tr("The point {point} was not opened.", point=told.point), tr("Open the point first."), _unchanged())


@says(CountMissing)
def _count_missing(told: CountMissing) -> Said:
    return Said(
        tr("Not counted yet: {items}.", items=items_said(told.items)),
        tr("Count what lies on the shelf; nought is a count too."),
        _unchanged(),
    )


@says(DutyNotSeparated)
def _not_separated(told: DutyNotSeparated) -> Said:
    return Said(
        tr_n(
            "This person registered {n} household today.",
            "This person registered {n} households today.",
            told.registered,
        ),
        tr("Let somebody else verify cards, and give this person another duty."),
        _unchanged(),
    )


@says(DutyUnknown)
def _duty_unknown(_: DutyUnknown) -> Said:
    return Said(tr("This duty is not set any more."), tr("Look at the list of duties."), _unchanged())


@says(SampleWrong)
def _sample(told: SampleWrong) -> Said:
    sentences = {
        "seed": tr("{value} is not a seed.", value=told.value),
        "error": tr("{value} is not a margin between 1 and 20 percent.", value=told.value),
    }
    ways = {
        "seed": tr("A seed is a whole number from 0 to {most}.", most=str(MOST_SEED)),
        "error": tr("Say another margin."),
    }
    what = sentences.get(told.why, tr("Nobody was served in this round yet."))
    return Said(what, ways.get(told.why, tr("Draw the sample after the first day of the round.")), _unchanged())
