"""Household drafts from JSON: what is told comes over whole, what is wrong is named by line, path and value."""

import json
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DraftFileWrong
from desktop.exchange.household_json import FILE_LIMIT, SHOWN, read_household, read_households, split
from desktop.exchange.household_shape import WORDS, schema
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.usecases.registration import check
from desktop.values.finding import Finding
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    ConsentLanguage,
    ConsentReader,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    VoucherRelation,
    Washington,
    WorkKind,
)

TODAY = date(2026, 11, 24)
WHOLE: dict[str, Any] = {
    "place": {"pcode": "PK61701", "village": "Chak 12", "home_pcode": "PK726"},
    "consent": {
        "read_by": "volunteer",
        "language": "skr",
        "register": True,
        "photo": False,
        "phone": True,
        "heard_in_queue": True,
    },
    "members": [
        {
            "name_as_told": "سکینہ",
            "name_latin": "Sakina",
            "parent_name": "رحیم بخش",
            "parent_latin": "Rahim Bux",
            "parent_relation": "wife_of",
            "relation": "HEAD",
            "sex": "F",
            "age": {"years": 34, "method": "stated", "as_of": "2026-11-24"},
            "id": {"type": "CNIC", "number": "45101-0000004-4", "seen": "copy"},
            "phone": {"number": "0300-0000000", "owner": "own", "safe_to_call": True, "safe_times": "after the prayer"},
            "work_kind": "kiln",
            "disability": False,
            "holder": 1,
            "photo": "sakina.jpg",
            "registrant": "01a20cac-8e5c-7588-acb0-83b17b8ea21a",
            "unnamed": False,
            "washington": {"seeing": 1, "walking": 3},
            "intermediary": None,
        }
    ],
    "collectors": [{"name_latin": "Rani", "relation": "SIS", "phone": "0300-1112223"}, {"member": 0}],
    "vouchers": [{"name_as_told": "بشیر", "relation": "neighbour"}],
    "people_told": 7,
}


def written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def first_member(**changes: object) -> dict[str, Any]:
    return WHOLE | {"members": [WHOLE["members"][0] | changes]}


def refused(data: bytes) -> DraftFileWrong:
    with pytest.raises(DraftFileWrong) as told:
        list(read_households(data))
    return told.value


def test_every_field_comes_over() -> None:
    (told,) = read_households(written(WHOLE))
    assert told.photos == ("sakina.jpg",)
    assert told.draft == HouseholdDraft(
        pcode="PK61701",
        village="Chak 12",
        home_pcode="PK726",
        consent=ConsentDraft(
            register=True,
            phone=True,
            read_by=ConsentReader.VOLUNTEER,
            language=ConsentLanguage.SARAIKI,
            heard_in_queue=True,
        ),
        members=(
            MemberDraft(
                name_as_told="سکینہ",
                name_latin="Sakina",
                parent_name="رحیم بخش",
                parent_latin="Rahim Bux",
                parent_relation=ParentRelation.WIFE_OF,
                relation="HEAD",
                sex=Sex.FEMALE,
                age_years=34,
                age_method=AgeMethod.STATED,
                age_as_of=TODAY,
                id_type="CNIC",
                id_number="45101-0000004-4",
                phone="0300-0000000",
                phone_owner=PhoneOwner.OWN,
                safe_to_call=True,
                work_kind=WorkKind.KILN,
                disability=False,
                holder=1,
                registrant=UUID("01a20cac-8e5c-7588-acb0-83b17b8ea21a"),  # pyright: ignore[reportArgumentType]
                number_seen=NumberSeen.COPY,
                safe_times="after the prayer",
                washington="1-3---",
            ),
        ),
        collectors=(
            CollectorDraft(name_latin="Rani", relation="SIS", phone="0300-1112223"),
            CollectorDraft(member=0),
        ),
        vouchers=(VoucherDraft(name_as_told="بشیر", relation=VoucherRelation.NEIGHBOUR),),
        told_size=7,
    )


