"""Register a household, or correct one: three steps by keyboard, nothing lost, nobody held back before saving."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.records.household import Corrected, Registered
from desktop.ui.kept_form import KeptForm
from desktop.ui.screens.register.asking_page import AskingPage
from desktop.ui.screens.register.beginning import Beginning, Found, look
from desktop.ui.screens.register.draft_offer import DraftOffer
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.photo_panel import PhotoPanel
from desktop.ui.screens.register.photo_taking import PhotoTaking
from desktop.ui.screens.register.receipt import offer_receipt
from desktop.ui.screens.register.saved_panel import SavedPanel
from desktop.ui.screens.register.saving import Saving
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE
from desktop.ui.screens.register.telling import Telling
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.workbench import Destination, GoCards, GoHousehold, GoRegister, Workbench
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.people import member_name
from desktop.words.problems import field_name, say_problem
from desktop.words.said import Said

NO_PHOTO_BEFORE = 5
"""Years; the check of the draft says so too, for whatever way a photo took."""

_QUIET_MS = 60
"""Between two panels that are made before they are needed."""


class RegisterPage(AskingPage):
    """One form; `code` makes it a correction. `resume` goes on with the kept form without asking."""

    def __init__(self, bench: Workbench, code: HouseholdCode | None = None, *, resume: bool = False) -> None:
        """Empty panels; the kept form or the household to correct comes with `entered`."""
        title = tr("Correct {code}", code=code.grouped) if code else tr("New household")
        super().__init__(bench, title, code)
        self._resume, self._loaded = resume, False
        self.saved: SavedPanel | None = None
        self.telling: Telling | None = None
        self._distress = self._let_go = False
        self.question: Question | None = None
        self._had_keyboard: QWidget | None = None
        self.beginning = Beginning(self)
        self.saving = Saving(bench, self.state, self)
        self.photos = PhotoTaking(bench, self)
        self._quiet = QTimer(self, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._make_next)
        self._connect_parts()

    @property
    def offer(self) -> DraftOffer | None:
        """The question whether to go on with what was kept, while it stands."""
        return self.beginning.offer

    @override
    def entered(self) -> None:
        """Load once: what was kept, or the household that is to be corrected."""
        if not self._loaded:
            self._loaded = True
            self.bench.run(lambda desk: look(desk, self.code), self._found)

    @override
    def leaving(self) -> None:
        """Keep what is written, also in the field that still has the keyboard; let the camera go."""
        self.photos.end()
        if self.step < SAVED and self._writing:
            self.keeper.flush()  # first: what the last field holds is written too, and the page no longer hears of it
            self._commit()
        for waiting in (self._quiet, self.alike, self.known):  # the desk may be shut before their time comes
            waiting.stop()
        if self.telling is not None:
            self.telling.distress = self._distress
            self.telling.leave()

    @override
    def escape(self) -> None:
        """Esc leaves the camera or a question first, then the form of a person, then the page."""
        if self.photos.panel is not None:
            self.photos.close()
        elif self.step == PEOPLE and self.panels.people.place is not None and not self.asking:
            self.people.leave()
        elif self.step == READ_BACK and not self.asking:
            self._go_to(WHERE)
        else:
            super().escape()

    @override
    def as_left(self, destination: Destination) -> Destination | None:
        """The form goes on where it was; nothing of it is left once it is saved, or known to be in the register."""
        return GoRegister(self.code, resume=self.offer is None) if self.step < SAVED else None

    # --- beginning ---------------------------------------------------------------------------------------------------

    def _found(self, found: Found) -> None:
        self.panels.answered(yes_or_no=found.view is not None)
        if found.today is not None:
            self.day.show_day(found.today)
        self.beginning.start(found, self.state, resume=self._resume)

    def _make_next(self) -> None:
        """In a quiet moment: one of the panels that will be needed."""
        self._quiet.stop()
        step = self.panels.missing()
        if step is not None and self.step < SAVED:
            self.panels.make(step)
            self._quiet.start()

    def _offered(self, offer: QWidget) -> None:
        self.panels.setEnabled(False)
        self.put_above(offer)

    def _start_writing(self, form: KeptForm | None) -> None:
        self.panels.setEnabled(True)
        self._writing = True
        if form is not None:
            self.state.take_up(form)
            self.panels.answered(yes_or_no=form.draft.consent.register)
        self._go_to(self.step, form.place if form is not None and self.step == PEOPLE else None)
        self.alike.soon()
        self.known.soon(self.draft)
        self._quiet.start()

    # --- photo -------------------------------------------------------------------------------------------------------

    def take_photo(self, path: Path) -> None:
        """Make a photo from a picture file for the person whose form is open."""
        self.photos.take_file(path)

    def ask_photo(self) -> None:
        """F4, or a press on the frame: the camera for the person whose form is open."""
        place = self._place() if self.step == PEOPLE else 0
        if not self._writing or self.step > PEOPLE or place is None:
            return
        self._commit()
        member = self._form().member()
        if not self.draft.consent.register:
            self._say_of_photo(Finding.CONSENT_MISSING)
        elif member.age_years is not None and member.age_years < NO_PHOTO_BEFORE:
            self._say_of_photo(Finding.PHOTO_UNDER_FIVE)
        else:
            self._had_keyboard = QApplication.focusWidget()
            self.photos.ask(member_name(member), asked=self.draft.consent.photo)

    def _say_of_photo(self, finding: Finding) -> None:
        self.notices.show_notice("photo", Notice(NoticeKind.KNOW, say_problem(Problem("", finding))))

    def _photo_opened(self, panel: PhotoPanel) -> None:
        self._writing = False
        self.notices.take("photo")
        for part in (self._area, self._beside, self._foot):
            part.hide()
        self.body.insertWidget(0, panel, 1)
        panel.show()

    def _photo_closed(self) -> None:
        self._writing = True
        for part in (self._area, self._beside, self._foot):
            part.show()
        if self._had_keyboard is not None and isValid(self._had_keyboard):
            self._had_keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _photo_agreed(self) -> None:
        """Said at the camera: it is the consent of the first step all the same."""
        now = replace(self.draft, consent=replace(self.draft.consent, photo=True))
        if self.state.take(now, tr("Consent"), self._place()):
            self.panels.consent.set_consent(now.consent)
            self._keep()

    def _form(self) -> PersonForm:
        return self.panels.people.form if self.step == PEOPLE else self.panels.head

    # --- saving ------------------------------------------------------------------------------------------------------

    @override
    def save(self) -> None:
        """Save what was read back; before a new household is kept, whoever is alike is looked at."""
        if self.asking:
            return
        self.next_button.setEnabled(False)
        if self.code is None:
            self.doubles.before_saving(self.draft)
        else:
            self.saving.save()

    @override
    def next_pressed(self) -> None:
        """The filled button; after saving it says that rights were offered, and begins the next household."""
        if self.step == SAVED:
            self._rights_offered()
            self.bench.go(GoRegister())
        else:
            self.go_on()

    def _registered(self, registered: Registered) -> None:
        self.keeper.drop()
        self.state.step = SAVED
        self.state.forget()
        self.telling = Telling(self.bench, registered, self.draft.consent.language, self)
        self.telling.noted.connect(self._noted)
        self.saved = SavedPanel(registered, self.telling.panel)
        self._area.hide()
        self._beside.hide()
        self.steps.hide()
        self.begin_anew(tr("Registered"))
        self.body.insertWidget(0, self.saved, 1)
        self.saved.show()
        self._show_foot()
        self.next_button.setEnabled(True)
        self._focus_next()
        if registered.problems:  # in one notice: several would take the room of the code below them
            said = " ".join(f"{field_name(one.where)}: {say_problem(one)}" for one in registered.problems)
            self.notices.show_notice("problems", Notice(NoticeKind.KNOW, said))
        offer_receipt(self, self.bench, self.saved.paper, registered, self._focus_next)

    def _noted(self) -> None:
        """Rights were offered: the filled button goes on and says no more than that."""
        self.foot.told = True
        self._show_foot()

    def _corrected(self, corrected: Corrected) -> None:
        self.keeper.drop()
        self.state.step = SAVED
        self.bench.go(GoHousehold(corrected.household.code))
        if corrected.entry is None:
            self.bench.say(NoticeKind.KNOW, Said(tr("Nothing was changed, so nothing was saved.")))
        else:
            said = Said(tr("The correction is saved. What stood there before is kept in the book."))
            self.bench.say(NoticeKind.GOOD, said)

    def _silently(self) -> None:
        self._distress = True

    def _rights_offered(self) -> None:
        if self.telling is not None:
            self.telling.tell()

    def _cards_pressed(self) -> None:
        """Its cards; rights that were not offered yet come first, and stay so until somebody says that they were."""
        if self.saved is None:
            return
        cards = GoCards((HouseholdCode(self.saved.code.code()),))
        if self.telling is None or self.telling.offered:
            self.bench.go(cards)
            return
        more = tr("Read them aloud first; or say that it was done, and print the cards.")
        self._remind(more, tr("Offered: print its cards"), "O", lambda: (self._rights_offered(), self.bench.go(cards)))

    @override
    def may_leave(self, leave: Callable[[], None]) -> bool:
        """After saving, rights that were not offered are a reminder."""
        if self._let_go or self.step < SAVED or self.telling is None or self.telling.offered:
            return True

        def let_go() -> None:
            self._let_go = True
            leave()

        more = tr("The household is saved, and its cards wait on the list of cards to print.")
        self._remind(more, tr("Leave all the same"), "L", let_go)
        return False

    def _remind(self, more: str, leave: str, key: str, then: Callable[[], object]) -> None:
        heading = tr("The rights were not offered yet.")
        self.question = Question(heading, more, stay=tr("Stay here"), leave=leave, leave_key=key, parent=self)
        self.question.accepted.connect(then)
        self.question.open()

    # --- wiring ------------------------------------------------------------------------------------------------------

    def _connect_parts(self) -> None:
        begin, save = self.beginning, self.saving
        begin.offered.connect(self._offered)
        begin.dropped.connect(self.keeper.drop)
        begin.begun.connect(self._start_writing)
        save.registered.connect(self._registered)
        save.corrected.connect(self._corrected)
        save.stopped.connect(self._stopped)
        save.failed.connect(lambda: self.next_button.setEnabled(True))
        self.doubles.decided.connect(self.saving.save)
        self.photo_asked.connect(self.ask_photo)
        QShortcut(QKeySequence("F4"), self).activated.connect(self.ask_photo)
        # answered by nothing: for whoever sees somebody under pressure, at any moment of the form
        QShortcut(QKeySequence("F8"), self).activated.connect(self._silently)
        photos = self.photos
        photos.opened.connect(self._photo_opened)
        photos.closed.connect(self._photo_closed)
        photos.taken.connect(lambda jpeg=b"": self._form().set_photo(jpeg))
        photos.refused.connect(lambda: self._form().refuse_photo())
        photos.agreed.connect(self._photo_agreed)
        self.foot.cards_button.clicked.connect(self._cards_pressed)
        self.matches.opened.connect(lambda text="": self.bench.go(GoHousehold(HouseholdCode(text))))
