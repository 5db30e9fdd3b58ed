"""Papers leave the window through a pipe or into a chosen file, whole or not at all."""

import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen import canvas

from desktop.errors import FileUnwritable, PrinterMissing, PrinterRefused
from desktop.ui.printing_desk import pipe_to_printer, print_pdf
from desktop.usecases.files import write_chosen


def paper() -> bytes:
    """A PDF of two pages."""
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(298, 420))
    for side in ("front", "back"):
        page.drawString(30, 70, side)
        page.showPage()
    page.save()
    return out.getvalue()


def spooler(folder: Path, script: str) -> None:
    """An `lp` of our own in `folder`, the only thing on the path."""
    program = folder / "lp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands first on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_the_spooler_gets_the_very_bytes(path: Path, tmp_path: Path) -> None:
    """What was previewed comes out of the pipe, for the printer of the settings, and no title names anybody."""
    spooler(path, f'cat > "{tmp_path}/got"; echo "$@" > "{tmp_path}/words"')
    pipe_to_printer(paper()[:], "Office", 2)
    assert (tmp_path / "got").read_bytes().startswith(b"%PDF")
    words = (tmp_path / "words").read_text().split()
    assert words[:4] == ["-d", "Office", "-n", "2"]
    assert words[-1] == "-"


def test_a_printer_that_refuses_is_told_apart_from_none(path: Path) -> None:
    """No default printer, and a printer that says no."""
    spooler(path, 'echo "lp: Error - no default destination available." >&2; exit 1')
    with pytest.raises(PrinterMissing):
        pipe_to_printer(paper())
    spooler(path, "exit 1")
    with pytest.raises(PrinterRefused):
        pipe_to_printer(paper(), "Office")


def test_a_paper_is_written_whole(tmp_path: Path) -> None:
    """The file is there with all bytes and nothing beside it; a folder that cannot be written is said."""
    target = tmp_path / "receipt.pdf"
    write_chosen(target, b"%PDF-all")
    assert [path.name for path in tmp_path.iterdir()] == ["receipt.pdf"]
    assert target.read_bytes() == b"%PDF-all"
    with pytest.raises(FileUnwritable):
        write_chosen(tmp_path / "nowhere" / "receipt.pdf", b"%PDF")


def test_without_a_spooler_the_window_paints_the_pages(qtbot: QtBot, tmp_path: Path) -> None:
    """Both pages reach a printer of Qt, in their own size; what is no PDF is refused."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    assert print_pdf(paper(), printer)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert not print_pdf(b"no paper at all", QPrinter())
