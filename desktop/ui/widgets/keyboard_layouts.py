"""Which letter a Latin key gives in Urdu and in Sindhi: by sound, as people who type on a laptop know it.

Arrangements: Urdu as the phonetic keyboard of the Center for Research in Urdu Language Processing (version 1.1);
Sindhi as the MB keyboard. Both are the usual ones of Pakistan. The tables are written anew: letters and marks that
names need, nothing that shows no ink, digits left as they are. To be confirmed by people who type them daily.
"""

from dataclasses import dataclass, field

from desktop.values.vocabulary import Language

type Pair = tuple[str, str]


@dataclass(frozen=True)
class KeyLayout:
    """One layout. `rows` name the keys as they lie, by their Latin letter; `letters` give plain and shifted."""

    language: Language
    name: str
    rows: tuple[str, str, str]
    letters: dict[str, Pair] = field(repr=False)

    def letter(self, key: str, *, shift: bool) -> str:
        """The letter of a key; empty where it gives none (a level without a letter, or another key)."""
        pair = self.letters.get(key)
        return "" if pair is None else pair[shift]


def _pairs(lines: str) -> dict[str, Pair]:
    """One key a word: Latin key, plain letter, shifted letter, with slashes of another kind between."""
    made: dict[str, Pair] = {}
    for word in lines.split():
        key, plain, shifted = word.split("|")
        made[key] = (plain, shifted)
    return made


URDU = KeyLayout(
    Language.URDU,
    "اردو",
    ("qwertyuiop", "asdfghjkl;", "zxcvbnm,./"),
    _pairs("""
        q|ق|\u0652 w|و|ؤ e|ع|\u0670 r|ر|ڑ t|ت|ٹ y|ے|\u064e u|ء|ئ i|ی|\u0650 o|ہ|ۃ p|پ|\u064f
        a|ا|آ s|س|ص d|د|ڈ f|ف|\u0651 g|گ|غ h|ح|ھ j|ج|ض k|ک|خ l|ل|\u0654 ;|؛|:
        z|ز|ذ x|ش|ژ c|چ|ث v|ط|ظ b|ب| n|ن|ں m|م| ,|،| .|۔| /|/|؟
    """),
)

SINDHI = KeyLayout(
    Language.SINDHI,
    "سنڌي",
    ("qwertyuiop[]", "asdfghjkl;'\\", "zxcvbnm,./-="),
    _pairs("""
        q|ق|\u064e w|ص|ض e|ي|\u0650 r|ر|ڙ t|ت|ٽ y|ٿ|ث u|ع|غ i|ڳ|ھ o|و|\u064f p|پ|ڦ [|ڇ|ڃ ]|چ|ڄ
        a|ا|آ s|س|ش d|د|ڊ f|ف|ڦ g|گ| h|ه|ح j|ج| k|ڪ|\u06e1 l|ل| ;|ک|؛ '|ڱ| \\|ڍ|ٺ
        z|ز|ذ x|خ|\u0651 c|ط|ظ v|ڀ|ء b|ب|ٻ n|ن|ڻ m|م|۾ ,|،| .|.|۔ /|ئ|؟ -|ڏ| =|ڌ|
    """),
)

LAYOUTS = {layout.language: layout for layout in (URDU, SINDHI)}

_SHIFTED = dict(zip('{}:"|<>?_+', "[];'\\,./-=", strict=True))


def key_of(text: str) -> str:
    """The key that types this text on a Latin keyboard, named by its plain character; empty for anything else."""
    key = _SHIFTED.get(text, text.lower())
    return key if len(key) == 1 and key in SINDHI.letters else ""
