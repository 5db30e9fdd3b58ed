"""Scale the tour's pictures down for manual and README: `.venv/bin/python installer/manual_pictures.py out/tour`.

The tour (`haqdar tour --out out/tour`) makes all of them anew, with invented people; look at each before it is kept.
Names after the folder, such as `manual/stock`, write only these.
"""

import sys
from pathlib import Path

from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH = 900
COLOURS = 200
"""Screens are flat: more colours make larger files and no other picture."""

PICTURES: dict[str, tuple[str, str]] = {
    "register-urdu": ("ur", "register-alike"),
    "give": ("en", "verdict-give"),
    "second-try-urdu": ("ur", "second-try"),
    "roster": ("en", "roster"),
    "manual/home": ("en", "home"),
    "manual/register-who": ("en", "register-who"),
    "manual/register-people": ("en", "register-people"),
    "manual/register-read-back": ("en", "register-read-back"),
    "manual/register-more": ("en", "register-more"),
    "manual/register-alike": ("en", "register-alike"),
    "manual/same-person-urdu": ("ur", "register-same-person"),
    "manual/pairs-list": ("en", "pairs-list"),
    "manual/pairs": ("en", "pairs"),
    "manual/pairs-merge": ("en", "pairs-merge"),
    "manual/household": ("en", "household"),
    "manual/what-happened": ("en", "what-happened"),
    "manual/household-split": ("en", "household-split"),
    "manual/household-history": ("en", "household-history"),
    "manual/trusted-people": ("en", "register-trusted"),
    "manual/photo": ("en", "photo"),
    "manual/consent-read-aloud": ("en", "consent-read-aloud"),
    "manual/withdrawal": ("en", "withdrawal"),
    "manual/consent-after": ("en", "consent-after"),
    "manual/rights-urdu": ("ur", "register"),
    "manual/import-columns": ("en", "import-columns"),
    "manual/import-look": ("en", "import-look"),
    "manual/imports": ("en", "imports"),
    "manual/workplace": ("en", "workplace"),
    "manual/workplaces-reach": ("en", "workplaces-reach"),
    "manual/papers": ("en", "papers"),
    "manual/papers-note": ("en", "papers-note"),
    "manual/van-list": ("en", "van-list"),
    "manual/quiet-list": ("en", "quiet-list"),
    "manual/keyboard-urdu": ("ur", "keyboard-on-screen"),
    "manual/find": ("en", "find"),
    "manual/programmes": ("en", "programmes"),
    "manual/rounds-event": ("en", "rounds-event"),
    "manual/point-checklist": ("en", "point-checklist"),
    "manual/lane-waiting": ("en", "waiting"),
    "manual/lane-recent": ("en", "lane-recent"),
    "manual/help-desk": ("en", "help-desk"),
    "manual/help-desk-no-card": ("en", "help-desk-no-card"),
    "manual/stock": ("en", "stock"),
    "manual/stock-truck": ("en", "stock-truck"),
    "manual/stock-order": ("en", "stock-order"),
    "manual/block-propose": ("en", "block-propose"),
    "manual/blocks": ("en", "blocks"),
    "manual/sheet-line": ("en", "sheet-line"),
    "manual/day-done": ("en", "day-done"),
    "manual/day-count": ("en", "day-count"),
    "manual/day-book": ("en", "day-book"),
    "manual/after-waiting": ("en", "after-waiting"),
    "manual/after-account": ("en", "after-account"),
    "manual/after-sample": ("en", "after-sample"),
}
"""The picture's name, and the language and step of the tour it comes from."""

VERDICTS = "manual/verdicts"
LANE = (
    "verdict-give", "verdict-look", "hand-over", "second-try", "verdict-later", "verdict-again", "verdict-stop",
    "verdict-rehearsal",
)  # fmt: skip
"""The screens of a lane that look different, on one picture, two beside each other."""
GAP = 8


def main(tour: Path, names: list[str]) -> None:
    """Write the pictures of these names, or every one; a step that the tour did not take ends it."""
    (TARGET / "manual").mkdir(parents=True, exist_ok=True)
    whole = 0
    wanted = names or [*PICTURES, VERDICTS]
    for name in wanted:
        target = TARGET / f"{name}.png"
        if name == VERDICTS:
            small = _beside([_small(_source(tour, "en", step), (WIDTH - GAP) // 2) for step in LANE])
        else:
            small = _small(_source(tour, *PICTURES[name]), WIDTH)
        flat = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(target, optimize=True)
        whole += target.stat().st_size
    print(f"{len(wanted)} pictures, {whole / 1_000_000:.1f} MB")


def _source(tour: Path, language: str, step: str) -> Path:
    (source,) = [file for file in (tour / language).glob("*.png") if file.stem.partition("-")[2] == step]
    return source


def _small(source: Path, width: int) -> Image.Image:
    with Image.open(source) as screen:
        height = round(screen.height * width / screen.width)
        return screen.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)


def _beside(screens: list[Image.Image]) -> Image.Image:
    width, height = screens[0].size
    whole = Image.new("RGB", (2 * width + GAP, len(screens) // 2 * (height + GAP) - GAP), "white")
    for place, screen in enumerate(screens):
        row, column = divmod(place, 2)
        whole.paste(screen, (column * (width + GAP), row * (height + GAP)))
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
