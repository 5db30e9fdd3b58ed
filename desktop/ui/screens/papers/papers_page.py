"""Identity papers wanted: villages with numbers, the people of one and what came of it, the list for a van."""

from datetime import date
from typing import ClassVar, override

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import DraftProblems, Told
from desktop.records.identity import IdentityLine, NoteSaved, VillageCount
from desktop.ui.background import Lane
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.papers.list_making import ListMaking
from desktop.ui.screens.papers.note_form import NoteForm
from desktop.ui.screens.papers.people_panel import PeoplePanel
from desktop.ui.screens.papers.villages_panel import VillagesPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.workbench import Workbench
from desktop.usecases import identity
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.people import where_words
from desktop.words.problems import say_problem
from desktop.words.said import Said
from desktop.words.van import identity_name

VILLAGES, PEOPLE, NOTE, LIST = range(4)


class PapersPage(Page):
    """One step after the other; Esc goes one back."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.HOUSEHOLD_REGISTERED,
            EntryKind.HOUSEHOLD_CORRECTED,
            EntryKind.IDENTITY_NOTED,
            EntryKind.IMPORT_OPENED,
        }
    )

    def __init__(self, bench: Workbench) -> None:
        """The villages first; what they show comes with `entered`."""
        super().__init__(bench, tr("Identity papers wanted"))
        self.village: VillageCount | None = None
        self.code: HouseholdCode | None = None
        self.villages, self.people, self.note = VillagesPanel(), PeoplePanel(), NoteForm()
        note = tr("No phone, workplace or kind of work is on this list. Whoever carries it keeps it safe.")
        self.list = PaperPages(tr("Pages of the list"), note)
        self._noted = ""
        self._stack = QStackedWidget()
        for panel in (self.villages, self.people, _held(self.note), self.list):
            self._stack.addWidget(panel)
        self.body.addWidget(self._stack, 1)
        self.villages.opened.connect(self.open_village)
        self.villages.code_given.connect(self.open_household)
        self.villages.refused.connect(self.entered)
        self.people.opened.connect(self.open_person)
        self.note.finished.connect(self.keep)
        self.making = ListMaking(bench, self.list, self, lambda: self._step(LIST))
        self._build_foot()
        self._step(VILLAGES)

    @override
    def entered(self) -> None:
        """Load what the present step shows; the paper of a list stays what it was when it was made."""
        refused = self.villages.also.isChecked()
        if self._stack.currentIndex() == PEOPLE:
            self._load_people()
        elif self._stack.currentIndex() == VILLAGES:
            self.bench.run(
                lambda desk: identity.villages(desk, refused=refused), self._show_villages, lane=Lane.LONG_READS
            )

    @override
    def help_text(self) -> str:
        """The three steps."""
        return tr("Choose a village, then a person, and write what came of it. The list for a van is a paper to tick.")

    @override
    def escape(self) -> None:
        """Esc goes one step back, and from the villages home."""
        step = self._stack.currentIndex()
        if step == VILLAGES:
            super().escape()
            return
        back = PEOPLE if step == NOTE or (step == LIST and self.village is not None) else VILLAGES
        if back == VILLAGES:
            self.village = self.code = None
        self._step(back)
        self.entered()

    # --- villages and people -----------------------------------------------------------------------------------------

    def open_village(self, village: VillageCount) -> None:
        """The people of one village."""
        self.village, self.code = village, None
        self._step(PEOPLE)
        self._load_people()

    def open_household(self, code: HouseholdCode) -> None:
        """The people of one household, by the code on its paper."""
        self.village, self.code = None, code
        self._step(PEOPLE)
        self._load_people()

    def open_person(self) -> None:
        """What came of it for the chosen person."""
        line = self.people.present()
        if line is not None:
            self._step(NOTE)
            self.note.show_person(line, self._today())

    def _open_present(self) -> None:
        one = self.villages.present()
        if one is not None:
            self.open_village(one)

    def _show_villages(self, villages: tuple[VillageCount, ...]) -> None:
        self.villages.show_villages(villages)
        self._allow()
        if self._stack.currentIndex() == VILLAGES:
            self.villages.focus_table()

    def _load_people(self) -> None:
        place = (self.village.pcode, self.village.village) if self.village else None
        code, refused = self.code, self.villages.also.isChecked()
        self.bench.run(
            lambda desk: identity.people_of(desk, village=place, code=code, refused=refused), self._show_people
        )

    def _show_people(self, lines: tuple[IdentityLine, ...]) -> None:
        self.people.show_people(self._heading(), lines, self._noted)
        self._noted = ""
        self._allow()

    def _heading(self) -> str:
        if self.village is not None:
            return where_words(self.village.pcode, self.village.village)
        return tr("Household {code}", code=self.code.grouped) if self.code else ""

    # --- what came of it ---------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is written about the chosen person."""
        line = self.people.present()
        if line is None:
            return
        draft, name = self.note.draft(), identity_name(line)
        self.bench.run(
            lambda desk: identity.note(desk, line.registrant, draft),
            lambda saved: self._kept(name, saved),
            failed=self._not_kept,
        )

    def _kept(self, name: str, saved: NoteSaved) -> None:
        self._noted = str(saved.registrant)
        self._step(PEOPLE)
        self._load_people()
        more = " ".join(say_problem(problem) for problem in saved.problems)
        if saved.number_kept:
            more = " ".join((tr("The number stands in the register now."), more)).strip()
        kind = NoticeKind.LOOK if saved.problems else NoticeKind.GOOD
        self.bench.say(kind, Said(tr("{name}: {result}", name=name, result=label(saved.result)), more))

    def _not_kept(self, told: Told) -> bool:
        if not isinstance(told, DraftProblems):
            return False
        self.note.show_problems([one for one in told.problems if isinstance(one, Problem)])
        return True

    def make_list(self) -> None:
        """The list for a van: of the village that is open, or of all."""
        self.making.make(self.village, refused=self.villages.also.isChecked())

    # --- building ----------------------------------------------------------------------------------------------------

    def _build_foot(self) -> None:
        primary, quiet = ButtonKind.PRIMARY, ButtonKind.QUIET
        self.open_button = Button(tr("People of this village"), primary, "users", "Enter")
        self.open_button.clicked.connect(self._open_present)
        self.person_button = Button(tr("What came of it?"), primary, "clipboard-check", "Enter")
        self.person_button.clicked.connect(self.open_person)
        self.keep_button = Button(tr("Keep the result"), primary, "check", "Ctrl S", "Ctrl+S")
        self.keep_button.clicked.connect(self.keep)
        self.list_button = Button(tr("List for the van"), icon="truck-delivery", key="Ctrl P", shortcut="Ctrl+P")
        self.list_button.clicked.connect(self.make_list)
        self.print_button = Button(tr("Print"), primary, "printer", "Ctrl P", "Ctrl+P")
        self.print_button.clicked.connect(self.making.print)
        self.save_button = Button(tr("Save as PDF"), icon="device-floppy", key="Ctrl E", shortcut="Ctrl+E")
        self.save_button.clicked.connect(self.making.save_paper)
        self.sheet_button = Button(tr("Save as a sheet"), icon="file-export", key="Ctrl T", shortcut="Ctrl+T")
        self.sheet_button.clicked.connect(self.making.save_sheet)
        self.back_button = Button(tr("Back"), quiet, "arrow-back-up")
        self.back_button.clicked.connect(self.escape)
        leading = [self.open_button, self.person_button, self.keep_button, self.print_button, self.list_button]
        self.set_foot([*leading, self.save_button, self.sheet_button], [self.back_button])

    def _step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._allow()

    def _allow(self) -> None:
        """The buttons of the present step, one of them filled."""
        step = self._stack.currentIndex()
        village, person = self.villages.present(), self.people.present()
        self.open_button.setVisible(step == VILLAGES and village is not None)
        self.person_button.setVisible(step == PEOPLE and person is not None)
        self.keep_button.setVisible(step == NOTE)
        of_all, of_one = step == VILLAGES and village is not None, step == PEOPLE and person is not None
        self.list_button.setVisible(of_all or (of_one and self.village is not None))
        for button in (self.print_button, self.save_button, self.sheet_button):
            button.setVisible(step == LIST)
        self.back_button.setVisible(step != VILLAGES)

    def _today(self) -> date:
        return local_day(self.bench.desk.clock().at)


def _held(form: NoteForm) -> QWidget:
    """The form with room for the focus ring around it."""
    holder = QWidget()
    holder.setProperty("role", "clear")
    column = QVBoxLayout(holder)
    column.setContentsMargins(5, 5, 5, 5)
    column.addWidget(form)
    return scrolling(holder)
