"""The list of who still waits: every household stands on it, the book on every page, names only when asked for."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from printing.values import Fingerprint, Language, Pair
from printing.waiting import ROWS, draw_waiting, waiting_pages
from printing.waiting_values import WaitingRow, WaitingSheet
from tests.printing.paperwork import HOSTILE, LONG_NAME, decoded, pages, words

FINGERPRINT = Fingerprint("Book line 184223", "4071 9926 1180 5563 0274 8819", "HQ HQ 184223 407199261180556302748819")
ABSENT, OWED = Pair("did not come", "نہیں آیا"), Pair("a part is owed", "کچھ باقی ہے")


def row(at: int = 0, *, name: str = "", village: str = "Chak 12") -> WaitingRow:
    return WaitingRow(f"36101{at:07d}", village, ("4", "–"), OWED if at % 5 == 0 else ABSENT, name)


def sheet(count: int, *, language: Language = "ur", names: bool = False, **changes: object) -> WaitingSheet:
    made = WaitingSheet(
        title=Pair("Still to be served", "جنہیں ابھی ملنا ہے"),
        place=Pair("Basti Malook · Flood flour · flour-3"),
        said=Pair("3 of 9 households did not come; a part is owed to 2.", "9 میں سے 3 گھرانے نہیں آئے۔"),
        code=Pair("Code", "کوڈ"),
        village=Pair("Village", "گاؤں"),
        name=Pair("Name", "نام") if names else None,
        items=(Pair("Wheat flour 20 kg", "آٹا 20 کلو"), Pair("Cooking oil 5 L", "کھانے کا تیل")),
        why=Pair("Why", "کیوں"),
        rows=tuple(row(at, name=f"Sakina {at}" if names else "") for at in range(count)),
        nobody=Pair("Everybody on the list was served.", "سب کو مل گیا۔"),
        note=Pair("Without names: may be posted.", "بغیر نام: لگائی جا سکتی ہے۔"),
        page="Page {page} of {pages}",
        printed="Printed 24-11-2026 17:05 by lead",
        fingerprint=FINGERPRINT,
        language=language,
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("language", ["ur", "sd", "en"])
def test_every_household_stands_on_it_and_every_page_has_the_book(tmp_path: Path, language: Language) -> None:
    """More than a page: codes of all, pages counted, the code of the book read back from each."""
    made = sheet(ROWS + 3, language=language)
    pdf = draw_waiting(made)
    assert waiting_pages(made) == 2
    told = words(pdf, tmp_path)
    assert all(" ".join((one.code[:4], one.code[4:8], one.code[8:])) in told for one in made.rows)
    for number, picture in enumerate(pages(pdf, tmp_path, 200), start=1):
        assert FINGERPRINT.qr in decoded(picture)
        assert f"Page {number} of 2" in words(pdf, tmp_path, number)


def test_names_have_their_column_only_when_they_are_asked_for(tmp_path: Path) -> None:
    assert "Sakina 3" in words(draw_waiting(sheet(5, names=True)), tmp_path)
    assert "Sakina" not in words(draw_waiting(sheet(5)), tmp_path)


def test_a_list_of_nobody_says_so(tmp_path: Path) -> None:
    assert "Everybody on the list was served." in words(draw_waiting(sheet(0)), tmp_path)


def test_hard_names_stay_inside_the_paper(tmp_path: Path) -> None:
    """Nothing is drawn in the margins, whatever somebody is called."""
    hard = tuple(row(at, name=name, village=name) for at, name in enumerate([*HOSTILE, LONG_NAME]))
    for picture in pages(draw_waiting(sheet(0, names=True, rows=hard)), tmp_path, 60):
        grey = np.asarray(picture)
        edge = round(8 / 25.4 * 60)
        assert grey[:, :edge].min() > 200
        assert grey[:, -edge:].min() > 200


def test_progress_is_told_page_by_page_and_can_stop_the_drawing() -> None:
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_waiting(sheet(3 * ROWS), stop)
    assert heard == [(0, 3), (1, 3)]
