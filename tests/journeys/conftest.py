"""What journeys at the desk share: one is walked in English and in Urdu, each time in an office of its own."""

import gc
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.appearance.look import Look, apply
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests import factories
from tests.factories import TestOffice
from tests.journeys.sitting import Sitting
from tests.journeys.typist import AT_ONCE, bare_form

TRIES = 3
"""Two slow cores are shared with other work: judged is the quietest of these."""

type Journey = Callable[[Sitting, TestOffice], None]
type Walk = Callable[[Journey], None]


@pytest.fixture(params=[Language.ENGLISH, Language.URDU], ids=["en", "ur"])
def walk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Walk]:
    """Walks a journey; fails when the window's thread worked longer without a rest than so many bare forms take.

    Pictures are kept below the folder that HAQDAR_PICTURES names, when it does. The printer writes into `printed.pdf`
    beside the office."""
    language: Language = request.param
    spooler = tmp_path / "bin" / "lp"
    spooler.parent.mkdir()
    monkeypatch.setenv("PATH", f"{spooler.parent}{os.pathsep}{os.environ['PATH']}")
    wanted = os.environ.get("HAQDAR_PICTURES")

    def walked(journey: Journey) -> None:
        name = journey.__name__
        pictures = Path(wanted) / language.value / name if wanted else None
        busy, bare = math.inf, 0.0
        gc.collect()
        gc.freeze()  # as the program does when it has loaded; here with all that other tests have loaded
        for turn in range(TRIES):
            bare = max(bare, bare_form())
            with factories.office(tmp_path / f"{turn}") as office:
                spooler.write_text(f'#!/bin/sh\ncat > "{office.folder.parent}/printed.pdf"\n', encoding="utf-8")
                spooler.chmod(0o700)
                at = Sitting(qapp, office.folder, language, pictures)
                try:
                    journey(at, office)
                finally:
                    at.close()
                    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            assert at.bugs == []
            longest = at.longest()
            busy = min(busy, longest.worked)
            with capsys.disabled():
                print(
                    f"\n{name.replace('_', ' ')} ({language.value}): {at.typist.presses} presses, the window's thread "
                    f"worked at most {longest.worked * 1000:.0f} ms without a rest (after {longest.after})"
                )
            if busy <= AT_ONCE * bare:
                return
        assert busy <= AT_ONCE * bare

    yield walked
    gc.unfreeze()
    catalogue.use(Language.ENGLISH)
    apply(qapp, Look())
