"""One round whole: numbers, points, what each household gets, and whether it is ready."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import ItemStock, RoundView
from desktop.reference.places import area_line
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role
from desktop.ui.example_panel import ExamplePanel
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.picture import Meter, Panel
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.vocabulary import ListKind, RoundState
from desktop.words.captions.bilingual import days_words
from desktop.words.catalogue import isolated, language, tr, tr_n
from desktop.words.labels import label
from desktop.words.lane_plan import point_plan
from desktop.words.round_remarks import round_remarks
from desktop.words.rules import criteria_sentence, item_name, rule_sentence


class RoundPanel(QWidget):
    """Shows a `RoundView`; it asks for nothing."""

    def __init__(self, one: RoundView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8 if current().layout.small else 16)
        column.addWidget(Line(f"{isolated(one.programme)} · {isolated(one.code)}", Role.HEADING))
        column.addWidget(Line(_standing(one), Role.SMALL, "muted", elide=True))
        numbers = QHBoxLayout()
        numbers.setSpacing(16)
        part = one.given / one.households if one.households else 0.0
        numbers.addWidget(
            _number(tr("Households served"), one.given, tr_n("of {n}", "of {n}", one.households), part), 1
        )
        for line in one.stock[:2]:
            numbers.addWidget(_item(line), 1)
        column.addLayout(numbers)
        for remark in round_remarks(one) if one.state is not RoundState.CLOSED else ():
            column.addWidget(Notice(NoticeKind.LOOK, remark, icon="package"))
        column.addWidget(self._points(one))
        for planned in filter(None, map(point_plan, one.points)):
            column.addWidget(Paragraph(planned, Role.BODY))
        column.addWidget(Paragraph(criteria_sentence(one.criteria), Role.BODY))
        if not current().layout.small:
            column.addWidget(Line(tr("What a household gets"), Role.LABEL))
        self.example = ExamplePanel(one.items)
        column.addWidget(self.example)
        for draft in one.items:
            column.addWidget(Paragraph(rule_sentence(draft, one.items), Role.BODY))
        column.addStretch(1)

    def _points(self, one: RoundView) -> Table:
        columns = (
            Column(tr("Point"), bold=True),
            Column(tr("Given"), 180, meter=True),
            Column(tr("Households"), 130, number=True),
            Column(tr("Areas"), 200),
        )
        table = Table(tr("Points of this round"), columns)
        table.set_rows(
            [
                TableRow(
                    point.code,
                    (
                        point.name,
                        point.given / of if (of := point.households if point.lanes else one.households) else 0.0,
                        isolated(f"{point.given:,} / {of:,}"),
                        " · ".join(area_line(area, language()) for area in point.areas) or tr("all of the round"),
                    ),
                )
                for point in one.points
            ]
        )
        return table


def _standing(one: RoundView) -> str:
    kind = tr("frozen list") if one.list_kind is ListKind.FROZEN or one.frozen else tr("open list")
    where = " · ".join(area_line(area, language()) for area in one.areas)
    version = tr("list version {n}", n=str(one.list_version))
    days = days_words(one.from_day, one.to_day)
    return " · ".join((label(one.state), kind, version, days, where))


def _item(line: ItemStock) -> QWidget:
    """What was given of an item, of what is due to the whole list."""
    part = line.given / line.due if line.due else 0.0
    return _number(item_name(line.item), line.given, tr_n("of {n}", "of {n}", line.due), part)


def _number(caption: str, value: int, beside: str, part: float | None = None) -> QWidget:
    panel = Panel()
    column = QVBoxLayout(panel)
    small, tall = current().layout.small, current().face is Face.NASTALIQ  # whose lines bring their own air
    column.setContentsMargins(20, 2 if small and tall else 8, 20, 8 if small else 14)
    column.setSpacing(4)
    column.addWidget(Line(caption, Role.LABEL, "muted", elide=True))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Line(f"{value:,}", Role.NUMBER))
    row.addWidget(Line(beside, Role.BODY, "muted", elide=True), 1)
    column.addLayout(row)
    column.addStretch(1)
    if part is not None:
        column.addWidget(Meter(caption, part))
    return panel
