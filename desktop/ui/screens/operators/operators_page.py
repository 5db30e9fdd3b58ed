"""People of the office: who works here, what two people may do to somebody, and helplines that were test-called."""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.operator import HelplineView, OperatorView
from desktop.reference.tables import hotlines
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role as TypeRole
from desktop.ui.handed_words import ask_before_losing, words_in_hand
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.operators.add_panel import AddPanel
from desktop.ui.screens.operators.operator_dialog import OperatorAct, OperatorDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.ui.workbench import Workbench
from desktop.usecases import operators
from desktop.values.entry_kind import EntryKind
from desktop.words.captions.bilingual import day_text
from desktop.words.catalogue import tr
from desktop.words.labels import label, row_label
from desktop.words.said import Said


class OperatorsPage(Page):
    """A list with its acts, a panel to add somebody, and the helplines."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.OPERATOR_ADDED, EntryKind.OPERATOR_REMOVED, EntryKind.HELPLINE_TESTED}
    )

    def __init__(self, bench: Workbench) -> None:
        """Frame; people and helplines come with `entered`."""
        super().__init__(bench, tr("People of the office"))
        self.known: dict[str, OperatorView] = {}
        self.people = Table(
            tr("People of the office"),
            [Column(tr("Name"), bold=True), Column(tr("Role"), width=220), Column(tr("Since"), width=140)],
        )
        self.people.chosen.connect(lambda _key="": self._allow())
        self.helplines = Table(
            tr("Helplines"),
            [Column(tr("Helpline"), bold=True), Column(tr("Number"), width=160), Column(tr("Test-called"), width=150)],
        )
        self.helplines.opened.connect(self._called)
        secondary, danger = ButtonKind.SECONDARY, ButtonKind.DANGER
        self.role_button = Button(tr("Change the role"), secondary, "arrows-exchange", "Ctrl R", "Ctrl+R")
        self.words_button = Button(tr("New passphrase"), secondary, "key", "Ctrl N", "Ctrl+N")
        self.remove_button = Button(tr("Remove"), danger, "trash", "Ctrl D", "Ctrl+D")
        self.role_button.clicked.connect(lambda: self._do(OperatorAct.ROLE))
        self.words_button.clicked.connect(lambda: self._do(OperatorAct.WORDS))
        self.remove_button.clicked.connect(lambda: self._do(OperatorAct.REMOVE))
        self.people.opened.connect(lambda _key="": self.role_button.click())
        self.people.acted_on_by(self.role_button, self.words_button, self.remove_button)
        self.hint = Line("", TypeRole.SMALL, "muted", elide=True)
        self.add_panel = AddPanel(bench)
        self.add_panel.settled.connect(self._allow)
        self.name, self.role, self.second = self.add_panel.name, self.add_panel.role, self.add_panel.second
        self._build()
        self._allow()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(5, 0, 5, 5)
        column.setSpacing(8)
        column.addWidget(self.people)
        acts = QWidget()
        acts.setLayout(Flow([self.role_button, self.words_button, self.remove_button], gap=8))
        column.addWidget(acts)
        column.addWidget(self.hint)
        calling = tr("Helplines: call one, then press Enter on its row when somebody answered")
        column.addWidget(Line(calling, TypeRole.SMALL, "muted", elide=True))
        column.addWidget(self.helplines, 1)
        self.body.addWidget(left, 1)
        area = scrolling(self.add_panel)
        if not current().large_text:
            area.setFixedWidth(self.add_panel.width() + 16)
        self.body.addWidget(area)

    @override
    def entered(self) -> None:
        """Load both lists."""
        self.bench.run(lambda desk: (operators.operators(desk), operators.helplines(desk)), self._show)

    @override
    def help_text(self) -> str:
        """How somebody is chosen, and what can be done."""
        return tr(
            "Choose somebody in the list with the arrows. Enter or Ctrl+R changes the role, Ctrl+N gives a new "
            "passphrase, Ctrl+D removes. Each needs a second person of another role and ends at the lock screen."
        )

    @override
    def may_leave(self, leave: Callable[[], None]) -> bool:
        """Words that nobody handed over are asked about."""
        return self._may_go(leave)

    @override
    def may_lock(self) -> bool:
        """As leaving."""
        return self._may_go(self.bench.locked.emit)

    def _may_go(self, then: Callable[[], None]) -> bool:
        waiting = words_in_hand(self.bench)
        if waiting is None:
            return True

        def lose() -> None:
            self.add_panel.give_up()
            then()

        ask_before_losing(self, waiting.name, lose)
        return False

    def _show(self, seen: tuple[tuple[OperatorView, ...], tuple[HelplineView, ...]]) -> None:
        people, called = seen
        self.known = {str(one.id): one for one in people}
        self.people.set_rows(
            [TableRow(str(one.id), (one.name, label(one.role), day_text(one.since))) for one in people]
        )
        self.people.setMaximumHeight(self.people.sizeHint().height())
        when = {one.number: day_text(one.tested_at) for one in called}
        self.helplines.set_rows(
            [
                TableRow(line.number, (row_label(line), line.number, when.get(line.number, tr("not yet"))))
                for line in hotlines().values()
            ]
        )
        self.add_panel.set_people(people)
        self._allow()
        waiting = words_in_hand(self.bench) is not None
        first = self.add_panel.handing.field if waiting else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> OperatorView | None:
        return self.known.get(self.people.present() or "")

    def _allow(self) -> None:
        """The acts wait for somebody to be chosen, and for words that are not handed over yet."""
        chosen, waiting = self._chosen(), words_in_hand(self.bench)
        own = chosen is not None and chosen.id == self.bench.desk.person.id
        why = own_words = ""
        if waiting is not None:
            why = tr("First hand the words over to {name}.", name=waiting.name)
        elif chosen is None:
            why = tr("Choose somebody in the list to change the role, give a new passphrase or remove.")
        elif own:
            own_words = tr("Your own passphrase is changed in the settings.")
        for button in (self.role_button, self.words_button, self.remove_button):
            about = own_words if button is self.words_button else ""
            allow(button, not (why or about), why or about)
        self.hint.setText(why or own_words)

    def _do(self, act: OperatorAct) -> None:
        chosen = self._chosen()
        if chosen is not None:
            OperatorDialog(self.bench, act, chosen, self).open()

    def _called(self, number: str) -> None:
        self.bench.run(
            lambda desk: operators.test_helpline(desk, number),
            lambda seen: self.bench.say(
                NoticeKind.GOOD, Said(tr("{number} may now be printed on cards and papers.", number=seen.number))
            ),
        )
