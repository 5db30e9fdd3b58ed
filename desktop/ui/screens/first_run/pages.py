"""The questions of the first run: language, new or practice, district and names, two people, the recovery sheet."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from desktop.reference.places import DISTRICT, area_line, district_of, search_areas
from desktop.security.passwords import check_passphrase, normalise
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import without_marks
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.first_run.answers import Answers, PersonAnswer, Sheet
from desktop.ui.screens.first_run.question import QuestionPage
from desktop.ui.strength import strength_in_words, tell_strength
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import PassphraseField, ProblemLine, TextField
from desktop.ui.widgets.form import FormRow, mend
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.tile import Tile
from desktop.words.catalogue import LANGUAGES, OWN_NAMES, language, tr
from desktop.words.kept_words import FreeText


class LanguagePage(QuestionPage):
    """Three big buttons, each in its own language; `chosen(language)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Keys 1 to 3."""
        super().__init__("Haqdar · حقدار", "Language · زبان · ٻولي", has_back=False)
        self.tiles: dict[str, Tile] = {}
        row = QHBoxLayout()
        row.setSpacing(16)
        for number, one in enumerate(LANGUAGES, start=1):
            tile = Tile(OWN_NAMES[one], "", "language", str(number), filled=one == language())
            tile.clicked.connect(lambda _on=False, value=one.value: self.chosen.emit(value))
            row.addWidget(tile)
            self.tiles[one.value] = tile
        self.column.addLayout(row)
        self.next_button.hide()

    @override
    def focus_first(self) -> None:
        """The language that is on."""
        self.tiles[language().value].setFocus(Qt.FocusReason.OtherFocusReason)


class KindPage(QuestionPage):
    """A new office, a practice office, or an office restored from its backup."""

    new_chosen = Signal()
    practice_chosen = Signal()
    restore_chosen = Signal()

    def __init__(self) -> None:
        """Keys 1 to 3."""
        super().__init__(
            tr("What shall this laptop be?"), tr("A practice office can be thrown away; a real one cannot.")
        )
        self.new_tile = Tile(tr("A new office"), tr("made by two people"), "home-plus", "1", filled=True)
        self.practice_tile = Tile(tr("Practise"), tr("nothing in it is real"), "notebook", "2")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.new_tile)
        row.addWidget(self.practice_tile)
        self.restore_tile = Tile(tr("Restore a backup"), tr("by two people, from a file"), "database", "3")
        row.addWidget(self.restore_tile)
        self.column.addLayout(row)
        self.restore_tile.clicked.connect(self.restore_chosen)
        self.new_tile.clicked.connect(self.new_chosen)
        self.practice_tile.clicked.connect(self.practice_chosen)
        self.next_button.hide()

    @override
    def focus_first(self) -> None:
        """The new office."""
        self.new_tile.setFocus(Qt.FocusReason.OtherFocusReason)


class OfficePage(QuestionPage):
    """District by search, name of the office, name of this desk."""

    def __init__(self, answers: Answers) -> None:
        """With what was answered before."""
        super().__init__(
            tr("Where is the office?"), tr("The codes of its households begin with the district's number.")
        )
        self._answers = answers
        self.district = TextField(tr("District"), tr("write a few letters, in any script"), width=420, keeps=None)
        self.list = RowList(tr("Districts found"), RowStyle.SHEET)
        self._chosen = Line("", Role.BODY, "accent", bold=True, elide=True)
        self.office = TextField(tr("Name of the office"), width=420)
        self.desk = TextField(tr("Name of this desk"), width=420)
        for field in (self.district, self.office, self.desk):
            field.setMaxLength(60)
        self._rows = {
            "district": FormRow(tr("District"), [self.district]),
            "chosen": FormRow("", [self._chosen]),
            "found": FormRow("", [self.list]),
            "office": FormRow(tr("Office"), [self.office]),
            "desk": FormRow(tr("Desk"), [self.desk]),
        }
        self.add(*self._rows.values())
        self._rows["found"].hide()
        self.office.set_value(answers.office)
        self.desk.set_value(answers.desk or without_marks(tr("Desk {n}", n=1)))
        self._show_chosen()
        self.district.textEdited.connect(self._search)
        self.district.installEventFilter(self)
        self.list.opened.connect(self._choose)

    @override
    def go_on(self) -> None:
        """All three are needed."""
        self._answers.office, self._answers.desk = self.office.value(), self.desk.value()
        missing = {
            "district": "" if self._answers.district else tr("Choose the district from the list."),
            "office": "" if self._answers.office else tr("Write how people call the office."),
            "desk": "" if self._answers.desk else tr("Write a name for this desk."),
        }
        if mend(self._rows, missing):
            self.answered.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search takes the district when only one was found, else it goes to the list, as Down does."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.isVisible():
            rows = self.list.rows()
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and len(rows) == 1:
                self._choose(rows[0].key)
                return True
            if rows and (enter or event.key() == Qt.Key.Key_Down):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        districts = dict.fromkeys(
            found for place in search_areas(text, 30) if place.level >= DISTRICT and (found := district_of(place.pcode))
        )
        shown = list(districts)[: 3 if current().layout.small else 5]
        self.list.set_rows([Row(pcode, area_line(pcode, language()), icon="map-pin") for pcode in shown])
        self.list.setFixedHeight(max(current().row, self.list.sizeHint().height()))
        self._rows["found"].setVisible(bool(shown))

    def _choose(self, pcode: str) -> None:
        self._answers.district = pcode
        self.district.set_value("")
        self._rows["found"].hide()
        self._rows["district"].set_problem("")
        self._show_chosen()
        self.office.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_chosen(self) -> None:
        pcode = self._answers.district
        self._chosen.setText(area_line(pcode, language()) if pcode else "")
        self._rows["chosen"].setVisible(bool(pcode))


class PersonPage(QuestionPage):
    """One of the two people: name and an own passphrase, typed twice; four words are offered."""

    def __init__(self, heading: str, sentence: str, answer: PersonAnswer, other: PersonAnswer | None) -> None:
        """`other` is the first person, who must have another name and passphrase."""
        super().__init__(heading, sentence)
        self._answer, self._other = answer, other
        self.name = TextField(tr("Name"), width=420, keeps=FreeText.NAME)
        self.name.setMaxLength(60)
        if not answer.offered:
            answer.draw()
        self.offered = Paragraph(answer.offered, Role.CODE)  # long words go on in a second line
        self.offered.setAccessibleName(tr("Four words drawn by lot"))
        self.others = Button(tr("Other words"), ButtonKind.QUIET, "refresh")
        self.others.clicked.connect(self._draw)
        self.passphrase = PassphraseField(tr("Passphrase"), width=420)
        self.again = PassphraseField(tr("Passphrase again"), width=420)
        self._rows = {
            "name": FormRow(tr("Name"), [self.name]),
            "offered": FormRow(tr("Four words"), [self.offered, self.others]),
            "passphrase": FormRow(tr("Passphrase"), [self.passphrase]),
            "again": FormRow(tr("Once more"), [self.again]),
        }
        self._rows["offered"].set_hint(tr("Drawn by lot. Write them on paper, or think of others as long."))
        self.add(*self._rows.values())
        self.name.set_value(answer.name)
        self.passphrase.set_value(answer.passphrase)
        self.again.set_value(answer.again)
        self.passphrase.textChanged.connect(self._tell_strength)
        self._tell_strength(self.passphrase.value())

    @override
    def go_on(self) -> None:
        """A name, and a passphrase that is strong enough and typed twice alike."""
        answer = self._answer
        answer.name, answer.passphrase, answer.again = self.name.value(), self.passphrase.value(), self.again.value()
        weak = bool(check_passphrase(answer.passphrase))
        alike = normalise(answer.passphrase) == normalise(answer.again)
        same_name = self._other is not None and answer.name.casefold() == self._other.name.casefold()
        missing = {
            "name": tr("Write a name.") if not answer.name else "",
            "passphrase": strength_in_words(answer.passphrase) if weak else "",
            "again": "" if alike else tr("The two are not alike. Type it once more."),
        }
        if same_name:
            missing["name"] = tr("The first person has this name.")
        if mend(self._rows, missing):
            self.answered.emit()
        elif not weak and not alike:
            self.again.selectAll()  # nobody sees which letter of it is wrong

    def _draw(self) -> None:
        self._answer.draw()
        self.offered.setText(self._answer.offered)
        self.passphrase.set_value("")
        self.again.set_value("")

    def _tell_strength(self, text: str) -> None:
        tell_strength(self._rows["passphrase"], text)


class SummaryPage(QuestionPage):
    """Everything that was answered, to be read by both people before the office is made."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            tr("Is this right?"),
            tr("The district and the two names cannot be changed later. Page Up goes back to correct."),
            tr("Make the office"),
        )
        shown = (
            (tr("District"), area_line(answers.district, language())),
            (tr("Office"), answers.office),
            (tr("Desk"), answers.desk),
            (tr("Controller"), answers.controller.name),
            (tr("Supervisor"), answers.supervisor.name),
        )
        for words, value in shown:
            self.add(FormRow(words, [Line(value, Role.BODY, bold=True, elide=True)]))


class SheetPage(QuestionPage):
    """The recovery sheet must be printed or saved, and its check word typed from the paper."""

    printed = Signal()
    saved = Signal()
    confirmed = Signal()

    def __init__(self, sheet: Sheet, printers: Sequence[str] = ()) -> None:
        """With the sheet as a PDF; `printers` are the names of this machine's printers, to choose from."""
        super().__init__(
            tr("Keep the recovery sheet"),
            tr("Whoever holds it can open the register when nobody else can. It is shown this one time."),
            tr("The office is ready"),
            has_back=False,
            fills=True,
        )
        self._sheet = sheet
        self._kept = False
        self._can_choose = bool(printers)
        self.paper = PaperView(tr("Recovery sheet"))
        self.paper.preview.setMinimumHeight(220 if current().layout.small else 330)
        # the paper has what the window leaves: in a low one, or in Urdu, the button below would else be out of sight
        self.paper.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.paper.show_paper(sheet.pdf)
        self.paper.printed.connect(self.printed)
        self.paper.saved.connect(self.saved)
        self.printer = DropDown(
            tr("Printer"), [Choice("", tr("The system's own printer")), *(Choice(name, name) for name in printers)]
        )
        self.printer.set_value("")
        self.word = TextField(tr("Check word from the sheet"), width=260, rtl=False, keeps=None)
        self._problem = ProblemLine()
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addStretch(1)
        for number, step in enumerate(
            (
                tr("Print it, or save it on a stick that is not this laptop."),
                tr("Put it into an envelope; two people sign across the flap."),
                tr("Keep it outside this office."),
                tr("Type its check word here, from the paper."),
            ),
            start=1,
        ):
            side.addWidget(Paragraph(f"{number}. {step}", Role.BODY))
        side.addSpacing(8)
        if printers:
            side.addWidget(Line(tr("Printer"), Role.LABEL))
            side.addWidget(self.printer)
        side.addWidget(Line(tr("Check word"), Role.LABEL))
        writing = QHBoxLayout()  # a field of Latin words would else stand at their side of the page
        writing.addWidget(self.word)
        writing.addStretch(1)
        side.addLayout(writing)
        side.addWidget(self._problem)
        side.addStretch(2)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.paper, 1)
        panel = Panel("clear")
        panel.setLayout(side)
        row.addWidget(panel, 1)
        self.column.addLayout(row)

    def was_kept(self) -> None:
        """It was printed or saved."""
        self._kept = True
        self._problem.show_hint(tr("Good. Now type the check word from the paper."))
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_not_printed(self, *, refused: bool) -> None:
        """No printer answers, or one said no; nothing is named that this page lacks, and settings are not there yet."""
        if not self._can_choose:
            self.say(
                tr("The printer did not take the sheet. Look at its cable and paper, or save the sheet on a stick.")
                if refused
                else tr("No printer answers. Save the sheet on a stick.")
            )
        elif refused:
            self.say(tr("The printer did not take the sheet. Choose another one here, or save the sheet on a stick."))
        else:
            self.say(tr("No printer answers. Choose another one here, or save the sheet on a stick."))

    def say(self, sentence: str) -> None:
        """Something about printing or saving that went otherwise."""
        self._problem.show_problem(sentence)

    @override
    def go_on(self) -> None:
        """Kept, and the word is right."""
        if not self._kept:
            self._problem.show_problem(tr("Print the sheet or save it first."))
        elif normalise(self.word.value()) != normalise(self._sheet.check_word):
            self._problem.show_problem(tr("This is not the check word of the sheet. It stands in the grey field."))
            self.word.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.confirmed.emit()
