"""The part of `doctor` that needs Qt: can a window open, is there a camera, a printer, a sound device."""

import os
import sys
from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

from desktop.words.catalogue import comma, tr

type Found = tuple[str, bool, str, str]


def probe() -> list[Found]:
    """Name, well or not, how it stands, cure; for each device."""
    if not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    return list(_look(app.platformName()))


def _look(platform: str) -> Iterator[Found]:
    yield "window", True, platform, ""
    cameras = [camera.description() for camera in QMediaDevices.videoInputs()]
    cure = "" if cameras else tr("Plug a camera in, or use a hand scanner or typed codes.")
    yield "camera", bool(cameras), comma().join(cameras) or tr("none"), cure
    printers = QPrinterInfo.availablePrinterNames()
    cure = "" if printers else tr("Add a printer in the system, or save papers as PDF files.")
    yield "printer", bool(printers), comma().join(printers) or tr("none"), cure
    sounds = [device.description() for device in QMediaDevices.audioOutputs()]
    cure = "" if sounds else tr("Without sound the lane works by colour, shape and word.")
    yield "sound", bool(sounds), comma().join(sounds) or tr("none"), cure


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
