"""The first run: from nothing to an office or a practice office, one question a page, long work in lanes."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Cancelled, PrinterMissing, PrinterRefused, Told
from desktop.opening import MadeOffice
from desktop.practice.office import KEYS, PracticeOffice, make_practice
from desktop.records.safekeeping import Restored
from desktop.settings import Settings, save_settings
from desktop.ui import printing_desk
from desktop.ui.appearance.look import current
from desktop.ui.background import Asked, Job, Lane, Lanes
from desktop.ui.crash_dialog import show_crash
from desktop.ui.devices import printer_names
from desktop.ui.restore_form import RestoreForm
from desktop.ui.screens.first_run.answers import Answers, Sheet, make
from desktop.ui.screens.first_run.pages import (
    KindPage,
    LanguagePage,
    OfficePage,
    PersonPage,
    SheetPage,
    SummaryPage,
)
from desktop.ui.screens.first_run.practice_page import PracticePage
from desktop.ui.screens.first_run.question import QuestionPage
from desktop.ui.screens.first_run.restore_page import RestoredPage, RestorePage
from desktop.ui.widgets.following_area import FollowingArea
from desktop.ui.widgets.job_strip import JobStrip
from desktop.ui.widgets.lock_side import LockSide, LockWords
from desktop.ui.widgets.notice import Notice, NoticeArea, NoticeKind
from desktop.usecases import files, safekeeping
from desktop.usecases.safekeeping import RestoreDraft
from desktop.words.catalogue import tr
from desktop.words.messages import say


class FirstRunScreen(QWidget):
    """`finished` when there is an office, `settled(Settings)` when a language is chosen."""

    finished = Signal()
    settled = Signal(object)

    def __init__(self, folder: Path, settings: Settings, lanes: Lanes, answers: Answers | None = None) -> None:
        """Begin with the language, or where `answers` of a screen before this one stood (another language, size)."""
        super().__init__()
        self.folder, self._settings, self._lanes = folder, settings, lanes
        self.answers = answers or Answers()
        self._job = Job("")
        self._asked: Asked | None = None
        self._strip: JobStrip | None = None
        self.notices = NoticeArea()
        self._pages = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.notices)
        following = FollowingArea()  # large text in a low window
        following.setWidget(self._pages)
        right.addWidget(following, 1)
        self._jobs = QVBoxLayout()
        gutter = current().layout.gutter
        self._jobs.setContentsMargins(gutter, 0, gutter, 16)
        right.addLayout(self._jobs)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._side = LockSide(_side_words())
        whole.addWidget(self._side)
        whole.addLayout(right, 1)
        asks = (
            self._ask_language,
            self.ask_kind,
            self._ask_office,
            self._ask_controller,
            self._ask_supervisor,
            self._ask_summary,
        )
        asks[self.answers.stage]()

    @property
    def busy(self) -> bool:
        """Whether something is under way or waits for the recovery sheet: then the screen has to stay as it is."""
        return self._asked is not None or self._strip is not None

    @property
    def page(self) -> QWidget | None:
        """The question that is asked now."""
        return self._pages.currentWidget()

    def focus_first(self) -> None:
        """The question's first field has the keyboard, once the screen is shown."""
        page = self._pages.currentWidget()
        if isinstance(page, QuestionPage):
            page.focus_first()

    def leaving(self) -> None:
        """The window closes: what waits for an answer gives up, nothing half made stays."""
        self._job.cancel()
        if self._asked is not None:
            self._asked.answer(yes=False)

    # --- the questions -----------------------------------------------------------------------------------------------

    def _ask_language(self) -> None:
        self.answers.stage = 0
        page = LanguagePage()
        page.chosen.connect(self._speak)
        self._show(page)

    def _speak(self, language: str) -> None:
        self.answers.stage = 1
        if language != self._settings.language:
            self.settled.emit(msgspec.structs.replace(self._settings, language=language))
        else:
            self.ask_kind()

    def ask_kind(self) -> None:
        """New office or practice."""
        self.answers.stage = 1
        page = KindPage()
        page.new_chosen.connect(self._ask_office)
        page.practice_chosen.connect(self._practise)
        page.restore_chosen.connect(self._ask_restore)
        page.back.connect(self._ask_language)
        self._show(page)

    def _ask_office(self) -> None:
        self.answers.stage = 2
        page = OfficePage(self.answers)
        page.answered.connect(self._ask_controller)
        page.back.connect(self.ask_kind)
        self._show(page)

    def _ask_controller(self) -> None:
        self.answers.stage = 3
        page = PersonPage(
            tr("The first person: controller"),
            tr("Adds and removes operators and desks, always with a second person. Registers nobody."),
            self.answers.controller,
            None,
        )
        page.answered.connect(self._ask_supervisor)
        page.back.connect(self._ask_office)
        self._show(page)

    def _ask_supervisor(self) -> None:
        self.answers.stage = 4
        page = PersonPage(
            tr("The second person: supervisor"),
            tr("Somebody else sits down now and types an own passphrase. No one has both."),
            self.answers.supervisor,
            self.answers.controller,
        )
        page.answered.connect(self._ask_summary)
        page.back.connect(self._ask_controller)
        self._show(page)

    def _ask_summary(self) -> None:
        self.answers.stage = 5
        page = SummaryPage(self.answers)
        page.answered.connect(self._make)
        page.back.connect(self._ask_supervisor)
        self._show(page)

    # --- a new office ------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self._busy(tr("Making the office"))
        asked = self._asked = Asked()
        answers, folder, lanes = self.answers, self.folder, self._lanes
        lanes.run(
            Lane.DATA,
            self._job,
            lambda: make(folder, answers, lanes, self._show_sheet, asked),
            self._made,
            self._failed,
        )

    def _show_sheet(self, sheet: Sheet) -> None:
        self._idle()
        page = SheetPage(sheet, printer_names())
        page.printed.connect(lambda: self._print_sheet(page, sheet))
        page.saved.connect(lambda: self._save_sheet(page, sheet))
        page.confirmed.connect(self._sheet_kept)
        self._show(page)

    def _print_sheet(self, page: SheetPage, sheet: Sheet) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, PrinterMissing | PrinterRefused):
                page.say_not_printed(refused=isinstance(error, PrinterRefused))
            elif isinstance(error, Told):
                page.say(say(error).shortly())
            else:
                page.say(type(error).__name__)

        printer = page.printer.value() or self._settings.printer
        self._lanes.run(
            Lane.PRESS,
            Job(""),
            lambda: printing_desk.pipe_to_printer(sheet.pdf, printer),
            lambda _: page.was_kept(),
            failed,
        )

    def _save_sheet(self, page: SheetPage, sheet: Sheet) -> None:
        def write(target: Path) -> None:
            if self.folder in target.resolve().parents:
                page.say(tr("Not into the folder that it opens: choose another place."))
                return
            try:
                files.write_chosen(target, sheet.pdf)
            except Told as told:
                page.say(say(told).shortly())
            else:
                page.was_kept()

        printing_desk.ask_where(self, tr("Save the recovery sheet"), "recovery-sheet.pdf", write)

    def _sheet_kept(self) -> None:
        assert self._asked is not None
        self._busy(tr("Making the office"))
        self._asked.answer(yes=True)

    def _made(self, _: MadeOffice) -> None:
        self._asked = None
        self._done()

    # --- restore -----------------------------------------------------------------------------------------------------

    def _ask_restore(self) -> None:
        page = RestorePage(RestoreForm())
        page.asked.connect(self._restore)
        page.back.connect(self.ask_kind)
        self._show(page)

    def _restore(self, asked: RestoreDraft) -> None:
        page, folder = self.page, self.folder
        assert isinstance(page, RestorePage)
        self._busy(tr("Restoring the backup"), cancel=False)

        def failed(error: Exception) -> None:
            page.form.forget()
            self._failed(error)

        self._lanes.run(
            Lane.DATA,
            Job(""),
            lambda: safekeeping.restore(asked.file, folder, asked.first, asked.second, asked.reason),
            self._restored,
            failed,
        )

    def _restored(self, restored: Restored) -> None:
        self._idle()
        page = RestoredPage(restored)
        page.answered.connect(self._done)
        self._show(page)

    # --- practice ----------------------------------------------------------------------------------------------------

    def _practise(self) -> None:
        self._job = Job("")
        job, folder = self._job, self.folder
        job.on_progress = lambda done, total: self._lanes.on_main(lambda: self._progressed(done, total))
        self._busy(tr("Making a practice office"))
        self._lanes.run(
            Lane.DATA, job, lambda: make_practice(folder, progress=job.progress), self._practice_made, self._failed
        )

    def _practice_made(self, made: PracticeOffice) -> None:
        self._idle()
        page = PracticePage(made.households, made.registrants, str(made.folder / KEYS))
        page.answered.connect(self._done)
        self._show(page)

    # --- showing -----------------------------------------------------------------------------------------------------

    def _done(self) -> None:
        self._idle()
        save_settings(self.folder, self._settings)
        self.finished.emit()

    def _failed(self, error: Exception) -> None:
        self._idle()
        self._asked = None
        if not isinstance(error, Told):
            show_crash(self, error)
            return
        said = say(error)
        kind = NoticeKind.KNOW if isinstance(error, Cancelled) else NoticeKind.LOOK
        self.notices.show_notice("failed", Notice(kind, said.what, " ".join((said.do, said.safe)).strip()))
        if isinstance(error, Cancelled) and self.folder.exists():
            self.finished.emit()

    def _show(self, page: QuestionPage) -> None:
        self.notices.clear()
        self._side.setVisible(not isinstance(page, SheetPage))
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if old is not None:
            self._pages.removeWidget(old)
            old.hide()
            old.deleteLater()
        page.focus_first()

    def _busy(self, name: str, *, cancel: bool = True) -> None:
        self._idle()
        self._pages.setEnabled(False)
        self._strip = JobStrip(name, tr("Cancel"), "database")
        self._strip.cancelled.connect(self.leaving)
        self._jobs.addWidget(self._strip)
        self._strip.cancel_button().setVisible(cancel)
        self._strip.cancel_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def _progressed(self, done: int, total: int) -> None:
        if self._strip is not None:
            self._strip.set_progress(done / total if total else 0.0, tr("{done} of {total}", done=done, total=total))

    def _idle(self) -> None:
        self._pages.setEnabled(True)
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None


def _side_words() -> LockWords:
    """The dark half shows the name of the program; there is no office yet."""
    none = dict.fromkeys(
        (
            "heading",
            "note",
            "passphrase",
            "choose",
            "unlock",
            "forgot",
            "help",
            "languages",
            "caps_on",
            "caps_off",
            "office",
        ),
        "",
    )
    return LockWords(**none, safe=tr("Everything stays on this laptop."))
