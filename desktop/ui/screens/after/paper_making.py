"""Draws one paper after a day, shows it, draws it again in another language, prints it, saves it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.background import Job
from desktop.ui.printing_desk import ask_where, print_paper, save_pdf
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.workbench import Workbench
from desktop.usecases import files
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import Language
from desktop.words.catalogue import tr
from desktop.words.said import Said

type Drawing = Callable[[Language, Callable[[int, int], None]], bytes]


@dataclass(frozen=True)
class Asked:
    """A paper that is wanted: words for its job, the name of its file, its purpose in the book, how it is drawn."""

    name: str
    file: str
    purpose: str
    draw: Drawing


class PaperMaking:
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

    def save_csv(self, suggested: str, purpose: str, data: bytes) -> None:
        """Ask where, and save a list as CSV."""

        def chosen(target: Path) -> None:
            self.write_csv(target, purpose, data)

        ask_where(self._page, tr("Save as CSV"), suggested, chosen, kinds="CSV (*.csv)")

    def write_csv(self, target: Path, purpose: str, data: bytes) -> None:
        """Write a list to `target`; that a file was written, and what for, is an entry."""

        def work(desk: Desk) -> None:
            files.write_chosen(target, data)
            files.note_file(desk, purpose, 1)

        said = Said(tr("Saved as {file}.", file=target.name), "", tr("It is an ordinary file now: keep it safe."))
        self._bench.run(work, lambda _: self._bench.say(NoticeKind.GOOD, said))

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
