"""Whom to ask after a distribution: margin and seed, how many that makes, and the households the seed chose."""

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.accounts import Sample, Sizes
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import scrolling
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import CodeField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.sampling import MOST_SEED
from desktop.words.accounts import sizes_words
from desktop.words.catalogue import isolated, tr

MARGINS = (5, 10)
_PROPOSED = 1_000_000  # a seed is read aloud and typed again: six digits at most


class SamplePanel(QWidget):
    """`margin_chosen` when another margin is wanted; `drawn_asked` on Enter in the seed."""

    margin_chosen = Signal()
    drawn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample: Sample | None = None
        margins = [Choice(str(one), isolated(f"± {one} %")) for one in MARGINS]
        self.margins = ChoiceChips(tr("Margin"), margins, numbered=False)
        self.margins.set_value(str(MARGINS[0]))
        self.margins.chosen.connect(lambda _="": self.margin_chosen.emit())
        self.seed = CodeField(tr("Seed"), (len(str(MOST_SEED)),), width=190)
        self.seed.keeps_nothing = True
        self.seed.returnPressed.connect(self.drawn_asked)
        self.another = Button(tr("Another seed"), ButtonKind.QUIET, "refresh")
        self.another.clicked.connect(self.propose)
        self._seed_row = FormRow(tr("Seed"), [self.seed], above=True)
        self._sizes = Paragraph("", Role.SMALL, "muted")
        self._sites = Paragraph("", Role.SMALL, "muted")
        self.table = Table(tr("Whom to ask"), _columns(), self)
        self._told = Line("", Role.HEADING, elide=True)
        self._build()
        self.propose()
        self.clear()

    def _build(self) -> None:
        options = QWidget()
        column = QVBoxLayout(options)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        column.addWidget(FormRow(tr("Margin"), [self.margins], above=True))
        column.addWidget(self._seed_row)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)
        note = Paragraph(tr("The same seed draws the same households: it stands on every sheet."), Role.SMALL, "muted")
        column.addWidget(note)
        note.setVisible(not current().layout.small)
        column.addWidget(self._sites)
        column.addStretch(1)
        right = QVBoxLayout()
        right.setContentsMargins(5, 5, 5, 5)
        right.setSpacing(8)
        right.addWidget(self._told)
        right.addWidget(self._sizes)
        right.addWidget(self.table, 1)
        right.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().layout.gap)
        area = scrolling(options)
        area.setFixedWidth(current().wide(current().layout.options))
        row.addWidget(area)
        row.addLayout(right, 1)

    def margin(self) -> int:
        """The margin in per cent."""
        return int(self.margins.value() or MARGINS[0])

    def seed_value(self) -> int | None:
        """The seed as typed; None while there is none, which is then said at the field."""
        typed = self.seed.value()
        self._seed_row.set_problem("" if typed else tr("A seed is a whole number, any you like."))
        if not typed:
            self.seed.setFocus(Qt.FocusReason.OtherFocusReason)
        return int(typed) if typed else None

    def propose(self) -> None:
        """Write a seed nobody chose; anybody may write another."""
        self.seed.set_value(str(secrets.randbelow(_PROPOSED)))
        self._seed_row.set_problem("")

    def clear(self) -> None:
        """Nobody is chosen: another round, margin or seed."""
        self.sample = None
        self._told.setText(tr("Nobody is chosen yet."))
        self.table.set_rows(())
        self.table.hide()

    def show_sizes(self, told: Sizes) -> None:
        """How many would be asked, and at which point."""
        self._sizes.setText(sizes_words(told) if told.served else tr("Nobody was served in this round yet."))
        sites = [
            tr("{point}: {asked} of {served}", point=site.point_name, asked=site.asked, served=site.served)
            for site in told.sites
        ]
        self._sites.setText("\n".join(sites))

    def show_sample(self, drawn: Sample) -> None:
        """Whom the seed chose, in its order."""
        self.sample = drawn
        self._told.setText(
            tr("Seed {seed}: {count} of {served} households.", seed=str(drawn.seed), count=len(drawn.households),
               served=drawn.served)
        )  # fmt: skip
        names = {site.point_code: site.point_name for site in drawn.sites}
        order: dict[str, int] = {}
        rows: list[TableRow] = []
        for one in drawn.households:
            order[one.point_code] = order.get(one.point_code, 0) + 1
            number = isolated(str(order[one.point_code]))
            rows.append(
                TableRow(one.code.text, (number, one.code.text, one.village or "–", names.get(one.point_code, "")))
            )
        self.table.set_rows(rows)
        self.table.setMaximumHeight(self.table.sizeHint().height())
        self.table.show()

    def take_focus(self) -> None:
        """The seed has the keyboard, or the list once it is drawn."""
        (self.table if self.sample else self.seed).setFocus(Qt.FocusReason.OtherFocusReason)


def _columns() -> list[Column]:
    return [
        Column("#", 60, number=True),
        Column(tr("Household"), 190, code=True),
        Column(tr("Village")),
        Column(tr("Point"), 200 if current().layout.small else 260),
    ]
