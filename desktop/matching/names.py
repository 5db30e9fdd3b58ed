"""Keys by which one name is found in Urdu, Sindhi and Roman spellings: the sounds that stay when spelling changes.

Each word of a name becomes a skeleton: its first sound, then its consonants in classes (all s, all z, all t ...),
without vowels, h, w and y. Mohd Rafique, Muhammad Rafiq and محمد رفیق all become ``mmd rpk``. Titles stay in.
"""

from functools import lru_cache

from desktop.matching.name_parts import (
    AFTER_ARTICLE,
    ARABIC_ABDUL,
    ARABIC_BEGINNINGS,
    ARABIC_ENDINGS,
    ARABIC_SOUNDS,
    ARABIC_WORDS,
    ARTICLES,
    DROPPED,
    ENDING_ARTICLE,
    LATIN_ABDUL,
    LATIN_ABDUR,
    LATIN_BEFORE_ARTICLE,
    LATIN_BEGINNINGS,
    LATIN_ENDINGS,
    LATIN_MAHMOOD,
    LATIN_SOUNDS,
    LATIN_TA_ARTICLES,
    LATIN_WORDS,
    MAHMOOD_KEY,
    NAMES_LIKE_THAT,
    NO_ARTICLE,
    S_AND_H,
    SAME_KEY,
    WHOLE,
)
from desktop.values.text import fold, script_of

STOP_KEYS = frozenset(("mmd", "glm", "abd", "alh", "bb", "bgm", "ktn", "sd", "m", "xk"))
"""Keys so common that alone they find a third of everybody: ask for another word, or for the village."""

_NEVER_JOINED = STOP_KEYS | {"bkx", "dn", "dt", "kd", "rmn", "hk", "ns"}  # put apart in every spelling already
_JOINED_LIMIT = 6  # sounds of two words that may be written as one: Mahnoor, Moolchand, Bhagbhari
_CUT = 2  # letters of the last word that may still be missing while a person types


def keys(name: str) -> list[str]:
    """The keys to keep with a name, in its order; a word heard in two ways gives both. Empty for blank text.

    Two words that others write as one (Mah Noor, Mahnoor) give the key of the one as well.
    """
    found: list[str] = []
    before = ""
    for word, key in name_words(name):
        found.append(key)
        found.extend(other for other in _second_hearing(word, key) if other)
        found.extend(filter(None, (joined_key(before, key),)))
        before = key
    return list(dict.fromkeys(found))


def joined_key(one: str, other: str) -> str:
    """The key of two words written as one; blank where nobody does so: titles, numbers and long names stay apart."""
    if not one or not other or one[0].isdigit() or other[0].isdigit():
        return ""
    if other in _NEVER_JOINED or (one in _NEVER_JOINED and one != "m"):  # Mah as in Mahnoor; Mai is but a title
        return ""
    both = one + other.lstrip("ahwy")
    return both if len(both) <= _JOINED_LIMIT else ""


def query_keys(typed: str) -> list[str]:
    """The keys to look for: whole keys, but the last one is a beginning, since its word may not be typed to the end.

    Every key must be found in one person's name or parent's name. Empty for blank text.
    """
    if typed.endswith(" "):
        return [_word_key(word) for word in _words(fold(typed))]
    words = _words(fold(typed), cut=_CUT)
    return [*(_word_key(word) for word in words[:-1]), *(_last_key(word) for word in words[-1:])]


def skeleton(name: str) -> str:
    """The whole name as keys in order, one space between: what two spellings of one name share."""
    return " ".join(key for _, key in name_words(name))


def is_part_of(typed: str, name: str) -> bool:
    """Whether what was typed is part of the name of a place: letter by letter, or by sound in another script."""
    if fold(typed) in fold(name):
        return True
    if script_of(typed) == script_of(name):
        return False
    sought = skeleton(typed)
    return bool(sought) and f" {sought}" in f" {skeleton(name)}"


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[tuple[str, str], ...]:
    """Each word of the name, folded and with joined forms apart, beside its key."""
    return tuple((word, _word_key(word)) for word in _words(fold(name)))


@lru_cache(maxsize=50_000)
def _word_key(word: str) -> str:
    known = (ARABIC_WORDS if _arabic(word) else LATIN_WORDS).get(word)
    if known is not None:
        return known
    if LATIN_MAHMOOD.fullmatch(word):
        return MAHMOOD_KEY
    key = _consonants(_sounds(word))
    return SAME_KEY.get(key, key)


def _last_key(word: str) -> str:
    """The beginning of a key: a final s or c may be half of sh or ch, and two letters are not yet an abbreviation."""
    begun = word[:-1] if len(word) > 2 and word[-1] in "sc" else word
    return _word_key(begun) if len(begun) > 2 or begun == "bb" else _consonants(_sounds(begun))


def _arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


