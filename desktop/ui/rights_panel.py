"""Rights, for reading aloud to one household: the text in three languages, the slip if they want it, and *told*.

The panel looks the same for every household, whatever was said, taken or refused.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.reference.texts import rights
from desktop.ui import printing_desk
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Lane
from desktop.ui.page import scrolling
from desktop.ui.widgets.buttons import Button, ButtonKind, KeyCap
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.spoken_text import SpokenText
from desktop.ui.workbench import Workbench
from desktop.usecases import operators
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import ConsentLanguage, Language
from desktop.words.captions.rights import rights_slip
from desktop.words.catalogue import tr
from printing.slips import draw_rights

LATER_KEY = "F7"
SPOKEN = (Language.URDU, Language.SINDHI, Language.ENGLISH)
"""In this order the keys 1, 2 and 3."""


def own_names() -> dict[Language, str]:
    """Each language in its own words, so that whoever cannot read the window still finds it."""
    return {Language.URDU: "اردو", Language.SINDHI: "سنڌي", Language.ENGLISH: "English"}


class RightsPanel(Panel):
    """`told()` when the button says so. `later` becomes true by F7, where that key is offered; nothing shows it."""

    told = Signal()

    def __init__(
        self, bench: Workbench, spoken: ConsentLanguage | None, *, later: bool = False, first: bool = False
    ) -> None:
        """`spoken` is the language in which consent was read; `later`: the key is offered (there is a protection key
        and an envelope to put the mark into); `first`: *told* is the one thing to do next on this screen."""
        super().__init__("panel")
        self._bench = bench
        self.later = False
        small = current().layout.small
        self.languages = language_chips()
        self.text = SpokenText()
        self.slip_button = Button(tr("Print the slip"), icon="printer", key="S", shortcut="S")
        kind = ButtonKind.PRIMARY if first else ButtonKind.SECONDARY
        self.told_button = Button(tr("Rights offered"), kind, "check", "T", shortcut="T")
        pad = 12 if small else 20
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad - 4, pad, pad - 4)
        column.setSpacing(8 if small else 12)
        head = QHBoxLayout()
        head.setSpacing(12)
        if small:
            head.addStretch(1)
        else:
            head.addWidget(Line(tr("For everybody who works: read it aloud"), Role.HEADING, elide=True), 1)
        head.addWidget(self.languages)
        column.addLayout(head)
        column.addWidget(scrolling(self.text), 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.told_button)
        row.addWidget(self.slip_button)
        row.addStretch(1)
        if later:
            row.addWidget(KeyCap(LATER_KEY))
            row.addWidget(Line(tr("Later, in private"), Role.SMALL, "muted"))
            key = QShortcut(QKeySequence(LATER_KEY), self, context=Qt.ShortcutContext.WindowShortcut)
            key.activated.connect(self._mark)
        column.addLayout(row)
        self.languages.chosen.connect(self._speak)
        self.slip_button.clicked.connect(self.print_slip)
        self.told_button.clicked.connect(self.told)
        shown = spoken.value if spoken is not None and spoken.value in list(SPOKEN) else Language.URDU.value
        self.languages.set_value(shown)
        self._speak(shown)

    def language(self) -> Language:
        """The language that is shown, in which the slip is printed too."""
        return Language(self.languages.value() or Language.URDU)

    def noted(self) -> None:
        """It is recorded that rights were offered; the text stays."""
        self.told_button.setEnabled(False)
        self.told_button.set_text(tr("Noted"))

    def print_slip(self) -> None:
        """Print the slip in the language shown. It is the same paper for everybody, and nothing is recorded of it."""
        language, office = self.language(), self._bench.desk.office

        def draw(desk: Desk) -> bytes:
            return draw_rights(rights_slip(language, office, operators.helplines(desk)))

        self._bench.run(
            draw,
            lambda data: printing_desk.print_paper(self._bench, data, tr("Printing the slip")),
            lane=Lane.PRESS,
        )

    def _speak(self, value: str) -> None:
        language = Language(value)
        self.text.set_text([line.text(language) for line in rights()], language)

    def _mark(self) -> None:
        """Remember that they want to hear it later, in private; the screen stays as it is."""
        self.later = True


def language_chips() -> ChoiceChips:
    """The three languages in one row that neither grows nor breaks."""
    chips = ChoiceChips(tr("Language"), [Choice(one.value, words) for one, words in own_names().items()], gap=8)
    chips.setFixedSize(chips.sizeHint().width(), current().row)
    return chips


def spoken_language(language: Language) -> ConsentLanguage:
    """The language of the panel as it is recorded."""
    return ConsentLanguage(language.value)


def held(widget: QWidget, *, width: int = 0) -> QWidget:
    """`widget` with room for the focus ring around it, not wider than `width` where one is given."""
    holder = QWidget()
    holder.setProperty("role", "clear")
    row = QHBoxLayout(holder)
    row.setContentsMargins(4, 4, 4, 4)
    if width:
        widget.setMaximumWidth(current().wide(width))
    row.addWidget(widget)
    return holder
