"""What was entered from a sheet so far, newest first, above it what did not fit and still waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.distribution import Standing
from desktop.records.late import LateLine, LateSheet
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.values.period import PAKISTAN
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.rules import items_words

_NEWEST = 12
"""Entered lines beside those that did not fit; the sheet of paper has all of them."""


@dataclass(frozen=True)
class LeftOut:
    """A line that is not entered: its point and sheet, its code as digits, and why not, in a sentence."""

    standing: Standing
    sheet: str
    code: str
    grouped: str
    why: str

    @property
    def key(self) -> str:
        """By which it is known in the list."""
        return f"{self.standing.round_code}/{self.standing.point_code}/{self.sheet}/{self.code}"


class EnteredPanel(QWidget):
    """`opened(key)` on Enter or a double click, `chosen()` when another line is the present one."""

    opened = Signal(str)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing was entered yet."""
        super().__init__(parent)
        self.sheet: LateSheet | None = None
        self._lines: dict[str, LateLine] = {}
        self._said = Line("", Role.HEADING, elide=True)
        self._left_said = Line("", Role.SMALL, "warn", elide=True)
        self.rows = RowList(tr("Entered from this sheet"), RowStyle.PLAIN)
        self.rows.opened.connect(self.opened)
        self.rows.chosen.connect(lambda _key="": self.chosen.emit())
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(0, 0, 0, 0)
        empty.setSpacing(8)
        empty.addWidget(Icon("notebook", 40, "muted"), 0, Qt.AlignmentFlag.AlignLeading)
        empty.addWidget(Line(tr("Nothing is entered yet."), Role.HEADING, elide=True))
        said = tr("Each line that is entered stands here, and each that does not fit.")
        empty.addWidget(Paragraph(said, Role.BODY, "muted"))
        empty.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(6)
        column.addWidget(self._said)
        column.addWidget(self._left_said)
        column.addWidget(self.rows)
        column.addWidget(self._empty, 1)
        column.addStretch(0)
        self.show_sheet(None, ())

    def show_sheet(self, sheet: LateSheet | None, left: Sequence[LeftOut]) -> None:
        """What was entered from the sheet; what was left out of any sheet stands above it until it is settled."""
        self.sheet = sheet
        lines = sheet.lines[:_NEWEST] if sheet else ()
        self._lines = {str(line.disbursement): line for line in lines}
        stand = sheet.stand if sheet else 0
        number = isolated(sheet.number) if sheet else ""
        self._said.setText(
            tr_n("Sheet {sheet}: {n} line entered", "Sheet {sheet}: {n} lines entered", stand, sheet=number)
            if sheet
            else ""
        )
        self._said.setVisible(sheet is not None)
        self._left_said.setText(tr_n("{n} line does not fit", "{n} lines do not fit", len(left)) if left else "")
        self._left_said.setVisible(bool(left))
        rows = [_left_row(one) for one in left] + [_line_row(line) for line in lines]
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        self.rows.setMaximumHeight(max(1, self.rows.sizeHint().height()))
        self._empty.setVisible(not rows)

    def present(self) -> LateLine | str | None:
        """The line that is chosen, else the newest that stands; the key of one that was left out."""
        key = self.rows.present()
        if key is not None and key not in self._lines:
            return key
        if key is not None and not self._lines[key].voided:
            return self._lines[key]
        return next((line for line in self._lines.values() if not line.voided), None)

    def unchoose(self) -> None:
        """No line is the present one: the newest is meant again."""
        self.rows.setCurrentIndex(self.rows.rootIndex())

    def take_focus(self) -> None:
        """The list has the keyboard."""
        if self.rows.rows():
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)


def _left_row(one: LeftOut) -> Row:
    sheet = isolated(one.sheet)
    return Row(one.key, isolated(one.grouped), one.why, trailing=sheet, icon="info-circle", icon_tint="warn")


def _line_row(line: LateLine) -> Row:
    note = tr("taken back") if line.voided else tr("slip {receipt}", receipt=str(line.receipt))
    return Row(
        str(line.disbursement),
        line.name or isolated(line.household.grouped),
        f"{isolated(line.household.grouped)} · {note}",
        items_words(line.items),
        trailing=line.at.astimezone(PAKISTAN).strftime("%H:%M"),
        icon="arrow-back-up" if line.voided else "circle-check",
        icon_tint="muted" if line.voided else "good",
    )
