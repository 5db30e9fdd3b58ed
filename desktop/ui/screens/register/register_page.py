"""Register a household, or correct one: three steps by keyboard, nothing lost, nobody held back before saving."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import DraftProblems, Told
from desktop.records.household import (
    ConsentDraft,
    Corrected,
    HouseholdDraft,
    HouseholdView,
    KeptDraft,
    MemberDraft,
    Registered,
)
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.photo import Photo, normalise_photo
from desktop.ui.appearance.look import current
from desktop.ui.background import Lane
from desktop.ui.kept_form import (
    LAST_KIND,
    KeptForm,
    LastUsed,
    kind_of,
    read_kept,
    read_last,
    write_last,
)
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.register.alike import AlikeSearch
from desktop.ui.screens.register.draft_offer import DraftOffer
from desktop.ui.screens.register.foot import FormFoot
from desktop.ui.screens.register.keeper import DraftKeeper
from desktop.ui.screens.register.matches_panel import MatchesPanel
from desktop.ui.screens.register.members import card_turned, without
from desktop.ui.screens.register.receipt import offer_receipt
from desktop.ui.screens.register.saved_panel import SavedPanel
from desktop.ui.screens.register.steps import HEAD, PEOPLE, READ_BACK, SAVED, WHERE, WHO, StepPanels
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.steps import Steps
from desktop.ui.workbench import GoCards, GoHome, GoHousehold, GoRegister, Workbench
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import PAKISTAN, local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.values.vocabulary import ConsentLanguage, ConsentReader
from desktop.words.catalogue import tr
from desktop.words.problems import field_name, say_problem
from desktop.words.said import Said

_UNDO_MOST = 200
LARGE_TEXT = 1.25
"""Above this text size parts that stand side by side go under each other."""


class RegisterPage(Page):
    """One form; `code` makes it a correction. `resume` goes on with the kept form without asking."""

    def __init__(self, bench: Workbench, code: HouseholdCode | None = None, *, resume: bool = False) -> None:
        """Empty panels; the kept form or the household to correct comes with `entered`."""
        title = tr("Correct {code}", code=code.grouped) if code else tr("New household")
        super().__init__(bench, title)
        self.code, self._resume = code, resume
        self.step = WHO
        self.draft = HouseholdDraft(members=(MemberDraft(relation=HEAD),))
        self._version: int | None = None
        self._history: list[tuple[str, KeptForm]] = []
        self._last = LastUsed()
        self._everything = False
        self._loaded = self._busy = False
        self.keeper = DraftKeeper(bench, kind_of(code), self)
        self.panels = StepPanels(practice=bench.desk.office.practice)
        self.matches = MatchesPanel()
        self.offer: DraftOffer | None = None
        self.saved: SavedPanel | None = None
        self.steps = Steps([tr("Who"), tr("People"), tr("Where")])
        self.set_head_trailing(self.steps)
        self._area = self._place_panels()
        self.body.insertWidget(0, self._area, 1)
        self._make_foot()
        self.alike = AlikeSearch(bench, self._written, code, self)
        self.alike.found.connect(self.matches.show_found)
        self._connect()

    @override
    def entered(self) -> None:
        """Load once: what was kept, or the household that is to be corrected."""
        if not self._loaded:
            self._loaded = True
            self.bench.run(self._load, self._begin)

    @override
    def help_text(self) -> str:
        """The keys of the form."""
        return tr(
            "Enter goes on, Shift+Enter back, numbers choose. Ctrl+' takes the answer from above, "
            "Ctrl+Z takes the last change back, Ctrl+S saves. Nobody needs papers."
        )

    @override
    def leaving(self) -> None:
        """Keep what is written, also in the field that still has the keyboard."""
        if self.step < SAVED and self._loaded and self.offer is None:
            self._commit(tr("Field"))
            self.keeper.flush()

    @override
    def escape(self) -> None:
        """Esc leaves the form of a person first, then the page."""
        if self.step == PEOPLE and self.panels.people.place is not None:
            self._person_kept()
        elif self.step == READ_BACK:
            self._go_to(WHERE)
        elif self.code is not None:
            self.bench.go(GoHousehold(self.code))
        else:
            self.bench.go(GoHome())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field leaves Ctrl+Z to the form: its own undo would forget which field was meant."""
        asks = event.type() is QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _place_panels(self) -> QWidget:
        """Form and matches side by side; under each other when the text is large, all of it in one scroll area."""
        if current().scale <= LARGE_TEXT:
            self._beside = QWidget()
            self._beside.setFixedWidth(current().wide(current().layout.side))
            column = QVBoxLayout(self._beside)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.matches)
            self.body.addWidget(self._beside)
            return scrolling(self.panels)
        self._beside = self.matches
        holder = QWidget()
        holder.setProperty("role", "clear")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().layout.gap)
        column.addWidget(self.panels)
        column.addWidget(self.matches)
        return scrolling(holder)

    # --- beginning ---------------------------------------------------------------------------------------------------

    def _load(
        self, desk: Desk
    ) -> tuple[KeptDraft | None, KeptDraft | None, HouseholdView | None, HouseholdDraft | None]:
        may_keep = desk.permits(Permission.REGISTER)
        kept = registration.kept_draft(desk, kind_of(self.code)) if may_keep else None
        last = registration.kept_draft(desk, LAST_KIND) if may_keep else None
        if self.code is None:
            return kept, last, None, None
        return kept, last, registration.show(desk, self.code), registration.draft_of(desk, self.code)

    def _begin(
        self, seen: tuple[KeptDraft | None, KeptDraft | None, HouseholdView | None, HouseholdDraft | None]
    ) -> None:
        kept, last, view, draft = seen
        if last is not None:
            self._last = read_last(last.body)
        if view is not None and draft is not None:
            self.draft, self._version = draft, view.version
            self.panels.answered(yes_or_no=True)
        else:
            self._start_from_last()
        form = read_kept(kept.body) if kept else None
        if kept is not None and form is not None:
            if self._resume:
                self._take_up(form)
            else:
                self._offer(form, kept.kept_at)
                return
        self._go_to(self.step)

    def _start_from_last(self) -> None:
        consent = ConsentDraft(
            read_by=ConsentReader(self._last.read_by or ConsentReader.CLERK),
            language=ConsentLanguage(self._last.language or ConsentLanguage.URDU),
        )
        self.draft = replace(self.draft, pcode=self._last.pcode, village=self._last.village, consent=consent)

    def _offer(self, form: KeptForm, kept_at: datetime) -> None:
        members = form.draft.members
        name = members[0].name_as_told or members[0].name_latin if members else ""
        people = tr("{n} people written", n=len(members)) if len(members) > 1 else ""
        offer = DraftOffer(name, people, f"{kept_at.astimezone(PAKISTAN):%d-%m-%Y %H:%M}")
        offer.resumed.connect(lambda: self._answered(form))
        offer.dropped.connect(lambda: self._answered(None))
        self.offer = offer
        self.panels.setEnabled(False)
        self.put_above(offer)
        offer.focus_first()

    def _answered(self, form: KeptForm | None) -> None:
        assert self.offer is not None
        self.offer.hide()
        self.offer.deleteLater()
        self.offer = None
        self.panels.setEnabled(True)
        if form is not None:
            self._take_up(form)
        else:
            self.keeper.drop()
        self._go_to(self.step)

    def _take_up(self, form: KeptForm) -> None:
        self.draft, self.step = form.draft, min(form.step, WHERE)
        self._version = form.version if form.version is not None else self._version
        self.panels.answered(yes_or_no=form.draft.consent.register)

    # --- moving ------------------------------------------------------------------------------------------------------

    def _go_to(self, step: int) -> None:
        self.step = step
        self.steps.set_present(min(step, WHERE))
        self.panels.fill(self.draft, step)
        if step == READ_BACK:
            self.panels.read_back.show_draft(self.draft, self._problems(), self.matches.found)
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.panels.focus_first(step)
        self._show_problems()
        self._show_foot()

    def go_on(self) -> None:
        """The filled button: the next step, or saving at the end."""
        if self.step == PEOPLE and self.panels.people.place is not None:
            self._person_kept()
            return
        self._commit(tr("Field"))
        if self.step == READ_BACK:
            self._save()
        elif self.step == WHERE:
            self.read_back()
        elif self.step < WHERE:
            self._go_to(self.step + 1)

    def go_back(self) -> None:
        """Shift+Enter in the first field, or Page Up: the step before."""
        self._commit(tr("Field"))
        if self.step == PEOPLE and self.panels.people.place is not None:
            self._person_kept()
        elif WHO < self.step <= READ_BACK:
            self._go_to(self.step - 1)

    def read_back(self) -> None:
        """Before saving: go to what stops, or show everything to be read aloud."""
        self._commit(tr("Field"))
        stops = sorted((problem for problem in self._problems() if problem.stops), key=_step_of)
        if stops:
            self._stopped(stops)
            return
        self.notices.take("stops")
        self._go_to(READ_BACK)

    def _stopped(self, stops: list[Problem]) -> None:
        """Say what is missing, in words, and go to the first such field; nothing is lost."""
        self._everything = True
        self.step = self.panels.focus_problem(stops[0], self.draft)
        self.steps.set_present(self.step)
        first = f"{field_name(stops[0].where)}: {say_problem(stops[0])}"
        more = tr("Then save again. Everything you wrote is kept.")
        self.notices.show_notice("stops", Notice(NoticeKind.LOOK, first, more))
        self._show_problems()
        self._show_foot()

    # --- writing -----------------------------------------------------------------------------------------------------

    def _commit(self, field: str) -> None:
        """A field was left: take it into the draft, remember the state before, keep the draft, look for the alike."""
        if not self._loaded or self.step >= READ_BACK or self.offer is not None:
            return
        now = self.panels.read(self.draft, self.step)
        if now != self.draft:
            self._history.append((field, self._form()))
            del self._history[:-_UNDO_MOST]
            self.draft = now
            self.keeper.keep(self._form())
            self._show_foot()
            self.alike.soon()
        self._show_problems()

    def _form(self) -> KeptForm:
        return KeptForm(self.draft, min(self.step, WHERE), self._version)

    def undo(self) -> None:
        """Take the last change back and go where it was made."""
        if self.offer is not None or self.step >= SAVED:
            return
        self._commit(tr("Field"))
        if not self._history:
            return
        _, form = self._history.pop()
        self.draft = form.draft
        self.keeper.keep(self._form())
        self._go_to(form.step)

    def same_as_above(self) -> None:
        """The field that has the keyboard takes the answer of the person before, or of the household before."""
        if self.step == WHERE:
            self.panels.where.set_where(self._last.pcode, self._last.village)
            self._commit(tr("Place"))
            self.panels.where.focus_first()
        elif self.step == PEOPLE and self.panels.people.place:
            self.panels.people.form.copy_from(self.draft.members[self.panels.people.place - 1])

    def _problems(self) -> tuple[Problem, ...]:
        return registration.check(self.draft, today=local_day(self.bench.desk.clock().at))

    def _show_problems(self) -> None:
        self.panels.show_problems(self._problems(), self.step, everything=self._everything)

    # --- people ------------------------------------------------------------------------------------------------------

    def _add_person(self) -> None:
        place = len(self.draft.members)
        self._write_person(place, MemberDraft())

    def _write_person(self, place: int, member: MemberDraft | None = None) -> None:
        if place == 0:
            self._go_to(WHO)
            return
        self.panels.people.write(place, member or self.draft.members[place])
        self._show_problems()
        self._show_foot()

    def _person_kept(self) -> None:
        """The form of a person is done: back to the list; somebody without a single word is nobody."""
        place = self.panels.people.place
        if place is None:
            return
        if self.panels.people.form.member() == MemberDraft() and place >= len(self.draft.members):
            self.panels.people.show_people(self.draft.members)
        else:
            self._commit(tr("Person"))
            self.panels.people.show_people(self.draft.members, place)
        self.panels.people.focus_first()
        self._show_foot()

    def _change_people(self, members: tuple[MemberDraft, ...], field: str, chosen: int) -> None:
        self._history.append((field, self._form()))
        self.draft = replace(self.draft, members=members)
        self.keeper.keep(self._form())
        self.panels.people.show_people(members, chosen)
        self.panels.people.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_foot()

    def _remove_person(self, place: int) -> None:
        if len(self.draft.members) > 1:
            self._change_people(without(self.draft.members, place), tr("Taken out"), place)

    def _give_card(self, place: int) -> None:
        self._change_people(card_turned(self.draft.members, place), tr("Own card"), place)

    # --- photo -------------------------------------------------------------------------------------------------------

    def _ask_photo(self) -> None:
        kinds = tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp)"
        dialog = QFileDialog(self, tr("Choose a photo"), "", kinds)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name="": self.take_photo(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_photo(self, path: Path) -> None:
        """Cut and encode a picture in the closed-off child, then show it."""
        form = self.panels.people.form if self.step == PEOPLE else self.panels.head

        def work(_: Desk) -> Photo:
            with ClosedReader() as reader:
                return normalise_photo(path, reader)

        self.bench.run(work, lambda photo: form.set_photo(photo.jpeg), lane=Lane.PRESS)

    # --- alike -------------------------------------------------------------------------------------------------------

    def _written(self) -> tuple[HouseholdDraft, int] | None:
        """The draft with what stands in the fields now, and whose form is open; None where nobody's is."""
        if self.step >= READ_BACK:
            return None
        draft = self.panels.read(self.draft, self.step)
        place = (self.panels.people.place or 0) if self.step == PEOPLE else 0
        return (draft, place) if place < len(draft.members) else None

    # --- saving ------------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.next_button.setEnabled(False)
        draft, code, version = self.draft, self.code, self._version
        different = self.panels.read_back.different.isChecked()
        if code is None:
            self.bench.run(
                lambda desk: registration.register(desk, draft, different=different),
                self._registered,
                failed=self._failed,
            )
        else:
            self.bench.run(
                lambda desk: registration.correct(desk, code, draft, version=version),
                self._corrected,
                failed=self._failed,
            )

    def _failed(self, told: Told) -> bool:
        """Not saved: everything stays as it is written; a problem that stops is shown at its field."""
        self._busy = False
        self.next_button.setEnabled(True)
        if isinstance(told, DraftProblems):
            stops = sorted((one for one in told.problems if isinstance(one, Problem) and one.stops), key=_step_of)
            if stops:
                self._stopped(stops)
                return True
        return False

    def _registered(self, registered: Registered) -> None:
        self._busy = False
        self.keeper.drop()
        last = LastUsed(self.draft.pcode, self.draft.village, self.draft.consent.read_by, self.draft.consent.language)
        self.bench.run(lambda desk: registration.keep_draft(desk, LAST_KIND, write_last(last)), lambda _: None)
        self.step = SAVED
        self._history.clear()
        self.saved = SavedPanel(registered)
        self._area.hide()
        self._beside.hide()
        self.steps.hide()
        self.set_title(tr("Registered"))
        self.body.insertWidget(0, self.saved, 1)
        self.saved.show()
        self._show_foot()
        self.next_button.setEnabled(True)
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        for problem in registered.problems:
            self.notices.show_notice(
                problem.where, Notice(NoticeKind.KNOW, f"{field_name(problem.where)}: {say_problem(problem)}")
            )
        offer_receipt(
            self,
            self.bench,
            self.saved.paper,
            registered,
            lambda: self.next_button.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def _corrected(self, corrected: Corrected) -> None:
        self._busy = False
        self.keeper.drop()
        self.step = SAVED
        self.bench.go(GoHousehold(corrected.household.code))
        self.bench.say(
            NoticeKind.GOOD, Said(tr("The correction is saved. What stood there before is kept in the book."))
        )

    # --- foot --------------------------------------------------------------------------------------------------------

    def _make_foot(self) -> None:
        self.foot = FormFoot()
        self.next_button, self.undo_button = self.foot.next_button, self.foot.undo_button
        self.foot.help_button.clicked.connect(self.show_help)
        self.set_foot(self.foot.leading(), [self.foot.help_button])
        self._show_foot()

    def _show_foot(self) -> None:
        self.foot.show(
            self.step,
            writing=self.step == PEOPLE and self.panels.people.place is not None,
            correcting=self.code is not None,
            undo=self._history[-1][0] if self._history else "",
        )

    def _next_pressed(self) -> None:
        if self.step == SAVED:
            self.bench.go(GoRegister())
        else:
            self.go_on()

    def _save_pressed(self) -> None:
        if self.step == READ_BACK:
            self._save()
        elif self.step < READ_BACK and self.offer is None:
            if self.step == PEOPLE:
                self._person_kept()
            self.read_back()

    def _connect(self) -> None:
        self.next_button.clicked.connect(self._next_pressed)
        self.foot.save_button.clicked.connect(self._save_pressed)
        self.foot.same_button.clicked.connect(self.same_as_above)
        self.undo_button.clicked.connect(self.undo)
        self.foot.back_button.clicked.connect(self.go_back)
        self.foot.cards_button.clicked.connect(
            lambda: self.saved and self.bench.go(GoCards((HouseholdCode(self.saved.code.code()),)))
        )
        for keys, act in (("Ctrl+S", self._save_pressed), ("Ctrl+Z", self.undo), ("Ctrl+'", self.same_as_above)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        for field in self.panels.findChildren(QLineEdit):
            field.installEventFilter(self)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._next_pressed)
        self.keeper.told.connect(self.matches.show_kept)
        self.matches.opened.connect(lambda text="": self.bench.go(GoHousehold(HouseholdCode(text))))
        panels = self.panels
        for form in (panels.head, panels.people.form):
            form.left.connect(self._commit)
            form.typed.connect(self.alike.soon)
            form.photo_asked.connect(self._ask_photo)
        panels.consent.left.connect(self._commit)
        panels.where.left.connect(self._commit)
        panels.who.finished.connect(self.go_on)
        panels.where.finished.connect(self.go_on)
        panels.where.before.connect(self.go_back)
        people = panels.people
        people.added.connect(self._add_person)
        people.edited.connect(self._write_person)
        people.removed.connect(self._remove_person)
        people.card_asked.connect(self._give_card)
        people.kept.connect(self._person_kept)


def _step_of(problem: Problem) -> int:
    """The step of the form in which a problem is mended; the check itself names the place first."""
    return WHERE if problem.where.startswith("place") else WHO
