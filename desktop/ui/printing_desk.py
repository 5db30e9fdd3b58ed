"""Papers leave the window here: to a file that a person chose, or through a pipe to the printer; never a temp file."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import TimeoutExpired

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import FileUnwritable, PrinterMissing, PrinterRefused, Told
from desktop.ui.background import Lane
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import files
from desktop.values.identifiers import new_id
from desktop.words.catalogue import tr
from desktop.words.messages import Said, say

BACKUPS = "Haqdar (*.haqdar-backup)"
"""Files of backups, for the dialogs that write and choose one."""

_LP = "lp"
_SECONDS = 60.0


def ask_where(
    parent: QWidget, title: str, suggested: str, then: Callable[[Path], None], *, kinds: str = "PDF (*.pdf)"
) -> QFileDialog:
    """Ask for a file to write; `then` gets it. The dialog closes with the desk's lock like every other window."""
    dialog = QFileDialog(parent, title, suggested, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
    dialog.setDefaultSuffix(Path(suggested).suffix.removeprefix("."))
    dialog.selectFile(suggested)
    dialog.fileSelected.connect(lambda name="": then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_pdf(
    parent: QWidget,
    bench: Workbench,
    data: bytes,
    suggested: str,
    *,
    purpose: str,
    pages: int,
    then: Callable[[], None] | None = None,
) -> QFileDialog:
    """Save a paper where the person chooses, and record that a file was written: what for, never its name."""
    return ask_where(
        parent,
        tr("Save as PDF"),
        suggested,
        lambda target: write_pdf(bench, data, target, purpose=purpose, pages=pages, then=then),
    )


def write_pdf(
    bench: Workbench,
    data: bytes,
    target: Path,
    *,
    purpose: str,
    pages: int,
    then: Callable[[], None] | None = None,
    refused: Callable[[], None] | None = None,
) -> None:
    """Write a paper to the file that was chosen, as `save_pdf`; `refused` when there is no such file after all."""

    def done(_: object) -> None:
        said = Said(tr("Saved as {file}.", file=target.name), "", tr("It is an ordinary file now: keep it safe."))
        bench.say(NoticeKind.GOOD, said)
        if then is not None:
            then()

    def failed(told: Told) -> bool:
        if isinstance(told, FileUnwritable) and refused is not None:
            refused()
        return False

    bench.run(
        lambda desk: (files.write_chosen(target, data), files.note_file(desk, purpose, pages)), done, failed=failed
    )


def print_paper(
    bench: Workbench,
    data: bytes,
    name: str,
    *,
    copies: int = 1,
    then: Callable[[], None] | None = None,
    refused: Callable[[], None] | None = None,
) -> None:
    """Send a paper to the printer of the settings (or the system's own) and say so; `name` is words for the job.

    `then` when it is on its way; `refused` when there is no printer or it said no, so that surely no paper comes out.
    """
    printer = bench.opened.settings.printer

    def done(_: object) -> None:
        bench.say(NoticeKind.GOOD, Said(tr("Sent to the printer.")))
        if then is not None:
            then()

    def failed(told: Told) -> bool:
        # one that did not answer in time may print it yet
        sure = isinstance(told, PrinterMissing | PrinterRefused) and not isinstance(told.__cause__, TimeoutExpired)
        if sure and refused is not None:
            refused()
        return False

    def paint(_: object) -> None:
        if _painted(data, printer, copies):
            done(None)
            return
        failed(PrinterMissing())
        bench.say(NoticeKind.LOOK, say(PrinterMissing()))

    if shutil.which(_LP):
        bench.run_named(
            name, lambda _desk, _job: pipe_to_printer(data, printer, copies), done, failed=failed, lane=Lane.PRESS
        )
    else:
        # without a spooler that takes PDFs the window draws the pages itself, which Qt allows on this thread only
        bench.run(lambda _: None, paint, lane=Lane.PRESS)


def pipe_to_printer(data: bytes, printer: str = "", copies: int = 1) -> None:
    """Pipe a PDF to `lp`; nothing touches the disk on our side. Raises PrinterMissing, PrinterRefused."""
    found = shutil.which(_LP)
    if found is None:
        raise PrinterMissing
    # a title of our own: the spooler's would be the name of the program's pipe
    title = f"haqdar-{new_id().hex[:8]}"
    command = [found, *(["-d", printer] if printer else []), "-n", str(copies), "-t", title, "-"]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, TimeoutExpired) as error:
        raise PrinterRefused(printer=printer) from error
    if ran.returncode != 0:
        if b"no default destination" in ran.stderr.lower():
            raise PrinterMissing
        raise PrinterRefused(printer=printer)


def print_pdf(data: bytes, printer: QPrinter) -> bool:
    """Paint every page of a PDF onto a printer, in true size; False when the PDF or the printer cannot be used."""
    buffer = QBuffer()
    document = QPdfDocument(buffer)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        return False
    size = document.pagePointSize(0)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    dots = min(printer.resolution(), 600) / 72
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        image = document.render(page, QSize(round(points.width() * dots), round(points.height() * dots)))
        whole = QRectF(0, 0, points.width() * printer.resolution() / 72, points.height() * printer.resolution() / 72)
        painter.drawImage(whole, image)
    painter.end()
    document.close()
    return True


def _painted(data: bytes, name: str, copies: int) -> bool:
    """Whether a printer of this name, or else the usual one, took the pages."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        return False
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(copies)
    return print_pdf(data, printer)
