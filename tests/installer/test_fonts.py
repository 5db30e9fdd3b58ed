"""The font script: renaming gives our family without Latin, the same bytes each time, and leaves the rest alone."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from installer.fonts import LATIN, NASTALIQ_FAMILY, SOURCES, make, renamed
from printing.fontfiles import FOLDER, font_path


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_renaming_what_is_renamed_changes_nothing(style: str) -> None:
    data = font_path(f"HaqdarNastaliq-{style}").read_bytes()
    assert renamed(data, style) == data


def test_renaming_takes_the_family_name_and_latin_and_keeps_the_licence() -> None:
    font = TTFont(io.BytesIO(renamed(font_path("NotoNaskhArabic-Bold").read_bytes(), "Bold")))
    names = font["name"]
    assert [names.getDebugName(number) for number in (1, 2, 6)] == [NASTALIQ_FAMILY, "Bold", "HaqdarNastaliq-Bold"]
    assert "Open Font License" in (names.getDebugName(13) or "")
    letters = font.getBestCmap()
    assert not set(letters) & set(LATIN)
    assert {0x20, ord("ب")} <= set(letters)


def packages(folder: Path) -> None:
    """Packages as npm unpacks them, made from our own files (so the Nastaliq in them is the renamed one)."""
    stems = {"400Regular": "Regular", "600SemiBold": "SemiBold", "700Bold": "Bold"}
    for source in SOURCES:
        home = folder / f"expo-google-fonts-{source.package}-1.0.0" / "package"
        home.mkdir(parents=True)
        (home / "package.json").write_text(json.dumps({"version": "1.0.0"}))
        (home / "LICENSE_FONT").write_bytes((FOLDER / source.folder / "OFL.txt").read_bytes())
        for weight in source.weights:
            (home / weight).mkdir()
            stem = "HaqdarNastaliq" if source.renamed else source.stem
            data = (FOLDER / source.folder / f"{stem}-{stems[weight]}.ttf").read_bytes()
            (home / weight / f"{source.stem}_{weight}.ttf").write_bytes(data)


def test_the_same_packages_give_the_committed_fonts(tmp_path: Path) -> None:
    packages(tmp_path / "in")
    make(tmp_path / "in", tmp_path / "out")
    for path in FOLDER.rglob("*.ttf"):
        made = (tmp_path / "out" / path.relative_to(FOLDER)).read_bytes()
        assert hashlib.sha256(made).digest() == hashlib.sha256(path.read_bytes()).digest()
    assert "1.0.0" in (tmp_path / "out" / "SOURCES.txt").read_text()


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="noto-nastaliq-urdu"):
        make(tmp_path, tmp_path / "out")
