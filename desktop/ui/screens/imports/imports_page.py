"""Bring a list in: choose a file, say what its columns are, look at what would come, bring it in, see what came."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, override

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Cancelled, Told
from desktop.records.imports import BatchView, Checked, FileLook, Imported, ImportPlan, ReadAs, TakenBack
from desktop.ui.background import Job, Lane
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.imports.columns_panel import ColumnsPanel
from desktop.ui.screens.imports.done_panel import DonePanel
from desktop.ui.screens.imports.look_panel import LookPanel
from desktop.ui.screens.imports.mending import TEXTS, WORKBOOKS, Mending
from desktop.ui.screens.imports.options_panel import OptionsPanel
from desktop.ui.screens.imports.question_strip import QuestionStrip
from desktop.ui.screens.imports.start_panel import StartPanel
from desktop.ui.widgets.buttons import Button, ButtonKind, SureButton
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.steps import Steps
from desktop.ui.workbench import GoPairs, Workbench
from desktop.usecases import import_batches, imports
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.import_field import ImportField
from desktop.values.permissions import Permission
from desktop.values.vocabulary import BatchState
from desktop.words.catalogue import joined, tr, tr_n
from desktop.words.import_words import field_label
from desktop.words.messages import say
from desktop.words.said import Said

START, COLUMNS, LOOK, DONE = range(4)


class ImportsPage(Page):
    """Four steps; nothing is written before *bring in*, and nobody sees anything of it before it is whole."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.IMPORT_BEGUN, EntryKind.IMPORT_OPENED, EntryKind.IMPORT_UNDONE}
    )

    def __init__(self, bench: Workbench) -> None:
        """At the first step."""
        may_import = bench.desk.permits(Permission.IMPORT)
        super().__init__(bench, tr("Bring a list in") if may_import else tr("Lists that were brought in"))
        self.step = START
        self.file: Path | None = None
        self.seen: FileLook | None = None
        self.plan: ImportPlan | None = None
        self.checked: Checked | None = None
        self.dialog: QFileDialog | None = None
        self.maps: tuple[str, ...] = ()
        self._may_import = may_import
        self._may_undo = bench.desk.permits(Permission.IMPORT_UNDO)
        self.start = StartPanel(may_import=self._may_import)
        self.columns = ColumnsPanel()
        self.options = OptionsPanel()
        self.look = LookPanel()
        self.done = DonePanel()
        self.mending = Mending(self)
        self.strip = QuestionStrip()
        self.brought: int | None = None
        self._bad_rows = 0
        self.steps = Steps([tr("File"), tr("Columns"), tr("Look"), tr("Done")])
        self._build()
        self._show(START)

    def _build(self) -> None:
        if self._may_import:
            self.set_head_trailing(self.steps)
        side = scrolling(self.options)
        side.setFixedWidth(OptionsPanel.across())
        self._side: QWidget = side
        self.put_above(self.strip)
        for panel in (self.start, self.columns, self.look, self.done):
            self.body.addWidget(panel, 1)
        self.body.addWidget(side)
        primary = ButtonKind.PRIMARY
        self.choose_button = Button(tr("Choose a file"), primary, "file-import", "Ctrl O", "Ctrl+O")
        self.look_button = Button(tr("Look at it"), primary, "eye", "Ctrl Enter", "Ctrl+Return")
        self.import_button = Button(tr("Bring it in"), primary, "check", "Ctrl S", "Ctrl+S")
        self.again_button = Button(tr("Another file"), primary, "file-import", "Ctrl O", "Ctrl+O")
        self.pairs_button = Button(tr("Look at the pairs"), icon="user-question", key="P", shortcut="P")
        self.back_button = Button(tr("Back"), icon="arrow-left", key="PgUp", shortcut="PgUp")
        self.rows_button = Button("", icon="file-export", key="Ctrl E", shortcut="Ctrl+E")
        self.undo_button = SureButton(
            tr("Take the import back"),
            tr("Take back all of it?"),
            "arrow-back-up",
            "Ctrl B",
            "Ctrl+B",
            ButtonKind.DANGER,
        )
        self.drop_button = SureButton(
            tr("Give the import up"), tr("Give it up for good?"), "trash", "Ctrl G", "Ctrl+G", ButtonKind.DANGER
        )
        for button, act in (
            (self.choose_button, self.choose),
            (self.again_button, self.choose),
            (self.look_button, self._check),
            (self.import_button, self._import),
            (self.pairs_button, lambda: self.bench.go(GoPairs(self.brought))),
            (self.back_button, self._back),
            (self.rows_button, self._save_rows),
        ):
            button.clicked.connect(act)
        self.undo_button.sure.connect(self._undo)
        self.drop_button.sure.connect(self._drop)
        self.set_foot(
            [self.choose_button, self.look_button, self.import_button, self.again_button, self.pairs_button],
            [self.rows_button, self.drop_button, self.undo_button, self.back_button],
        )
        self.start.table.chosen.connect(lambda _="": self._show_foot())
        self.columns.changed.connect(self._changed)
        self.strip.answered.connect(self._answered)
        self.options.stated.connect(self._stated)
        self.options.read_again.connect(self._read_again)
        self.options.map_wanted.connect(self._use_map)
        self.options.map_named.connect(self._keep_map)

    # --- what the window asks ----------------------------------------------------------------------------------------

    @override
    def entered(self) -> None:
        """Show the imports there were; what a cut left of one that was given up is cleared away unseen."""
        self.bench.run(import_batches.batches, self._listed)

    @override
    def has_open_work(self) -> bool:
        """What was said of columns, and doubts that were answered, are work of their own before the list is in."""
        told = self.seen is not None and self.plan != self.seen.plan
        return told or super().has_open_work()

    @override
    def let_go(self) -> None:
        """What was said of the columns goes with what is written beside them."""
        super().let_go()
        if self.seen is not None:
            self.plan = self.seen.plan

    @override
    def present_row(self) -> str:
        """The import that is chosen, or that came in just now."""
        return str(self.brought) if self.step == DONE else self.start.table.present() or ""

    @override
    def help_text(self) -> str:
        """How it is done with keys."""
        return tr(
            "Choose a file. Up and Down go through its columns, Enter says what one is. Then look at what would come "
            "in, and bring it in. Columns on employer, debt, religion, caste or nationality are never taken."
        )

    @override
    def escape(self) -> None:
        """Esc: back by one step, and from the first out of the page."""
        if self.step in (COLUMNS, LOOK):
            self._back()
        else:
            super().escape()

    def _listed(self, views: Sequence[BatchView]) -> None:
        self.start.show_batches(views)
        row = self.take_first_row([str(view.number) for view in views])
        if row is not None:
            self.start.table.choose(row)
        waiting = self.start.unfinished()
        self.notices.take("waiting")
        if waiting is not None and self._may_import and self.step == START:
            said = tr("Import {number} was cut off. Nobody sees anything of it.", number=waiting.number)
            more = tr("Choose the same file again to go on with it, or give it up.")
            self.notices.show_notice("waiting", Notice(NoticeKind.LOOK, said, more))
            self.start.table.choose(str(waiting.number))
        self._show_foot()
        if self.step != START:
            return
        if views or not self._may_import:
            self.start.take_keyboard()
        else:
            self.choose_button.setFocus()

    # --- steps -------------------------------------------------------------------------------------------------------

    def _show(self, step: int) -> None:
        self.step = step
        self.steps.set_present(step)
        panels = {START: self.start, COLUMNS: self.columns, LOOK: self.look, DONE: self.done}
        for at, panel in panels.items():
            panel.setVisible(at == step)
        self._side.setVisible(step == COLUMNS)
        self.strip.setVisible(step == COLUMNS and self.strip.question is not None)
        self._show_foot()

    def _show_foot(self) -> None:
        batch = self.start.batch() if self.step == START else None
        self.choose_button.setVisible(self.step == START and self._may_import)
        self.look_button.setVisible(self.step == COLUMNS)
        self.import_button.setVisible(self.step == LOOK)
        self.again_button.setVisible(self.step == DONE)
        self.pairs_button.setVisible(self.step == DONE and self.pairs_button.isEnabled())
        self.back_button.setVisible(self.step in (COLUMNS, LOOK))
        bad = self.checked is not None and bool(self.checked.troubles)
        mended = self.step == DONE and self.brought is not None and self._bad_rows > 0
        chosen = self.step == START and self._may_import and batch is not None and batch.state is not BatchState.WRITING
        if self.step == START:
            self.rows_button.set_text(tr("Save its rows to mend"))
        self.rows_button.setVisible((self.step == LOOK and bad) or mended or chosen)
        self.undo_button.setVisible(self._may_undo and batch is not None and batch.state is BatchState.OPEN)
        self.drop_button.setVisible(self._may_import and batch is not None and batch.state is BatchState.WRITING)

    def _back(self) -> None:
        self.bench.clear()
        if self.step == LOOK:
            self._show(COLUMNS)
            self.columns.take_keyboard()
        else:
            self._show(START)
            self.entered()

    # --- a file ------------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        self._ask_for_file(lambda name: self.take(Path(name)))

    def _ask_for_file(self, chosen: Callable[[str], None]) -> None:
        kinds = f"{tr('Lists')} ({' '.join(f'*{ending}' for ending in (*WORKBOOKS, *TEXTS))})"
        self.dialog = QFileDialog(self, tr("Choose a file"), "", kinds)
        self.dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.dialog.fileSelected.connect(chosen)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def take(self, file: Path) -> None:
        """Look at a chosen file in the closed-off corner."""
        self.bench.clear()
        self.file = file
        self._read(ReadAs())

    def _read(self, read: ReadAs) -> None:
        file = self.file
        assert file is not None

        def work(desk: Desk, _: Job) -> tuple[FileLook, tuple[str, ...]]:
            import_batches.clear(desk)
            return imports.look(desk, file, read), imports.map_names(desk)

        self.bench.run_named(tr("Checking that the file is safe"), work, self._looked, lane=Lane.LONG_READS)

    def _looked(self, found: tuple[FileLook, tuple[str, ...]]) -> None:
        self.seen, self.maps = found
        told = self.plan
        self.plan = self.seen.plan if told is None else imports.with_stated(self.seen.plan, told)
        self.notices.take("waiting")
        self.options.show_file(self.seen, self.plan, self.maps)
        self._show(COLUMNS)
        self._show_plan()
        self._tell_notes(self.seen)
        self.columns.take_keyboard()

    def _tell_notes(self, seen: FileLook) -> None:
        said = {
            "formulas": tr("Some cells are formulas: their last values are read, nothing is worked out."),
            "macros": tr("The file holds small programs. They are not run."),
            "links": tr("The file points to other files. They are not opened."),
            "cut": tr("Some cells are longer than any name; they are read up to a limit."),
        }
        told = [said[note] for note in seen.notes if note in said]
        before = next((one for one in seen.batches if one.same_file and one.state is BatchState.OPEN), None)
        if before is not None:
            told.insert(0, tr("This file was brought in before, as import {number}.", number=before.number))
        self.notices.take("notes")
        if told:
            self.notices.show_notice("notes", Notice(NoticeKind.KNOW, " ".join(told)))

    def _read_again(self) -> None:
        assert self.plan is not None
        self.plan = self.options.told(self.plan)
        self._read(self.options.read_as(self.plan))

    # --- columns -----------------------------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        assert self.plan is not None
        self.columns.show_plan(self.plan)
        lacking = imports.lacking(self.plan)
        self.options.needs(lacking)
        asked = imports.questions(self.plan)
        self.strip.ask(asked[0] if asked and self.step == COLUMNS else None)
        self.look_button.setEnabled(not lacking and not any(one.doubt.holds for one in asked))
        self.notices.take("lacking")
        if lacking and self.step == COLUMNS:
            named = joined(*map(field_label, lacking))
            said = tr("Still to be said: {fields}.", fields=named)
            more = tr("Choose a column for it, or say it once for the whole list.")
            self.notices.show_notice("lacking", Notice(NoticeKind.LOOK, said, more))

    def _changed(self, place: int, field: str, person: int) -> None:
        assert self.plan is not None
        try:
            self.plan = imports.chosen(self.plan, place, ImportField(field) if field else None, person)
        except Told as told:
            self.bench.say(NoticeKind.LOOK, say(told))
        self._show_plan()

    def _answered(self, yes: bool) -> None:
        question = self.strip.question
        if self.plan is None or question is None:
            return
        self.plan = imports.answered(self.plan, question, yes=yes)
        if not yes and question in imports.questions(self.plan):
            what = tr("Then write every person into a row of the list, with the number of the household.")
            self.bench.say(NoticeKind.KNOW, Said(what, tr("Choose the file again afterwards.")))
        self._show_plan()
        self.columns.take_keyboard()

    def _stated(self) -> None:
        if self.plan is not None:
            self.plan = self.options.told(self.plan)
            self._show_plan()

    def _use_map(self, name: str) -> None:
        plan = self.plan
        assert plan is not None
        self.bench.run(lambda desk: imports.with_map(plan, imports.kept_map(desk, name)), self._mapped)

    def _mapped(self, plan: ImportPlan) -> None:
        assert self.seen is not None
        self.plan = plan
        self.options.show_file(self.seen, plan, self.maps)
        self._show_plan()

    def _keep_map(self, name: str) -> None:
        plan = self.plan
        assert plan is not None
        self.bench.run(
            lambda desk: (imports.keep_map(desk, name, plan), imports.map_names(desk)),
            lambda kept: self._map_kept(name, kept[1]),
        )

    def _map_kept(self, name: str, maps: tuple[str, ...]) -> None:
        assert self.seen is not None
        assert self.plan is not None
        self.maps = maps
        self.options.name.set_value("")
        self.options.show_file(self.seen, self.plan, maps)
        self.bench.say(NoticeKind.GOOD, Said(tr("Kept as {name}.", name=name)))

    # --- looking and bringing in -------------------------------------------------------------------------------------

    def _check(self) -> None:
        file, seen, plan = self.file, self.seen, self.plan
        assert file is not None
        assert seen is not None
        assert plan is not None
        self.bench.run_named(
            tr("Looking at the rows"),
            lambda desk, job: imports.check(desk, file, seen, plan=plan, progress=job.progress),
            self._was_checked,
            lane=Lane.LONG_READS,
        )

    def _was_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.look.show_checked(checked)
        self.import_button.set_text(
            tr_n("Bring in {n} household", "Bring in {n} households", checked.ready)
            if checked.ready
            else tr("Nothing to bring in")
        )
        self.import_button.setEnabled(checked.ready > 0)
        text = tr_n("Save the {n} row to mend", "Save the {n} rows to mend", checked.to_mend)
        self.rows_button.set_text(text)
        self.notices.take("lacking")
        self.notices.take("notes")
        self._show(LOOK)
        self.import_button.setFocus()

    def _save_rows(self) -> None:
        """The rows to mend: of the list that is looked at, of the one that came in, or of an import chosen by hand."""
        file, seen, plan, batch = self.file, self.seen, self.plan, self.start.batch()
        if self.step == START and batch is not None:
            number = batch.number
            self._ask_for_file(lambda name: self.mending.of_import(number, Path(name)))
        elif file is not None and self.step == DONE and self.brought is not None:
            self.mending.of_import(self.brought, file)
        elif file is not None and seen is not None and plan is not None:
            self.mending.save(
                file,
                lambda desk, job, words: imports.check(
                    desk, file, seen, plan=plan, progress=job.progress, errors=words
                ),
            )

    def _import(self) -> None:
        file, seen, plan = self.file, self.seen, self.plan
        assert file is not None
        assert seen is not None
        assert plan is not None
        self.import_button.setEnabled(False)
        self.bench.run_named(
            tr("Bringing the list in"),
            lambda desk, job: import_batches.run(desk, file, seen, plan=plan, progress=job.progress),
            self._was_imported,
            failed=self._not_imported,
            lane=Lane.LONG_READS,
        )

    def _was_imported(self, done: Imported) -> None:
        self.plan = self.seen = self.checked = None
        self.done.show_done(done)
        self.brought = done.batch
        self._bad_rows = done.to_mend
        text = tr_n("Save the {n} row to mend", "Save the {n} rows to mend", self._bad_rows)
        self.rows_button.set_text(text)
        self.pairs_button.setEnabled(done.possible_duplicates > 0)
        self._show(DONE)
        self.again_button.setFocus()

    def _not_imported(self, told: Told) -> bool:
        self.import_button.setEnabled(True)
        if isinstance(told, Cancelled):
            self.bench.say(NoticeKind.KNOW, say(told))
            self.bench.run(import_batches.clear, lambda _: None, lane=Lane.LONG_READS)
            return True
        return False

    # --- taking back -------------------------------------------------------------------------------------------------

    def _undo(self) -> None:
        batch = self.start.batch()
        if batch is not None:
            number = batch.number
            self.bench.run_named(
                tr("Taking the import back"),
                lambda desk, job: import_batches.undo(desk, number, progress=job.progress),
                self._taken,
                lane=Lane.LONG_READS,
            )

    def _drop(self) -> None:
        batch = self.start.batch()
        if batch is not None:
            number = batch.number
            self.bench.run_named(
                tr("Giving the import up"),
                lambda desk, job: import_batches.drop(desk, number, progress=job.progress),
                self._taken,
                lane=Lane.LONG_READS,
            )

    def _taken(self, taken: TakenBack) -> None:
        undone = taken.batch.state is BatchState.UNDONE
        what = (
            tr("Import {number} was taken back.", number=taken.batch.number)
            if undone
            else tr("Import {number} was given up.", number=taken.batch.number)
        )
        self.bench.say(NoticeKind.GOOD, Said(what, tr("The same list can be brought in again.")))
        self.entered()
