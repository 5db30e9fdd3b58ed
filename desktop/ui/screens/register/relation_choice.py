"""How somebody is related to the head: husband or wife, son, daughter by number; everybody else from a list."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.reference.tables import relationships
from desktop.ui.appearance.look import current
from desktop.ui.kin_choices import kin_choices
from desktop.ui.widgets.chips import Choice, ChoiceChips, hold_width
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.stacking import Beside
from desktop.words.catalogue import tr
from desktop.words.labels import row_label

SPOUSE, OTHER = "spouse", "other"
_CHILDREN = ("SON", "DAU")
_SPOUSES = ("WIFE", "HUSB")


class RelationChoice(QWidget):
    """`chosen(code)` when a person chooses. Key 1 is the husband or wife of the head, whichever fits."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Nothing chosen; the head is taken for a man until `set_spouse` says otherwise."""
        super().__init__(parent)
        self._spouse = "WIFE"
        words = relationships()
        self.chips = ChoiceChips(
            name,
            [
                Choice(SPOUSE, row_label(words["WIFE"])),
                *(Choice(code, row_label(words[code])) for code in _CHILDREN),
                Choice(OTHER, tr("Other")),
            ],
            gap=8 if current().layout.small else 12,
        )
        self._others: DropDown | None = None
        self._row = Beside(self)
        self._row.setSpacing(12)
        self._row.addWidget(self.chips)
        self._row.addStretch(1)
        self.setAccessibleName(name)
        self.setFocusProxy(self.chips)
        self.chips.chosen.connect(self._pressed)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._to_others)
        self._fit()

    @property
    def others(self) -> DropDown:
        """All other relations; made when somebody is one of them."""
        if self._others is None:
            kin = kin_choices(_SPOUSES, without=_CHILDREN)
            self._others = DropDown(self.accessibleName(), kin, width=180, whole=True)
            self._others.hide()
            self._others.chosen.connect(self.chosen)
            self._row.insertWidget(1, self._others)
        return self._others

    def set_spouse(self, code: str) -> None:
        """Which of WIFE and HUSB the first chip stands for."""
        value = self.value()
        self._spouse = code if code in _SPOUSES else "WIFE"
        self.chips.chip(SPOUSE).set_label(row_label(relationships()[self._spouse]))
        self._fit()
        self.set_value(value)

    def value(self) -> str | None:
        """The code of the relation, or None."""
        match self.chips.value():
            case None:
                return None
            case "spouse":
                return self._spouse
            case "other":
                return self.others.value()
            case code:
                return code

    def set_value(self, code: str | None) -> None:
        """Choose without telling anybody."""
        if code is None:
            chip: str | None = None
        elif code == self._spouse:
            chip = SPOUSE
        else:
            chip = code if code in _CHILDREN else OTHER
        self.chips.set_value(chip)
        if chip == OTHER:
            self.others.set_value(code)
        elif self._others is not None:
            self._others.set_value(None)
        self._show_others(on=chip == OTHER)

    def _pressed(self, chip: str) -> None:
        self._show_others(on=chip == OTHER)
        if chip == OTHER:
            # after the row of chips has given the keyboard to the chip that was pressed
            self._soon.start()
        self.chosen.emit(self.value() or "")

    def _to_others(self) -> None:
        self.others.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_others(self, *, on: bool) -> None:
        """The list takes the room of the chips before it."""
        if on or self._others is not None:
            self.others.setVisible(on)
        for code in (SPOUSE, *_CHILDREN):
            self.chips.chip(code).setVisible(not on)
        self._fit()

    def _fit(self) -> None:
        self.chips.setMinimumSize(0, 0)
        self.chips.setMaximumSize(16_777_215, 16_777_215)
        hold_width(self.chips)
