"""What is said about rounds, points and handing over."""

from desktop.errors import (
    CollectorUnknown,
    DisbursementIdTaken,
    DisbursementUnknown,
    LateAmountWrong,
    LateDayWrong,
    LateEnteredBefore,
    LateShort,
    LateTooEarly,
    LetByGiver,
    LookFirst,
    NotDue,
    PointUnknown,
    RoundExists,
    RoundFileWrong,
    RoundFrozenAlready,
    RoundNotFrozen,
    RoundNotInState,
    RoundUnknown,
    SettledLater,
    SheetMissing,
    SheetNotPrinted,
    VoidedAlready,
)
from desktop.reference.tables import verdict_faces
from desktop.values.text import plain_name
from desktop.values.vocabulary import Criterion, ListKind, Look, Once, RoundState, Verdict
from desktop.words.catalogue import isolated, joined, language, tr
from desktop.words.days import day_said
from desktop.words.labels import label
from desktop.words.rules import item_name
from desktop.words.said import Said, says

_SHOWN = 60
"""Characters of a wrong value that are shown again; the place says where the rest stands."""


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(RoundFileWrong)
def _round_file(told: RoundFileWrong) -> Said:
    where, value = told.where or "-", plain_name(told.value, _SHOWN) or "-"
    sentences = {
        "toml": tr("The file is not TOML, line {value}.", value=value) if told.value else tr("The file is not TOML."),
        "whole": tr("{where}: write a whole number, without quotes: 2, not {value}.", where=where, value=value),
        "day": tr("{where}: write a day as 2026-11-24, without quotes, not {value}.", where=where, value=value),
        "yes_no": tr("{where}: write true or false, without quotes, not {value}.", where=where, value=value),
        "list": tr("{where}: write it in square brackets, also when it is only one: {value}", where=where, value=value),
        "quoted": tr("{where}: write it in quotes: {value}", where=where, value=value),
        "choice": _choice(where, value),
        "text": tr("{where}: no name, or too long: {value}", where=where, value=value),
        "household": tr("{where}: a household has up to 200 people, not {value}.", where=where, value=value),
        "every_days": tr("{where}: 1 to 366 days, not {value}.", where=where, value=value),
        "size": tr("The file is too large."),
        "unknown_field": tr("There is no field {where} in such a file.", where=where),
        "missing": tr("The field {where} is missing.", where=where),
        "code": tr("{where}: a code has small letters, digits and hyphens: {value}", where=where, value=value),
        "unknown_area": tr("{where}: no place has the code {value}.", where=where, value=value),
        "unknown_item": tr("{where}: no relief item has the code {value}.", where=where, value=value),
        "twice": tr("{where}: {value} stands there twice.", where=where, value=value),
        "qty_or_steps": tr("{where}: give one amount: qty, per_person, steps or per.", where=where),
        "number": tr("{where}: {value} is not a number that can be handed over.", where=where, value=value),
        "steps": tr("{where}: steps have to rise, one after the other.", where=where),
        "days": tr("The last day lies before the first."),
        "outside": tr("{where}: {value} lies outside the areas of the round.", where=where, value=value),
        "count": tr("{where}: there are too many or none ({value}).", where=where, value=value),
        "people": tr("{where}: {value} is no number of people of this household.", where=where, value=value),
        "unknown_point": tr("{where}: the round has no point {value}.", where=where, value=value),
        "million": tr("{where}: a large household would get {value}. Give the most for one.", where=where, value=value),
        "cap_below_all": tr("{where}: the most is less than every amount, so it says nothing.", where=where),
        "tolerance": tr("{where}: 0 to 50 in a thousand may be missing, not {value}.", where=where, value=value),
        "lanes": tr("{where}: a point has 1 to 50 lanes, not {value}.", where=where, value=value),
        "often_or_once": tr("{where}: give every_days or once, one of the two.", where=where),
        "no_loan": tr("{where}: food and money are never lent.", where=where),
        "alone": tr(
            "{where}: only one item bears the name {value}; a choice has two or more.", where=where, value=value
        ),
        "criteria_frozen": tr("A list by criteria is signed by two people before it opens: write list = frozen."),
        "no_rules": tr("The programme {value} has no saved rules. Write the items into the file.", value=value),
        "no_event": tr("There is no hazard event {value}.", value=value),
    }
    what = sentences.get(told.why, tr("{where} cannot be {value}.", where=where, value=value))
    return Said(what, tr("Mend the file, then try again."), _unchanged())


