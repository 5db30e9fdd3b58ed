"""What a list would bring: counts, kinds of problems with their first rows, and the first twenty rows as kept."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.imports import Checked, PreviewRow, Reason, Trouble
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.words.catalogue import isolated, joined, tr, tr_n
from desktop.words.import_words import KEPT_AS_IT_IS, phones_left_words, say_short, told_troubles, where_label
from desktop.words.labels import label
from desktop.words.people import place_name


class LookPanel(QWidget):
    """Nothing here is written yet; the tables are for reading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        small = current().layout.small
        self.counts = Line("", Role.HEADING, elide=True)
        self.phones = Paragraph("")
        self.phones.hide()
        self.preview = Table(
            tr("The first rows, as they would be kept"),
            [
                Column(tr("Row"), 70, number=True),
                Column(tr("Name"), 0, bold=True),
                Column(tr("Father's or husband's name"), 0),
                Column(tr("Sex"), 90),
                Column(tr("Age"), 70, number=True),
                Column(tr("Village"), 150 if small else 190),
                Column(tr("To look at"), 190 if small else 240),
            ],
        )
        self.troubles = Table(
            tr("What is to be looked at"),
            [
                Column(tr("What"), 230 if small else 280, bold=True),
                Column(tr("Why"), 0),
                Column(tr("Rows"), 170 if small else 220),
                Column(tr("How often"), 120, number=True),
            ],
        )
        self._trouble_title = Line(tr("What is to be looked at"), Role.LABEL)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.counts, 1)
        column.addLayout(head)
        column.addWidget(self.phones)
        column.addWidget(self._trouble_title)
        column.addWidget(self.troubles, 2)
        column.addWidget(Line(tr("The first rows, as they would be kept"), Role.LABEL))
        column.addWidget(self.preview, 3)

    def show_checked(self, checked: Checked) -> None:
        """Show what a dry run found."""
        parts = [
            tr_n("{n} household", "{n} households", checked.ready)
            + " · "
            + tr_n("{n} person", "{n} people", checked.ready_people)
        ]
        if checked.already:
            parts.append(tr_n("{n} came before", "{n} came before", checked.already))
        if checked.refused:
            parts.append(tr_n("{n} row is not taken", "{n} rows are not taken", checked.refused))
        if checked.not_named:
            parts.append(tr_n("{n} counted but not named", "{n} counted but not named", checked.not_named))
        self.counts.setText(" · ".join(parts))
        self.phones.setText(phones_left_words(checked.phones_left) if checked.phones_left else "")
        self.phones.setVisible(checked.phones_left > 0)
        self.troubles.set_rows([_trouble_row(at, one) for at, one in enumerate(told_troubles(checked.troubles))])
        for widget in (self.troubles, self._trouble_title):
            widget.setVisible(bool(checked.troubles))
        rows: list[TableRow] = []
        for one in checked.preview:
            rows += _preview_rows(len(rows), one)
        self.preview.set_rows(rows)


def _trouble_row(at: int, one: Trouble) -> TableRow:
    said = say_short(Reason(one.where, one.code, one.stops, one.facts))
    example = f" ({isolated(one.example)})" if one.example else ""
    rows = joined(*map(str, one.rows)) + (" …" if one.count > len(one.rows) else "")
    tint = "warn" if one.stops else "muted"
    return TableRow(str(at), (where_label(one.where), said + example, rows, f"{one.count:,}"), ((1, tint),))


def _preview_rows(start: int, one: PreviewRow) -> list[TableRow]:
    # one reason of a row is enough here, the gravest; all of them stand in the file to mend
    reasons = sorted(one.reasons, key=lambda told: (not told[1].stops, told[1].code in KEPT_AS_IT_IS))
    first = dict(reversed(reasons))
    village = one.draft.village or (place_name(one.draft.pcode) if one.draft.pcode else "")
    rows: list[TableRow] = []
    for at, member in enumerate(one.draft.members or ()):
        number = one.rows[min(at, len(one.rows) - 1)]
        reason = first.pop(number, None)  # of several people in one row it is said once
        cells = (
            str(number),
            member.name_as_told or member.name_latin,
            member.parent_name or member.parent_latin,
            label(member.sex) if member.sex is not None else "",
            "" if member.age_years is None else str(member.age_years),
            village,
            say_short(reason) if reason is not None else "",
        )
        tint = "warn" if reason is not None and reason.stops else "muted"
        rows.append(TableRow(str(start + at), cells, ((6, tint),)))
    return rows