@pytest.mark.parametrize(
    ("age", "then"),
    [
        ({"event": "flood_2010", "age_then": 6}, 6),
        ({"event": "flood_2010", "born_after": 3}, -3),
        ({"event": "flood_2010", "born_after": 0}, 0),
        ({"event": "flood_2010"}, None),
    ],
)
def test_an_age_by_an_event_comes_over_as_the_age_when_it_came(age: dict[str, Any], then: int | None) -> None:
    (told,) = read_households(written(first_member(age=age)))
    assert (told.draft.members[0].age_event, told.draft.members[0].age_then) == (AgeEvent.FLOOD_2010, then)


def test_collectors_and_vouchers_left_out_are_not_the_same_as_none_of_them() -> None:
    (told,) = read_households(written({key: WHOLE[key] for key in ("place", "consent", "members")}))
    assert (told.draft.collectors, told.draft.vouchers) == (None, None)
    nobody: dict[str, Any] = {"collectors": [], "vouchers": []}
    (told,) = read_households(written(WHOLE | nobody))
    assert (told.draft.collectors, told.draft.vouchers) == ((), ())


def test_the_least_there_can_be_passes_the_check() -> None:
    least = {
        "place": {"pcode": "PK61701"},
        "consent": {"register": True},
        "members": [{"name_latin": "Mai", "sex": "F"}],
    }
    (told,) = read_households(written(least))
    assert check(told.draft, today=TODAY) == ()


def test_null_is_the_same_as_left_out() -> None:
    nothing = dict.fromkeys(("age", "id", "phone", "work_kind", "holder", "photo", "disability", "parent_relation"))
    (told,) = read_households(written(first_member(**nothing)))
    member = told.draft.members[0]
    assert (member.age_years, member.id_type, member.phone, member.holder) == (None, "NONE", "", None)


def test_one_object_may_run_over_many_lines_and_many_objects_stand_one_a_line() -> None:
    pretty = json.dumps(WHOLE, indent=2, ensure_ascii=False).encode()
    assert [told.line for told in read_households(b"\n" + pretty)] == [2]
    three = b"\n".join((written(WHOLE), b"", written(WHOLE), written(WHOLE) + b"\r", b""))
    assert [told.line for told in read_households(three)] == [1, 3, 4]
    assert len(list(read_households(b"\xef\xbb\xbf" + written(WHOLE)))) == 1


WRONG: list[tuple[Any, str, str, str, str]] = [
    (WHOLE | {"employer": "X"}, "field", "employer", "X", ""),
    (first_member(debt=5000), "field", "members.0.debt", "5000", ""),
    (first_member(age={"years": 3, "born": 2020}), "field", "members.0.age.born", "2020", ""),
    (first_member(sex="female"), "kind", "members.0.sex", "female", "F M X"),
    (first_member(work_kind="police"), "kind", "members.0.work_kind", "police", "kiln farm domestic other"),
    (first_member(age={"years": "34"}), "kind", "members.0.age.years", "34", "int | null"),
    (first_member(age={"years": 3.5}), "kind", "members.0.age.years", "3.5", "int | null"),
    (first_member(age={"as_of": "soon"}), "kind", "members.0.age.as_of", "soon", ""),
    (first_member(name_as_told=7), "kind", "members.0.name_as_told", "7", "str"),
    (first_member(holder="x" * 500), "kind", "members.0.holder", "x" * SHOWN, "int | null"),
    (WHOLE | {"members": {}}, "kind", "members", "{}", "array"),
    (WHOLE | {"consent": {"register": "yes"}}, "kind", "consent.register", "yes", "bool"),
    (first_member(washington={"seeing": 5}), "kind", "members.0.washington.seeing", "5", "1 2 3 4"),
    (first_member(washington={"sight": 1}), "field", "members.0.washington.sight", "1", ""),
    (first_member(intermediary="boss"), "kind", "members.0.intermediary", "boss", "munshi jamadar zamindar kamdar"),
    (WHOLE | {"vouchers": [{"relation": "owner"}]}, "kind", "vouchers.0.relation", "owner", " ".join(VoucherRelation)),
    ([WHOLE], "kind", "", json.dumps([WHOLE], ensure_ascii=False, separators=(",", ":"))[:SHOWN], "object"),
]


