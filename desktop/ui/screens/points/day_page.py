"""Closing a day in four steps: what was done, the count, the book's state, three day sheets."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import PointNotOpen, SecondNeeded, Told
from desktop.records.distribution import Standing
from desktop.records.point_day import DayAccount, DayClosed
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job
from desktop.ui.page import Page, scrolling
from desktop.ui.printing_desk import print_paper, save_pdf
from desktop.ui.screens.points.awaited_panel import AwaitedPanel
from desktop.ui.screens.points.day_panels import BookPanel, FiguresPanel
from desktop.ui.screens.points.shelf_panel import ShelfPanel
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.ui.widgets.steps import Steps
from desktop.ui.workbench import GoAfter, GoHome, GoLate, GoPoint, Workbench
from desktop.usecases import day_close
from desktop.usecases.desk import Desk
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Language
from desktop.words.captions.days import day_sheet
from desktop.words.catalogue import language, tr
from desktop.words.messages import Said, say
from desktop.words.point_days import figures_line
from printing.daysheets import day_pages, draw_day_sheet

DONE, COUNT, BOOK, SHEETS = range(4)


class DayPage(Page):
    """Nothing is written until the count is closed; after that the sheets can be printed again at any time."""

    def __init__(self, bench: Workbench, standing: Standing) -> None:
        super().__init__(bench, tr("Close the day"))
        self.standing = standing
        self.account: DayAccount | None = None
        self.closed: DayClosed | None = None
        self.pdf = b""
        self.steps = Steps([tr("What was done"), tr("Count"), tr("The book"), tr("Day sheets")])
        self.set_head_trailing(self.steps)
        self.figures = FiguresPanel()
        self.shelf = ShelfPanel(tr("What lies on the shelf?"), wide=True)
        self.shelf.finished.connect(self._counted)
        self.awaited = AwaitedPanel()
        self.awaited.finished.connect(lambda: self.close_button.setFocus(Qt.FocusReason.TabFocusReason))
        self.counting = Line("", Role.SMALL, "muted", elide=True)
        self.book = BookPanel()
        self.book.sent.connect(self.note_sent)
        self.preview = PdfPreview(tr("Pages of the day sheet"))
        self.names = ChoiceChips(
            tr("Paper in"), [Choice("ur", "اردو"), Choice("sd", "سنڌي"), Choice("en", "English")], numbered=False
        )
        self.names.set_value("ur" if language() is Language.ENGLISH else language().value)
        self.names.chosen.connect(lambda _="": self._draw())
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolling(self.figures))
        self.stack.addWidget(scrolling(_top(self.shelf, self.awaited, self.counting)))
        self.stack.addWidget(scrolling(_top(self.book)))
        self.stack.addWidget(self._sheets())
        self.body.addWidget(self.stack, 1)
        self._build_foot()
        self._go(DONE)

    def _sheets(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Line(tr("Paper in"), Role.LABEL))
        row.addWidget(self.names)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.preview, 1)
        return holder

    def _build_foot(self) -> None:
        self.count_button = Button(tr("Next: count"), ButtonKind.PRIMARY, "arrow-right", "Enter", "Return")
        self.count_button.clicked.connect(lambda: self._go(COUNT))
        self.close_button = Button(tr("Close the day"), ButtonKind.PRIMARY, "clipboard-check", "Ctrl D", "Ctrl+D")
        self.close_button.clicked.connect(self.close_alone)
        self.second_button = Button(tr("Close with a second person"), ButtonKind.SECONDARY, "users", "Ctrl 2", "Ctrl+2")
        self.second_button.clicked.connect(self._ask_second)
        self.sheets_button = Button(tr("Next: day sheets"), ButtonKind.PRIMARY, "arrow-right", "Enter", "Return")
        self.sheets_button.clicked.connect(lambda: self._go(SHEETS))
        self.print_button = Button(tr("Print 3 day sheets"), ButtonKind.PRIMARY, "printer", "Ctrl P", "Ctrl+P")
        self.print_button.clicked.connect(lambda: print_paper(self.bench, self.pdf, tr("Day sheet")))
        self.save_button = Button(tr("Save as PDF"), ButtonKind.SECONDARY, "device-floppy", "Ctrl E", "Ctrl+E")
        self.save_button.clicked.connect(self._save)
        self.book_button = Button(tr("The book"), ButtonKind.QUIET, "notebook", "Ctrl B", "Ctrl+B")
        self.book_button.clicked.connect(lambda: self._go(BOOK))
        self.after_button = Button(tr("After the day"), ButtonKind.QUIET, "equal", "Ctrl R", "Ctrl+R")
        self.after_button.clicked.connect(lambda: self.bench.go(GoAfter(self.standing)))
        self.home_button = Button(tr("Done"), ButtonKind.QUIET, "check")
        self.home_button.clicked.connect(lambda: self.bench.go(GoHome()))
        self.late_button = Button(tr("Paper sheets"), ButtonKind.QUIET, "pencil", "Ctrl T", "Ctrl+T")
        self.late_button.clicked.connect(lambda: self.bench.go(GoLate(self.standing)))
        self.back_button = Button(tr("Not yet"), ButtonKind.QUIET, "arrow-back-up")
        self.back_button.clicked.connect(lambda: self.bench.go(GoPoint(self.standing)))
        leading = [self.count_button, self.close_button, self.second_button, self.sheets_button, self.print_button]
        trailing = [self.book_button, self.after_button, self.home_button, self.late_button, self.back_button]
        self.set_foot([*leading, self.save_button], trailing)

    @override
    def entered(self) -> None:
        """Load what was done; a day that is closed already shows its sheet."""
        if self.closed is None:
            standing = self.standing
            self.bench.run(lambda desk: day_close.account(desk, standing), self._show, failed=self._perhaps_closed)

    @override
    def help_text(self) -> str:
        """What the four steps are."""
        return tr(
            "Look at what was done, count the shelf, close. Then the line goes by SMS and three sheets are printed."
        )

    def _show(self, account: DayAccount) -> None:
        self.account = account
        self.figures.show_account(account)
        self.shelf.show_shelf(account.shelf)
        self.awaited.show_overdue(account.overdue)
        self.counting.setText(figures_line(account.figures))
        me = self.bench.desk.person.name
        if account.opened_by != me:
            said = tr(
                "{name} opened it. Whoever leads may close it; both names stand on the sheet.", name=account.opened_by
            )
            self.notices.show_notice("other", Notice(NoticeKind.KNOW, said))
        if self.steps.present() == DONE:
            self.count_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _perhaps_closed(self, told: Told) -> bool:
        """A day that was closed before shows its sheet again; anything else is said."""
        if not isinstance(told, PointNotOpen) or not told.closed:
            return False
        standing = self.standing

        def shown(closed: DayClosed) -> None:
            self._ended(closed)
            self.bench.say(NoticeKind.KNOW, say(told))
            self._go(SHEETS)

        self.bench.run(lambda desk: day_close.sheet_again(desk, standing), shown)
        return True

    def _counted(self) -> None:
        """Enter in the last count: on to what is still to be said, else to the button. It never closes by itself."""
        if self.awaited.isHidden():
            self.close_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.awaited.take_focus()

    def close_alone(self) -> None:
        """Count and close without a second person; somebody who closed first is told, and their sheet is shown."""
        drafts, standing, why = self.shelf.drafts(), self.standing, self.awaited.text()
        if drafts is not None and why is not None:
            self.bench.run(
                lambda desk: day_close.close_day(desk, standing, drafts, awaited=why),
                self._closed,
                failed=self._not_alone,
            )

    def _not_alone(self, told: Told) -> bool:
        """More is missing than one person writes off: the second person is asked at once."""
        if isinstance(told, SecondNeeded):
            self._ask_second()
            return True
        return self._perhaps_closed(told)

    def _ask_second(self) -> None:
        drafts, standing, why = self.shelf.drafts(), self.standing, self.awaited.text()
        if drafts is None or why is None:
            return
        sentence = tr("A second person looks at the shelf and the figures, and agrees. It is kept in the book.")
        dialog = SecondDialog(self.bench, tr("Close the day"), sentence, tr("We close it"), self)
        dialog.do(
            lambda desk, second: day_close.close_day(desk, standing, drafts, awaited=why, second=second),
            self._closed,
            refused=self._perhaps_closed,
        )

    def note_sent(self) -> None:
        """Note in the book that the line was sent."""
        standing = self.standing
        self.bench.run(lambda desk: day_close.note_sent(desk, standing), lambda _: self.book.show_sent())

    def _closed(self, closed: DayClosed) -> None:
        self._ended(closed)
        self.bench.say(NoticeKind.GOOD, Said(tr("The day is closed."), tr("Send the line, then print the sheets.")))
        self._go(BOOK)

    def _ended(self, closed: DayClosed) -> None:
        self.closed = closed
        self.book.show_closed(closed, self._short())
        self._draw()

    def _draw(self) -> None:
        if self.closed is None:
            return
        closed, office, short = self.closed, self.bench.desk.office, self._short()
        paper = Language(self.names.value() or "ur")

        def work(_desk: Desk, job: Job) -> bytes:
            return draw_day_sheet(day_sheet(closed, paper, office, short), job.progress)

        self.bench.run_named(tr("Drawing the day sheet"), work, self._drawn)

    def _drawn(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.preview.show_pdf(pdf)
        self._allow()

    def _go(self, step: int) -> None:
        self.steps.set_present(step)
        self.stack.setCurrentIndex(step)
        self._allow()
        if step == COUNT:
            self.shelf.take_focus()
        elif step == BOOK:
            self.sheets_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step == SHEETS:
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        step = self.steps.present()
        self.count_button.setVisible(step == DONE)
        self.close_button.setVisible(step == COUNT)
        self.second_button.setVisible(step == COUNT)
        self.sheets_button.setVisible(step == BOOK)
        for button in (self.print_button, self.save_button):
            button.setVisible(step == SHEETS)
            button.setEnabled(bool(self.pdf))
        for button in (self.book_button, self.after_button, self.home_button):
            button.setVisible(step == SHEETS)
        self.late_button.setVisible(step == DONE and self.bench.desk.permits(Permission.LATE_ENTRY))
        self.back_button.setVisible(step in (DONE, COUNT))

    def _short(self) -> str:
        return self.bench.opened.certificates.short_of(self.bench.desk.office.log)

    def _save(self) -> None:
        assert self.closed is not None
        name = f"{self.closed.place.round_code}-{self.closed.place.code}-{self.closed.day.isoformat()}.pdf"
        pages = day_pages(day_sheet(self.closed, Language.ENGLISH, self.bench.desk.office, self._short()))
        save_pdf(self, self.bench, self.pdf, name, purpose="day_sheet", pages=pages)


def _top(*widgets: QWidget) -> QWidget:
    """Widgets at the top, what is left of the room below them empty."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder
