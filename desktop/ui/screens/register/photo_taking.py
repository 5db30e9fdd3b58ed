"""The photo of one person on the form: asks for it, and has it made ours in the closed-off child."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Told
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.photo import Photo, normalise_frame, normalise_photo
from desktop.ui.background import Lane
from desktop.ui.screens.register.photo_panel import PhotoPanel
from desktop.ui.workbench import Workbench
from desktop.words.catalogue import tr


class PhotoTaking(QObject):
    """`opened(panel)` and `closed` around the question; `taken(jpeg)`, `refused` or `agreed` are the answers."""

    opened = Signal(object)
    closed = Signal()
    taken = Signal(object)
    refused = Signal()
    agreed = Signal()

    def __init__(self, bench: Workbench, page: QWidget) -> None:
        """Dialogs stand over `page`. The child is started with the first question and ends with the page."""
        super().__init__(page)
        self._bench, self._page = bench, page
        self._reader: ClosedReader | None = None
        self._busy = False
        self.panel: PhotoPanel | None = None

    def ask(self, name: str, *, asked: bool) -> None:
        """Open the camera for the person of this name; `asked`: the household agreed to photos."""
        if self.panel is not None:
            return
        panel = self.panel = PhotoPanel(name, asked=asked)
        panel.taken.connect(self._frame)
        panel.file_asked.connect(self.ask_file)
        panel.refused.connect(self._refuse)
        panel.agreed.connect(self._agree)
        panel.closed.connect(self.close)
        reader = self._child()
        self._bench.run(lambda _: reader.start(), lambda _: None, failed=lambda _: True, lane=Lane.PRESS)
        self.opened.emit(panel)
        panel.start(self._bench.opened.settings.camera)

    def close(self) -> None:
        """Let the camera go; the form is there again."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.stop()
            panel.hide()
            panel.deleteLater()
            self.closed.emit()

    def end(self) -> None:
        """The page goes away: camera and child too."""
        self.close()
        reader, self._reader = self._reader, None
        if reader is not None:
            self._bench.run(lambda _: reader.close(), lambda _: None, lane=Lane.PRESS)

    def ask_file(self) -> None:
        """Let a picture be chosen."""
        kinds = tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp)"
        dialog = QFileDialog(self._page, tr("Choose a photo"), "", kinds)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name="": self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Cut and encode a picture in the closed-off child."""
        reader = self._child()
        self._bench.run(lambda _: normalise_photo(path, reader), self._made, failed=self._failed, lane=Lane.PRESS)

    def _frame(self, jpeg: bytes) -> None:
        if self._busy:
            return
        self._busy = True
        reader = self._child()
        self._bench.run(lambda _: normalise_frame(jpeg, reader), self._made, failed=self._failed, lane=Lane.PRESS)

    def _made(self, photo: Photo) -> None:
        self._busy = False
        self.close()
        self.taken.emit(photo.jpeg)

    def _failed(self, _: Told) -> bool:
        """The workbench says why; the question stays open for another picture."""
        self._busy = False
        if self.panel is not None:
            self.panel.again()
        return False

    def _refuse(self) -> None:
        self.close()
        self.refused.emit()

    def _agree(self) -> None:
        self.agreed.emit()
        if self.panel is not None:
            self.panel.start(self._bench.opened.settings.camera)

    def _child(self) -> ClosedReader:
        if self._reader is None:
            self._reader = ClosedReader()
        return self._reader
