"""Scale the tour's pictures down for manual and README: `.venv/bin/python installer/manual_pictures.py out/tour`.

The tour (`haqdar tour --out out/tour`) makes all of them anew, with invented people; look at each before it is kept.
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
}
"""The picture's name, and the language and step of the tour it comes from."""


def main(tour: Path) -> None:
    """Write every picture; a step that the tour did not take ends it."""
    (TARGET / "manual").mkdir(parents=True, exist_ok=True)
    whole = 0
    for name, (language, step) in PICTURES.items():
        (source,) = [file for file in (tour / language).glob("*.png") if file.stem.partition("-")[2] == step]
        target = TARGET / f"{name}.png"
        _write(source, target)
        whole += target.stat().st_size
    print(f"{len(PICTURES)} pictures, {whole / 1_000_000:.1f} MB")


def _write(source: Path, target: Path) -> None:
    with Image.open(source) as screen:
        height = round(screen.height * WIDTH / screen.width)
        small = screen.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    flat = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
