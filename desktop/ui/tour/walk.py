"""The tour: the real window walks through the day of an office on a practice office; it keeps a picture of each screen.

A household is registered, looked for, split, and takes something back; lists, workplaces, papers for a van; cards are
printed and held to the camera path; relief is handed over, a second try refused; the help desk, stock, the day closed
and added up; rounds, blocks, pairs, the quiet list, a point opened, the book. Keys and clicks reach the window as a
person's would; the camera is a film of the sheet that was just printed, tilted and in hand, through the same sink, slot
and thread as a live camera. A step that does not come true is told as failed.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.practice.office import make_practice
from desktop.settings import Settings
from desktop.ui.tour import (
    after,
    around,
    beginning,
    help_desk,
    household,
    lane,
    late,
    looking_after,
    point,
    registering,
    relief,
    stock,
)
from desktop.ui.tour.guide import Guide, TouredProgram, rest

HOUSEHOLDS = 40

type Step = Callable[[Guide], Path | None]
type MakeProgram = Callable[[Path, Settings], TouredProgram]

WALK: tuple[tuple[str, Step], ...] = (
    *beginning.STEPS,
    *registering.STEPS,
    *household.STEPS,
    *around.STEPS,
    *relief.CARDS,
    *lane.FIRST,
    *help_desk.STEPS,
    *lane.MORE,
    *stock.STEPS,
    *relief.LIST,
    *late.STEPS,
    *relief.DAY,
    *after.LEAD,
    *looking_after.STEPS,
    *after.SAMPLE,
    *lane.CLOSED,
    *point.STEPS,
    *looking_after.CHECK,
)
"""Every step in order. A step gives the file that it left, or None: then the window is kept as a picture."""


@dataclass(frozen=True)
class TourStep:
    """One step: its name, whether it came true, and the picture or paper it left."""

    name: str
    ok: bool
    file: str


def take_tour(make_program: MakeProgram, out: Path, languages: tuple[str, ...]) -> list[TourStep]:
    """Walk once in each language, each time on a practice office of its own."""
    steps: list[TourStep] = []
    for language in languages:
        with tempfile.TemporaryDirectory(prefix="haqdar-tour-") as place:
            folder = Path(place) / "office"
            make_practice(folder, count=HOUSEHOLDS)
            program = make_program(folder, Settings(language="ur" if language == "ur" else "en", sound=0))
            steps += walked(Guide(program, folder, out / language), language, WALK)
    return steps


def walked(guide: Guide, language: str, walk: Sequence[tuple[str, Step]]) -> list[TourStep]:
    """Take the steps of a walk; after the first that fails the others have nothing to stand on."""
    steps: list[TourStep] = []
    try:
        for name, step in walk:
            try:
                file = step(guide) or guide.picture(name)
            except AssertionError as missed:
                guide.picture(f"{name}-failed")
                steps.append(TourStep(f"{language}/{name}", ok=False, file=str(missed)))
                break
            steps.append(TourStep(f"{language}/{name}", ok=True, file=str(file)))
    finally:
        guide.program.close()
        guide.program.window.close()
        rest(0.2)  # what the lanes still bring home arrives while the program is there
    return steps
