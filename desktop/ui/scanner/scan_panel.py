"""Everything with which a card is read, in one panel: camera with preview, hand scanner, and a box to type in."""

from dataclasses import dataclass
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.scanning.decoder import Grey
from desktop.scanning.reader import Reader, Source
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role, grown
from desktop.ui.scanner.camera_feed import CameraFeed, FeedState
from desktop.ui.scanner.code_box import CodeBox, CodeWords
from desktop.ui.scanner.preview import Preview
from desktop.ui.scanner.show_card import ShowCard
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.widgets.line import Line

HALF_CODE_MS = 8_000
"""So long the sentence about half a code stays."""


@dataclass(frozen=True)
class ScanWords:
    """Every word of the panel. `show_second` is the invitation in the other language, empty for none.

    `states` has a sentence for each `FeedState`; an empty one shows nothing.
    """

    show: str
    show_second: str
    preview_name: str
    states: dict[FeedState, str]
    unfinished: str
    code: CodeWords


class Invitation(Line):
    """The words that a queue reads from afar: 56 px, smaller in the small layout."""

    def __init__(self, text: str) -> None:
        super().__init__(text, Role.DISPLAY, bold=True)

    @override
    def line_font(self) -> QFont:
        """The display font, as large as a lane needs it."""
        font = super().line_font()
        size = round(56 * current().layout.factor * grown(Role.DISPLAY, current().scale))
        words = font.wordSpacing() / font.pixelSize()
        font.setPixelSize(size)
        font.setWordSpacing(words * size)
        return font


class ScanPanel(QWidget):
    """Reads cards between `start` and `stop`. `code_read` carries a `desktop.scanning.reader.Reading`: each card held
    up once, each burst of a scanner, each typed code. What a reading may do is decided elsewhere. `read_again` when the
    scanner read once more what it has told already: nothing comes of that."""

    code_read = Signal(object)
    read_again = Signal()

    def __init__(self, reader: Reader, words: ScanWords, prefix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader, self._words = reader, words
        self._feed = CameraFeed(reader, self)
        self._wedge = WedgeFilter(prefix, self, reads=reader.knows)
        self._preview = Preview(words.preview_name)
        self._box = CodeBox(reader, words.code)
        self._drawing = ShowCard()
        self._status = Line("", Role.BODY, "muted", elide=True)
        self._lay_out()
        self._feed.code_read.connect(self.code_read)
        self._feed.state_changed.connect(self._stands)
        self._feed.frame_seen.connect(self._seen)
        self._wedge.code.connect(self._burst)
        self._wedge.unfinished.connect(self._half_code)
        self._over = QTimer(self, interval=HALF_CODE_MS, singleShot=True)
        self._over.timeout.connect(lambda: self._tell(self._feed.state))
        self._box.code_read.connect(self.code_read)
        self._stands(self._feed.state)

    def start(self, camera: str = "") -> None:
        """Look through the camera of this name (empty: the first) and listen to the scanner."""
        self._preview.set_mirrored(True)
        self._wedge.start()
        self._feed.start_camera(camera)

    def start_film(self, path: Path) -> None:
        """The same with a film in place of the camera: for the tour, and to learn without one."""
        self._preview.set_mirrored(False)
        self._wedge.start()
        self._feed.play_file(path)

    def stop(self) -> None:
        """Let the camera and the keyboard go."""
        self._wedge.stop()
        self._feed.stop()

    def feed(self) -> CameraFeed:
        """The camera's side."""
        return self._feed

    def box(self) -> CodeBox:
        """The box to type in; give it the focus."""
        return self._box

    def preview(self) -> Preview:
        """The live picture."""
        return self._preview

    def status(self) -> str:
        """The sentence under the picture."""
        return self._status.text()

    def _lay_out(self) -> None:
        look = current()
        tight = 0.4 if look.large_text else 1  # of the room between the parts
        self._eye = QStackedWidget()
        for each in (self._drawing, self._preview):
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
            self._eye.addWidget(holder)
        eye = QVBoxLayout()
        eye.setSpacing(8)
        eye.addStretch(1)
        eye.addWidget(self._eye)
        eye.addWidget(self._status)
        eye.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Invitation(self._words.show))
        if self._words.show_second and not (look.large_text and look.layout.small):
            words.addWidget(Invitation(self._words.show_second))
        words.addSpacing(round(40 * look.layout.factor * tight))
        words.addWidget(self._box)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(78 * look.layout.factor * tight))
        side = self._drawing.sizeHint().width()
        self._eye.setFixedWidth(side)
        self._status.setFixedWidth(side)
        row.addLayout(eye)
        row.addLayout(words, 1)

    def _half_code(self) -> None:
        self._say(self._words.unfinished, "warn")
        self._over.start()

    def _tell(self, state: FeedState) -> None:
        amber = state in (FeedState.NO_CAMERA, FeedState.BLIND)
        self._say(self._words.states.get(state, ""), "warn" if amber else "muted")

    def _stands(self, state: FeedState) -> None:
        self._tell(state)
        if state is not FeedState.SEEING:
            self._preview.clear()
        self._eye.setCurrentIndex(state is FeedState.SEEING)

    def _seen(self, grey: Grey) -> None:
        self._preview.show_frame(grey)

    def _burst(self, text: str) -> None:
        reading = self._reader.hear(text, Source.SCANNER)
        if reading is not None:
            self.code_read.emit(reading)
        else:
            self.read_again.emit()

    def _say(self, sentence: str, tint: str) -> None:
        self._status.set_tint(tint)
        self._status.setText(sentence)
