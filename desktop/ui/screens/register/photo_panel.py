"""A photo: taken with the camera and looked at, taken again, from a file, or not wanted, which is an answer too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.scanner.framing import Framing, as_jpeg, framed
from desktop.ui.scanner.photo_feed import PhotoFeed
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.words.catalogue import tr


class PhotoPanel(QWidget):
    """`taken(jpeg of a frame)`, `file_asked`, `refused`, `agreed` (to photos at all), or `closed` without an answer."""

    taken = Signal(object)
    file_asked = Signal()
    refused = Signal()
    agreed = Signal()
    closed = Signal()

    def __init__(self, name: str, *, asked: bool, parent: QWidget | None = None) -> None:
        """`name` of the person; `asked`: the household agreed to photos. Until then no camera is opened."""
        super().__init__(parent)
        self._still: QImage | None = None
        self._asked = asked
        self.feed = PhotoFeed(self)
        self.framing = Framing(tr("What the camera sees"))
        self._heading = Line(tr("Photo of {name}", name=name) if name else tr("Photo"), Role.HEADING, elide=True)
        self._status = Paragraph("", Role.BODY)
        self.take_button = Button(tr("Take the photo"), ButtonKind.PRIMARY, "camera", "Enter")
        self.again_button = Button(tr("Again"), icon="refresh", key="A", shortcut="A")
        self.file_button = Button(tr("From a file"), icon="photo", key="F", shortcut="F")
        self.refuse_button = Button(tr("No photo wanted"), icon="x", key="N", shortcut="N")
        self.close_button = Button(tr("Back"), ButtonKind.QUIET, key="Esc")
        self._lay_out()
        self.take_button.clicked.connect(self._pressed)
        self.again_button.clicked.connect(self.again)
        self.file_button.clicked.connect(self.file_asked)
        self.refuse_button.clicked.connect(self.refused)
        self.close_button.clicked.connect(self.closed)
        self.feed.frame_seen.connect(self._seen)
        self.feed.state_changed.connect(self._stands)
        self._show()

    def start(self, camera: str = "") -> None:
        """Open the camera of this name (empty: the first), once photos were agreed to."""
        if self._asked:
            self.feed.start(camera)
        self._show()
        self.focus_first()

    def stop(self) -> None:
        """Let the camera go and leave no picture on the screen."""
        self.feed.stop()
        self.framing.clear()
        self._still = None

    def again(self) -> None:
        """Look through the camera once more."""
        self._still = None
        self._show()
        self.focus_first()

    def status(self) -> str:
        """The sentence beside the picture."""
        return self._status.text()

    def focus_first(self) -> None:
        """What comes next has the keyboard."""
        first = self.take_button if self.take_button.isEnabled() else self.file_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self) -> None:
        if not self._asked:
            self._asked = True
            self.agreed.emit()
        elif self._still is not None:
            self.taken.emit(as_jpeg(self._still))
        else:
            picture = self.feed.still()
            if picture is not None:
                self._still = framed(picture)
                self.framing.show_taken(self._still)
                self._show()

    def _seen(self, picture: QImage) -> None:
        if self._still is None:
            self.framing.show_frame(picture)

    def _stands(self, _: FeedState) -> None:
        self._show()
        if self.isVisible():
            self.focus_first()

    def _show(self) -> None:
        seeing, still = self.feed.state is FeedState.SEEING, self._still is not None
        if not self._asked:
            sentence, words = (
                tr("Ask first: may a photo be taken? It stands on the card and nowhere else."),
                tr("They agree"),
            )
        elif still:
            sentence, words = tr("Are the eyes open, is the face in the light?"), tr("Keep this photo")
        else:
            sentence, words = _SENTENCES[self.feed.state](), tr("Take the photo")
        self._status.setText(sentence)
        self.take_button.set_text(words)
        self.take_button.set_icon("camera" if self._asked and not still else "check")
        self.take_button.setEnabled(not self._asked or still or seeing)
        self.file_button.setEnabled(self._asked)
        self.again_button.setVisible(still)
        if not seeing and not still:
            self.framing.clear()

    def _lay_out(self) -> None:
        panel = Panel()
        pad = 16 if current().layout.small else 32
        row = QHBoxLayout(panel)
        row.setContentsMargins(pad, pad // 2, pad, pad // 2)
        row.setSpacing(pad)
        row.addWidget(self.framing, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._status)
        column.addSpacing(8)
        for button in (
            self.take_button,
            self.again_button,
            self.file_button,
            self.refuse_button,
            self.close_button,
        ):
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)
        small = tr("Only a small copy is kept, without place or time. No photo is kept of a child under five.")
        column.addWidget(Paragraph(small, Role.SMALL, "muted"))
        row.addLayout(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)


_SENTENCES = {
    FeedState.OFF: lambda: tr("The camera is off."),
    FeedState.NO_CAMERA: lambda: tr("No camera is plugged in. Plug one in, or choose a picture from a file."),
    FeedState.STARTING: lambda: tr("The camera is being opened."),
    FeedState.SEEING: lambda: tr("The face in the oval, the light from the front."),
    FeedState.BLIND: lambda: tr("The camera sends no picture; another program may hold it. A file will do as well."),
    FeedState.ENDED: lambda: tr("The camera is off."),
}
