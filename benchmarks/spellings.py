"""Pairs of spellings of one name: how many have one key, and how many different names a key brings together.

The names and their spellings were put together for this bench. The key was tuned on every first name of two of the
list, and what is told is measured on every second.
"""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Name:
    """One name and how it is written; `of` is m or w for a given name of men or women, - for others."""

    urdu: str
    sindhi: str
    latin: tuple[str, ...]
    of: str


def _read() -> tuple[Name, ...]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Name(row["urdu"], row["sindhi"], tuple(row["latin"].split("/")), row["of"]) for row in csv.DictReader(file)
        )


NAMES = _read()
