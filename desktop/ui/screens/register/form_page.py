"""The ways through the form: on and back, to what stops, the last change taken back, the answer from above taken."""

from dataclasses import replace
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.records.household import MemberDraft
from desktop.ui.kept_form import KeptForm
from desktop.ui.screens.register.husband import number_moved
from desktop.ui.screens.register.members import Members, first_change
from desktop.ui.screens.register.people_acts import PeopleActs
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE, WHO, in_order
from desktop.ui.screens.register.writing_page import WritingPage
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.workbench import Workbench
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.problems import field_name, say_problem


class FormPage(WritingPage):
    """The form with its keys. How it begins and how it is saved is the page's on top of it."""

    photo_asked = Signal()

    def __init__(self, bench: Workbench, title: str, code: HouseholdCode | None) -> None:
        """Empty panels; nothing is kept until `_writing` is on."""
        super().__init__(bench, title, code)
        self._connect_first()
        self._connect_keys()
        self._show_foot()

    @override
    def help_text(self) -> str:
        """The keys of the form."""
        return tr(
            "Enter goes on, Shift+Enter back, numbers choose. Page Down: this person is written. F2: more. "
            "Ctrl+' takes the answer from above, Ctrl+Z takes the last change back, Ctrl+S saves. "
            "Enter passes over what is dashed: it was proposed. F4 takes a photo, Ctrl+K types Urdu by sound. "
            "Nobody needs papers."
        )

    # --- moving ------------------------------------------------------------------------------------------------------

    def _go_to(self, step: int, place: int | None = None) -> None:
        """Show a step; `place` opens the form of one person there."""
        self.state.step = step
        self.steps.set_present(min(step, WHERE))
        # what stands in the fields was taken before; a field that loses the keyboard to the new panel says nothing new
        writing, self._writing = self._writing, False
        self.panels.fill(self.draft, step)
        self._writing = writing
        if step == WHO:
            self._proposals.begin(self.draft.members, 0)
        if step == READ_BACK:
            self.panels.read_back.show_draft(self.draft, self._problems(), self.matches.found)
            self._focus_next()
        elif step == PEOPLE and place is not None:
            self.people.write(place)
        else:
            self.panels.focus_first(step)
        self._show_all()

    def go_on(self) -> None:
        """The filled button: the next step, or saving at the end."""
        if self.step == PEOPLE and self.panels.people.place is not None:
            self.people.done()
            return
        self._commit()
        if self.step == READ_BACK:
            self.save()
        elif self.step == WHERE:
            self.read_back()
        elif self.step < WHERE:
            self._go_to(self.step + 1)
            if self.step == PEOPLE and len(self.draft.members) == 1 and self.code is None:
                self.people.add()

    def person_done(self) -> None:
        """Page Down: what is left of this person or step is not asked; the rest of a reading back. It never saves."""
        if self._writing and self.step < READ_BACK:
            self.go_on()
        elif self.step == READ_BACK:
            self.panels.read_back.turn_page()

    def go_back(self) -> None:
        """Shift+Enter in the first field, or Page Up: the step before."""
        self._commit()
        if self.step == PEOPLE and self.panels.people.place is not None:
            self.people.leave()
        elif WHO < self.step <= READ_BACK:
            self._go_to(self.step - 1)

    def read_back(self) -> None:
        """Before saving: go to what stops, or show everything to be read aloud."""
        self._commit()
        stops = in_order([problem for problem in self._problems() if problem.stops])
        if stops:
            self._stopped(stops)
            return
        self.notices.take("stops")
        self._go_to(READ_BACK)

    def save(self) -> None:
        """Save what was read back."""
        raise NotImplementedError

    def next_pressed(self) -> None:
        """The filled button."""
        self.go_on()

    def save_pressed(self) -> None:
        """Ctrl+S: save what was read back; before that, read back first."""
        if self.step == READ_BACK:
            self.save()
        elif self.step < READ_BACK and self._writing:
            if self.step == PEOPLE:
                self.people.keep()
            self.read_back()

    def _stopped(self, stops: list[Problem]) -> None:
        """Say what is missing, in words, and go to the first such field; nothing is lost."""
        self._everything = True
        self.state.step = self.panels.focus_problem(stops[0], self.draft)
        self.steps.set_present(self.step)
        first = f"{field_name(stops[0].where)}: {say_problem(stops[0])}"
        more = tr("Then save again. Everything you wrote is kept.")
        self.notices.show_notice("stops", Notice(NoticeKind.LOOK, first, more))
        self._show_all()

    # --- changing ----------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back and go where it was made."""
        if not self._writing or self.step >= SAVED:
            return
        self._commit()
        before = self.draft.members
        taken = self.state.take_back()
        if taken is None:
            return
        what, form = taken
        self._go_to(form.step, form.place)
        self._focus_change(before, form)
        self._keep()
        self.keeper.say(tr("Undone: {field}", field=what))

    def _focus_change(self, before: Members, form: KeptForm) -> None:
        """The field that was taken back has the keyboard, where a person was changed."""
        place = 0 if form.step == WHO else form.place
        if place is None or place >= len(before):
            return
        after = form.draft.members[place] if place < len(form.draft.members) else MemberDraft()
        where = first_change(before[place], after)
        if where:
            (self.panels.head if form.step == WHO else self.panels.people.form).focus_row(where)

    def same_as_above(self) -> None:
        """The field that has the keyboard takes the answer of the person before, or of the household before."""
        if self.step == WHERE:
            self.panels.where.set_where(self.state.last.pcode, self.state.last.village)
            self._commit(tr("Place"))
            self.panels.where.focus_first()
        elif self.step == PEOPLE and self.panels.people.place:
            self.panels.people.form.copy_from(self.draft.members[self.panels.people.place - 1])

    def more(self) -> None:
        """F2: what is asked only where it matters, about the person or the household; and back."""
        if not self._writing or self.step >= READ_BACK:
            return
        if self.step == WHERE:
            self.panels.where.turn_more()
        elif self.step == WHO or self._place() is not None:
            self._form_now().turn_more()
        self._show_more()

    def number_to_husband(self) -> None:
        """F6: the number told for a woman is her husband's: it goes to him, and can be taken back like any change."""
        self._commit(tr("Paper"))
        members = number_moved(self.draft.members, self._place() or 0)
        if not self.state.take(replace(self.draft, members=members), tr("To the husband"), self._place()):
            return
        self._keep()
        self._go_to(self.step, self._place())
        self._form_now().focus_row("id.number")

    # --- wiring ------------------------------------------------------------------------------------------------------

    def _connect_first(self) -> None:
        panels = self.panels
        panels.consent.left.connect(self._commit)
        panels.who.finished.connect(self.go_on)
        self.connect_form(panels.head)
        self._keep_undo(panels.who)
        panels.made.connect(self._panel_made)
        self.alike.found.connect(self.matches.show_found)
        self.keeper.told.connect(self.matches.show_kept)

    def _panel_made(self, step: int) -> None:
        """A panel is there for the first time."""
        panels = self.panels
        if step == PEOPLE:
            self.connect_form(panels.people.form)
            acts = self._people = PeopleActs(panels.people, self.state, self._commit, self)
            acts.head_asked.connect(lambda: self._go_to(WHO))
            acts.changed.connect(self._show_all)
            acts.written.connect(self._keep)
            acts.all_written.connect(lambda: self._go_to(WHERE))
        elif step == WHERE:
            panels.where.left.connect(self._commit)
            panels.where.turned.connect(self._turned)
            panels.where.finished.connect(self.go_on)
            panels.where.before.connect(self.go_back)
        self._keep_undo(panels.make(step))

    def connect_form(self, form: PersonForm) -> None:
        """Hear of a form of a person."""
        form.left.connect(self._commit)
        form.typed.connect(self.alike.soon)
        form.photo_asked.connect(self.photo_asked)
        form.number_moved.connect(self.number_to_husband)
        form.turned.connect(self._turned)
        form.today = local_day(self.bench.desk.clock().at)

    def _turned(self) -> None:
        """More is asked, or less again; its fields may be new."""
        self._keep_undo(self.panels)
        self._show_more()

    def _connect_keys(self) -> None:
        foot = self.foot
        self.more_button.clicked.connect(self.more)
        for button, act in (
            (foot.next_button, self.next_pressed),
            (foot.save_button, self.save_pressed),
            (foot.same_button, self.same_as_above),
            (foot.undo_button, self.undo),
            (foot.back_button, self.go_back),
            (foot.help_button, self.show_help),
        ):
            button.clicked.connect(act)
        done = QShortcut(QKeySequence("PgDown"), self, autoRepeat=False)  # one person for one press
        done.activated.connect(self.person_done)
        for keys, act in (
            ("Ctrl+S", self.save_pressed),
            ("Ctrl+Z", self.undo),
            ("Ctrl+'", self.same_as_above),
            ("F2", self.more),
            ("Ctrl+Return", self.next_pressed),
            ("Ctrl+Enter", self.next_pressed),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
