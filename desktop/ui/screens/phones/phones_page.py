"""Phone numbers that an old fault of the form damaged: all of them, each asked for and written anew, or given up."""

from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import DraftProblems, Told
from desktop.records.household import Corrected, DamagedPhone
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.fields import PhoneField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Icon, Panel
from desktop.ui.widgets.stacking import hold_beside
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.ui.workbench import GoHousehold, Workbench
from desktop.usecases import phones, registration
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission
from desktop.values.phone import shown_phone
from desktop.values.problem import Problem
from desktop.words.catalogue import tr, tr_n
from desktop.words.people import damaged_phone_line
from desktop.words.problems import say_problem
from desktop.words.said import Said


class PhonesPage(Page):
    """A table of all, and the chosen one beside it; what is corrected leaves the list."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset({EntryKind.HOUSEHOLD_CORRECTED})

    def __init__(self, bench: Workbench) -> None:
        """Frame; the list comes with `entered`."""
        super().__init__(bench, tr("Phone numbers to check"))
        self._found: dict[str, DamagedPhone] = {}
        self.dialog: Question | None = None
        self.may = any(bench.desk.permits(one) for one in (Permission.CORRECT, Permission.CORRECT_SAME_DAY))
        self.count = Line("", Role.SMALL, "muted", elide=True)
        self.table = Table(tr("Phone numbers to check"), _columns())
        self.empty = EmptyState(
            tr("No phone number has to be checked"),
            tr("None is as the old fault of the form left it."),
            drawing=Icon("circle-check", 72, "good"),
        )
        self.panel = Panel("panel")
        self.number = PhoneField(tr("Phone"))
        self.form = Form()
        self.form.add("phone", tr("What the person says"), self.number, above=True)
        self._who = Line("", Role.HEADING, elide=True)
        self._kept = Paragraph("", Role.BODY, "muted")
        self._build()
        self._connect()

    @override
    def entered(self) -> None:
        """Load all of them."""
        self.bench.run(phones.to_check, self._show)

    @override
    def help_text(self) -> str:
        """What is done here, and that nothing happens by itself."""
        return tr(
            "An old fault of the form cut these numbers. Ask each person, write the number and press Ctrl+S; Ctrl+B "
            "writes the one before. Where nobody can tell it, Ctrl+D leaves the phone empty. Enter goes to the number."
        )

    @override
    def present_row(self) -> str:
        """The line that is shown."""
        return self.table.present() or ""

    def keep(self) -> None:
        """Keep what is written for the chosen person."""
        one, typed = self._present(), self.number.value()
        if one is None:
            return
        if not typed:
            self._remark(tr("Write the number that the person says."))
            return
        self._correct(one, typed, Said(tr("The phone of {name} is kept.", name=one.name)))

    def give_up(self) -> None:
        """Nobody can tell the number: asked once, then the phone is empty and the list is shorter by one."""
        one = self._present()
        if one is None or self.dialog is not None:
            return
        dialog = self.dialog = Question(
            tr("Leave the phone empty?"),
            tr("{name} has no phone in the register then. What stood there stays in the history.", name=one.name),
            tr("Not yet"),
            tr("Leave it empty"),
            "L",
            danger=True,
            parent=self,
        )
        said = Said(tr("The phone of {name} is empty now.", name=one.name))
        dialog.accepted.connect(lambda: self._correct(one, "", said))
        dialog.finished.connect(self._answered)
        dialog.open()

    def _answered(self) -> None:
        self.dialog = None

    def _correct(self, one: DamagedPhone, phone: str, said: Said) -> None:
        def work(desk: Desk) -> Corrected:
            return registration.correct_damaged_phone(desk, one.registrant, one.household, phone)

        def kept(_: Corrected) -> None:
            self.bench.say(NoticeKind.GOOD, said)
            self.entered()

        self.bench.run(work, kept, failed=self._refused)

    def _refused(self, told: Told) -> bool:
        if not isinstance(told, DraftProblems):
            self.entered()
            return False
        self._remark(" ".join(say_problem(one) for one in told.problems if isinstance(one, Problem)))
        return True

    def _remark(self, sentence: str) -> None:
        self.form.show_problems({"phone": sentence})
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: tuple[DamagedPhone, ...]) -> None:
        place = list(self._found).index(self.table.present() or "") if self.table.present() in self._found else 0
        self._found = {str(one.registrant): one for one in found}
        self.table.set_rows([_row(one) for one in found])
        self.count.setText(
            tr_n(
                "{n} number lost its end by an old fault. Ask, then correct it; nothing is changed by itself.",
                "{n} numbers lost their ends by an old fault. Ask, then correct them; nothing is changed by itself.",
                len(found),
            )
        )
        for widget, seen in ((self.count, found), (self.table, found), (self.panel, found), (self.empty, not found)):
            widget.setVisible(bool(seen))
        self._foot.setVisible(bool(found))
        if not found:
            return
        row = self.take_first_row(self._found)
        if row is not None:
            self.table.choose(row)
        elif self.table.present() not in self._found:
            self.table.choose(str(found[min(place, len(found) - 1)].registrant))  # the one after
        self._choose()
        (self.number if self.may else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        one = self._present()
        if one is None:
            return
        self._who.setText(one.name)
        self._kept.setText(damaged_phone_line(one))
        self.number.set_value("")
        self.form.show_problems({})
        self.before_button.setVisible(self.may and bool(one.original))

    def _present(self) -> DamagedPhone | None:
        return self._found.get(self.table.present() or "")

    def _put_before(self) -> None:
        one = self._present()
        if one is not None:
            self.number.set_value(one.original)
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        one = self._present()
        if one is not None:
            self.bench.go(GoHousehold(one.household))

    def _enter(self) -> None:
        if self.may:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._look()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        for widget in (self.count, self.table, self.empty):
            column.addWidget(widget, 0 if widget is self.count else 1)
        self.body.addWidget(left, 1)
        pad = 14 if current().layout.small else 20
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(pad, 12, pad, 16)
        inside.setSpacing(8)
        self.before_button = Button(tr("As it was before"), ButtonKind.QUIET, "arrow-back-up", "Ctrl B", "Ctrl+B")
        for widget in (self._who, self._kept, self.form, self.before_button):
            inside.addWidget(widget)
        inside.addStretch(1)
        hold_beside(self.panel, current().layout.side)
        self.body.addWidget(self.panel)
        self.keep_button = Button(tr("Keep this number"), ButtonKind.PRIMARY, "check", "Ctrl S", "Ctrl+S")
        self.unknown_button = Button(tr("Nobody can tell it"), icon="x", key="Ctrl D", shortcut="Ctrl+D")
        self.look_button = Button(
            tr("Look at the household"), ButtonKind.QUIET, "home", key="Ctrl O", shortcut="Ctrl+O"
        )
        self.set_foot([self.keep_button, self.unknown_button], [self.look_button])
        for widget in (self.count, self.table, self.panel, self.empty):
            widget.hide()
        self._foot.hide()
        for widget in (self.form, self.keep_button, self.unknown_button):
            widget.setVisible(self.may)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _="": self._choose())
        self.table.opened.connect(lambda _="": self._enter())
        self.form.finished.connect(self.keep)
        self.before_button.clicked.connect(self._put_before)
        self.keep_button.clicked.connect(self.keep)
        self.unknown_button.clicked.connect(self.give_up)
        self.look_button.clicked.connect(self._look)


def _columns() -> list[Column]:
    small = current().layout.small
    more = [] if small else [Column(tr("Household"), code=True)]
    return [Column(tr("Name"), bold=True), *more, Column(tr("Kept now"), 190), Column(tr("Before"), 190)]


def _row(one: DamagedPhone) -> TableRow:
    more = () if current().layout.small else (one.household.text,)
    before = isolate(shown_phone(one.original)) if one.original else ""
    return TableRow(str(one.registrant), (one.name, *more, isolate(shown_phone(one.phone)), before))
