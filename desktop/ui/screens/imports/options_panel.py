"""What is said once for a whole list: the place, how consent was taken, how the file is read, a saved map."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import ConsentDraft
from desktop.records.imports import FileLook, ImportPlan, ReadAs
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.place_field import PlaceField
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.values.import_field import ImportField
from desktop.values.vocabulary import ConsentLanguage, ConsentReader
from desktop.words.catalogue import tr
from desktop.words.import_words import encoding_label, separator_label
from desktop.words.labels import label

COLUMN, EACH, QUEUE = "column", "each", "queue"


class OptionsPanel(QWidget):
    """`stated()` when place or consent was said, `read_again()` for another way of reading, `map_wanted(name)`."""

    stated = Signal()
    read_again = Signal()
    map_wanted = Signal(str)
    map_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is said yet."""
        super().__init__(parent)
        self.place = PlaceField()
        self.consent = ChoiceChips(
            tr("Consent to be registered"),
            [
                Choice(COLUMN, tr("In a column")),
                Choice(EACH, tr("Asked of each household")),
                Choice(QUEUE, tr("Read to all, then asked")),
            ],
            numbered=False,
        )
        self.reader = DropDown(tr("Who read the text"), [Choice(one.value, label(one)) for one in ConsentReader])
        self.language = DropDown(tr("In which language"), [Choice(one.value, label(one)) for one in ConsentLanguage])
        self.phone = Chip(tr("Phones may be kept"), icon="check")
        self.as_written = Chip(tr("Keep such villages as written"), icon="check")
        self.sheet = DropDown(tr("Sheet"))
        self.encoding = DropDown(tr("Kind of text"))
        self.separator = DropDown(tr("Columns are divided by"))
        self.maps = DropDown(tr("A map that was kept"))
        self.name = TextField(tr("Name of the map"), tr("keep as a map: its name"))
        self.keep_button = Button(tr("Keep as a map"), ButtonKind.QUIET, "device-floppy")
        self.consent.set_value(COLUMN)
        self.reader.set_value(ConsentReader.CLERK.value)
        self.language.set_value(ConsentLanguage.URDU.value)
        self._rows: dict[QWidget, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(6)
        for caption, widgets in (
            (tr("Place of all households, unless a column says it"), (self.place,)),
            (tr("Consent to be registered"), (self.consent, self.reader, self.language, self.phone)),
            (tr("Villages that name a kiln, debt, faith or caste"), (self.as_written,)),
            (tr("Sheet"), (self.sheet,)),
            (tr("Kind of text"), (self.encoding,)),
            (tr("Columns are divided by"), (self.separator,)),
            (tr("A map that was kept"), (self.maps,)),
            ("", (FormRow(tr("Name of the map"), [self.name], above=True), self.keep_button)),
        ):
            column.addWidget(self._group(caption, widgets))
        column.addStretch(1)
        self.place.chosen.connect(lambda _="": self.stated.emit())
        for chip in (self.phone, self.as_written):
            chip.toggled.connect(lambda _on=False: self.stated.emit())
        for chooser in (self.consent, self.reader, self.language):
            chooser.chosen.connect(lambda _="": self._said())
        for chooser in (self.sheet, self.encoding, self.separator):
            chooser.chosen.connect(lambda _="": self.read_again.emit())
        self.maps.chosen.connect(self.map_wanted)
        self.keep_button.clicked.connect(lambda: self.map_named.emit(self.name.value()))
        self._said(quiet=True)

    def _group(self, caption: str, widgets: Sequence[QWidget]) -> QWidget:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 6)
        inside.setSpacing(6)
        if caption:
            # a paragraph where the words may be longer than the panel is wide
            inside.addWidget(Paragraph(caption, Role.LABEL) if len(caption) > 24 else Line(caption, Role.LABEL))
        for widget in widgets:
            inside.addWidget(widget)
            self._rows[widget] = holder
        return holder

    def show_file(self, seen: FileLook, plan: ImportPlan, maps: Sequence[str]) -> None:
        """Offer what this file leaves open."""
        self.place.set_pcode(plan.place)
        self.consent.set_value(COLUMN if plan.consent is None else QUEUE if plan.consent.heard_in_queue else EACH)
        if plan.consent is not None:
            self.reader.set_value(plan.consent.read_by.value)
            self.language.set_value(plan.consent.language.value)
            with QSignalBlocker(self.phone):
                self.phone.setChecked(plan.consent.phone)
        with QSignalBlocker(self.as_written):
            self.as_written.setChecked(plan.as_written)
        csv = seen.kind == "csv"
        workbook = seen.kind in ("xlsx", "xls", "ods")
        self.sheet.set_choices(
            [
                Choice(str(at), tr("{name} ({rows} rows)", name=name, rows=rows))
                for at, (name, rows) in enumerate(seen.sheets)
            ]
        )
        self.sheet.set_value(str(plan.read.sheet))
        self.encoding.set_choices([Choice(one, encoding_label(one)) for one in seen.encodings])
        self.encoding.set_value(plan.read.encoding)
        self.separator.set_choices([Choice(one, separator_label(one)) for one in seen.separators])
        self.separator.set_value(plan.read.separator)
        self.maps.set_choices([Choice(name, name) for name in maps])
        self._rows[self.sheet].setVisible(workbook and len(seen.sheets) > 1)
        for widget in (self.encoding, self.separator):
            self._rows[widget].setVisible(csv)
        self._rows[self.maps].setVisible(bool(maps))
        self._said(quiet=True)

    def told(self, plan: ImportPlan) -> ImportPlan:
        """The plan with what is said here for the whole list."""
        consent, as_written = self._consent(), self.as_written.isChecked()
        return replace(plan, place=self.place.pcode(), consent=consent, as_written=as_written)

    def read_as(self, plan: ImportPlan) -> ReadAs:
        """How the file is to be read now; the row of the headings is looked for anew."""
        return ReadAs(
            sheet=int(self.sheet.value() or plan.read.sheet),
            encoding=self.encoding.value() or "",
            separator=self.separator.value() or "",
        )

    def needs(self, lacking: Sequence[ImportField]) -> None:
        """Mark what is still lacking for all."""
        self.place.set_problem(tr("Choose a place.") if ImportField.TEHSIL in lacking else "")

    def _consent(self) -> ConsentDraft | None:
        how = self.consent.value()
        if how in (None, COLUMN):
            return None
        return ConsentDraft(
            register=True,
            phone=self.phone.isChecked(),
            read_by=ConsentReader(self.reader.value() or ConsentReader.CLERK),
            language=ConsentLanguage(self.language.value() or ConsentLanguage.URDU),
            heard_in_queue=how == QUEUE,
        )

    def _said(self, *, quiet: bool = False) -> None:
        stated = self.consent.value() in (EACH, QUEUE)
        for widget in (self.reader, self.language, self.phone):
            widget.setVisible(stated)
        if not quiet:
            self.stated.emit()

    @staticmethod
    def across() -> int:
        """As wide as the options of other screens."""
        return current().wide(current().layout.options)
