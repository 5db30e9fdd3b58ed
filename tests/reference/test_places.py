"""Places: the 744 codes, what lies in what, and finding one by however its name is written."""

from importlib.resources import files

import pytest

from desktop.reference.places import (
    area,
    area_line,
    areas,
    chain,
    covers,
    ddd_of,
    district_of,
    is_area,
    local_area,
    named_by,
    search_areas,
)


def test_all_provinces_districts_and_tehsils_are_shipped() -> None:
    levels = [place.level for place in areas().values()]
    assert (levels.count(1), levels.count(2), levels.count(3)) == (7, 160, 577)


def test_every_place_lies_in_a_known_one() -> None:
    for place in areas().values():
        assert place.parent == "PK" or area(place.parent).level == place.level - 1


def test_a_tehsil_lies_in_its_district_and_province() -> None:
    assert [place.pcode for place in chain("PK72804")] == ["PK72804", "PK728", "PK7"]


@pytest.mark.parametrize(
    ("outer", "inner", "answer"),
    [
        ("PK7", "PK72804", True),
        ("PK728", "PK72804", True),
        ("PK72804", "PK72804", True),
        ("PK", "PK72804", True),
        ("PK72804", "PK728", False),
        ("PK6", "PK728", False),
        ("PK1", "PK728", False),
        ("PK999", "PK728", False),
        ("PK7", "PK7999999", False),
        ("PK7", "", False),
    ],
)
def test_an_area_covers_all_beneath_it_and_nothing_else(outer: str, inner: str, answer: bool) -> None:
    assert covers(outer, inner) is answer


def test_the_district_of_a_place() -> None:
    assert district_of("PK72804") == "PK728"
    assert district_of("PK728") == "PK728"
    assert district_of("PK7") is None


def test_household_codes_begin_with_the_districts_digits() -> None:
    assert ddd_of("PK617") == "617"
    digits = [place.ddd for place in areas().values() if place.level == 2]
    assert len(set(digits)) == len(digits) == 160
    assert all(len(ddd) == 3 and ddd.isdigit() and int(ddd) < 800 for ddd in digits)


def test_only_a_district_gives_digits() -> None:
    with pytest.raises(ValueError, match="district"):
        ddd_of("PK6")
    with pytest.raises(KeyError):
        ddd_of("PK999")


def test_unknown_codes_are_no_place() -> None:
    assert not is_area("PK702999")
    assert is_area("PK702")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("PK728", "PK728"),
        ("pk72804", "PK72804"),
        ("Multan", "PK622"),
        ("ملتان", "PK622"),
        ("حيدرآباد", "PK706"),
        ("حیدراباد", "PK706"),
        ("Nawabshah", "PK719"),
        ("umerkot", "PK728"),
        ("Mirpurkhas", "PK716"),
        ("لاڙڪاڻو", "PK713"),
    ],
)
def test_a_place_is_found_in_three_scripts_and_by_other_names(typed: str, first: str) -> None:
    assert search_areas(typed)[0].pcode == first


def test_a_further_word_may_name_what_the_place_lies_in() -> None:
    assert [area_line(place.pcode) for place in search_areas("khanpur rahim")] == ["Khanpur, Rahim Yar Khan, Punjab"]


def test_the_same_name_in_two_districts_gives_both_with_their_parents() -> None:
    lines = [area_line(place.pcode) for place in search_areas("Sahiwal")]
    assert {"Sahiwal, Sahiwal, Punjab", "Sahiwal, Sargodha, Punjab"} <= set(lines)


def test_a_misspelt_place_is_still_offered() -> None:
    assert search_areas("Noshki")[0].name_en == "Nushki"
    assert search_areas("Jalalpr Pirwla")[0].name_en == "Jalalpur Pirwala"


def test_every_place_is_found_by_its_own_names() -> None:
    for place in areas().values():
        for name in (place.name_en, place.name_ur, place.name.sd):
            if name:
                assert place in search_areas(name, limit=50), name


@pytest.mark.parametrize("typed", ["", "   ", "qqqqqq", "zz", "\u202e"])
def test_nothing_fitting_gives_nothing(typed: str) -> None:
    assert search_areas(typed) == []


def test_no_more_than_asked_for() -> None:
    assert len(search_areas("a", limit=3)) == 3


def test_a_place_line_in_urdu_uses_the_urdu_comma() -> None:
    assert area_line("PK728", "ur") == "عمر کوٹ، سندھ"


def test_a_district_newer_than_the_codes_brings_its_own_digits() -> None:
    """Only the reading of a row can be shown: the shipped file has headings and no row."""
    headings = ["ddd", "code", "name_en", "name_ur", "parent", "reports_as"]
    row = dict(zip(headings, ["801", "X-PK7-01", "Keamari", "کیماڑی", "PK7", "PK729"], strict=True))
    place = local_area(row)
    assert (place.ddd, place.level, place.reports_as, place.parent) == ("801", 2, "PK729", "PK7")


def test_the_list_of_local_additions_has_its_headings() -> None:
    text = (files("desktop.reference") / "local_areas.csv").read_text(encoding="utf-8")
    assert text.split() == ["ddd,code,name_en,name_ur,parent,reports_as"]


def test_only_a_place_that_is_named_is_taken() -> None:
    """The only one found, or the only one called exactly so; a beginning that fits several names none of them."""
    for text, named in (("jalal", True), ("multan", True), ("PK61701", True), ("kh", False), ("khanpur", False)):
        found = search_areas(text, 6)
        assert (named_by(text, found) is not None) is named, text
