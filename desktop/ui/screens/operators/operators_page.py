"""People of the office: who works here, somebody added by two, helplines that were test-called."""

from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.opening import second_person
from desktop.records.operator import HelplineView, OperatorView
from desktop.reference.tables import hotlines
from desktop.security.passwords import propose_passphrase
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role as TypeRole
from desktop.ui.page import Page, scrolling
from desktop.ui.strength import strength_in_words
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.ui.workbench import Workbench
from desktop.usecases import operators
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Role
from desktop.words.captions.bilingual import day_text
from desktop.words.catalogue import tr
from desktop.words.labels import label, row_label
from desktop.words.messages import say
from desktop.words.people import joined
from desktop.words.said import Said


class OperatorsPage(Page):
    """A list, a form to add somebody, and the helplines."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.OPERATOR_ADDED, EntryKind.OPERATOR_REMOVED, EntryKind.HELPLINE_TESTED}
    )

    def __init__(self, bench: Workbench) -> None:
        """Frame; people and helplines come with `entered`."""
        super().__init__(bench, tr("People of the office"))
        self.people = Table(
            tr("People of the office"),
            [Column(tr("Name"), bold=True), Column(tr("Role"), width=220), Column(tr("Since"), width=140)],
        )
        self.helplines = Table(
            tr("Helplines"),
            [Column(tr("Helpline"), bold=True), Column(tr("Number"), width=160), Column(tr("Test-called"), width=150)],
        )
        self.helplines.opened.connect(self._called)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(5, 0, 5, 5)
        column.setSpacing(8)
        column.addWidget(self.people)
        column.addWidget(
            Line(
                tr("Helplines: call one, then press Enter on its row when somebody answered"),
                TypeRole.SMALL,
                "muted",
                elide=True,
            )
        )
        column.addWidget(self.helplines, 1)
        self.body.addWidget(left, 1)
        self._build_form()

    @override
    def entered(self) -> None:
        """Load both lists."""
        self.bench.run(lambda desk: (operators.operators(desk), operators.helplines(desk)), self._show)

    def _build_form(self) -> None:
        panel = Panel()
        panel.setFixedWidth(current().wide(420 if not current().layout.small else 380))
        self.name = TextField(tr("Name"))
        self.name.setMaxLength(60)
        self.role = DropDown(tr("Role"), [Choice(role.value, label(role)) for role in Role])
        self.words = TextField(tr("First passphrase"), rtl=False)
        self.words.set_value(propose_passphrase())
        form = Form()
        form.add("name", tr("Name"), self.name, above=True)
        form.add("role", tr("Role"), self.role, above=True)
        row = form.add("words", tr("First passphrase, to be written down by that person"), self.words, above=True)
        self.words.textChanged.connect(lambda text="": row.set_hint(strength_in_words(text)))
        row.set_hint(strength_in_words(self.words.value()))
        self._form = form
        self.second = SecondPerson(agree=tr("I agree: add this person"))
        self.second.asked.connect(self._add)
        column = QVBoxLayout(panel)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        heading = QHBoxLayout()
        heading.addWidget(Line(tr("Add somebody"), TypeRole.HEADING))
        heading.addStretch(1)
        again = Button(tr("Other words"), ButtonKind.QUIET, "refresh")
        again.clicked.connect(lambda: self.words.set_value(propose_passphrase()))
        heading.addWidget(again)
        column.addLayout(heading)
        column.addWidget(form)
        column.addWidget(self.second)
        column.addStretch(1)
        area = scrolling(panel)
        area.setFixedWidth(panel.width() + 16)
        self.body.addWidget(area)

    def _show(self, seen: tuple[tuple[OperatorView, ...], tuple[HelplineView, ...]]) -> None:
        people, called = seen
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
        me = self.bench.desk.person
        seconds = [one for one in people if one.id != me.id and one.role != me.role]
        self.second.set_names([Choice(one.name, joined(one.name, label(one.role))) for one in seconds])
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, second_name: str, passphrase: str) -> None:
        name, role, words = self.name.value(), self.role.value(), self.words.value()
        if not name or role is None:
            self._form.show_problems({"name": tr("Write a name and choose a role.")})
            return
        self._form.show_problems({})
        opened = self.bench.opened
        self.second.set_busy(True)

        def work(_: object) -> operators.OperatorChanged:
            second = second_person(opened, second_name, passphrase)
            return operators.add(opened.desk, opened.vault, opened.unlocked, name, Role(role), words, second=second)

        self.bench.run(work, self._added, failed=self._refused)

    def _added(self, changed: operators.OperatorChanged) -> None:
        self.second.clear()
        self.name.set_value("")
        self.role.set_value(None)
        self.words.set_value(propose_passphrase())
        self.bench.say(
            NoticeKind.GOOD,
            Said(
                tr("{name} was added.", name=changed.operator.name),
                tr("Hand the words over on paper, so that only that person has them."),
            ),
        )

    def _refused(self, told: Told) -> bool:
        said = say(told)
        self.second.refuse(joined(said.what, said.do))
        return True

    def _called(self, number: str) -> None:
        self.bench.run(
            lambda desk: operators.test_helpline(desk, number),
            lambda seen: self.bench.say(
                NoticeKind.GOOD, Said(tr("{number} may now be printed on cards and papers.", number=seen.number))
            ),
        )
