"""Name keys: one person's name in Urdu, Sindhi and Roman spellings gives one key, and others do not."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.matching.names import STOP_KEYS, is_part_of, joined_key, keys, name_words, query_keys, skeleton

with (Path(__file__).parent / "name_pairs.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = [(row["one"], row["other"]) for row in csv.DictReader(file)]
# The rules were tuned on every first pair of two; what is claimed is measured on every second.
HELD_BACK = PAIRS[1::2]


def found(typed: str, name: str) -> bool:
    """Whether a search finds a stored name: whole keys, and the last one as a beginning."""
    asked, kept = query_keys(typed), keys(name)
    return all(key in kept for key in asked[:-1]) and any(key.startswith(asked[-1]) for key in kept)


def test_there_are_enough_pairs_to_measure_on() -> None:
    assert len(PAIRS) >= 200
    assert len(set(PAIRS)) == len(PAIRS)


def test_recall_on_pairs_held_back_from_tuning(record_property: Callable[[str, object], None]) -> None:
    ways = [*HELD_BACK, *((other, one) for one, other in HELD_BACK)]
    recall = sum(found(typed, name) for typed, name in ways) / len(ways)
    record_property("recall", round(recall, 3))
    assert recall >= 0.93


def test_recall_while_the_last_letters_are_not_typed_yet() -> None:
    ways = [*HELD_BACK, *((other, one) for one, other in HELD_BACK)]
    typing = [
        (typed[: len(typed) - missing], name)
        for typed, name in ways
        for missing in (0, 1, 2)
        if len(typed.split()[-1]) - missing >= 2
    ]
    assert sum(found(typed, name) for typed, name in typing) / len(typing) >= 0.93


def test_different_names_seldom_share_a_key(record_property: Callable[[str, object], None]) -> None:
    """Mean block: how many of the distinct names a name meets under its whole key, itself included."""
    names = sorted({one for one, _ in PAIRS})
    blocks = Counter(map(skeleton, names))
    mean = sum(size * size for size in blocks.values()) / len(names)
    record_property("mean_block", round(mean, 2))
    assert mean <= 1.5


def test_the_worked_example() -> None:
    assert skeleton("Mohd Rafique") == skeleton("Muhammad Rafiq") == skeleton("محمد رفیق") == "mmd rpk"
    assert skeleton("Yusuf") == skeleton("Yousaf") == skeleton("یوسف") == "ysp"


@pytest.mark.parametrize("name", ["عبدالغفور", "عبد الغفور", "Abdulghafoor", "Abdul Gafur", "Abdul-Ghafoor"])
def test_abdul_stands_apart_however_it_is_written(name: str) -> None:
    assert keys(name) == ["abd", "gpr"]


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("Shamsulhaq", "شمس الحق"),
        ("Ziaurrehman", "ضیاء الرحمن"),
        ("Ziaurehman", "Zia ur Rehman"),
        ("Zaibunnisa", "زیب النساء"),
        ("Nizamuddin", "نظام الدین"),
        ("Saifulislam", "سیف الاسلام"),
        ("Habibullah", "حبیب اللہ"),
        ("Shahnawaz", "شاہ نواز"),
        ("Moolchand", "مول چند"),
        ("Bhagwandas", "بھگوان داس"),
        ("Fakhruzzaman", "فخر الزمان"),
        ("Noorul Hassan", "نورالحسن"),
        ("Noorjahan", "نور جہاں"),
        ("Noorelahi", "نور الٰہی"),
    ],
)
def test_joined_names_have_the_keys_of_their_parts(joined: str, apart: str) -> None:
    assert keys(joined) == keys(apart)


def test_abdullah_stays_one_name() -> None:
    assert keys("عبداللہ") == keys("Abdullah") == ["abdl"]


@pytest.mark.parametrize("name", ["خدا بخش", "خدابخش", "Khuda Bux", "Khudabakhsh", "Khuda Baksh"])
def test_bux_is_bakhsh_joined_or_apart(name: str) -> None:
    assert keys(name) == ["kd", "bkx"]


@pytest.mark.parametrize(("sindhi", "urdu"), [("ڪولهي", "کولھی"), ("ڀيل", "بھیل"), ("ٿر", "تھر"), ("ڄام", "جام")])
def test_sindhi_letters_sound_as_their_urdu_spelling(sindhi: str, urdu: str) -> None:
    assert keys(sindhi) == keys(urdu)


def test_sh_may_be_one_sound_or_two() -> None:
    assert found("اسحاق", "Ishaq")
    assert found("Ishaq", "اسحاق")


def test_mahmood_is_not_every_muhammad() -> None:
    assert skeleton("Mehmood") == skeleton("محمود") != skeleton("Muhammad")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sakina", "Sughra"),
        ("Ali", "Allah"),
        ("Rahim", "Karim"),
        ("Bashir", "Nazir"),
        ("Hamid", "Ahmed"),
        ("علی", "ولی"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_one_letter_typed_is_a_beginning_not_an_abbreviation() -> None:
    assert query_keys("g") == ["g"]
    assert keys("G. Rasool") == ["glm", "rsl"]


def test_half_of_sh_does_not_lose_the_name() -> None:
    assert found("Rahim Bakhs", "رحیم بخش")


def test_a_space_after_the_last_word_says_that_it_is_whole() -> None:
    assert query_keys("Abbas ") == ["abs"]
    assert query_keys("Abbas") == ["ab"]


@pytest.mark.parametrize("typed", ["چک", "چک ۱۲", "Chak", "ak 1", "hak 12", ""])
def test_a_part_of_a_village_is_known_in_another_script_too(typed: str) -> None:
    assert is_part_of(typed, "Chak 12")
    assert not is_part_of("چک ۱۴", "Chak 12")
    assert not is_part_of("ملوک", "Chak 12")


@pytest.mark.parametrize("text", ["", "   ", "-.'", "\u200f"])
def test_blank_text_has_no_key(text: str) -> None:
    assert keys(text) == query_keys(text) == []
    assert skeleton(text) == ""


def test_the_commonest_parts_are_known_as_such() -> None:
    commonest = ["Muhammad", "Ghulam", "Abdul", "Allah", "Bibi", "Begum", "Khatoon", "Syed", "Mai", "Shaikh"]
    assert {key for name in commonest for key in keys(name)} == STOP_KEYS


@pytest.mark.parametrize(
    ("one_word", "two_words"),
    [("Mahnoor", "ماہ نور"), ("Shahzaib", "شاہ زیب"), ("Bhagbhari", "بھاگ بھری"), ("شہربانو", "Shehr Bano")],
)
def test_two_words_that_others_write_as_one_keep_the_key_of_the_one(one_word: str, two_words: str) -> None:
    joined = keys(one_word)[0]
    assert joined in keys(two_words)
    assert joined_key(*query_keys(two_words + " ")) == joined


def test_titles_numbers_and_long_names_are_not_joined() -> None:
    for one, other in (("mmd", "rpk"), ("bst", "12"), ("xmsdn", "krm"), ("", "rpk")):
        assert joined_key(one, other) == ""
    assert keys("Chak 12") == ["ck", "12"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khaleelur Rahman", "خلیل الرحمن"),
        ("Zaibun Nisa", "زیب النساء"),
        ("Quratulain", "قرۃ العین"),
        ("Fatima tuz Zahra", "فاطمۃ الزہرا"),
        ("Fatimatuz Zahra", "فاطمۃ الزہرا"),
        ("Khadijatul Kubra", "خدیجۃ الکبریٰ"),
        ("Govind", "گووند"),
        ("Parvati", "Parbati"),
        ("Laxmi", "لکشمی"),
        ("Lakhman", "Lachman"),
        ("Sumbal", "Sunbal"),
        ("Murtada", "مرتضیٰ"),
        ("Christina", "کرسٹینا"),
        ("Joseph", "جوزف"),
        ("Mst. Sakina", "مسمات سکینہ"),
        ("ښيرين", "شیرین"),
        ("ځلاند", "Zaland"),
    ],
)
def test_spellings_that_habits_and_languages_bring(one: str, other: str) -> None:
    assert found(one + " ", other) or found(other + " ", one) or skeleton(one) == skeleton(other)


def test_a_name_that_ends_like_an_article_stays_whole() -> None:
    assert skeleton("Zahur Rehman") == "zr rmn"
    assert skeleton("Mansur Rahman") == "mnsr rmn"
    assert skeleton("Rasul Hassan") == "rsl hsn"


def test_a_letter_heard_in_two_ways_is_found_in_both() -> None:
    assert found("Harith ", "حارث")
    assert found("حارث ", "Harith")
    assert found("Samu ", "سموں")
    assert found("Samoon ", "سموں")


@given(st.text(max_size=40))
def test_any_text_gives_plain_keys(text: str) -> None:
    for key in keys(text):
        assert key
        assert " " not in key
    assert len(query_keys(text)) == len([word for word in query_keys(text) if word])


@given(st.text(alphabet="abdeghiklmnorstuzy ", min_size=1, max_size=30))
def test_a_whole_name_is_found_by_itself(name: str) -> None:
    if keys(name):
        assert set(query_keys(name + " ")) <= {key for _, key in name_words(name)}
        assert found(name + " ", name)
