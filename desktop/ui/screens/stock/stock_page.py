"""Stock of a point: what lies there, what is done with it, waybills that are awaited, and the sheet to be signed."""

from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import SecondNeeded, Told
from desktop.records.distribution import RoundView, Standing
from desktop.records.stock import ArrivalDraft, StockBook, WaybillView
from desktop.ui.appearance.look import current
from desktop.ui.page import Page, scrolling
from desktop.ui.printing_desk import print_paper, save_pdf
from desktop.ui.screens.stock.arrival_panel import ArrivalPanel
from desktop.ui.screens.stock.asking import ask_second, problems_of
from desktop.ui.screens.stock.carry_out import carry_out
from desktop.ui.screens.stock.deed_panel import DEEDS, DeedDraft, DeedPanel
from desktop.ui.screens.stock.foot import At, Foot, State
from desktop.ui.screens.stock.papers import paper_language, sheet_of, waybill_of
from desktop.ui.screens.stock.shelf_panel import ShelfPanel
from desktop.ui.screens.stock.truck_form import TruckForm
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.ui.workbench import Destination, GoStock, Workbench
from desktop.usecases import programmes, stock, waybills
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import RoundState
from desktop.words.catalogue import isolated, tr
from desktop.words.said import Said


class StockPage(Page):
    """For the lead, who does stock, and supervisor and auditor, who see it."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.WAYBILL_MADE,
            EntryKind.STOCK_RECEIVED,
            EntryKind.STOCK_MOVED,
            EntryKind.STOCK_DAMAGED,
            EntryKind.STOCK_LOST,
            EntryKind.STOCK_RETURNED,
            EntryKind.STOCK_COUNTED,
            EntryKind.LOAN_BACK,
            EntryKind.RELEASED,
            EntryKind.GIVEN,
            EntryKind.VOIDED,
            EntryKind.PROVISIONAL_GIVEN,
        }
    )

    def __init__(self, bench: Workbench, standing: Standing | None = None) -> None:
        """The point at the head, its shelf beside what is done."""
        super().__init__(bench, tr("Stock"))
        self.standing = standing
        self.book: StockBook | None = None
        self.pdf = b""
        self.dialog: SecondDialog | None = None
        self.arrival: ArrivalPanel | None = None
        self.truck: TruckForm | None = None
        self._does = bench.desk.permits(Permission.STOCK)
        self._paper_name = ""
        self._pages = 0
        self.point = DropDown(tr("Point"), width=current().wide(300))
        self.point.chosen.connect(self._turn_to)
        self.set_head_trailing(self.point)
        self.preview = PdfPreview(tr("Pages of the stock sheet"))
        self._shelf = QWidget()
        self._shelf_column = QVBoxLayout(self._shelf)
        self._shelf_column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(self._shelf))
        self._stack.addWidget(self.preview)
        self.body.addWidget(self._stack, 1)
        self.deed = DeedPanel()
        self.deed.finished.connect(self.do)
        self.deed.turned.connect(self._name_button)
        self._side = QStackedWidget()
        self._side.addWidget(scrolling(self.deed))
        self.side().addWidget(self._side)
        self._build_foot()
        self._allow()

    @override
    def entered(self) -> None:
        """Load the points, then the book of the one that is chosen."""
        self.bench.run(programmes.rounds, self._offer)

    @override
    def help_text(self) -> str:
        """What the page is for."""
        return tr(
            "Choose the point. Count, receive or write off one item after another; Enter keeps it. What households "
            "receive is taken off by itself."
        )

    @override
    def escape(self) -> None:
        """Esc leaves the paper or the waybill first, then the page."""
        if self._stack.currentIndex() != At.SHELF or self.arrival is not None:
            self._leave_paper()
        else:
            super().escape()

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The point that is chosen."""
        return GoStock(self.standing)

    # --- points ------------------------------------------------------------------------------------------------------

    def _offer(self, rounds: tuple[RoundView, ...]) -> None:
        points = [
            Choice(f"{one.code}/{point.code}", f"{point.name} · {one.code}")
            for one in sorted(rounds, key=lambda one: one.state is not RoundState.OPEN)
            for point in one.points
        ]
        self._points = points
        if not points:
            self._nothing()
            return
        self.point.set_choices(points)
        wanted = f"{self.standing.round_code}/{self.standing.point_code}" if self.standing else points[0].value
        if wanted not in [choice.value for choice in points]:
            wanted = points[0].value
        self.point.set_value(wanted)
        self._turn_to(wanted)

    def _turn_to(self, chosen: str) -> None:
        round_code, _, point = chosen.partition("/")
        standing = Standing(round_code, point)
        if standing != self.standing:
            self._leave_paper()
        self.standing = standing
        self.bench.run(lambda desk: stock.show(desk, standing), self._show)

    def _show(self, book: StockBook) -> None:
        first, self.book = self.book is None, book
        here = f"{book.round_code}/{book.point_code}"
        today = local_day(self.bench.desk.clock().at)
        shelf = ShelfPanel(book, today, waybills=self._does)
        shelf.arrived.connect(self._count_in_by)
        self._put(shelf)
        self.deed.show_book(book, [choice for choice in self._points if choice.value != here])
        self._allow()
        if first:
            self._give_keyboard()

    def _give_keyboard(self) -> None:
        """To the count, for who does stock; else to the choice of the point. Never left on a button that leads away."""
        if self.book is not None and self._does:
            self.deed.focus_first()
        else:
            self.point.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_waybills(self) -> None:
        """The next waybill that is awaited, unless something else is being done."""
        book, busy = self.book, self.arrival is not None or self._stack.currentIndex() != At.SHELF
        if book is None or not book.waybills or not self._does or busy:
            self.notices.take("waybill")
            return
        waybill = book.waybills[0]
        notice = Notice(
            NoticeKind.KNOW,
            tr("Waybill {number} from {origin} is awaited.", number=isolated(waybill.number), origin=waybill.origin),
            button=tr("Count it in"),
            icon="truck-delivery",
            stay=True,
        )
        notice.acted.connect(lambda: self.count_in(waybill))
        self.notices.show_notice("waybill", notice)

    # --- what is done ------------------------------------------------------------------------------------------------

    def do(self) -> None:
        """Do what is written at the side."""
        standing, draft = self.standing, self.deed.draft()
        if standing is None or not self._counted(draft):
            return
        self.bench.run(
            lambda desk: carry_out(desk, standing, draft, None),
            lambda book: self._done(draft, book),
            failed=self._refused,
        )

    def count_in(self, waybill: WaybillView) -> None:
        """Count the goods of a waybill, line by line."""
        self._leave_paper()
        self.arrival = ArrivalPanel(waybill)
        self.arrival.finished.connect(self.keep_arrival)
        self._side.addWidget(scrolling(self.arrival))
        self._side.setCurrentIndex(1)
        self._allow()
        self.arrival.focus_first()

    def _count_in_by(self, number: str) -> None:
        waybill = next((one for one in self.book.waybills if one.number == number), None) if self.book else None
        if waybill is not None:
            self.count_in(waybill)

    def keep_arrival(self) -> None:
        """Keep what came of the waybill."""
        standing = self.standing
        draft = self.arrival.draft() if self.arrival else None
        if standing is None or draft is None:
            return
        self.bench.run(
            lambda desk: waybills.receive(desk, standing, draft).book,
            self._arrived,
            failed=lambda told: self._short_of(draft, told),
        )

    def _short_of(self, draft: ArrivalDraft, told: Told) -> bool:
        """A truck that brought less than its waybill is counted in by two people."""
        standing = self.standing
        if standing is None or not isinstance(told, SecondNeeded):
            return False
        self.dialog = ask_second(
            self.bench,
            tr("Less came than was sent"),
            lambda desk, second: waybills.receive(desk, standing, draft, second=second).book,
            self._arrived,
            self,
            told,
        )
        return True

    def _arrived(self, book: StockBook) -> None:
        self._leave_paper()
        self._show(book)
        self.bench.say(NoticeKind.GOOD, Said(tr("The goods are received. The shelf is as it was counted.")))

    def _counted(self, draft: DeedDraft) -> bool:
        """Whether a count is written; if not, the field says so."""
        if draft.quantity is not None:
            return True
        self.deed.form.show_problems({"quantity": tr("Count it and write the number here.")})
        self.deed.focus_first()
        return False

    def _done(self, draft: DeedDraft, book: StockBook) -> None:
        self._show(book)
        self.deed.done()
        self.bench.say(NoticeKind.GOOD, Said(tr("Kept: {deed}.", deed=tr(DEEDS[draft.deed]))))

    def _refused(self, told: Told) -> bool:
        if isinstance(told, SecondNeeded):
            self._ask_second(told)
            return True
        problems = problems_of(told)
        if problems:
            self.deed.form.show_problems(problems)
        return bool(problems)

    def _ask_second(self, told: SecondNeeded) -> None:
        standing, draft = self.standing, self.deed.draft()
        assert standing is not None
        self.dialog = ask_second(
            self.bench,
            tr(DEEDS[draft.deed]),
            lambda desk, second: carry_out(desk, standing, draft, second),
            lambda book: self._done(draft, book),
            self,
            told,
        )

    # --- the sheet ---------------------------------------------------------------------------------------------------

    def make_sheet(self) -> None:
        """Record the stock sheet, draw it and show it."""
        standing = self.standing
        if standing is None:
            return
        opened, names = self.bench.opened, paper_language()
        self.bench.run_named(
            tr("Drawing the stock sheet"),
            lambda desk, _job: sheet_of(desk, opened, standing, names),
            lambda pdf: self._show_paper(pdf, "stock sheet"),
        )

    def begin_truck(self) -> None:
        """A new waybill to this point."""
        if self.book is None:
            return
        self._leave_paper()
        self.truck = TruckForm(self.book, local_day(self.bench.desk.clock().at))
        self.truck.finished.connect(self.keep_truck)
        self.truck.setMaximumWidth(current().wide(860))
        self._stack.addWidget(scrolling(self.truck))
        self._stack.setCurrentIndex(At.TRUCK)
        self._allow()
        self.truck.focus_first()

    def keep_truck(self) -> None:
        """Make the waybill, and show its paper."""
        standing, truck = self.standing, self.truck
        draft = truck.draft() if truck is not None else None
        if standing is None or truck is None or draft is None:
            return
        opened, names = self.bench.opened, paper_language()

        def made(pdf: bytes) -> None:
            self._leave_paper()
            self._show_paper(pdf, "waybill")

        self.bench.run_named(
            tr("Drawing the waybill"),
            lambda desk, _job: waybill_of(desk, opened, standing, draft, names),
            made,
            failed=truck.refused,
        )

    def _show_paper(self, pdf: bytes, name: str) -> None:
        self.pdf, self._paper_name = pdf, name
        self.preview.show_pdf(pdf)
        self._pages = self.preview.page_count()
        self._stack.setCurrentIndex(At.PAPER)
        self._allow()
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_paper(self) -> None:
        self._stack.setCurrentIndex(At.SHELF)
        for stack, place in ((self._side, 1), (self._stack, At.TRUCK)):
            holder = stack.widget(place)
            if holder is not None:
                stack.removeWidget(holder)
                holder.deleteLater()
        self.arrival = self.truck = None
        self._allow()
        self._give_keyboard()

    def _save(self) -> None:
        save_pdf(self, self.bench, self.pdf, "stock.pdf", purpose=self._paper_name, pages=self._pages)

    # --- building ----------------------------------------------------------------------------------------------------

    def _build_foot(self) -> None:
        foot = self.foot = Foot()
        foot.do.clicked.connect(lambda: self.do())
        foot.arrival.clicked.connect(self.keep_arrival)
        foot.keep_truck.clicked.connect(self.keep_truck)
        foot.print.clicked.connect(lambda: print_paper(self.bench, self.pdf, tr("Stock")))
        foot.save.clicked.connect(self._save)
        foot.sheet.clicked.connect(self.make_sheet)
        foot.truck.clicked.connect(self.begin_truck)
        foot.back.clicked.connect(self._leave_paper)
        self.set_foot(foot.leading(), [foot.back])
        self._name_button()

    def _name_button(self) -> None:
        self.foot.do.set_text(tr(DEEDS[self.deed.chosen_deed()]))

    def _allow(self) -> None:
        """One filled button: what is done, the goods of a waybill, or printing."""
        self._tell_waybills()
        at, ready = At(self._stack.currentIndex()), self.book is not None
        holder = self._side.parentWidget()
        assert holder is not None
        holder.setVisible(ready and self._does and at is At.SHELF)
        self.foot.allow(
            State(ready, self._does, at, self.arrival is not None, self.bench.desk.permits(Permission.WAYBILL))
        )

    def _put(self, widget: QWidget) -> None:
        clear(self._shelf_column)
        self._shelf_column.addWidget(widget)

    def _nothing(self) -> None:
        self._put(EmptyState(tr("There is no round yet."), tr("A supervisor makes it under Rounds."), self.way_out()))
        self.point.hide()
