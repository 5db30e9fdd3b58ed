"""What texts say of kilns and debts is found however it is spelled; innocent places, names and notes are left alone."""

import csv
from collections.abc import Iterator
from importlib.resources import files

import pytest

from desktop.reference.never_kept import matter_in_name, matter_in_text, name_alone
from desktop.reference.places import areas
from desktop.values.import_field import NeverKept
from tests.tree import ROOT

EMPLOYER, DEBT = NeverKept.EMPLOYER, NeverKept.DEBT

FOUND = {
    EMPLOYER: (
        # inflected, in Urdu and Sindhi
        "بھٹہ", "بھٹے والی بستی", "بھٹوں کی بستی", "بستی زمینداروں والی", "منشیوں کا محلہ", "کمپنیوں کا کوارٹر",
        "ڀٺو", "ڀٺي", "ڀٺن", "ڀٺي تي", "بٺي", "بٺن وارو ڳوٺ", "زميندارن جو ڳوٺ", "ڪارخانن جي ڀرسان", "وڏيري جو ڳوٺ",
        # by ear
        "bhattey", "bhatha", "bhattay wala", "bhattah", "Basti Bhatton Wali", "khisht", "patheron", "zameendaron",
        "vaderey",
        "kilns", "Bricks", "factories",
        # in one word
        "Brickkiln Basti", "kilnwala", "Bhattawali", "bastibhatta", "brickkilnwala", "بھٹہ\u200cوالا", "بھٹہوالا",
        "بھٹے\u200cوالی",
        # disguised: joiners, soft hyphens, wide letters, look-alikes, vowel marks, presentation forms
        "بھٹ\u200dہ", "ki\u200bln", "k\u00adiln", "bri\u2060ck", "ＫＩＬＮ", "КіLN", "кiln", "brісk", "ΚΙLΝ",
        "fаctory", "بَھٹَہ", "ﺑﮭﭩﮧ", "kılns",
    ),
    DEBT: (
        "قرض", "قرضوں", "قرضے", "پیشگی", "پیشگیاں", "مقروضوں", "قرض\u200cدار", "پيشگي", "قرضن", "اوڌر", "ادھار",
        "qarzah", "karzon", "pashgi", "peshgian", "loans", "реshgi", "peshgiwala", "Qarzay",
        "Rs 50000 owed", "owes 2 lakh", "50,000 adhar", "he owes Rs. 300", "owed: ۵۰۰۰۰", "30 ہزار واجب",
        "owing PKR 1,20,000",
    ),
}  # fmt: skip

INNOCENT = (
    # villages and quarters
    "Chak 12", "Chak 45/2-L", "Basti Malook", "Kot Mehr", "Goth Bhoro", "Dera Nehar", "Pindi Bhattian",
    "Kot Bhatti", "Bhattiabad",
    "Basti Bhattiwala", "Bhit Shah", "Bhathar", "Bathinda Colony", "Millat Town", "Meel 18", "Mili Basti", "Debal",
    "Loni Kot",
    "Kilan Wala", "Kila Didar Singh", "Qila Kalar Wala", "Brikhi", "Karzai Basti", "Qazi Wala",
    "Garhi Khuda Bakhsh", "Kundanpur",
    "Adharwal", "Basti Adhar", "Udharpur", "Advocate Colony", "Lohari", "Pathar Wali", "Patharo", "Khushab",
    "Khisar", "Kunri",
    "بستی بھٹی", "پنڈی بھٹیاں", "بھٹی کالونی", "کوٹ بھٹیاں والا", "چک نمبر ۱۲", "بستی ملوک", "قاضی والا",
    "فرضی بستی", "کرم آباد", "میل ۱۸",
    "ڳوٺ ڀٽي", "ڀٽو ڪالوني", "ڳوٺ قرباني", "بستي قاضي", "ڳوٺ ڀورو", "ٺٽو", "ڀٽ شاهه", "khush\u200cbakht",
    "خوش\u200cبخت والا",
    # notes of staff
    "2 bags owed", "owed 100 kg of flour", "1 bag is still owed, receipt 20417", "owed line of 14 Nov",
    "due since Tuesday",
    "asked the neighbours; they were there", "called 03001234567, owes us an answer", "gave Rs 25000 relief grant",
    "card 617 10432 4",
    "the truck broke down at the mile stone", "children bathe in the canal", "she came with a companion",
    "bank is closed",
    "20000 people in the tehsil", "went to Karachi for work", "راستہ بند ہے", "پانی بہت ہے، دس ہزار لوگ",
    "گاڑی خراب ٿي وئي",
)  # fmt: skip

