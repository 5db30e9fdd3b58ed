"""Makes the list for a registration van, draws it, prints it, and saves it as a paper or as a sheet of texts."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.records.identity import VanList, VillageCount
from desktop.ui.background import Job
from desktop.ui.printing_desk import ask_where, print_paper, save_pdf
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.workbench import Workbench
from desktop.usecases import files, identity
from desktop.usecases.desk import Desk
from desktop.words.captions.van import van_headings, van_rows, van_sheet
from desktop.words.catalogue import is_rtl, tr, tr_in
from desktop.words.said import Said
from printing.van_list import draw_van_list

PURPOSE = "van-list"


class ListMaking:
    """One list at a time; it stays what it was when it was made, in whatever language it is drawn."""

    def __init__(self, bench: Workbench, view: PaperPages, page: QWidget, shown: Callable[[], None]) -> None:
        """`shown` is called when the pages are there to look at."""
        self._bench, self._view, self._page, self._shown = bench, view, page, shown
        self.made: VanList | None = None
        view.another.connect(lambda _="": self._draw())

    def make(self, village: VillageCount | None, *, refused: bool) -> None:
        """Make the list of one village, or of all; that it was made is an entry."""
        place = (village.pcode, village.village) if village else None
        self._bench.run(lambda desk: identity.van_list(desk, village=place, refused=refused), self._made)

    def print(self) -> None:
        """Send the pages to the printer."""
        print_paper(self._bench, self._view.pdf, tr("Identity papers wanted"))

    def save_paper(self) -> None:
        """Ask where, and save the very pages."""
        pages = self._view.preview.page_count()
        save_pdf(self._page, self._bench, self._view.pdf, f"{PURPOSE}.pdf", purpose=PURPOSE, pages=pages)

    def save_sheet(self) -> None:
        """Ask where, and save the rows as a sheet of texts."""
        ask_where(self._page, tr("Save as a sheet"), f"{PURPOSE}.xlsx", self.write_sheet, kinds="XLSX (*.xlsx)")

    def write_sheet(self, target: Path) -> None:
        """Write the list that is shown as a sheet; that a file was written is an entry."""
        made, language = self.made, self._view.paper_language()
        if made is None:
            return
        title, headings = tr_in(language, "Identity papers wanted"), van_headings(language)
        rows = van_rows(made.lines, language)

        def work(desk: Desk) -> None:
            _write(desk, target, title, headings, rows, rtl=is_rtl(language))

        said = Said(tr("Saved as {file}.", file=target.name), "", tr("It is an ordinary file now: keep it safe."))
        self._bench.run(work, lambda _: self._bench.say(NoticeKind.GOOD, said))

    def _made(self, made: VanList) -> None:
        self.made = made
        self._draw()

    def _draw(self) -> None:
        made, language, office = self.made, self._view.paper_language(), self._bench.desk.office
        if made is None:
            return
        short = self._bench.opened.certificates.short_of(office.log)

        def work(_: Desk, job: Job) -> bytes:
            return draw_van_list(van_sheet(made, language, office, short), job.progress)

        self._bench.run_named(tr("Drawing the list"), work, self._drawn)

    def _drawn(self, pdf: bytes) -> None:
        self._view.show_pdf(pdf)
        self._shown()


def _write(
    desk: Desk, target: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, rtl: bool
) -> None:
    files.write_chosen(target, identity.workbook(title, headings, rows, rtl=rtl))
    files.note_file(desk, PURPOSE, 0)
