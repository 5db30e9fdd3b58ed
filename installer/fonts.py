"""Makes `printing/fonts/` from the unpacked npm packages: copies, renames the Nastaliq, notes sources and hashes.

Run it with fonttools at hand and the packages named below unpacked side by side (`npm pack NAME` and `tar xzf`):

    python installer/fonts.py FOLDER_WITH_THE_PACKAGES printing/fonts

The same packages give the same bytes, so a run shows whether the committed fonts are what they claim to be.
"""

import argparse
import hashlib
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

NASTALIQ_FAMILY = "Haqdar Nastaliq"

# Latin letters and digits go, so that screen and paper take them from Noto Sans; the soft hyphen, the space and
# everything Urdu stay.
LATIN = [code for code in [*range(0x21, 0x7F), *range(0xA1, 0x250)] if code != 0xAD]

STYLES = {"400Regular": "Regular", "600SemiBold": "SemiBold", "700Bold": "Bold"}

# Name table: typographic and compatible names would bring the old family back, so they go.
OLD_NAMES = (16, 17, 18, 21, 22, 25)


@dataclass(frozen=True)
class Source:
    """One npm package: its name, the file stem inside it, our folder and the weights that we take."""

    package: str
    stem: str
    folder: str
    weights: tuple[str, ...]
    renamed: bool = False


SOURCES = (
    Source("noto-nastaliq-urdu", "NotoNastaliqUrdu", "haqdar-nastaliq", ("400Regular", "700Bold"), renamed=True),
    Source("noto-sans", "NotoSans", "noto-sans", ("400Regular", "600SemiBold", "700Bold")),
    Source("lateef", "Lateef", "lateef", ("400Regular", "700Bold")),
    Source("noto-naskh-arabic", "NotoNaskhArabic", "noto-naskh-arabic", ("400Regular", "700Bold")),
)


def renamed(data: bytes, style: str) -> bytes:
    """The Nastaliq under our own family name and without Latin.

    Noto declares no reserved name, so the OFL allows it. A system copy of an older Noto Nastaliq would otherwise
    win over ours on screen. Lateef reserves its name and must never come here.
    """
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    names = font["name"]
    for old in OLD_NAMES:
        names.removeNames(nameID=old)
    postscript = NASTALIQ_FAMILY.replace(" ", "") + "-" + style
    full = NASTALIQ_FAMILY if style == "Regular" else f"{NASTALIQ_FAMILY} {style}"
    version = names.getDebugName(5) or ""
    for name_id, value in (
        (1, NASTALIQ_FAMILY),
        (2, style),
        (3, f"{version};{postscript}"),
        (4, full),
        (6, postscript),
    ):
        names.removeNames(nameID=name_id)
        names.setName(value, name_id, 3, 1, 0x409)
    for table in font["cmap"].tables:
        for code in LATIN:
            table.cmap.pop(code, None)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def package_folder(packages: Path, name: str) -> Path:
    """The unpacked folder of a package, whatever version it is of."""
    found = sorted(packages.glob(f"expo-google-fonts-{name}-*/package"))
    if len(found) != 1:
        raise SystemExit(f"need exactly one unpacked package of {name}, found {len(found)}")
    return found[0]


def make(packages: Path, out: Path) -> None:
    """Write every family's folder and SOURCES.txt into out."""
    lines = [
        "Fonts of Haqdar: npm package and version, file in the package and its sha256, our file and its sha256.",
        "All are under the SIL Open Font License; the text lies in each folder as OFL.txt.",
        "haqdar-nastaliq is Noto Nastaliq Urdu 3.007 renamed and without Latin (installer/fonts.py);",
        "everything else is byte for byte as packed.",
        "",
    ]
    for source in SOURCES:
        folder = package_folder(packages, source.package)
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        lines.append(f"@expo-google-fonts/{source.package} {version}")
        target = out / source.folder
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / "LICENSE_FONT", target / "OFL.txt")
        for weight in source.weights:
            original = folder / weight / f"{source.stem}_{weight}.ttf"
            data = original.read_bytes()
            ours = renamed(data, STYLES[weight]) if source.renamed else data
            stem = NASTALIQ_FAMILY.replace(" ", "") if source.renamed else source.stem
            path = target / f"{stem}-{STYLES[weight]}.ttf"
            path.write_bytes(ours)
            lines.append(f"  {original.name} {hashlib.sha256(data).hexdigest()}")
            lines.append(f"    {source.folder}/{path.name} {hashlib.sha256(ours).hexdigest()}")
        lines.append("")
    (out / "SOURCES.txt").write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Read the two folders from the command line and make the fonts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("packages", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    make(chosen.packages, chosen.out)


if __name__ == "__main__":
    main()
