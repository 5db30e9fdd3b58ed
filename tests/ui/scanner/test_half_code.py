"""What is said of half a code goes away by itself, and the panel says again how the camera stands."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.scanner import scan_panel
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.scanner.scan_panel import ScanPanel
from tests.scanning.offices import Desk
from tests.ui.scanner.test_scan_panel import WORDS


def test_the_sentence_about_half_a_code_does_not_stay(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scan_panel.HALF_CODE_MS <= 10_000, "it stood for minutes, beside whoever came next"
    monkeypatch.setattr(scan_panel, "HALF_CODE_MS", 60)
    panel = ScanPanel(Desk().reader(), WORDS)
    qtbot.addWidget(panel)
    panel.show()
    panel.start()
    panel._wedge.unfinished.emit()  # pyright: ignore[reportPrivateUsage]
    assert panel.status() == WORDS.unfinished
    qtbot.waitUntil(lambda: panel.status() == WORDS.states[FeedState.NO_CAMERA])
    panel.stop()
