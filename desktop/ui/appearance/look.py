"""The look of this window as one value: theme, language, text size and layout; and how it is put on."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.appearance.layout import LARGE, Layout, layout_for
from desktop.ui.appearance.qt_words import speak
from desktop.ui.appearance.style import style_sheet
from desktop.ui.appearance.texts import has_arabic
from desktop.ui.appearance.tokens import LIGHT, Tokens
from desktop.ui.appearance.typefaces import Face, Role, box_of, font_for, load_fonts, pixels
from desktop.ui.garbage import search_later
from desktop.values.vocabulary import Language

_FACES = {Language.ENGLISH: Face.LATIN, Language.URDU: Face.NASTALIQ, Language.SINDHI: Face.LATEEF}


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that drawing depends on. `scale` is the text size, 1.0 to 2.0; `compact` means Naskh for Urdu."""

    tokens: Tokens = LIGHT
    language: Language = Language.ENGLISH
    compact: bool = False
    scale: float = 1.0
    layout: Layout = LARGE
    reduced_motion: bool = False

    @property
    def rtl(self) -> bool:
        """True when the window is read from right to left."""
        return self.language is not Language.ENGLISH

    @property
    def face(self) -> Face:
        """The face of the window's own language."""
        return Face.NASKH if self.compact and self.language is Language.URDU else _FACES[self.language]

    @property
    def row(self) -> int:
        """Height of a button, field or chip: the layout's row, or more when the text size asks for it."""
        if self.face is Face.NASTALIQ:
            return round(self.layout.row * self.scale)  # its ink fills a row at any size
        line = pixels(Role.BODY, self.face, self.scale) * box_of(self.face).line
        return max(self.layout.row, round(line) + 6)

    @property
    def large_text(self) -> bool:
        """Whether parts that stand side by side go under each other, since their words leave no room for both."""
        return self.scale > 1.25

    def px(self, length: float) -> int:
        """A length that grows with the text."""
        return round(length * self.scale)

    def wide(self, length: float) -> int:
        """A width that grows with the text, but less, so that a form still fits beside its labels."""
        return round(length * (1 + (self.scale - 1) * 0.4))

    def face_for(self, text: str) -> Face:
        """The face in which a text is set: Urdu data keeps its script in an English window, and the reverse."""
        if not has_arabic(text):
            return Face.LATIN
        return self.face if self.face is not Face.LATIN else Face.NASTALIQ

    def at(self, size: QSize) -> "Look":
        """The same look in the layout that fits a window of this size."""
        return replace(self, layout=layout_for(size))


# One look belongs to the whole application, as QApplication's palette and font do; widgets read it when they draw.
_current = [Look()]


def current() -> Look:
    """The look that is on."""
    return _current[0]


def apply(app: QApplication, look: Look) -> None:
    """Put a look on the application: fonts, palette, direction, the one style sheet, and Qt's own words."""
    load_fonts()
    _current[0] = look
    with search_later():
        speak(app)
        if app.style().objectName().lower() != "fusion":
            app.setStyle("Fusion")
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
        app.setFont(font_for(Role.BODY, look.face, look.scale))
        app.setPalette(_palette(look.tokens))
        app.setStyleSheet(style_sheet(look.tokens, look.rtl, look.row, look.scale))


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, tokens.ground),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.surface),
        (roles.AlternateBase, tokens.surface),
        (roles.Text, tokens.ink),
        (roles.Button, tokens.surface),
        (roles.ButtonText, tokens.ink),
        (roles.PlaceholderText, tokens.muted),
        (roles.Highlight, tokens.accent),
        (roles.HighlightedText, tokens.on_accent),
        (roles.ToolTipBase, tokens.surface),
        (roles.ToolTipText, tokens.ink),
        (roles.Link, tokens.accent),
        (roles.Accent, tokens.accent),
    ):
        palette.setColor(role, QColor(colour))
    return palette
