"""Asks the second person of a deed, and says a refusal at the field that it is about."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.errors import SecondNeeded, StockCountWrong, StockReasonNeeded, StockTextWrong, Told
from desktop.records.operator import Second
from desktop.records.stock import StockBook
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.workbench import Workbench
from desktop.usecases.desk import Desk
from desktop.words.catalogue import tr
from desktop.words.messages import say


def problems_of(told: Told) -> dict[str, str]:
    """Row of the form to what is said there; empty for a refusal that is about no field."""
    match told:
        case StockCountWrong():
            return {"quantity": say(told).what}
        case StockReasonNeeded():
            return {"reason": say(told).what}
        case StockTextWrong(name=name):
            return {"why" if name == "reason" else name: say(told).what}
        case _:
            return {}


def ask_second(
    bench: Workbench,
    heading: str,
    act: Callable[[Desk, Second], StockBook],
    done: Callable[[StockBook], None],
    parent: QWidget,
    told: SecondNeeded,
) -> SecondDialog:
    """Ask somebody of another role for the passphrase, do the act with them; `done` gets the book after it."""
    usual = tr("Goods leave this point, or something is missing: somebody of another role looks too.")
    sentence = say(told).what if told.why else usual
    dialog = SecondDialog(bench, heading, sentence, tr("We have both looked"), parent)
    dialog.do(act, done)
    return dialog