def _sounds(word: str) -> str:
    """The word letter by letter in sounds, vowels as a; digits and strange letters as they are."""
    if _arabic(word):
        heard_as = word[:1] + word[1:].replace("نب", "مب")  # Sumbal, as Latin has it
        return "".join(ARABIC_SOUNDS.get(letter, letter) for letter in heard_as.replace("لل", "ل"))
    single = "".join(letter for place, letter in enumerate(word) if place == 0 or letter != word[place - 1])
    single = single.replace("nb", "mb")
    heard: list[str] = []
    place = 0
    while place < len(single):
        written, sound = next(
            (pair for pair in LATIN_SOUNDS if single.startswith(pair[0], place)), (single[place], single[place])
        )
        heard.append(sound)
        place += len(written)
    return "".join(heard)


def _consonants(sounds: str) -> str:
    return sounds[:1] + "".join(sound for sound in sounds[1:] if sound not in DROPPED)


def _second_hearing(word: str, key: str) -> list[str]:
    """Another key for a word whose letters can be heard in two ways: sh as one sound, or as s and h (Ishaq).

    A final ں may be said without being written (Samu), and th stands for ث as for ت (Harith).
    """
    if len(key) > 2 and word.endswith("ں"):
        return [key[:-1]]
    if "ث" in word or ("th" in word and not _arabic(word)):
        return [_word_key(word.replace("ث", "ت").replace("th", "s"))]
    if S_AND_H.search(word) and "x" in key[1:]:
        return [key[0] + key[1:].replace("x", "s", 1)]
    if any(pair in word[1:] for pair in ("سح", "سہ", "صح", "صہ")):
        return [key[0] + key[1:].replace("s", "x", 1)]
    return []


def _words(folded: str, cut: int = 0) -> list[str]:
    """The words of a folded name, joined forms apart, articles away. With `cut`, the last ending may lack letters."""
    words: list[str] = []
    raw = _apart_from_article(_joined_initials(folded.split()))
    for place, word in enumerate(raw):
        may_lack = cut if place == len(raw) - 1 else 0
        for part in _parts(_without_article(word, may_lack) if words else word, may_lack):
            bare = _without_article(part, may_lack) if words else part
            if bare and not (words and bare in ARTICLES):
                words.append(bare)
    return words


def _joined_initials(words: list[str]) -> list[str]:
    """Bi bi and بی بی as one word, as others write them."""
    joined: list[str] = []
    for word in words:
        if joined and word == joined[-1] and word in ("بی", "bi", "b"):
            joined[-1] = "bb"
        else:
            joined.append(word)
    return joined


def _apart_from_article(words: list[str]) -> list[str]:
    """Shamsul Haq as shams, haq; قرۃ العین, which is said Quratulain, with the t that is heard."""
    apart: list[str] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if apart and after and word in LATIN_TA_ARTICLES:
            apart[-1] += "t"
        elif word.endswith("ہ") and after.startswith("ال") and len(after) > 3 and len(word) > 2:
            apart.append(word[:-1] + "ت")
        else:
            apart.append(_before_article(word, after))
    return apart


def _before_article(word: str, after: str) -> str:
    found = LATIN_BEFORE_ARTICLE.fullmatch(word) if after in AFTER_ARTICLE and word not in NAMES_LIKE_THAT else None
    return found["name"] if found and found["article"] in ("l", after[0]) else word


def _without_article(word: str, cut: int = 0) -> str:
    """الرحمن as رحمن, but الطاف as it is; with `cut`, what may become الطاف is left as well."""
    if not word.startswith("ال") or word in NO_ARTICLE or len(word) <= 3 - cut:
        return word
    if cut and (len(word) > 3 or word == "الل") and any(whole.startswith(word) for whole in NO_ARTICLE):
        return word
    return word[2:]


@lru_cache(maxsize=50_000)
def _parts(word: str, cut: int) -> tuple[str, ...]:
    """A joined form as its parts: abdulghafoor, khudabux, نصراللہ."""
    if word in WHOLE:
        return (word,)
    arabic = _arabic(word)
    abdul = ARABIC_ABDUL.fullmatch(word) if arabic else LATIN_ABDUR.fullmatch(word) or LATIN_ABDUL.fullmatch(word)
    if abdul is not None and (len(abdul["rest"]) > 2 or (cut and abdul["rest"][0] not in "lل")):
        return ("عبد" if arabic else "abdul", *_parts(abdul["rest"], cut))
    for beginning in ARABIC_BEGINNINGS if arabic else LATIN_BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= 3:
            return (beginning, *_parts(word.removeprefix(beginning), cut))
    return tuple(_ending_apart(word, ARABIC_ENDINGS if arabic else LATIN_ENDINGS, cut))


def _ending_apart(word: str, endings: tuple[str, ...], cut: int) -> list[str]:
    """The word without a known ending, and the ending; whole endings first, then those lacking up to `cut` letters."""
    for missing in range(cut + 1):
        for ending in endings:
            written = ending[: len(ending) - missing]
            enough = not missing or len(written) > 3
            if enough and word.endswith(written) and len(word) - len(written) >= 2:
                return [word.removesuffix(written), *_ending_parts(ending)]
    return [word]


def _ending_parts(ending: str) -> list[str]:
    """An ending with its article apart: ulhaq is haq, urehman is rehman; ullah and uddin are words of their own."""
    if ending in LATIN_WORDS:
        return [ending]
    found = ENDING_ARTICLE.match(ending)
    return [ending[found.end() :] if found else _without_article(ending)]
