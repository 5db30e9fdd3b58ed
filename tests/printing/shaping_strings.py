"""The strings whose shaping is kept, and how it is written down; run as a script it writes the kept file anew.

Do that only after looking at the strings on paper: a new file accepts whatever the fonts and HarfBuzz do now.
"""

import json
from pathlib import Path

from printing.text.shape import Look, line
from printing.values import Language

KEPT = Path(__file__).with_name("shaping.json")

URDU = (
    "سکینہ بی بی", "محمد اقبال", "ہاجرہ بی بی", "غلام رسول", "زینب خاتون", "آمنہ پروین", "رحیم بخش", "نسیم اختر",
    "جارج مسیح", "یعقوب", "موہن لال", "کشن چند", "عبدالرحمن", "اللہ دتہ", "فضل دین", "صاحبزادہ", "گھرانے کا کوڈ",
    "زوجہ رحیم بخش", "ولد غلام رسول", "دختر محمد نواز", "انگوٹھا یا دستخط", "اندراج کارڈ", "یہ کارڈ مفت ہے۔",
    "کوئی اور اسے نہیں رکھ سکتا۔", "مُحَمَّد", "قُرْآن", "شناختی کارڈ 35202-1234567-1", "دور 3", "۱۲ نومبر ۲۰۲۶",
    "آٹا (20 کلو)", "فون +92 300 1234567 پر", "مشق", "بستی ملوک، قطار 2 · چک 14", "کیا؟ ہاں!", "بِسْمِ اللہ",
    "گٹھڑی", "ٹھٹھہ", "ڑانجھا", "نئی گاڑی", "مسئلہ", "Basti ملوک lane 2", "پنجابݨ", "× 2 تھیلے", "۲۰۲۶",
)  # fmt: skip
SINDHI = (
    "سڪينه ٻائي", "ڏنو مل", "پٽ ڪشن چند", "ڀاڳڀري ڄام", "ڌيءَ ڳوٺاڻو", "رجسٽريشن ڪارڊ",
    "هي ڪارڊ مفت آهي ۽ توهان جو آهي.",
    "ڪو ٻيو ان کي رکي نٿو سگهي.", "گھر ڇهه ڦٽي", "ٿر ۾ 14 ڳوٺ", "آڱوٺو يا صحيح", "غلام رسول",
)  # fmt: skip
LATIN = (
    "Sakina Bibi",
    "AVATAR To",
    "Umm-e-Kulsoom",
    "office fl ffi",
    "Ārif Ḥusain",
    "3520\u20070123\u20074580",
    "“quoted” – 5 %",
)

CASES: tuple[tuple[Language, str], ...] = (
    *(("ur", text) for text in URDU),
    *(("sd", text) for text in SINDHI),
    *(("en", text) for text in LATIN),
)


def shaped(language: Language, text: str) -> list[str]:
    """Each glyph as "face number x y scale", in thousandths of an em, from left to right as drawn."""
    made = line(text, Look(10, 700, language))
    return [
        f"{glyph.face.name} {glyph.number} {round((start + glyph.x) * 1000)} {round(glyph.y * 1000)} {glyph.scale:.3f}"
        for start, word in made.words
        for glyph in word.glyphs
    ]


def main() -> None:
    """Write the kept file."""
    found = [{"language": language, "text": text, "glyphs": shaped(language, text)} for language, text in CASES]
    KEPT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
