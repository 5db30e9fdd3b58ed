"""One line of the quiet list whole: its facts, its households to look at, and the reason for putting it aside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.quiet import QuietFlag
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.words.captions.bilingual import day_text
from desktop.words.catalogue import isolated, tr
from desktop.words.people import joined
from desktop.words.quiet import flag_facts, flag_title


class FlagPanel(Panel):
    """`looked(code)` on Enter at a household, `put(reason)` on Enter at the reason."""

    looked = Signal(str)
    put = Signal()

    def __init__(self, parent: QWidget | None = None, *, asks: bool = True) -> None:
        """Nothing chosen yet; the reason is asked only of who may put a line aside."""
        super().__init__("panel", parent)
        self._asks = asks
        self._title = Line("", Role.HEADING, elide=True)
        self._facts = Paragraph("", Role.BODY)
        self._aside = Paragraph("", Role.SMALL, "accent")
        self.codes = Table(tr("Households"), [Column(tr("Household"), code=True)])
        self.codes.opened.connect(self.looked)
        self.reason = TextField(tr("Reason"), tr("who was asked, what was seen"))
        self.reason.setMaxLength(200)
        self.form = Form()
        self.form.add("reason", tr("Why it may rest"), self.reason, above=True)
        self.form.finished.connect(self.put)
        column = QVBoxLayout(self)
        pad = 14 if current().layout.small else 20
        column.setContentsMargins(pad, 12, pad, 16)
        column.setSpacing(4 if current().layout.small else 8)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self._aside)
        column.addWidget(self.codes, 100)  # as many rows as there is room for; what is left over stays below
        column.addWidget(self.form)
        column.addStretch(1)

    def show_flag(self, flag: QuietFlag) -> None:
        """One line; the reason is empty."""
        self._title.setText(flag_title(flag))
        self._facts.setText(flag_facts(flag))
        before = flag.aside
        self._aside.setText(joined(isolated(before.reason), before.by, day_text(before.at)) if before else "")
        self._aside.setVisible(before is not None)
        self.codes.set_rows([TableRow(code.text, (code.text,)) for code in flag.households])
        self.codes.setMaximumHeight(self.codes.sizeHint().height())
        self.codes.setVisible(bool(flag.households))
        self.reason.set_value("")
        self.form.show_problems({})
        self.form.setVisible(self._asks and before is None)

    def ask_reason(self) -> None:
        """The reason is wanted before it is put aside."""
        self.form.show_problems({"reason": tr("Write why it may rest.")})
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
