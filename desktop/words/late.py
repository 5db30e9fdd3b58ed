"""Why a line of a paper sheet is not entered, in one sentence for whoever holds the sheet."""

from desktop.errors import NotDue, Told
from desktop.records.distribution import Decision
from desktop.words.catalogue import tr
from desktop.words.messages import say
from desktop.words.reasons import say_why


def not_entered(told: Told) -> str:
    """What stands against the line; what to do is to keep the sheet, for nobody is sent anywhere any more."""
    if isinstance(told, NotDue) and isinstance(told.decision, Decision):
        why = say_why(told.decision.why, told.decision.facts)
        return f"{why} {tr('It is not entered; keep the sheet.')}".strip()
    return say(told).shortly()
