"""Papers and files after a day: drawn, shown, drawn again in another language, printed, saved where a person chose."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.records.accounts import AccountPaper, PointReconciled, Reconciled, Sample, Waiting, WaitingPaper
from desktop.ui.background import Job
from desktop.ui.printing_desk import ask_where, print_paper, save_pdf
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.workbench import Workbench
from desktop.usecases import accounts, files, programmes
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import Language
from desktop.words.accounts import sample_csv, waiting_csv
from desktop.words.captions.accounts import account_sheet, waiting_sheet
from desktop.words.captions.monitoring import monitoring_sheet
from desktop.words.catalogue import tr
from desktop.words.monitoring import monitoring_form
from desktop.words.said import Said
from printing.monitoring import draw_monitoring
from printing.stock import draw_stock_paper
from printing.waiting import draw_waiting

type Progress = Callable[[int, int], None]
type Drawing = Callable[[Language, Progress], bytes]


@dataclass(frozen=True)
class Asked:
    """A paper that is wanted: words for its job, the name of its file, its purpose in the book, how it is drawn."""

    name: str
    file: str
    purpose: str
    draw: Drawing


class AfterPapers:
    """One paper at a time; what is shown is what is printed and saved."""

    def __init__(self, bench: Workbench, view: PaperPages, page: QWidget, shown: Callable[[], None]) -> None:
        """`shown` is called when the pages are there to look at."""
        self._bench, self._view, self._page, self._shown = bench, view, page, shown
        self.asked: Asked | None = None
        view.another.connect(lambda _="": self._draw())

    def make(self, asked: Asked) -> None:
        """Draw a paper and show it."""
        self.asked = asked
        self._draw()

    def print(self) -> None:
        """Send the pages to the printer."""
        if self.asked is not None:
            print_paper(self._bench, self._view.pdf, self.asked.name)

    def save(self) -> None:
        """Ask where, and save the very pages."""
        if self.asked is not None:
            pages, asked = self._view.preview.page_count(), self.asked
            save_pdf(self._page, self._bench, self._view.pdf, asked.file, purpose=asked.purpose, pages=pages)

    # --- the papers --------------------------------------------------------------------------------------------------

    def waiting(self, told: Waiting) -> None:
        """Who still waits: that it is put on paper is an entry."""
        self._bench.run(lambda desk: accounts.print_waiting(desk, told), self._draw_waiting)

    def account(self, told: Reconciled, point: PointReconciled) -> None:
        """The account of a point: that it is put on paper is an entry."""
        self._bench.run(lambda desk: accounts.print_account(desk, told, point), self._draw_account)

    def form(self, drawn: Sample) -> None:
        """The questions after a distribution, a row for each household of the sample."""
        office, name = self._bench.desk.office, f"{drawn.round_code}-sample-{drawn.seed}.pdf"
        self._view.set_note(tr("Ask two to four weeks later. Nobody has to answer, and nothing changes for them."))
        words = tr("Form after the distribution")

        def draw(into: Language, progress: Progress) -> bytes:
            return draw_monitoring(monitoring_sheet(drawn, into, office), progress)

        self.make(Asked(words, name, "monitoring_paper", draw))

    def _draw_waiting(self, paper: WaitingPaper) -> None:
        office, short, place = self._bench.desk.office, self._short(), paper.waiting.place
        named = tr("With names: for whoever goes and looks, not to be posted.")
        self._view.set_note(named if paper.waiting.names else tr("Codes and villages only: it may be posted."))
        name = f"{place.round_code}-{place.code}-waiting.pdf"

        def draw(into: Language, progress: Progress) -> bytes:
            return draw_waiting(waiting_sheet(paper, into, office, short), progress)

        self.make(Asked(tr("Still to be served"), name, "waiting", draw))

    def _draw_account(self, paper: AccountPaper) -> None:
        office, short = self._bench.desk.office, self._short()
        self._view.set_note(tr("Three people sign it. Differences stay as they were told."))
        name = f"{paper.round_code}-{paper.point.point_code}-account.pdf"

        def draw(into: Language, _progress: Progress) -> bytes:
            return draw_stock_paper(account_sheet(paper, into, office, short))

        self.make(Asked(tr("Account of a point"), name, "account", draw))

    # --- the files ---------------------------------------------------------------------------------------------------

    def waiting_csv(self, told: Waiting) -> None:
        """Who still waits, for a sheet program: codes and villages, never names."""
        self._save(f"{told.place.round_code}-{told.place.code}-waiting.csv", "waiting", lambda _: waiting_csv(told))

    def sample_csv(self, drawn: Sample) -> None:
        """Whom to ask, in the order of the seed."""
        self._save(f"{drawn.round_code}-sample-{drawn.seed}.csv", "sample", lambda _: sample_csv(drawn))

    def form_csv(self, drawn: Sample) -> None:
        """The questions in the shape of an XLSForm, for Kobo and ODK."""

        def form(desk: Desk) -> bytes:
            items = [item.code for item in programmes.round_view(desk, drawn.round_code).items]
            return monitoring_form(drawn, items)

        self._save(f"{drawn.round_code}-form-{drawn.seed}.csv", "monitoring_form", form)

    def _save(self, suggested: str, purpose: str, make: Callable[[Desk], bytes]) -> None:
        """Ask where; that a file was written, and what for, is an entry."""

        def write(target: Path) -> None:
            def work(desk: Desk) -> None:
                files.write_chosen(target, make(desk))
                files.note_file(desk, purpose, 1)

            said = Said(tr("Saved as {file}.", file=target.name), "", tr("It is an ordinary file now: keep it safe."))
            self._bench.run(work, lambda _: self._bench.say(NoticeKind.GOOD, said))

        ask_where(self._page, tr("Save as CSV"), suggested, write, kinds="CSV (*.csv)")

    def _short(self) -> str:
        return self._bench.opened.certificates.short_of(self._bench.desk.office.log)

    def _draw(self) -> None:
        asked, language = self.asked, self._view.paper_language()
        if asked is None:
            return

        def work(_: Desk, job: Job) -> bytes:
            return asked.draw(language, job.progress)

        self._bench.run_named(asked.name, work, self._drawn)

    def _drawn(self, pdf: bytes) -> None:
        self._view.show_pdf(pdf)
        self._shown()
