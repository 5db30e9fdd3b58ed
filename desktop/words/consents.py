"""What is said about consents, about taking them back, and about what that leaves and does not leave."""

from datetime import date

from desktop.records.consent import CarriedOut, ConsentLine, OfferedLine, StillDue, WithdrawalView
from desktop.values.period import COPIES_KEPT
from desktop.values.vocabulary import ConsentPurpose
from desktop.words.catalogue import isolated, joined, tr, tr_n
from desktop.words.days import day_words, moment_words
from desktop.words.labels import label
from desktop.words.said import Said


def consent_line(line: ConsentLine) -> str:
    """When the answer was given, how the text was read, and whether the queue heard it before."""
    if line.at is None or line.language is None or line.read_by is None:
        return tr("Nobody was asked.")
    queue = tr("Heard in the queue before") if line.heard_in_queue else ""
    return dotted(moment_words(line.at), label(line.language), label(line.read_by), queue)


def dotted(*parts: str) -> str:
    """What is not empty, side by side: parts of a note that make no sentence."""
    return " · ".join(part for part in parts if part)


def waits(withdrawal: WithdrawalView, today: date) -> str:
    """Until when a withdrawal can be called off."""
    if withdrawal.due > today:
        return tr("It takes effect on {day} and can be called off until then.", day=day_words(withdrawal.due))
    if withdrawal.purpose is ConsentPurpose.REGISTER:
        return tr("It takes effect when no help is due any more and can be called off until then.")
    return tr("It takes effect when the desk opens the next time.")


def covers(purpose: ConsentPurpose) -> str:
    """What a withdrawal of this purpose removes, in words for the person who says it."""
    return {
        ConsentPurpose.REGISTER: tr(
            "Names, numbers, phone and photo are removed, cards end. Only counts stay, without a name."
        ),
        ConsentPurpose.PHOTO: tr("The photo is removed. Cards that are printed stay as they are."),
        ConsentPurpose.PHONE: tr("The phone number is removed, and when it may be called."),
    }[purpose]


def copies_age_out(today: date) -> str:
    """Until when backups may still hold what is removed today."""
    return tr(
        "Backups made before keep it until they are destroyed, at the latest on {day}.",
        day=day_words(today + COPIES_KEPT),
    )


def done(carried: CarriedOut, today: date) -> Said:
    """A withdrawal took effect."""
    what = {
        ConsentPurpose.REGISTER: tr_n(
            "{n} person was removed from the register.", "{n} people were removed from the register.", carried.people
        ),
        ConsentPurpose.PHOTO: tr_n("{n} photo was removed.", "{n} photos were removed.", carried.photos),
        ConsentPurpose.PHONE: tr_n(
            "The phone of {n} person was removed.", "The phones of {n} people were removed.", carried.people
        ),
    }[carried.withdrawal.purpose]
    return Said(what, tr("Counts stay, without a name."), copies_age_out(today))


def still_due(waiting: StillDue) -> Said:
    """A registration stays until help that is due was received."""
    return Said(
        tr("Help is still due to this household: {rounds}.", rounds=joined(*waiting.rounds)),
        tr("It is removed when that was received, or when the round is closed. Nothing has to be said again."),
        tr("It can be called off until then."),
    )


def offered(line: OfferedLine) -> str:
    """That rights were told: day, language, by whom."""
    return dotted(moment_words(line.day), label(line.language), isolated(line.told_by) if line.told_by else "")
