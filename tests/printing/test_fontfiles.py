"""The shipped fonts are what SOURCES.txt says, and hold the letters that the three languages need."""

import hashlib
import re

import pytest
from fontTools.ttLib import TTFont

from printing.fontfiles import FAMILIES, FOLDER, LATEEF, NASTALIQ, SANS, all_paths, font_path, path_of

URDU = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۂۃئؤأۓ،؛؟۔۰۱۲۳۴۵۶۷۸۹"
SINDHI = "ابٻڀتٿٽٺثپجڄجھڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڳڱلمنڻوهءي۽۾،؛؟"
LATIN = [code for code in [*range(0x21, 0x7F), *range(0xA1, 0x250)] if code != 0xAD]


def letters(name: str) -> set[int]:
    return set(TTFont(str(font_path(name))).getBestCmap())


def test_every_file_is_the_one_that_sources_names() -> None:
    named = dict(re.findall(r"^    (\S+) ([0-9a-f]{64})$", (FOLDER / "SOURCES.txt").read_text(encoding="utf-8"), re.M))
    shipped = {
        path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*.ttf")
    }
    assert named == shipped
    assert {FOLDER / name for name in shipped} == set(all_paths())


def test_lateef_is_byte_for_byte_as_packed() -> None:
    """Its licence reserves the name, so nothing in it may change."""
    text = (FOLDER / "SOURCES.txt").read_text(encoding="utf-8")
    for weight in ("Lateef_400Regular", "Lateef_700Bold"):
        found = re.search(rf"  {weight}\.ttf (\w+)\n    \S+ (\w+)\n", text)
        assert found is not None
        assert found[1] == found[2]


def test_each_family_carries_its_licence() -> None:
    for family in FAMILIES:
        assert "SIL OPEN FONT LICENSE" in (FOLDER / family.folder / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["HaqdarNastaliq-Regular", "HaqdarNastaliq-Bold"])
def test_the_nastaliq_has_our_name_version_3_007_and_no_latin(name: str) -> None:
    names = TTFont(str(font_path(name)))["name"]
    assert names.getDebugName(1) == NASTALIQ.name
    assert names.getDebugName(16) is None
    assert "3.007" in (names.getDebugName(5) or "")
    assert names.getDebugName(13) is not None
    found = letters(name)
    assert not found & set(LATIN)
    assert {0x20, 0xA0, *map(ord, URDU)} <= found


def test_sindhi_and_latin_are_whole() -> None:
    for name in LATEEF.weights.values():
        assert set(map(ord, SINDHI)) <= letters(name)
    for name in SANS.weights.values():
        assert {*range(0x20, 0x7F), 0x2007, 0xD7, 0xB7, 0x2013, 0x201C} <= letters(name)


def test_a_weight_that_a_family_lacks_falls_to_bold() -> None:
    assert path_of(NASTALIQ, 600) == path_of(NASTALIQ, 700)
    assert path_of(SANS, 600).stem == "NotoSans-SemiBold"
    with pytest.raises(KeyError):
        font_path("NotoSans-Italic")
