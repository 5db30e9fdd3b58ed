"""A printed card held to the station: the sheet's own back page, filmed in a hand, through the camera's own path."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.scanning.decoder import Grey
from desktop.scanning.pictures import pdf_pages
from desktop.scanning.rehearsal import empty_room, hold_up, write_video
from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Background
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.scanned_codes import ScannedCodes
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.workbench import GoStation, Workbench
from desktop.usecases import cards
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, SheetKind, Verdict
from desktop.words import catalogue
from desktop.words.captions.cards import card_sheet
from printing.cards import draw_cards
from printing.sheet import CARD_HEIGHT, CARD_WIDTH, GRIDS
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief

WORDS = {Language.ENGLISH: ("GIVE", "GIVEN", "HELP DESK"), Language.URDU: ("دے دیں", "دے دیا", "مدد میز")}
EYE_MS = 40_000


@pytest.fixture
def quiet_stderr() -> Iterator[None]:
    """FFmpeg writes to the process's own stderr, past Qt and past pytest."""
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
    yield
    os.dup2(kept, 2)
    os.close(kept)


@pytest.fixture(params=list(WORDS), ids=["en", "ur"])
def spoken(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Language]:
    """The language of the window."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    catalogue.use(request.param)
    apply(app, Look(language=request.param))
    yield request.param
    catalogue.use(Language.ENGLISH)
    apply(app, Look())


def back_of(sheet: bytes, card: int) -> Grey:
    """The back of a card, cut out of the printed sheet as scissors would."""
    grid = GRIDS["a4-8"]
    page = list(pdf_pages(sheet))[1]
    dots = page.shape[1] / grid.width
    x, y = grid.place(card, back=True)
    cut = page[round(y * dots) : round((y + CARD_HEIGHT) * dots), round(x * dots) : round((x + CARD_WIDTH) * dots)]
    return np.ascontiguousarray(cut)


def test_a_printed_card_in_a_hand_is_given_once_and_then_sent_to_the_help_desk(
    office: TestOffice, tmp_path: Path, quiet_stderr: None, spoken: Language, qtbot: QtBot
) -> None:
    """Printed, rendered, filmed (tilted, blurred, in hand), seen by the camera's own widget, sink, slot and thread:
    GIVE; Space gives, durably; the film once more: HELP DESK."""
    relief = Relief(office)
    codes = [relief.household(5), relief.household(2)]
    issued = cards.issue(office.desk(Role.CLERK), codes)
    sheet = draw_cards(card_sheet(issued, Language.URDU, SheetKind.A4_8))
    film = tmp_path / "hand.avi"
    write_video([*empty_room(1, 4), *hold_up(back_of(sheet, 1), 11, 1.5, 45)], film)
    standing = relief.round()
    lanes = Background()
    bugs: list[Exception] = []
    bench = Workbench(office.opened(Role.SCANNER), lanes)
    bench.crashed.connect(bugs.append)
    window = MainWindow()
    window.resize(1366, 768)
    frame = SessionFrame(bench, lambda bench, _there: StationPage(bench, standing, film), ScannedCodes(bench))
    window.show_content(frame)
    window.show()
    frame.show_page(GoStation(standing))
    page = frame.page
    assert isinstance(page, StationPage)
    give, given, desk = WORDS[spoken]
    try:
        qtbot.waitUntil(lambda: page.decision is not None, timeout=EYE_MS)
        assert page.decision is not None
        assert (page.decision.verdict, page.decision.household) == (Verdict.G1, codes[1])
        assert shown_word(page) == give
        QTest.keyClick(page.verdict, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page.given is not None, timeout=EYE_MS)
        assert shown_word(page) == given
        qtbot.waitUntil(lambda: page.scan.feed().state is FeedState.ENDED, timeout=EYE_MS)
        page.wait()
        page.reader.forget()
        page.scan.start_film(film)
        qtbot.waitUntil(lambda: page.decision is not None, timeout=EYE_MS)
        assert page.decision is not None
        assert page.decision.verdict is Verdict.H1
        assert shown_word(page) == desk
        qtbot.waitUntil(lambda: bench.idle)
    finally:
        page.leaving()
        window.close()
        window.deleteLater()  # here, and not by the collector on whatever thread it runs
        lanes.close()
    assert bugs == []


def shown_word(page: StationPage) -> str:
    """The large word on the screen."""
    view = page.verdict.view()
    assert view is not None
    assert page.verdict.isVisible()
    return view.word
