"""Rosters: choose round, point and order, look at the very pages, print or save them. Each printing is an entry."""

from typing import override

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.distribution import RosterData, RoundView, Standing
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role
from desktop.ui.background import Job
from desktop.ui.page import Page
from desktop.ui.printing_desk import print_paper, save_pdf
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.page_row import PageRow
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Workbench
from desktop.usecases import programmes, rosters
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import Language, RosterSort, RoundState
from desktop.words.captions.relief import roster_sheet
from desktop.words.catalogue import isolated, language, tr, tr_n
from printing.rosters import draw_roster
from printing.values import RosterKind

MUSTER, LIST = "muster", "list"


class RosterPage(Page):
    """A roster is recorded when it is made, with its list version; the preview shows that very paper."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, tr("Roster"))
        self.pdf = b""
        self.data: RosterData | None = None
        self.points = RowList(tr("Round and point"), RowStyle.SHEET)
        self.kind = ChoiceChips(tr("Paper"), [Choice(MUSTER, tr("To sign")), Choice(LIST, tr("List"))], numbered=False)
        self.order = ChoiceChips(
            tr("Order"),
            [Choice(RosterSort.VILLAGE.value, tr("Village")), Choice(RosterSort.CODE.value, tr("Code"))],
            numbered=False,
        )
        self.names = ChoiceChips(
            tr("Names in"),
            [Choice("ur", "اردو"), Choice("sd", "سنڌي"), Choice("en", "English")],
            numbered=False,
        )
        self.preview = PdfPreview(tr("Pages of the roster"))
        self._page_row = PageRow(self.preview)
        self._build()

    def _build(self) -> None:
        self.kind.set_value(MUSTER)
        self.order.set_value(RosterSort.VILLAGE.value)
        self.names.set_value("ur" if language() is Language.ENGLISH else language().value)
        options = QWidget()
        options.setFixedWidth(current().wide(current().layout.options))
        column = QVBoxLayout(options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        close = current().face is Face.NASTALIQ  # its lines are high: the list of points has the room first
        column.addWidget(Line(tr("Round and point"), Role.LABEL))
        holder = Panel()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.points)
        column.addWidget(holder)
        for caption, chips in ((tr("Paper"), self.kind), (tr("Order"), self.order), (tr("Names in"), self.names)):
            column.addSpacing(0 if close else 8)
            if not (close and current().layout.small):
                column.addWidget(Line(caption, Role.LABEL))
            column.addWidget(chips)
        column.addStretch(1)
        if not current().layout.small and not close:
            self._note = Notice(NoticeKind.KNOW, tr("No CNIC, phone or work is ever printed on a list."), stay=True)
            # two lines at this width: a layout with a stretch above does not ask for the height of a width
            self._note.setFixedHeight(self._note.heightForWidth(options.width()))
            column.addWidget(self._note)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.preview, 1)
        right.addWidget(self._page_row)
        self.body.addWidget(options)
        self.body.addLayout(right, 1)
        self.make_button = Button(tr("Make the roster"), ButtonKind.PRIMARY, "list-numbers", "Enter")
        self.make_button.clicked.connect(self.make)
        self.print_button = Button(tr("Print"), ButtonKind.PRIMARY, "printer", "Ctrl P", "Ctrl+P")
        self.print_button.clicked.connect(self._print)
        self.save_button = Button(tr("Save as PDF"), ButtonKind.SECONDARY, "device-floppy", "Ctrl E", "Ctrl+E")
        self.save_button.clicked.connect(self._save)
        self.again_button = Button(tr("Another roster"), ButtonKind.QUIET, "arrow-back-up")
        self.again_button.clicked.connect(lambda: self._another())
        for chips in (self.kind, self.order, self.names):
            chips.chosen.connect(self._another)
        self.points.chosen.connect(self._another)
        note = Line(tr("Each printing is an entry in the book, with your name."), Role.SMALL, "muted")
        leading = [self.make_button, self.print_button, self.save_button, self.again_button]
        self.set_foot(leading, [] if current().layout.small else [note])
        self._can_print(can=False)  # not before: what is shown without a place is a window of its own
        self.points.opened.connect(self._opened)

    @override
    def entered(self) -> None:
        """Offer the points of rounds that are not closed."""
        self.bench.run(programmes.rounds, self._offer)

    @override
    def present_row(self) -> str:
        """The point that is chosen."""
        return self.points.present() or ""

    @override
    def help_text(self) -> str:
        """What a roster is."""
        return tr("Choose a point and make its roster; look at the pages, then print. Page keys and arrows turn pages.")

    def _offer(self, rounds: tuple[RoundView, ...]) -> None:
        rows = [
            Row(
                f"{one.code}/{point.code}",
                point.name,
                f"{isolated(one.programme)} · {isolated(one.code)}",
                icon="map-pin",
            )
            for one in rounds
            if one.state is not RoundState.CLOSED
            for point in one.points
        ]
        self.points.set_rows(rows)
        if rows:
            self.points.choose(self.take_first_row([row.key for row in rows]) or rows[0].key)
            self.points.setFocus()
            return
        self.body.addWidget(
            EmptyState(tr("There is no round yet."), tr("A supervisor makes it under Rounds."), self.way_out())
        )
        self.preview.hide()
        self.make_button.setEnabled(False)

    def _opened(self, _key: str) -> None:
        self.make()

    def make(self) -> None:
        """Record the roster, draw it, show it."""
        present = self.points.present()
        if present is None:
            return
        round_code, _, point = present.partition("/")
        standing, sort = Standing(round_code, point), RosterSort(self.order.value() or RosterSort.VILLAGE)
        kind: RosterKind = "list" if self.kind.value() == LIST else "muster"
        names = Language(self.names.value() or "ur")
        office = self.bench.desk.office
        short = self.bench.opened.certificates.short_of(office.log)

        def work(desk: Desk, job: Job) -> tuple[RosterData, bytes]:
            data = rosters.roster(desk, standing, sort=sort, kind=kind)
            return data, draw_roster(roster_sheet(data, kind, names, office, short), job.progress)

        self.bench.run_named(tr("Drawing the roster"), work, self._show)

    def _show(self, made: tuple[RosterData, bytes]) -> None:
        self.data, self.pdf = made
        self.preview.show_pdf(self.pdf)
        self._can_print(can=True)
        pages = self.preview.page_count()
        self.print_button.set_text(tr_n("Print {n} page", "Print {n} pages", pages))
        self.preview.setFocus()

    def _another(self, _chosen: str = "") -> None:
        """Something else was chosen: the paper shown is no longer the one asked for."""
        if self.data is None:
            return
        self.data, self.pdf = None, b""
        self.preview.clear()
        self._page_row.clear()
        self._can_print(can=False)

    def _can_print(self, *, can: bool) -> None:
        """One filled button: make, then print."""
        self.make_button.setVisible(not can)
        for button in (self.print_button, self.save_button, self.again_button):
            button.setVisible(can)

    def _print(self) -> None:
        print_paper(self.bench, self.pdf, tr("Roster"))

    def _save(self) -> None:
        assert self.data is not None
        name = f"{self.data.round.code}-{self.data.point.code}.pdf"
        save_pdf(self, self.bench, self.pdf, name, purpose="roster", pages=self.preview.page_count())
