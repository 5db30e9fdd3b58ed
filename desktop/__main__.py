"""Picks one of two doors, the window or the command line, and hands the second the three callables that need Qt."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

from desktop.cli.answers import print_bug
from desktop.cli.root import Doors, Options, run


def _window(options: Options) -> int:
    # Qt is loaded only for what needs it: verbs answer in a fraction of the time.
    return importlib.import_module("desktop.app").open_window(options.data, language=options.lang)


def _tour(out: Path, languages: tuple[str, ...]) -> Any:
    make_program = importlib.import_module("desktop.app").make_program
    return importlib.import_module("desktop.ui.tour.walk").take_tour(make_program, out, languages)


def _probe() -> Any:
    # What Qt misses is answered by device; the names of its libraries would stand between the answers.
    os.environ.setdefault("QT_LOGGING_RULES", "*=false")
    return importlib.import_module("desktop.ui.probe").probe()


def main() -> int:
    """The command `haqdar`. A bug ends it with 1, as Python does, and in sentences."""
    sys.excepthook = print_bug
    return run(sys.argv[1:], Doors(window=_window, tour=_tour, probe=_probe))


if __name__ == "__main__":
    sys.exit(main())
