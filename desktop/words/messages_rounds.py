"""What is said about rounds, points and handing over."""

from desktop.errors import (
    CollectorUnknown,
    DisbursementIdTaken,
    DisbursementUnknown,
    LookFirst,
    NotDue,
    PointUnknown,
    RoundExists,
    RoundFileWrong,
    RoundFrozenAlready,
    RoundNotFrozen,
    RoundNotInState,
    RoundUnknown,
    VoidedAlready,
)
from desktop.reference.tables import verdict_faces
from desktop.values.vocabulary import Look, RoundState, Verdict
from desktop.words.catalogue import language, tr
from desktop.words.labels import label
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(RoundFileWrong)
def _round_file(told: RoundFileWrong) -> Said:
    where, value = told.where or "-", told.value or "-"
    sentences = {
        "toml": tr("The round file is not TOML: {value}", value=value),
        "size": tr("The round file is too large."),
        "unknown_field": tr("There is no field {where} in a round file.", where=where),
        "missing": tr("The field {where} is missing.", where=where),
        "code": tr("{where}: a code has small letters, digits and hyphens: {value}", where=where, value=value),
        "unknown_area": tr("{where}: no place has the code {value}.", where=where, value=value),
        "unknown_item": tr("{where}: no relief item has the code {value}.", where=where, value=value),
        "twice": tr("{where}: {value} stands there twice.", where=where, value=value),
        "qty_or_steps": tr("{where}: give a quantity or steps, one of the two.", where=where),
        "number": tr("{where}: {value} is not a number that can be handed over.", where=where, value=value),
        "steps": tr("{where}: steps have to rise, one after the other.", where=where),
        "days": tr("The last day lies before the first."),
        "outside": tr("{where}: {value} lies outside the areas of the round.", where=where, value=value),
        "count": tr("{where}: there are too many or none ({value}).", where=where, value=value),
    }
    what = sentences.get(told.why, tr("{where} cannot be {value}.", where=where, value=value))
    return Said(what, tr("Mend the file, then try again."), _unchanged())


@says(RoundExists)
def _round_exists(told: RoundExists) -> Said:
    return Said(tr("There is a round {code} already.", code=told.code), tr("Take another code."), _unchanged())


@says(RoundUnknown)
def _round_unknown(told: RoundUnknown) -> Said:
    return Said(tr("There is no round {code}.", code=told.code), tr("Look at the list of rounds."), _unchanged())


@says(PointUnknown)
def _point_unknown(told: PointUnknown) -> Said:
    return Said(
        tr("The round {round} has no point {point}.", round=told.round, point=told.point),
        tr("Look at the points of the round."),
        _unchanged(),
    )


@says(RoundNotInState)
def _round_state(told: RoundNotInState) -> Said:
    return Said(
        tr("The round {code} is: {state}.", code=told.code, state=label(RoundState(told.state))),
        tr("Look at the round first."),
        _unchanged(),
    )


@says(RoundNotFrozen)
def _not_frozen(told: RoundNotFrozen) -> Said:
    return Said(
        tr("The list of the round {code} is not fixed yet.", code=told.code),
        tr("Fix the list first; that needs a second person."),
        _unchanged(),
    )


@says(RoundFrozenAlready)
def _frozen_already(told: RoundFrozenAlready) -> Said:
    return Said(tr("The list of the round {code} is fixed already.", code=told.code), "", _unchanged())


@says(NotDue)
def _not_due(told: NotDue) -> Said:
    word = verdict_faces()[Verdict(told.verdict)].word.text(language())
    return Said(
        tr("Nothing can be handed over now: {word}.", word=word),
        tr("Please walk with this person to the help desk."),
        tr("Nothing was handed over."),
    )


@says(LookFirst)
def _look_first(told: LookFirst) -> Said:
    looks = "; ".join(label(Look(look)) for look in told.looks)
    return Said(
        tr("Look before you give: {looks}.", looks=looks),
        tr("Compare the face with the photo, then give."),
        tr("Nothing was handed over."),
    )


@says(CollectorUnknown)
def _collector(told: CollectorUnknown) -> Said:
    return Said(
        tr("The household has no holder {slot}.", slot=told.slot),
        tr("Choose one of the household's holders."),
        tr("Nothing was handed over."),
    )


@says(DisbursementUnknown)
def _disbursement_unknown(_: DisbursementUnknown) -> Said:
    return Said(tr("This hand-over is not in the register."), tr("Look at the list of hand-overs."), _unchanged())


@says(DisbursementIdTaken)
def _disbursement_taken(_: DisbursementIdTaken) -> Said:
    return Said(
        tr("This hand-over was recorded for another household before."),
        tr("Scan the card again."),
        tr("Nothing was handed over."),
    )


@says(VoidedAlready)
def _voided(told: VoidedAlready) -> Said:
    return Said(tr("Receipt {receipt} was taken back before.", receipt=str(told.receipt)), "", _unchanged())
