"""Direction of mixed text after UAX #9, with numbers and Latin tokens kept whole inside Urdu and Sindhi.

Plain UAX #9 turns a number with hyphens after an Urdu word round, which on a card would be a wrong number, so every
Latin or numeric token inside right-to-left text is treated as if it stood between U+2066 and U+2069.
"""

import re
import unicodedata
from dataclasses import dataclass

_STRONG = ("L", "R", "AL")
_SOLID = ("L", "R", "EN", "AN")

_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦑⦒⦓⦔⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥"
    "⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_OPENING = {_PAIRS[i]: _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
_CLOSING = frozenset(_OPENING.values())
# U+2329 and U+232A are the same brackets as U+3008 and U+3009 (UAX #9, BD16).
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
_DEEPEST = 63

# CNIC, phone, date, code, amount, English words: one left-to-right unit.
_WORD = "A-Za-z0-9À-ÖØ-öø-ɏ"
_INNER = " -~À-ÖØ-öø-ɏ\u00a0\u2007\u2009\u202f–"
_TOKEN = re.compile(f"(?:× ?)?[+(]?[{_WORD}](?:[{_INNER}]*[{_WORD})%])?")
_ISOLATED = re.compile("[\u2066\u2067\u2068]([^\u2066-\u2069]*)\u2069")
_PLACE = "\ufffc"
# Most strings are of one direction only; that is seen at once.
_TURNS = re.compile("[\u0590-\u08ff\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ALL_ARABIC = re.compile("[ \u0621-\u065f\u0670-\u06d5\u06ee\u06ef\u06fa-\u06fc]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one direction: text[start:end] at an embedding level; token marks an isolated unit."""

    start: int
    end: int
    level: int
    token: bool


def base_level(text: str, default: int = 0) -> int:
    """Paragraph level by the first strong character that stands in no isolate (rules P2, P3); default without one."""
    inside = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            inside += 1
        elif kind == "PDI":
            inside = max(0, inside - 1)
        elif inside:
            continue
        elif kind == "L":
            return 0
        elif kind in ("R", "AL"):
            return 1
    return default


def levels(text: str, base: int) -> list[int]:
    """Embedding level of each character of one paragraph without explicit codes (W1 to W7, N0 to N2, I1, I2, L1)."""
    original = [unicodedata.bidirectional(char) or "L" for char in text]
    kinds = original[:]
    edge = "R" if base else "L"
    _weak(kinds, edge)
    _brackets(text, kinds, original, edge)
    _neutral(kinds, edge)
    implicit = {"R": 1} if base else {"L": 0, "R": 1}  # I1, I2
    found = [implicit.get(kind, 2) for kind in kinds]
    for i in range(len(text) - 1, -1, -1):
        if original[i] not in ("WS", "BN", "B", "S"):
            break
        found[i] = base
    return found


def _weak(kinds: list[str], edge: str) -> None:
    count = len(kinds)
    before = strong = edge
    for i in range(count):  # W1, W2, W3
        if kinds[i] == "NSM":
            kinds[i] = before
        before = kinds[i]
        if before in _STRONG:
            strong = before
        elif before == "EN" and strong == "AL":
            kinds[i] = "AN"
            before = "AN"  # so that a mark after it goes along
    for i in range(count):
        if kinds[i] == "AL":
            kinds[i] = "R"
    for i in range(1, count - 1):  # W4
        left, right = kinds[i - 1], kinds[i + 1]
        if (kinds[i] == "ES" and left == right == "EN") or (
            kinds[i] == "CS" and left == right and left in ("EN", "AN")
        ):
            kinds[i] = left
    _terminators(kinds)
    strong = edge
    for i in range(count):  # W7
        if kinds[i] in ("L", "R"):
            strong = kinds[i]
        elif kinds[i] == "EN" and strong == "L":
            kinds[i] = "L"


def _terminators(kinds: list[str]) -> None:
    count = len(kinds)
    i = 0
    while i < count:  # W5, W6
        if kinds[i] != "ET":
            if kinds[i] in ("ES", "CS"):
                kinds[i] = "ON"
            i += 1
            continue
        end = i
        while end < count and kinds[end] == "ET":
            end += 1
        near = (i > 0 and kinds[i - 1] == "EN") or (end < count and kinds[end] == "EN")
        kinds[i:end] = ["EN" if near else "ON"] * (end - i)
        i = end


def _bracket_pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, raw in enumerate(text):
        if kinds[i] != "ON":
            continue
        char = _SAME.get(raw, raw)
        if char in _OPENING:
            if len(stack) == _DEEPEST:
                return []  # BD16: give up on the whole paragraph
            stack.append((_OPENING[char], i))
        elif char in _CLOSING:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    pairs.append((stack[depth][1], i))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _brackets(text: str, kinds: list[str], original: list[str], edge: str) -> None:
    def side(kind: str) -> str:
        return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""

    for start, end in _bracket_pairs(text, kinds):  # N0
        inside = {side(kind) for kind in kinds[start + 1 : end]} - {""}
        if edge in inside:
            chosen = edge
        elif inside:
            earlier = next((side(kind) for kind in reversed(kinds[:start]) if side(kind)), edge)
            chosen = earlier if earlier in inside else edge
        else:
            continue
        for place in (start, end):
            kinds[place] = chosen
            after = place + 1
            while after < len(kinds) and original[after] == "NSM":
                kinds[after] = chosen
                after += 1


def _neutral(kinds: list[str], edge: str) -> None:
    count = len(kinds)
    i = 0
    while i < count:  # N1, N2
        if kinds[i] in _SOLID:
            i += 1
            continue
        end = i
        while end < count and kinds[end] not in _SOLID:
            end += 1
        left = edge if i == 0 else ("L" if kinds[i - 1] == "L" else "R")
        right = edge if end == count else ("L" if kinds[end] == "L" else "R")
        kinds[i:end] = [left if left == right else edge] * (end - i)
        i = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A token without a bracket whose partner is outside it: that one belongs to the sentence."""
    if text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    if text[start] == "(" and text.count("(", start, end) > text.count(")", start, end):
        start += 1
    return start, end


def token_spans(text: str) -> list[tuple[int, int]]:
    """Spans that are one unit: what stands between isolates, and Latin or numeric tokens elsewhere."""
    spans: list[tuple[int, int]] = []
    last = 0
    for found in [*_ISOLATED.finditer(text), None]:
        stop = found.start() if found else len(text)
        spans += [_trimmed(text, *token.span()) for token in _TOKEN.finditer(text, last, stop)]
        if found:
            spans.append(found.span())
            last = found.end()
    return [span for span in spans if span[1] > span[0]]


def runs(text: str, base: int) -> list[Run]:
    """Runs in visual order from left to right (rule L2), tokens isolated. Isolate characters stay in the text."""
    if not base and not _TURNS.search(text):
        return [Run(0, len(text), 0, token=False)] if text else []
    if base and _ALL_ARABIC.fullmatch(text):
        return [Run(0, len(text), 1, token=False)]
    spans = token_spans(text)
    if not spans:
        return [Run(start, end, level, token=False) for start, end, level in _visual(levels(text, base))]
    short: list[str] = []
    origin: list[tuple[int, int]] = []
    last = 0
    for start, end in [*spans, (len(text), len(text))]:
        short += text[last:start]
        origin += [(i, i + 1) for i in range(last, start)]
        if end > start:
            short.append(_PLACE)
            origin.append((start, end))
        last = end
    found: list[Run] = []
    for start, end, level in _visual(levels("".join(short), base)):
        pieces: list[Run] = []
        for i in range(start, end):
            first, stop = origin[i]
            if short[i] == _PLACE and text[first] != _PLACE:
                pieces.append(Run(first, stop, level, token=True))
            elif pieces and not pieces[-1].token:
                pieces[-1] = Run(pieces[-1].start, stop, level, token=False)
            else:
                pieces.append(Run(first, stop, level, token=False))
        found += reversed(pieces) if level & 1 else pieces
    return [inner for run in found for inner in (_inside(text, run) if run.token else [run])]


def _inside(text: str, run: Run) -> list[Run]:
    """The runs within one isolated unit, which has a base direction of its own."""
    part = text[run.start : run.end]
    base = 1 if part[0] == "\u2067" else 0 if part[0] == "\u2066" else base_level(part.removeprefix("\u2068"))
    inner = _visual(levels(part, base))
    return [Run(run.start + start, run.start + end, level, token=True) for start, end, level in inner]


def _visual(found: list[int]) -> list[tuple[int, int, int]]:
    stretches: list[tuple[int, int, int]] = []
    i = 0
    while i < len(found):
        end = i
        while end < len(found) and found[end] == found[i]:
            end += 1
        stretches.append((i, end, found[i]))
        i = end
    for level in range(max(found, default=0), 0, -1):
        i = 0
        while i < len(stretches):
            end = i
            while end < len(stretches) and stretches[end][2] >= level:
                end += 1
            stretches[i:end] = stretches[i:end][::-1]
            i = max(end, i + 1)
    return stretches