NAMES = (
    "Rahim Bux", "Abdul Sattar Bhatti", "Zulfiqar Bhutto", "Hamid Karzai", "Malik Aslam", "Munshi Ram",
    "Sardar Masih", "Gul Baloch",
    "Syed Gilani", "Kilani Bibi", "Shah Bhitai", "Ghulam Qadir", "Rafiq Chohan", "Mir Hazar Khan", "Lakhan",
    "Seth Naomal", "Batool",
    "بھٹی", "محمد اسلم بھٹی", "نواز بھٹیاں", "ذوالفقار بھٹو", "ملک اسلم", "منشی رام", "مسیح", "بلوچ",
    "میر ہزار خان", "رحیم بخش", "کرم دین",
    "ڀٽو", "ڀٽي", "مير هزار", "قربان علي", "عبد\u200cالرحمن",
)  # fmt: skip


def practised() -> Iterator[str]:
    """All names of the practice office, in both scripts."""
    with (files("desktop.practice") / "names.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield from filter(None, (row["urdu"], row["latin"], row["other_latin"]))


@pytest.mark.parametrize(("matter", "text"), [(matter, text) for matter, texts in FOUND.items() for text in texts])
def test_it_is_found_however_it_is_spelled(matter: NeverKept, text: str) -> None:
    assert matter_in_text(text) is matter
    assert matter_in_text(f"Chak 7, {text}.") is matter


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_text_is_left_alone(text: str) -> None:
    assert matter_in_text(text) is None


def test_no_place_of_the_country_is_flagged() -> None:
    """Names of provinces, districts, tehsils and divisions in every language; nor a village called after one."""
    told = {
        name
        for area in areas().values()
        for name in (area.name.en, area.name.ur, area.name.sd, area.division_en, *area.other_names)
        if name
    }
    assert len(told) > 700
    assert [name for name in sorted(told) if matter_in_text(name) or matter_in_text(f"Basti {name}")] == []


def test_of_plain_english_words_only_those_of_the_list_are_flagged() -> None:
    """Those of passphrases: 7,776 of them."""
    told = [line.split()[-1] for line in (ROOT / "desktop/reference/eff_long_wordlist.txt").read_text().splitlines()]
    assert len(told) > 7_000
    assert [word for word in told if matter_in_text(word)] == [
        "bonded",
        "brick",
        "company",
        "employer",
        "kiln",
        "landlord",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_flagged(name: str) -> None:
    assert matter_in_name(name) is None
    assert name_alone(name) == name


def test_no_name_of_the_practice_office_is_flagged() -> None:
    told = set(practised())
    assert len(told) > 200
    assert [name for name in sorted(told) if matter_in_name(name)] == []


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("Rahim bhattey wala", "rahim wala"),
        ("رحیم بھٹے والا", "رحیم والا"),
        ("سکینہ بھٹوں والی", "سکینہ والی"),
        ("Rahim Kilnwala", "rahim"),
        ("رحیم بھٹہ\u200cوالا", "رحیم"),
        ("رحيم ڀٺي", "رحیم"),
        ("Rahim pеshgi", "rahim"),
    ],
)
def test_a_search_knows_a_name_without_such_words(name: str, alone: str) -> None:
    assert matter_in_name(name) is not None
    assert name_alone(name) == alone
