"""Scale the tour's pictures down for the manual: `.venv/bin/python installer/manual_pictures.py out/tour`.

The tour (`haqdar tour --out out/tour`) makes all of them anew, with invented people; look at each before it is kept.
"""

import sys
from pathlib import Path

from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "manual"
WIDTH = 900
COLOURS = 200
"""Screens are flat: more colours make larger files and no other picture."""

PICTURES: dict[str, tuple[str, str]] = {
    "home": ("en", "home"),
    "register-who": ("en", "register-who"),
    "register-people": ("en", "register-people"),
    "register-read-back": ("en", "register-read-back"),
    "register-more": ("en", "register-more"),
    "register-alike": ("en", "register-alike"),
    "same-person-urdu": ("ur", "register-same-person"),
    "pairs": ("en", "pairs"),
    "pairs-merge": ("en", "pairs-merge"),
    "household": ("en", "household"),
    "what-happened": ("en", "what-happened"),
    "household-split": ("en", "household-split"),
    "household-history": ("en", "household-history"),
    "trusted-people": ("en", "register-trusted"),
    "photo": ("en", "photo"),
    "consent-read-aloud": ("en", "consent-read-aloud"),
    "withdrawal": ("en", "withdrawal"),
    "consent-after": ("en", "consent-after"),
    "rights-urdu": ("ur", "register"),
    "import-columns": ("en", "import-columns"),
    "import-look": ("en", "import-look"),
    "imports": ("en", "imports"),
    "workplace": ("en", "workplace"),
    "workplaces-reach": ("en", "workplaces-reach"),
    "papers": ("en", "papers"),
    "papers-note": ("en", "papers-note"),
    "van-list": ("en", "van-list"),
    "quiet-list": ("en", "quiet-list"),
    "keyboard-urdu": ("ur", "keyboard-on-screen"),
    "find": ("en", "find"),
}
"""The picture's name, and the language and step of the tour it comes from."""


def main(tour: Path) -> None:
    """Write every picture; a step that the tour did not take ends it."""
    TARGET.mkdir(parents=True, exist_ok=True)
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
