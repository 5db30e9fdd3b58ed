"""The account of a point: four sides that must agree, the items as they are now, and the counts with their days."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.accounts import CountDifference, ItemReconciled, PointReconciled, Reconciled
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.words.accounts import Side, sides, when_words, why_words
from desktop.words.catalogue import isolated, tr
from desktop.words.rules import item_name
from desktop.words.stock import awaited_words, outward_words, signed

_NONE = "–"


class AccountPanel(QWidget):
    """Shows a point of a `Reconciled`; nothing here can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.point: PointReconciled | None = None
        self.sides = RowList(tr("Does it fit?"), RowStyle.PLAIN)
        self._holder = Panel()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.sides)
        self.table = Table(tr("Items"), _columns())
        self._heading = Line(tr("The last count, and every one that differed"), Role.HEADING)
        self.counts = Table(tr("The last count, and every one that differed"), _counts())
        self._uncounted = Line(tr("Nothing was counted at a close yet."), Role.BODY, "muted")
        self._outward = Paragraph("", Role.BODY)
        self._others = Paragraph("", Role.SMALL, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8 if current().layout.small else 14)
        for widget in self._all():
            column.addWidget(widget)
        column.addStretch(1)
        self.clear()

    def _all(self) -> tuple[QWidget, ...]:
        return (self._holder, self.table, self._outward, self._heading, self.counts, self._uncounted, self._others)

    def clear(self) -> None:
        """Nothing was added up yet."""
        self.point = None
        for widget in self._all():
            widget.hide()

    def show_account(self, told: Reconciled, point: PointReconciled) -> None:
        """One point; the other points of its round are named when something does not fit there."""
        self.point = point
        self.sides.set_rows([_side(one) for one in sides(point)])
        self.sides.setFixedHeight(self.sides.sizeHint().height())
        self.table.set_rows([_row(item) for item in point.items])
        self.table.setFixedHeight(self.table.sizeHint().height())
        counts = point.counts
        self.counts.set_rows([_count(at, one) for at, one in enumerate(counts)])
        self.counts.setFixedHeight(self.counts.sizeHint().height())
        gone = [*(outward_words(one) for one in point.outward), *(awaited_words(one) for one in point.awaited)]
        self._outward.setText("\n".join(gone))
        unfit = [other.point_name for other in told.points if other.point_code != point.point_code and not other.fits]
        self._others.setText(
            tr("At other points of this round something does not fit: {points}.", points=" · ".join(unfit))
            if unfit
            else ""
        )
        for widget in (self._holder, self.table, self._heading):
            widget.show()
        self.counts.setVisible(bool(counts))
        self._uncounted.setVisible(not counts)
        self._outward.setVisible(bool(gone))
        self._others.setVisible(bool(unfit))

    def take_focus(self) -> None:
        """The four sides have the keyboard, so that the page is seen from its top."""
        self.sides.setFocus()


def _side(one: Side) -> Row:
    """One side as a line; what does not fit says what to do."""
    if one.fits and one.unknown:
        return Row(one.key, one.sentence, one.facts, icon="circle-dashed", icon_tint="muted")
    if one.fits and one.explained:
        return Row(one.key, one.sentence, one.facts, icon="equal-not", icon_tint="warn")
    if one.fits:
        return Row(one.key, one.sentence, one.facts, icon="circle-check", icon_tint="good")
    facts = f"{one.facts} · {tr('look at it together, change nothing')}"
    return Row(one.key, one.sentence, facts, icon="alert-circle", icon_tint="warn")


def _columns() -> list[Column]:
    """What came and went, up to what must lie there now; a count stands beside the book of its own moment, below."""
    last = [Column(tr("Must be there"), 115, number=True)]
    scanned = [Column(tr("Scanned"), 90, number=True), Column(tr("Given out"), 95, number=True)]
    if current().layout.small:
        return [Column(tr("Item"), bold=True), *scanned, Column(tr("Otherwise"), 95, number=True), *last]
    return [
        Column(tr("Item"), bold=True),
        Column(tr("Opening"), 85, number=True),
        Column(tr("Came"), 80, number=True),
        *scanned,
        Column(tr("Without a card"), 115, number=True),
        Column(tr("By order"), 85, number=True),
        Column(tr("Otherwise"), 95, number=True),
        *last,
    ]


def _row(one: ItemReconciled) -> TableRow:
    line = one.line
    scanned = (_number(one.scanned), _number(line.issued))
    if current().layout.small:
        numbers = (*scanned, _signed(one.otherwise - line.provisional - line.released))
    else:
        helped = (_number(line.provisional), _number(line.released), _signed(one.otherwise))
        numbers = (_number(line.opening), _number(one.came), *scanned, *helped)
    cells = (item_name(line.item), *numbers, isolated(f"{line.closing:,}"))
    tints = () if one.fits else tuple((at, "warn") for at in range(len(cells)))
    return TableRow(line.item, cells, tints)


def _counts() -> list[Column]:
    return [
        Column(tr("Count"), 220 if current().layout.small else 260),
        Column(tr("Item"), bold=True),
        Column(tr("In the book"), 110, number=True),
        Column(tr("Counted"), 90, number=True),
        Column(tr("Difference"), 95, number=True),
        Column(tr("Why"), 190 if current().layout.small else 300),
    ]


def _count(at: int, one: CountDifference) -> TableRow:
    numbers = (isolated(f"{one.book:,}"), isolated(f"{one.counted:,}"), isolated(signed(one.difference)))
    tints = ((4, "warn"),) if one.difference else ()
    return TableRow(str(at), (when_words(one), item_name(one.item), *numbers, why_words(one)), tints)


def _signed(n: int) -> str:
    return isolated(signed(n)) if n else _NONE


def _number(n: int) -> str:
    return isolated(f"{n:,}") if n else _NONE
