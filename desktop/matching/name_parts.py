"""Tables for name keys: letters to sounds, and the name parts that people shorten, join or spell by habit."""

import re

# Sounds of the key: one letter each. Aspirates lose their breath, so kh = k; x stands for sh, c for ch.
ARABIC_SOUNDS = {
    **dict.fromkeys("اعآ", "a"),
    **dict.fromkeys("بٻڀ", "b"), **dict.fromkeys("پفڦ", "p"), **dict.fromkeys("تطٹٽٺٿ", "t"),
    **dict.fromkeys("ثسص", "s"), **dict.fromkeys("جڄ", "j"), **dict.fromkeys("چڇ", "c"),
    **dict.fromkeys("حہ", "h"), **dict.fromkeys("خکق", "k"), **dict.fromkeys("گغڳ", "g"),
    **dict.fromkeys("دڈڊڌڏڍ", "d"), **dict.fromkeys("ذزژضظ", "z"), **dict.fromkeys("رڑڙ", "r"),
    "ش": "x", "ل": "l", "م": "m", **dict.fromkeys("نںڻڃ", "n"), "ڱ": "ng", "و": "w", "ی": "y",
    # Pashto, where it differs
    "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "g", "ګ": "g", "ښ": "x", "ځ": "z", "څ": "s", "ڼ": "n",
}  # fmt: skip

