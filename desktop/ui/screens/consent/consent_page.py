"""What one household agreed to: what holds, what waits, and that rights were told; everything here is heard alone."""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.records.consent import ConsentsView, Given, RightsTold, WithdrawalView
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page, scrolling
from desktop.ui.rights_panel import RightsPanel, held, spoken_language
from desktop.ui.screens.consent.give_panel import GivePanel
from desktop.ui.screens.consent.taking_back import TakingBack
from desktop.ui.screens.consent.withdraw_panel import WithdrawPanel, named
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Workbench
from desktop.usecases import consents, rights
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, WithdrawalState
from desktop.words import consents as words
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.people import joined
from desktop.words.said import Said


class ConsentPage(Page):
    """A neutral title: whoever looks over a shoulder learns nothing."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.CONSENT_GIVEN,
            EntryKind.CONSENT_WITHDRAWN,
            EntryKind.WITHDRAWAL_CALLED_OFF,
            EntryKind.WITHDRAWAL_DONE,
            EntryKind.RIGHTS_OFFERED,
        }
    )

    def __init__(self, bench: Workbench, code: HouseholdCode) -> None:
        """Lists and buttons; what they show comes with `entered`."""
        super().__init__(bench, tr("Consent"))
        self.code = code
        self._view: ConsentsView | None = None
        self.panel: WithdrawPanel | GivePanel | RightsPanel | None = None
        self._held: QWidget | None = None
        self.taking = TakingBack(bench, code, self)
        self.taking.ended.connect(self.close_panel)
        self.set_head_trailing(CodeDisplay(code.text, Role.NUMBER, name=tr("Household code")))
        self.holds = RowList(tr("What holds"), RowStyle.PLAIN)
        self.waiting = RowList(tr("Waiting"), RowStyle.SHEET)
        self._build()

    @override
    def entered(self) -> None:
        """Load the household's consents."""
        code = self.code
        self.bench.run(lambda desk: consents.show(desk, code), self._show)

    @override
    def help_text(self) -> str:
        """What each key does here."""
        return tr("W takes something back, G agrees to something, T tells the rights. Each is heard alone.")

    @override
    def escape(self) -> None:
        """Esc leaves the panel first, then the page, back to the household."""
        if self.panel is not None:
            self.close_panel()
        else:
            super().escape()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, view: ConsentsView) -> None:
        self._view = view
        self.holds.set_rows(
            [
                Row(
                    line.purpose.value,
                    label(line.purpose),
                    words.consent_line(line),
                    trailing=tr("yes") if line.given else tr("no"),
                    icon="circle-check" if line.given else "circle-dashed",
                    icon_tint="good" if line.given else "muted",
                )
                for line in view.consents
            ]
        )
        waits = [one for one in view.withdrawals if one.state is WithdrawalState.WAITING]
        self.waiting.set_rows([self._waiting_row(one) for one in waits])
        for widget in (self._waiting_line, self._waiting_panel):
            widget.setVisible(bool(waits))
        self._offered.setText("\n".join(map(words.offered, view.offered)) or tr("Not yet."))
        due = tr("Help is still due in: {rounds}", rounds=joined(*view.rounds)) if view.rounds else ""
        self._due.setText(due)
        self._due.setVisible(bool(due))
        missing = [line for line in view.consents if not line.given]
        closed = tr("The household {code} is closed.", code=self.code.grouped)
        allow(self.withdraw_button, view.active, closed)
        allow(self.rights_button, view.active, closed)
        nothing = closed if not view.active else tr("There is nothing left to agree to.")
        allow(self.give_button, view.active and bool(missing), nothing)
        if self.panel is None:
            self.withdraw_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waiting_row(self, one: WithdrawalView) -> Row:
        return Row(
            str(one.id),
            joined(label(one.purpose), self._who(one)),
            words.waits(one, local_day(self.bench.desk.clock().at)),
            icon="clock-pause",
            icon_tint="warn",
        )

    def _who(self, one: WithdrawalView) -> str:
        if one.registrant is None or self._view is None:
            return tr("the whole household")
        found = next((person for person in self._view.people if person.registrant == one.registrant), None)
        return named(found) if found is not None else tr("somebody who lives elsewhere now")

    # --- taking back -------------------------------------------------------------------------------------------------

    def withdraw(self, waits: WithdrawalView | None = None) -> None:
        """Open the panel to take something back, or at one that waits."""
        if self._view is not None:
            self.close_panel()
            self._open(self.taking.begin(self._view.people, waits))
            self.taking.focus_first()

    # --- agreeing, telling -------------------------------------------------------------------------------------------

    def give(self) -> None:
        """Open the panel to agree to something that was not agreed to before."""
        if self._view is None or not self.give_button.isEnabled():
            return
        missing = [line.purpose for line in self._view.consents if not line.given]
        self.close_panel()
        panel = GivePanel(self._view.people, missing, self._language())
        panel.agreed.connect(self._agree)
        panel.left.connect(self.close_panel)
        self._open(panel)
        panel.focus_first()

    def _agree(self) -> None:
        panel, code = self.panel, self.code
        assert isinstance(panel, GivePanel)
        giving = panel.giving()
        if giving is not None:
            self.bench.run(lambda desk: consents.give(desk, code, giving), self._agreed, failed=self._refused)

    def _agreed(self, _: Given) -> None:
        self.close_panel()
        self.bench.say(NoticeKind.GOOD, Said(tr("Noted."), tr("They can take it back at any time.")))

    def tell(self) -> None:
        """Open the rights, to be read aloud to this household alone."""
        if self._view is None or not self.rights_button.isEnabled():
            return
        self.close_panel()
        panel = RightsPanel(self.bench, self._language(), first=True)
        panel.told.connect(self._tell)
        self._open(panel)
        panel.told_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        panel, code = self.panel, self.code
        assert isinstance(panel, RightsPanel)
        language = spoken_language(panel.language())
        self.bench.run(lambda desk: rights.tell_rights(desk, code, language), self._told)

    def _told(self, _: RightsTold) -> None:
        if isinstance(self.panel, RightsPanel):
            self.panel.noted()

    def _language(self) -> ConsentLanguage:
        """The language of the last consent, in which the next question is asked as well."""
        line = self._view.consent(ConsentPurpose.REGISTER) if self._view is not None else None
        return line.language if line is not None and line.language is not None else ConsentLanguage.URDU

    # --- panels ------------------------------------------------------------------------------------------------------

    def _open(self, panel: WithdrawPanel | GivePanel | RightsPanel) -> None:
        self.bench.clear()
        self.panel = panel
        self._held = scrolling(held(panel)) if not isinstance(panel, RightsPanel) else held(panel)
        self._main.hide()
        self._side.hide()
        self.body.insertWidget(0, self._held, 1)
        self._held.show()
        self._foot.hide()

    def close_panel(self) -> None:
        """Back to what holds and what waits."""
        if self._held is not None:
            self._held.hide()
            self._held.deleteLater()
        self.panel = self._held = None
        self.taking.let_go()
        self._main.show()
        self._side.show()
        self._foot.show()
        self.withdraw_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, told: Told) -> bool:
        if not isinstance(self.panel, GivePanel):
            return False
        self.panel.refuse(say(told).shortly())
        return True

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Line(tr("What holds now"), Role.HEADING))
        column.addWidget(_framed(self.holds))
        self._waiting_line = Line(tr("Taken back, waiting"), Role.HEADING)
        self._waiting_panel = _framed(self.waiting)
        column.addWidget(self._waiting_line)
        column.addWidget(self._waiting_panel)
        column.addStretch(1)
        self.body.addWidget(self._main, 1)
        side = self.side()
        self._offered, self._due = Paragraph("", Role.BODY), Paragraph("", Role.BODY, "muted")
        side.addWidget(Line(tr("Rights told"), Role.HEADING))
        side.addWidget(self._offered)
        side.addWidget(self._due)
        side.addStretch(1)
        holder = self._offered.parentWidget()
        assert holder is not None
        self._side = holder
        self.withdraw_button = Button(tr("Take something back"), ButtonKind.PRIMARY, "arrow-back-up", "W", "W")
        self.give_button = Button(tr("Agree to something"), icon="check", key="G", shortcut="G")
        self.rights_button = Button(tr("Tell the rights"), icon="volume", key="T", shortcut="T")
        self.back_button = Button(tr("Back to the household"), ButtonKind.QUIET, key="Esc")
        buttons: tuple[tuple[Button, Callable[[], None]], ...] = (
            (self.withdraw_button, lambda: self.withdraw()),
            (self.give_button, self.give),
            (self.rights_button, self.tell),
            (self.back_button, self.escape),
        )
        for button, act in buttons:
            button.clicked.connect(act)
        self.waiting.opened.connect(self._open_waiting)
        self.set_foot([self.withdraw_button, self.give_button, self.rights_button], [self.back_button])
        self.rights_button.setVisible(self.bench.desk.permits(Permission.RIGHTS_OFFERED))
        self._waiting_line.hide()
        self._waiting_panel.hide()

    def _open_waiting(self, key: str) -> None:
        if self._view is not None:
            waits = next((one for one in self._view.withdrawals if str(one.id) == key), None)
            if waits is not None:
                self.withdraw(waits)


def _framed(rows: RowList) -> QWidget:
    """A list in a panel that is as high as its rows."""
    panel = Panel()
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(rows)
    panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return panel
