"""Is the book whole? Four lines, a paper to hold against it, and a backup for those who may."""

from pathlib import Path
from typing import override

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.safekeeping import BackedUp, BookChecked, PaperAnswer
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job, Lane
from desktop.ui.page import Page
from desktop.ui.printing_desk import ask_where
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.fields import CodeField, Field
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import Notice, NoticeArea, NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Workbench
from desktop.usecases import safekeeping
from desktop.usecases.desk import Desk
from desktop.values.permissions import Permission
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
        self.lines = RowList(tr("What was found"), RowStyle.SHEET)
        self.answers = NoticeArea()
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        holder = Panel()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.lines)
        column.addWidget(holder)
        column.addWidget(Line(tr("Add a paper"), Role.HEADING))
        column.addWidget(
            Paragraph(
                tr("Every slip, roster and receipt carries the line of the book and 24 digits. Type them here."),
                Role.SMALL,
                "muted",
            )
        )
        column.addWidget(self._paper_form())
        column.addWidget(self.answers)
        column.addStretch(1)
        self.body.addLayout(column, 1)
        again = Button(tr("Check again"), ButtonKind.PRIMARY, "refresh", "F5", "F5")
        again.clicked.connect(lambda: self.check())
        leading: list[QWidget] = [again]
        if self.bench.desk.permits(Permission.BACKUP):
            backup = Button(tr("Write a backup"), ButtonKind.SECONDARY, "device-floppy", "Ctrl B", "Ctrl+B")
            backup.clicked.connect(self._ask_backup)
            leading.append(backup)
        self.set_foot(leading)

    def _paper_form(self) -> Form:
        form = Form()
        self.size_field = CodeField(tr("Line of the book"), (9,), width=160)
        self.digits_field = CodeField(tr("24 digits"), (4, 4, 4, 4, 4, 4), width=420)
        compare = Button(tr("Compare"), ButtonKind.SECONDARY, "arrows-exchange")
        compare.clicked.connect(self._compare)
        form.add("size", tr("Line"), self.size_field)
        form.add("digits", tr("Digits"), self.digits_field, compare)
        form.finished.connect(self._compare)
        return form

    @override
    def entered(self) -> None:
        """Walk the book."""
        self.check()

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
        for paper in found.papers:
            notice = Notice(ANSWER_KINDS[paper.answer], paper_sentence(paper), stay=True)
            self.answers.show_notice(f"paper {paper.size}", notice)

    def _rows(self, found: BookChecked) -> tuple[Row, ...]:
        bad = found.first_bad
        whole = tr_n("{n} line fits together", "All {n} lines fit together", found.entries)
        first = (
            Row("fits", whole, icon="circle-check", icon_tint="good")
            if bad is None
            else Row(
                "fits", misfit_sentence(bad), tr("Stop here and call the supervisor."), icon="tool", icon_tint="danger"
            )
        )
        older = (
            tr("Nothing is older than a day yet")
            if not found.older
            else tr(
                "{percent} % of lines older than a day have an outside witness", percent=round(found.coverage * 100)
            )
        )
        bare = found.uncovered_since
        return (
            first,
            Row(
                "remembered",
                tr("Nothing is older than what this laptop remembers"),
                icon="circle-check",
                icon_tint="good",
            )
            if bad is None or bad.why not in ("shorter", "other_root")
            else Row(
                "remembered", tr("The book is older than what this laptop remembers"), icon="tool", icon_tint="danger"
            ),
            Row(
                "coverage",
                older,
                tr("Without a witness since {when}. Print a roster or write a backup.", when=time_text(bare))
                if bare
                else "",
                icon="circle-check" if bare is None else "help-circle",
                icon_tint="good" if bare is None else "warn",
            ),
            Row("code", tr("Book line {size}", size=str(found.size)), found.digits, icon="notebook"),
        )

    def _compare(self) -> None:
        fields: tuple[Field, ...] = (self.size_field, self.digits_field)
        size, digits = (field.value() for field in fields)
        if not size or not digits:
            return
        short = self.bench.opened.certificates.short_of(self.bench.desk.office.log)
        groups = " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
        self.check(f"HQ {short} {size} {groups}")

    def _ask_backup(self) -> None:
        name = f"{self.bench.desk.office.desk_name}.haqdar-backup".replace(" ", "-").lower()
        ask_where(self, tr("Write a backup"), name, self.write_backup, kinds="Haqdar (*.haqdar-backup)")

    def write_backup(self, target: Path) -> None:
        """Write a backup to `target`, open it again, say so."""
        opened = self.bench.opened

        def work(desk: Desk, job: Job) -> BackedUp:
            return safekeeping.backup(desk, opened.certificates, opened.folder, opened.unlocked.store_key, target)

        def done(made: BackedUp) -> None:
            what = tr("The backup was written and opened again: {n} entries.", n=made.entries)
            self.bench.say(NoticeKind.GOOD, Said(what, tr("You may pull the stick out.")))

        self.bench.run_named(tr("Writing a backup"), work, done, lane=Lane.LONG_READS)