def _choice(where: str, value: str) -> str:
    """What may stand there instead; of a field that is not known here, only that this may not."""
    field = where.rpartition(".")[2].partition("[")[0]
    choices = {"list": ListKind, "criteria": Criterion, "once": Once}.get(field)
    if choices is None:
        return tr("{where} cannot be {value}.", where=where, value=value)
    known = joined(*(one.value for one in choices))
    return tr("{where} cannot be {value}. It is one of: {choices}.", where=where, value=value, choices=known)


@says(RoundExists)
def _round_exists(told: RoundExists) -> Said:
    return Said(tr("There is a round {code} already.", code=told.code), tr("Take another code."), _unchanged())


@says(RoundUnknown)
def _round_unknown(told: RoundUnknown) -> Said:
    return Said(
        tr("There is no round {code}.", code=plain_name(told.code)), tr("Look at the list of rounds."), _unchanged()
    )


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


@says(LetByGiver)
def _let_by_giver(_: LetByGiver) -> Said:
    return Said(
        tr("You let this household draw, so you do not hand over to it."),
        tr("Somebody else hands over, at any lane; with a second person it may be neither of the two who let it."),
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
    if told.kind:
        return Said(
            tr("Nobody is named who may collect for this household in this way."),
            tr("The holder collects, or the help desk writes down who does so today."),
            tr("Nothing was handed over."),
        )
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


@says(SheetMissing)
def _no_sheet(_: SheetMissing) -> Said:
    return Said(
        tr("The paper sheet has no number here."), tr("Type the number that stands on the sheet."), _unchanged()
    )


@says(LateDayWrong)
def _late_day(told: LateDayWrong) -> Said:
    return Said(
        tr("{day} cannot be the day of this sheet.", day=isolated(told.day)),
        tr("Type the day that stands on the sheet: today, or one of the last three months."),
        _unchanged(),
    )


@says(SheetNotPrinted)
def _sheet_not_printed(told: SheetNotPrinted) -> Said:
    return Said(
        tr(
            "No muster sheet {sheet} of this round and point was printed by {day}.",
            sheet=isolated(told.sheet),
            day=isolated(told.day),
        ),
        tr("Compare number, day, round and point with the sheet. What was written elsewhere goes to the supervisor."),
        _unchanged(),
    )


@says(LateTooEarly)
def _late_too_early(told: LateTooEarly) -> Said:
    if told.what == "household":
        what = tr("This household was registered after the day on the sheet ({month}).", month=day_said(told.since))
    elif told.since:
        what = tr("This point opened first on {day}, after the day on the sheet.", day=isolated(told.since))
    else:
        what = tr("This point never opened in this round.")
    return Said(
        what,
        tr("Compare the day with the sheet. If it is right, the sheet goes to the supervisor; it is not entered."),
        _unchanged(),
    )


@says(LateShort)
def _late_short(told: LateShort) -> Said:
    return Said(
        tr(
            "By the book there was not enough here for this: {items}.",
            items=joined(*[item_name(one) for one in told.items]),
        ),
        tr("Write down what came or count the shelf, then enter the sheet again."),
        _unchanged(),
    )


@says(LateAmountWrong)
def _late_amount(told: LateAmountWrong) -> Said:
    return Said(
        tr("So much of this cannot be entered: {items}.", items=joined(*[item_name(one) for one in told.items])),
        tr("Write at most what was due, and something of it; what was owed before is entered whole."),
        _unchanged(),
    )


@says(LateEnteredBefore)
def _late_before(told: LateEnteredBefore) -> Said:
    return Said(
        tr(
            "This household stands already on sheet {sheet}: slip {receipt}.",
            sheet=isolated(told.sheet),
            receipt=str(told.receipt),
        ),
        tr("Go on with the next line of the sheet."),
        _unchanged(),
    )


@says(SettledLater)
def _settled(told: SettledLater) -> Said:
    return Said(
        tr(
            "What slip {receipt} owed was handed over on slip {later}.",
            receipt=str(told.receipt),
            later=str(told.later),
        ),
        tr("Take slip {later} back first.", later=str(told.later)),
        _unchanged(),
    )


@says(VoidedAlready)
def _voided(told: VoidedAlready) -> Said:
    return Said(tr("Receipt {receipt} was taken back before.", receipt=str(told.receipt)), "", _unchanged())
