"""Is the book whole? Four lines, a paper to hold against it, and a backup for those who may."""

from pathlib import Path
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.safekeeping import BackedUp, BookChecked, Noted, PaperAnswer
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job, Lane
from desktop.ui.page import Page
from desktop.ui.printing_desk import BACKUPS, ask_where
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.fields import CodeField, ProblemLine
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import Notice, NoticeArea, NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Workbench
from desktop.usecases import anomalies, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.permissions import Permission
from desktop.words.anomalies import noted_where, noted_words
from desktop.words.captions.bilingual import time_text
from desktop.words.catalogue import tr, tr_n
from desktop.words.findings import misfit_sentence, paper_sentence
from desktop.words.messages import Said

ANSWER_KINDS = {
    PaperAnswer.AGREES: NoticeKind.GOOD,
    PaperAnswer.DIFFERS: NoticeKind.STOP,
    PaperAnswer.NEWER: NoticeKind.STOP,
    PaperAnswer.OTHER_DESK: NoticeKind.LOOK,
    PaperAnswer.UNREADABLE: NoticeKind.LOOK,
}


class CheckPage(Page):
    """Walks every log when it is shown; anybody may."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, tr("Check the book"))
        self.found: BookChecked | None = None
        self.lines = RowList(tr("What was found"), RowStyle.PLAIN)
        self.noted = RowList(tr("Noted by the book itself"), RowStyle.PLAIN)
        self.noted.setMinimumHeight(current().row)  # Nastaliq is tall: what was found comes before what was noted
        self._noted_holder = Panel()
        self._noted_head = Line(tr("Noted by the book itself"), Role.HEADING)
        self.answers = NoticeArea()
        self.problem = ProblemLine()
        self.size_field = CodeField(tr("Line of the book"), (9,), width=120)
        self.digits_field = CodeField(tr("24 digits"), (4,) * 6, width=330 if current().layout.small else 360)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        holder = Panel()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.lines)
        column.addWidget(holder)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Line(tr("Add a paper"), Role.HEADING))
        note = Line(tr("a slip, a roster or a receipt with a book code"), Role.SMALL, "muted", elide=True)
        head.addWidget(note, 1)
        column.addLayout(head)
        column.addLayout(self._paper_row())
        column.addWidget(self.problem)
        column.addWidget(self.answers)
        column.addWidget(self._noted_head)
        inside = QVBoxLayout(self._noted_holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.noted)
        column.addWidget(self._noted_holder)
        column.addStretch(1)
        for part in (self._noted_head, self._noted_holder):
            part.hide()
        self.body.addLayout(column, 1)
        again = Button(tr("Check again"), ButtonKind.PRIMARY, "refresh", "F5", "F5")
        again.clicked.connect(lambda: self.check())
        leading: list[QWidget] = [again]
        if self.bench.desk.permits(Permission.BACKUP):
            backup = Button(tr("Write a backup"), ButtonKind.SECONDARY, "device-floppy", "Ctrl B", "Ctrl+B")
            backup.clicked.connect(self._ask_backup)
            leading.append(backup)
        self.set_foot(leading)

    def _paper_row(self) -> Flow:
        compare = Button(tr("Compare"), ButtonKind.SECONDARY, "arrows-exchange", "Enter")
        compare.clicked.connect(self.compare)
        self.size_field.returnPressed.connect(self.digits_field.setFocus)
        self.digits_field.returnPressed.connect(self.compare)
        line, digits = (Line(words, Role.LABEL) for words in (tr("Line"), tr("24 digits")))
        return Flow([line, self.size_field, digits, self.digits_field, compare])

    @override
    def help_text(self) -> str:
        """What the check is."""
        return tr("Every slip, roster and receipt carries the line of the book and 24 digits. Type them here.")

    @override
    def entered(self) -> None:
        """Walk the book; what it noted by itself stands there at once."""
        self.size_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bench.run(anomalies.noted, self._show_noted)
        self.check()

    def _show_noted(self, found: tuple[Noted, ...]) -> None:
        rows = [
            Row(f"{one.log} {one.seq}", noted_words(one), noted_where(one), icon="eye", icon_tint="accent")
            for one in found
        ]
        self.noted.set_rows(rows)
        for part in (self._noted_head, self._noted_holder):
            part.setVisible(bool(rows))

    def check(self, paper: str = "") -> None:
        """Walk every log in the lane for long reads, with progress and cancel."""
        opened = self.bench.opened

        def work(desk: Desk, job: Job) -> BookChecked:
            papers = (paper,) if paper else ()
            return safekeeping.check(desk, opened.certificates, opened.folder, papers=papers, progress=job.progress)

        self.bench.run_named(tr("Walking the book"), work, self._show, lane=Lane.LONG_READS)

    def _show(self, found: BookChecked) -> None:
        self.found = found
        self.lines.set_rows(list(self._rows(found)))
        self.lines.setFixedHeight(self.lines.sizeHint().height())  # all four; what was noted scrolls below them
        for paper in found.papers:
            notice = Notice(ANSWER_KINDS[paper.answer], paper_sentence(paper), stay=True)
            self.answers.show_notice(f"paper {paper.size}", notice)

    def _rows(self, found: BookChecked) -> tuple[Row, ...]:
        book = tr("book line {size} · {digits}", size=str(found.size), digits=found.digits)
        return (_whole_row(found), _remembered_row(found), _store_row(found), _witness_row(found, book))

    def compare(self) -> None:
        """Hold the typed paper against the book."""
        size, digits = self.size_field.value(), self.digits_field.value()
        missing = 24 - len(digits)
        if not size:
            self.problem.show_problem(tr("Type the line of the book that stands on the paper."))
            return
        if missing > 0:
            self.problem.show_problem(tr_n("{n} more digit to come.", "{n} more digits to come.", missing))
            return
        self.problem.show_problem("")
        short = self.bench.opened.certificates.short_of(self.bench.desk.office.log)
        groups = " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
        self.check(f"HQ {short} {size} {groups}")
        self.size_field.set_value("")
        self.digits_field.set_value("")
        self.size_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_backup(self) -> None:
        name = f"{self.bench.desk.office.desk_name}.haqdar-backup".replace(" ", "-").lower()
        ask_where(self, tr("Write a backup"), name, self.write_backup, kinds=BACKUPS)

    def write_backup(self, target: Path) -> None:
        """Write a backup to `target`, open it again, say so."""
        opened = self.bench.opened

        def work(desk: Desk, job: Job) -> BackedUp:
            key = opened.unlocked.store_key
            return safekeeping.backup(desk, opened.certificates, opened.folder, key, target, replace=True)

        def done(made: BackedUp) -> None:
            what = tr("The backup was written and opened again: {n} entries.", n=made.entries)
            self.bench.say(NoticeKind.GOOD, Said(what, tr("You may pull the stick out.")))

        self.bench.run_named(tr("Writing a backup"), work, done, lane=Lane.LONG_READS)


def _good(key: str, what: str, more: str) -> Row:
    return Row(key, what, "" if current().layout.small else more, icon="circle-check", icon_tint="good")


def _whole_row(found: BookChecked) -> Row:
    bad = found.first_bad
    if bad is None:
        whole = tr_n("{n} line fits together", "All {n} lines fit together", found.entries)
        return _good("fits", whole, tr("from the first line to now"))
    stop = tr("Stop here and call the supervisor.")
    return Row("fits", misfit_sentence(bad), stop, icon="tool", icon_tint="danger")


def _remembered_row(found: BookChecked) -> Row:
    bad = found.first_bad
    if bad is None or bad.why not in ("shorter", "other_root"):
        what = tr("Nothing is older than what this laptop remembers")
        return _good("remembered", what, tr("compared with the last time it was opened"))
    what = tr("The book is older than what this laptop remembers")
    return Row("remembered", what, tr("Stop here and call the supervisor."), icon="tool", icon_tint="danger")


def _store_row(found: BookChecked) -> Row:
    bad = found.first_bad
    if bad is not None and bad.log == "store":
        return Row("store", misfit_sentence(bad), icon="tool", icon_tint="danger")
    return _good("store", tr("What lies behind the lines agrees with them"), tr("households, cards and hand-overs"))


def _witness_row(found: BookChecked, book: str) -> Row:
    if not found.older:
        what = tr("Nothing is older than a day yet")
    else:
        percent = round(found.coverage * 100)
        what = tr("{percent} % of lines older than a day have an outside witness", percent=percent)
    bare = found.uncovered_since
    if bare is None:
        return _good("coverage", what, book)
    more = tr("Without a witness since {when}. Print a roster or write a backup.", when=time_text(bare))
    return Row("coverage", what, f"{more} · {book}", icon="circle-dashed", icon_tint="accent")
