"""Every member of every closed list has a word, in English and in Urdu."""

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from types import ModuleType

import pytest

from desktop.matching import score
from desktop.reference.tables import relationships, relief_items
from desktop.values import entry_kind, permissions, text, vocabulary
from desktop.values.finding import Finding
from desktop.values.problem import Problem
from desktop.values.vocabulary import BlockReason, ConsentLanguage, Language, Verdict
from desktop.words.catalogue import use
from desktop.words.labels import LABELS, label, row_label, why_label
from desktop.words.problems import FIELDS, SENTENCES, field_name, say_problem
from desktop.words.reasons import REASONS, say_why


def _lists(*modules: ModuleType) -> Iterator[type[StrEnum]]:
    for module in modules:
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, StrEnum) and kind.__module__ == module.__name__:
                yield kind


MEMBERS = [member for kind in _lists(vocabulary, permissions, entry_kind, text, score) for member in kind]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def test_there_are_members_to_walk() -> None:
    assert len(MEMBERS) > 100


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}.{member.name}")
def test_every_member_has_a_label_in_english_and_urdu(member: StrEnum) -> None:
    english = label(member)
    assert english
    if not isinstance(member, Language):
        use("ur")
        assert re.search(r"[\u0600-\u06ff]", label(member)), english


def test_no_two_members_of_a_list_share_a_label() -> None:
    for words in LABELS.values():
        assert len(set(words.values())) == len(words)


def test_a_language_is_called_by_its_own_name_everywhere() -> None:
    use("ur")
    assert [label(name) for name in Language] == ["English", "اردو", "سنڌي"]


def test_two_lists_with_one_text_keep_their_own_words() -> None:
    assert label(ConsentLanguage.URDU) == "In Urdu"
    assert label(Language.URDU) == "اردو"


def test_a_verdict_says_its_lane_word() -> None:
    assert label(Verdict.G1) == "GIVE"
    use("ur")
    assert label(Verdict.H3) == "مدد میز"


def test_rows_of_reference_lists_follow_the_language() -> None:
    assert row_label(relationships()["WIFE"]) == "Wife"
    use("sd")
    assert row_label(relief_items()["SALT1"]) == "لوڻ 1 ڪلو"


def test_a_hit_by_the_code_has_its_reason() -> None:
    assert why_label("same_code") == "same code"
    assert why_label("same_village") == "same village"


@pytest.mark.parametrize("finding", list(Finding))
def test_every_finding_has_a_sentence(finding: Finding) -> None:
    facts = {name: "direction" if name == "kind" else "7" for name in re.findall(r"\{(\w+)\}", SENTENCES[finding])}
    said = say_problem(Problem("members.0.x", finding, facts=facts))
    assert said
    assert "{" not in said


def test_a_problem_nobody_described_still_says_something() -> None:
    assert say_problem(Problem("x", "brand_new")) == "Look at this once more."


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("place.pcode", "Place"),
        ("members.0.age.years", "Person 1, Age"),
        ("members.11.id.number", "Person 12, Number of the paper"),
        ("members.0.brand_new", "Person 1, brand_new"),
        ("brand.new", "brand.new"),
    ],
)
def test_a_field_is_named_in_words(where: str, name: str) -> None:
    assert field_name(where) == name


def test_field_names_are_words() -> None:
    assert all(name[0].isupper() for name in FIELDS.values())


def test_the_help_desk_reads_when_and_where() -> None:
    facts = {"at": "2026-11-24T04:40:00Z", "point": "Basti Malook", "lane": "1", "receipt": "88"}
    said = say_why("received", facts)
    assert said == "The household received on 24-11-2026 at 09:40, at Basti Malook, lane 1, receipt 88."


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    assert say_why("brand_new", {}) == "brand_new"
    assert say_why("", {}) == ""


def test_every_reason_can_be_said() -> None:
    for why, sentence in REASONS.items():
        facts = {name: "7" for name in re.findall(r"\{(\w+)\}", sentence) if name not in ("day", "time")}
        said = say_why(why, facts | {"at": "2026-11-24T04:40:00Z", "reason": BlockReason.DECEASED.value})
        assert said
        assert "{" not in said
