"""The shipped code lists: whole, unique, in three languages, and without what must not be there."""

from datetime import date
from importlib.resources import files

import pytest

from desktop.reference import tables
from desktop.reference.tables import Words
from desktop.values.text import script_of
from desktop.values.vocabulary import Verdict


def _labels() -> list[Words]:
    return [
        *(row.label for row in tables.id_types().values()),
        *(row.label for row in tables.relationships().values()),
        *(row.label for row in tables.occupations().values()),
        *(row.label for row in tables.relief_items().values()),
        *(row.label for row in tables.hotlines().values()),
        *(face.word for face in tables.verdict_faces().values()),
    ]


def test_every_label_stands_in_three_scripts() -> None:
    for label in _labels():
        assert script_of(label.en) == "latin"
        assert script_of(label.ur) == "urdu", label
        assert script_of(label.sd) in ("sindhi", "urdu"), label  # short Sindhi words may lack Sindhi-only letters


def test_no_code_stands_twice() -> None:
    for name in ("id_types.csv", "relationship_codes.csv", "occupations.csv", "relief_items.csv", "hotlines.csv"):
        codes = [row["code"] for row in tables.rows(name)]
        assert len(codes) == len(set(codes)) > 0, name


def test_papers_that_mark_nationality_or_employer_are_not_offered() -> None:
    text = (files("desktop.reference") / "id_types.csv").read_text(encoding="utf-8")
    assert set(tables.id_types()) == {
        "CNIC", "NICOP", "CRC", "FRC", "CNIC_TOKEN", "BIRTH", "NIKAH", "DOMICILE", "VOUCHED", "NONE",
    }  # fmt: skip
    assert "Afghan" not in text
    assert "PESSI" not in text


@pytest.mark.parametrize(("code", "number"), [("CNIC", "4510100000044"), ("CRC", "4510100000044"), ("NONE", "")])
def test_number_patterns_fit_what_is_kept(code: str, number: str) -> None:
    assert tables.id_types()[code].pattern.fullmatch(number)


def test_head_and_wife_are_relations() -> None:
    assert tables.relationships()["HEAD"].dci_code == "SELF"
    assert tables.relationships()["WIFE"].label.text("ur") == "بیوی"


def test_flour_and_oil_are_items_with_units() -> None:
    assert tables.relief_items()["ATTA20"].unit == "bag"
    assert tables.relief_items()["OIL5"].unit == "can"


def test_intermediaries_are_known_as_such() -> None:
    assert {code for code, row in tables.occupations().items() if row.role_class == "intermediary"} == {
        "K12", "K13", "F09",
    }  # fmt: skip


def test_no_helpline_is_printed_unless_somebody_called_it() -> None:
    assert tables.printable_hotlines("PK7", {}) == []


def test_a_called_helpline_is_printed_in_its_own_province_only() -> None:
    called = {"WOMEN_SINDH": date(2026, 11, 1), "MOHR": date(2026, 11, 1)}
    assert [line.code for line in tables.printable_hotlines("PK728", called)] == ["MOHR", "WOMEN_SINDH"]
    assert [line.code for line in tables.printable_hotlines("PK617", called)] == ["MOHR"]


def test_the_police_number_never_stands_alone() -> None:
    called = {"POLICE": date(2026, 11, 1)}
    assert tables.printable_hotlines("PK7", called) == []
    assert len(tables.printable_hotlines("PK7", called | {"MOHR": date(2026, 11, 1)})) == 2


def test_numbers_that_nobody_could_source_are_not_shipped() -> None:
    assert not {"1991", "1314"} & {line.number for line in tables.hotlines().values()}


def test_every_verdict_has_a_face() -> None:
    assert set(tables.verdict_faces()) == set(Verdict)


def test_all_reasons_for_the_help_desk_look_and_sound_alike() -> None:
    faces = tables.verdict_faces()
    desk = {
        (face.family, face.shape, face.sound, face.word)
        for verdict, face in faces.items()
        if verdict.value.startswith("H")
    }
    assert len(desk) == 1


def test_other_families_share_neither_shape_nor_sound() -> None:
    faces = [face for verdict, face in tables.verdict_faces().items() if verdict not in (*_h2_to_h6(),)]
    assert len({face.shape for face in faces}) == len(faces)
    assert len({face.sound for face in faces}) == len(faces)
    assert len({face.word for face in faces}) == len(faces)


def _h2_to_h6() -> tuple[Verdict, ...]:
    return (Verdict.H2, Verdict.H3, Verdict.H4, Verdict.H5, Verdict.H6)


def test_words_fall_back_from_sindhi_to_urdu_to_english() -> None:
    assert Words("flour", "آٹا", "اٽو").text("sd") == "اٽو"
    assert Words("flour", "آٹا", "").text("sd") == "آٹا"
    assert Words("flour", "", "").text("ur") == "flour"
    assert Words("flour", "آٹا", "اٽو").text("en") == "flour"


def test_each_shipped_list_names_its_source() -> None:
    sources = (files("desktop.reference") / "SOURCES.md").read_text(encoding="utf-8")
    shipped = [entry.name for entry in files("desktop.reference").iterdir() if entry.name.endswith(".csv")]
    assert len(shipped) >= 8
    assert [name for name in shipped if f"`{name}`" not in sources] == []
