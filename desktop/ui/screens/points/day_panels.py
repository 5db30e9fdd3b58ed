"""The parts of closing a day that only show: the figures, and the book's state with its code and the line to send."""

from math import floor
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.records.point_day import DayAccount, DayClosed
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.stacking import Beside
from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import SecondBy
from desktop.words.captions.bilingual import days_words
from desktop.words.captions.days import sms_line
from desktop.words.catalogue import isolated, tr
from desktop.words.labels import label
from desktop.words.point_days import beside_words, figures_words
from printing.qr import Symbol, small_text

_COLUMNS, _COLUMNS_LARGE = 4, 2


class FiguresPanel(QWidget):
    """What was done since the last close, a panel for each figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since = Line("", Role.BODY, "muted", elide=True)
        self.figures: dict[str, Line] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._since)
        column.addLayout(self._grid)
        self._beside = Paragraph("", Role.BODY)
        column.addWidget(self._beside)
        column.addStretch(1)

    def show_account(self, account: DayAccount) -> None:
        """The figures of the day that is to be closed."""
        opened = account.opened_at.astimezone(PAKISTAN)
        self._since.setText(
            tr(
                "{point}: opened on {day} at {time} by {name}",
                point=isolated(account.place.name),
                day=days_words(account.day, account.day),
                time=isolated(opened.strftime("%H:%M")),
                name=isolated(account.opened_by),
            )
        )
        for at, (words, number) in enumerate(figures_words(account.figures)):
            if words not in self.figures:
                self.figures[words] = self._add(at, words)
            self.figures[words].setText(isolated(f"{number:,}"))
        beside = "\n".join(beside_words(account.figures))
        self._beside.setText(beside)
        self._beside.setVisible(bool(beside))

    def _add(self, at: int, words: str) -> Line:
        panel, number = Panel(), Line("", Role.NUMBER)
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 8, 18, 10)
        column.setSpacing(2)
        column.addWidget(number)
        column.addWidget(Line(words, Role.LABEL, "muted", elide=True))
        self._grid.addWidget(panel, *divmod(at, _COLUMNS_LARGE if current().large_text else _COLUMNS))
        return number


class BookCode(QWidget):
    """The QR of the book's state, dark on white whatever the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self.setAccessibleName(tr("Code of the book"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show this text."""
        self._symbol = small_text(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Large enough to be filmed by another laptop."""
        side = current().px(150 if current().layout.small else 190)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole pixels a module, four modules of white around."""
        if self._symbol is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        module = max(1, floor(self.width() / (self._symbol.side + 8)))
        start = (self.width() - module * self._symbol.side) / 2
        for column, row, width, height in self._symbol.runs:
            place = QRectF(start + column * module, start + row * module, width * module, height * module)
            painter.fillRect(place, QColor("#000000"))


class BookPanel(Panel):
    """The book's state after the close: line, digits, QR, the SMS line, who stood by. `sent()`: somebody sent it."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.code = BookCode()
        self._line = Line("", Role.HEADING)
        self._digits = Line("", Role.CODE)
        self.sms = Line("", Role.CODE)
        self._second = Line("", Role.BODY, elide=True)
        self.copy_button = Button(tr("Copy the line"), ButtonKind.SECONDARY, "message-circle", "C", "C")
        self.copy_button.clicked.connect(self._copy)
        self.sent_button = Button(tr("I sent it"), ButtonKind.SECONDARY, "check", "S", "S")
        self.sent_button.clicked.connect(lambda _on=False: self.sent.emit())
        self._copied = Line("", Role.SMALL, "good", elide=True)
        row = Beside(self)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(28)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self._digits)
        column.addSpacing(6)
        column.addWidget(Paragraph(tr("Send this line by SMS to the office and to the committee"), Role.LABEL, "muted"))
        column.addWidget(self.sms)
        column.addLayout(Flow([self.copy_button, self.sent_button, self._copied], fill=True))
        column.addSpacing(6)
        column.addWidget(self._second)
        column.addWidget(
            Paragraph(
                tr("Another laptop may film the code. Whoever keeps it can later see whether our book was changed."),
                Role.SMALL,
                "muted",
            )
        )
        column.addStretch(1)
        row.addLayout(column, 1)

    def show_closed(self, closed: DayClosed, short: str) -> None:
        """The state that the close left."""
        sms = sms_line(closed, short)
        self.code.set_text(sms)
        self._line.setText(tr("Book line {size}", size=isolated(f"{closed.entry.size:,}")))
        self._digits.setText(isolated(closed.entry.digits))
        self.sms.setText(isolated(sms))
        self._copied.setText("")
        if closed.second:
            how = label(SecondBy(closed.second_by)) if closed.second_by else ""
            self._second.setText(tr("Second person: {name}, {how}", name=isolated(closed.second), how=how))
        else:
            self._second.setText(tr("Nobody stood by as second person."))
        self.copy_button.setProperty("line", sms)

    def _copy(self) -> None:
        QApplication.clipboard().setText(str(self.copy_button.property("line") or ""))
        self._copied.setText(tr("Copied."))

    def show_sent(self) -> None:
        """That it was sent stands in the book now; it may be sent to more people, and noted again."""
        self._copied.setText(tr("Noted in the book: sent."))