@pytest.mark.parametrize(("draft", "why", "where", "value", "wanted"), WRONG)
def test_unknown_and_wrong_fields_are_named(draft: object, why: str, where: str, value: str, wanted: str) -> None:
    told = refused(written(draft))
    assert (told.why, told.where, told.value, told.wanted) == (why, where, value, wanted)


@pytest.mark.parametrize(
    ("data", "why", "line"),
    [
        (b"", "empty", 1),
        (b" \n\n", "empty", 1),
        (b"{", "json", 1),
        (written(WHOLE) + b"\n{]", "json", 2),
        (written(WHOLE).replace(b"Sakina", b"Sak\0ina"), "json", 1),
        (written(WHOLE) + b"\n" + '{"place": "\N{LATIN SMALL LETTER E WITH ACUTE}"}'.encode("latin-1"), "utf8", 2),
        (json.dumps(WHOLE).encode("utf-16"), "utf8", 1),
        (b"[" * 100_000, "deep", 1),
        (b" " * (FILE_LIMIT + 1), "size", 1),
    ],
)
def test_what_is_no_draft_at_all_is_told_by_its_line(data: bytes, why: str, line: int) -> None:
    told = refused(data)
    assert (told.why, told.line) == (why, line)


@pytest.mark.parametrize(
    ("draft", "where", "code"),
    [
        (first_member(name_latin="Sak\0ina"), "members.0.name_latin", Finding.UNSAFE_CHARACTER),
        (first_member(parent_name="\u202eab"), "members.0.parent_name", Finding.UNSAFE_CHARACTER),
        (first_member(name_as_told="س" * 10_000), "members.0.name_as_told", Finding.TOO_LONG),
        (first_member(age={"years": 250}), "members.0.age.years", Finding.AGE_RANGE),
        (first_member(age={"years": -1}), "members.0.age.years", Finding.AGE_RANGE),
        (first_member(age={"years": 10**30}), "members.0.age.years", Finding.AGE_RANGE),
        (first_member(id={"type": "CNIC", "number": "451010000004"}), "members.0.id.number", Finding.CNIC_LENGTH),
        (first_member(id={"number": "4510I-0000004-4"}), "members.0.id.number", Finding.CNIC_CHARACTER),
        (first_member(id={"type": "BIRTH", "number": "1\x002345"}), "members.0.id.number", Finding.UNSAFE_CHARACTER),
    ],
)
def test_wrong_values_are_read_and_left_to_the_check(draft: object, where: str, code: Finding) -> None:
    (told,) = read_households(written(draft))
    assert (where, code) in [(problem.where, problem.code) for problem in check(told.draft, today=TODAY)]


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with suppress(DraftFileWrong):
        for raw in split(data):
            read_household(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(WHOLE["members"][0])), _JSON)
def test_no_value_in_any_field_raises_anything_else(field: str, value: Any) -> None:
    wrong: DraftFileWrong | None = None
    try:
        (told,) = read_households(json.dumps(first_member(**{field: value})).encode())
        check(told.draft, today=TODAY)
    except DraftFileWrong as refusal:
        wrong = refusal
    assert wrong is None or wrong.why == "json" or wrong.where.startswith(f"members.0.{field}")


def test_the_schema_explains_each_field_and_offers_the_words_that_are_taken() -> None:
    parts = schema()["$defs"]
    shapes = {name for name, part in parts.items() if "enum" not in part}
    assert shapes >= {"Household", "Place", "Consent", "Member", "Age", "Identity", "Phone"}
    assert shapes >= {"Functioning", "Collector", "Voucher"}
    for name in shapes:
        assert parts[name]["additionalProperties"] is False
        for field in parts[name]["properties"].values():
            assert field["description"].endswith(".")
            assert len(field["description"].split()) > 2
    assert parts["Member"]["required"] == ["sex"]
    assert "POR" not in parts["Identity"]["properties"]["type"]["enum"]
    assert set(WORDS) >= {"read_by", "language", "method", "owner", "parent_relation", "sex", "work_kind", "event"}
    assert set(WORDS) >= {"seen", "intermediary", "relation", *Washington}
