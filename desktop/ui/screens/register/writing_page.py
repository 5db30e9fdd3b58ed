"""The form's parts around what is being written: each field is taken as it is left, kept, checked and looked up."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.records.household import HouseholdDraft
from desktop.ui.kept_form import kind_of
from desktop.ui.page import Page
from desktop.ui.screens.register.alike import AlikeSearch
from desktop.ui.screens.register.foot import FormFoot
from desktop.ui.screens.register.form_state import FormState
from desktop.ui.screens.register.husband import husband_of
from desktop.ui.screens.register.keeper import DraftKeeper
from desktop.ui.screens.register.known import KnownProblems
from desktop.ui.screens.register.matches_panel import MatchesPanel
from desktop.ui.screens.register.members import changed_words
from desktop.ui.screens.register.people_acts import PeopleActs
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.placing import DayLine, MoreButton, placed
from desktop.ui.screens.register.proposals import Proposals
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, WHERE, WHO, StepPanels
from desktop.ui.widgets.steps import Steps
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.problem import Problem
from desktop.words.catalogue import tr


class WritingPage(Page):
    """Panels, matches and foot around one `FormState`. How one moves through it is the page's on top of this one."""

    keeps_at_once = True  # a draft, at every field

    def __init__(self, bench: Workbench, title: str, code: HouseholdCode | None) -> None:
        """Empty panels; nothing is kept until `_writing` is on."""
        super().__init__(bench, title)
        self.code = code
        self.state = FormState(code)
        self._writing = self._everything = False
        self.keeper = DraftKeeper(bench, kind_of(code), self)
        self.panels = StepPanels(practice=bench.desk.office.practice)
        self.matches = MatchesPanel()
        self.steps = Steps([tr("Who"), tr("People"), tr("Where")])
        self.set_head_trailing(self.steps)
        self.day = DayLine()
        self.more_button = MoreButton()
        self._area, self._beside = placed(self.panels, self.matches, self.more_button, self.day)
        self.body.addWidget(self._area, 1)
        if self._beside is not self._area:
            self.body.addWidget(self._beside)
        self.panels.fill_first()
        self.foot = FormFoot()
        self.next_button, self.undo_button = self.foot.next_button, self.foot.undo_button
        self.set_foot(self.foot.leading(), [self.foot.help_button])
        self._people: PeopleActs | None = None
        self._proposals = Proposals(self.panels.head)
        self.alike = AlikeSearch(bench, self._written, code, self)
        self.known = KnownProblems(bench, code, self)
        self.known.found.connect(self._show_problems)

    @property
    def draft(self) -> HouseholdDraft:
        """The household as far as it is written."""
        return self.state.draft

    @draft.setter
    def draft(self, draft: HouseholdDraft) -> None:
        self.state.draft = draft

    @property
    def people(self) -> PeopleActs:
        """What is done with people; made with their panel."""
        assert self.panels.people is not None
        assert self._people is not None
        return self._people

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self.state.step

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field leaves Ctrl+Z to the form: its own undo would forget which field was meant."""
        asks = event.type() is QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # --- writing -----------------------------------------------------------------------------------------------------

    def _commit(self, field: str = "") -> None:
        """A field was left: take it into the draft, remember the state before, keep the draft, look for the alike.

        `field` is its name in words; empty: found by what has changed."""
        if not self._writing or self.step >= READ_BACK:
            return
        now = self.panels.read(self.draft, self.step)
        if self.state.take(now, field or changed_words(self.draft, now, self._place() or 0), self._place()):
            self._keep()
            self._show_foot()
            self.alike.soon()
            self.known.soon(self.draft)
        self._show_problems()

    def _keep(self) -> None:
        self.keeper.keep(self.state.kept(self._place()))

    def _place(self) -> int | None:
        return self.panels.people.place if self.step == PEOPLE else None

    def _form_now(self) -> PersonForm:
        return self.panels.people.form if self.step == PEOPLE else self.panels.head

    def _problems(self) -> tuple[Problem, ...]:
        found = registration.check(self.draft, today=local_day(self.bench.desk.clock().at))
        return (*found, *self.known.about(self.draft))

    def _written(self) -> tuple[HouseholdDraft, int] | None:
        """The draft with what stands in the fields now, and whose form is open; None where nobody's is."""
        if self.step >= READ_BACK:
            return None
        draft = self.panels.read(self.draft, self.step)
        place = self._place() or 0
        return (draft, place) if place < len(draft.members) else None

    # --- showing -----------------------------------------------------------------------------------------------------

    def _focus_next(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        self._show_problems()
        self._show_foot()

    def _show_problems(self) -> None:
        if self.step in (WHO, PEOPLE):
            husband = husband_of(self.draft.members, self._place() or 0)
            self._form_now().offer_husband(on=husband is not None)
        self.panels.show_problems(self._problems(), self.step, everything=self._everything)

    def _show_foot(self) -> None:
        self._show_more()
        self.foot.show(
            self.step,
            writing=self._place() is not None,
            blank=self.step == PEOPLE and self.people.is_blank,
            correcting=self.code is not None,
            undo=self.state.next_undo(),
        )

    def _show_more(self) -> None:
        """The button of F2, for the person or the household that is written."""
        asked = self.step in (WHO, WHERE) or self._place() is not None
        household = self.step == WHERE
        shown = self.panels.where if household else self._form_now()
        if asked and self.step < READ_BACK:
            self.more_button.show_for(shown.more_told(), household=household, turned=shown.is_turned, visible=True)
        else:
            self.more_button.hide()

    def _keep_undo(self, panel: QWidget) -> None:
        for field in panel.findChildren(QLineEdit):
            field.installEventFilter(self)
