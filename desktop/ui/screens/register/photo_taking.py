"""A photo for the form: chosen as a file and made ours in the closed-off child."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.photo import Photo, normalise_photo
from desktop.ui.background import Lane
from desktop.ui.workbench import Workbench
from desktop.usecases.desk import Desk
from desktop.words.catalogue import tr


class PhotoTaking(QObject):
    """`taken(jpeg)` when a photo is ready."""

    taken = Signal(object)

    def __init__(self, bench: Workbench, page: QWidget) -> None:
        """Dialogs stand over `page`."""
        super().__init__(page)
        self._bench, self._page = bench, page

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

        def work(_: Desk) -> Photo:
            with ClosedReader() as reader:
                return normalise_photo(path, reader)

        self._bench.run(work, lambda photo: self.taken.emit(photo.jpeg), lane=Lane.PRESS)