# Longest first. What is not here is itself: b d g j k l m n r s t z, and h w y and the vowels, dropped after the first.
LATIN_SOUNDS = (
    ("que", "k"), ("tch", "c"), ("chr", "kr"), ("ch", "c"), ("sh", "x"), ("zh", "z"), ("ph", "p"), ("ck", "k"),
    ("qu", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("c", "k"), ("q", "k"), ("f", "p"), ("v", "w"), ("x", "ks"),
    *((vowel, "a") for vowel in "aeiou"),
)  # fmt: skip

DROPPED = frozenset("ahwy")

# Whole words whose key is not what their letters say: abbreviations, and pairs that would fall together wrongly.
LATIN_WORDS = {
    **dict.fromkeys(("m", "md", "mhd", "mohd", "muhd", "mohmd", "muhmd", "mohmad"), "mmd"),
    **dict.fromkeys(("g", "gh"), "glm"), "ch": "cdr", "bb": "bb", "a": "abd",
    **dict.fromkeys(("allah", "alla", "ullah", "ulla", "allaah", "ulah", "alah"), "alh"),
    **dict.fromkeys(("abdul", "abdal", "abdool", "abdel", "abd", "abdu", "abdur", "abdus", "abdun", "abdud", "abduz",
                     "abdush", "abdut"), "abd"),
    **dict.fromkeys(("uddin", "udin", "uddeen", "udeen"), "dn"),
    **dict.fromkeys(("mst", "mstt", "musammat", "musamat", "musmat"), "mst"),
    # v and b, kh and ch as people of Thar and Punjab exchange them; English names as they are said
    **dict.fromkeys(("govind", "gowind", "gobind"), "gbnd"), **dict.fromkeys(("parvati", "parwati"), "prbt"),
    **dict.fromkeys(("lakhman", "lakhmanh"), "lcmn"), **dict.fromkeys(("vasant", "wasant"), "bsnt"),
    "joseph": "jzp", "james": "jmz", "george": "jrj", "michael": "mkl", "rose": "rz",
}  # fmt: skip
ARABIC_WORDS = {
    "اللہ": "alh", "الہہ": "alh", "عبد": "abd", "عبدل": "abd", "محمود": "mmhd",
    **dict.fromkeys(("مسمات", "مسماہ"), "mst"),
    **dict.fromkeys(("گووند", "گوند"), "gbnd"), **dict.fromkeys(("پاروتی", "پاڑوتی"), "prbt"),
    **dict.fromkeys(("لکھمن", "لکہمن", "لکمڻ", "لکمن"), "lcmn"), "وسنت": "bsnt",
}  # fmt: skip
LATIN_MAHMOOD = re.compile(r"m[ea]h?m+(oo|ou|u|o)dh?")  # else it would fall together with every Muhammad
MAHMOOD_KEY = "mmhd"

# Keys that mean the same word.
SAME_KEY = {
    "bks": "bkx",
    **dict.fromkeys(("mgl", "mngr", "mngl"), "mgr"),
    "rmdn": "rmzn", "atmn": "asmn", "mrtd": "mrtz", "lksmn": "lcmn", "lkxmn": "lcmn", "lksm": "lcm", "lkxm": "lcm",
}  # fmt: skip

ARTICLES = frozenset(("ul", "al", "el", "ud", "ur", "us", "un", "uz", "ush", "ut", "e"))
NO_ARTICLE = frozenset(("الیاس", "الطاف", "الماس", "التمش", "الہی", "اللہ", "الہہ", "الفت", "البیلا", "الہ"))

# Parts that are written on to the word before them as often as apart.
LATIN_ENDINGS = (
    "bakhsh", "bukhsh", "baksh", "buksh", "bakhash", "bakhs", "bux", "ditta", "dita", "wasaya", "vasaya", "rakha",
    "rakhi", "rakhio", "dino", "nawaz", "navaz", "nawaaz", "ullah", "allah", "ulla", "uddin", "udin", "uddeen", "udeen",
    "oddin", "iddin", "ulhaq", "ulhaque", "ulislam", "unnisa", "urrehman", "urrahman", "urehman", "urahman", "ulain",
    "ulkubra", "ulhassan", "ulhasan", "ulhussain", "uzzaman", "zaman", "chand", "jahan", "jehan", "elahi", "ilahi",
    "das",
)  # fmt: skip
ARABIC_ENDINGS = (
    "بخش", "دتہ", "دتا", "وسایا", "رکھا", "رکھی", "رکہا", "رکہی", "نواز", "ڈنو", "ڏنو", "ڏنہ", "اللہ", "الدین", "الحق",
    "الرحمن", "الرحمان", "الاسلام", "النسا", "الکبری", "الحسن", "الحسین", "الزمان", "زمان", "چند", "جہان", "جہاں",
    "الہی", "داس",
)  # fmt: skip
LATIN_BEGINNINGS = ("allah", "ghulam", "gulam", "khuda", "muhammad", "mohammad")
ARABIC_BEGINNINGS = ("اللہ", "غلام", "خدا", "محمد")
ENDING_ARTICLE = re.compile(r"u(l|n(?=n)|r(?=r)|z(?=z))?(?=[hinrakz])")  # ulhaq, unnisa, urrehman, urehman, uzzaman
WHOLE = frozenset(("abdullah", "abdulla", "abdulah", "عبداللہ"))  # one name, though its halves are parts too

# The name that follows keeps its own first letter; after an assimilated article it is written twice (abdussalam).
LATIN_ABDUL = re.compile(r"abd[aeou]*l(?P<rest>.+)")
LATIN_ABDUR = re.compile(r"abd[aeou]*(?P<letter>[rsztdn])(?P<rest>(?P=letter).{2,})")
ARABIC_ABDUL = re.compile(r"عبدال?(?P<rest>.+)")
# Shamsul Haq, Khalilur Rahman, Zaibun Nisa, Fatimatuz Zahra: the article is written on to the name before it.
LATIN_BEFORE_ARTICLE = re.compile(r"(?P<name>.{3,})u(?P<article>[lrnzsd])")
LATIN_TA_ARTICLES = frozenset(("tul", "tur", "tun", "tuz", "tus", "tud"))  # Fatima tuz Zahra
NAMES_LIKE_THAT = frozenset(
    ("zahur", "mansur", "manzur", "masrur", "ghafur", "gafur", "shakur", "taimur", "timur", "rasul", "maqbul", "makbul",
     "batul", "yunus", "harun", "maqsud", "masud", "mahmud", "dawud", "daud", "samun")
)  # fmt: skip
S_AND_H = re.compile(r"(?<=[aeiou])sh(?=[aeiou])")  # Ishaq
AFTER_ARTICLE = frozenset(
    ("haq", "haque", "hak", "islam", "nisa", "nissa", "rehman", "rahman", "ain", "kubra", "zahra", "zehra", "zaman",
     "hassan", "hasan", "hussain", "husain", "huda", "hafeez", "hafiz", "aziz", "amin", "ameen")
)  # fmt: skip

# How many of a hundred people carry the commonest name keys, as own or father's name: a guess, and only until the
# register has counted its own.
_HUNDREDTHS = {
    20: "mmd", 10: "bb al glm", 6: "hsn amd abd alh kn", 4: "bkx bgm mx", 3: "dn dt ktn akbl rsl sd nr gl m",
    2: "akrm axrp aslm ysp bxr nzr rpk xpk rmn abs nwz sdk xrp asm ll skn ptm zhr prn nsm zrn",
}  # fmt: skip
COMMON_SHARES = {key: hundredth / 100 for hundredth, keys in _HUNDREDTHS.items() for key in keys.split()}
