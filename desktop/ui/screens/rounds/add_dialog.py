"""Asks which household is put on a fixed list, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.words.catalogue import tr


class AddDialog(Sheet):
    """`asked(digits, reason)`; the caller does it and then calls `accept`, or `refuse` with a sentence."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Add a household"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column.addWidget(Paragraph(tr("It is added to the list with your reason. Nobody is taken off.")))
        self.code = CodeField(tr("Household code"), width=240)
        self.reason = TextField(tr("Why"))
        form = Form()
        form.add("code", tr("Household code"), self.code)
        form.add("reason", tr("Why"), self.reason)
        self.column.addWidget(form)
        self.told = Paragraph("")
        self.told.hide()
        self.column.addWidget(self.told)
        self.add_button = Button(tr("Add to the list"), ButtonKind.PRIMARY, "home-plus", "Enter")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(lambda: self.asked.emit(self.code.digits(), self.reason.value()))
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        self.answers(self.add_button, leave)
        self.setMinimumWidth(current().wide(520))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; what was written stays."""
        self.told.setText(sentence)
        self.told.show()
