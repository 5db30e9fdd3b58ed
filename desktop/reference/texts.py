"""Texts that are read aloud or handed over word for word, in three languages; source and state in SOURCES.md."""

from functools import cache

from desktop.reference.tables import Words, rows


@cache
def _texts() -> dict[str, tuple[Words, ...]]:
    found: dict[str, list[Words]] = {}
    for row in rows("spoken_texts.csv"):
        found.setdefault(row["text"], []).append(Words(row["en"], row["ur"], row["sd"]))
    return {name: tuple(lines) for name, lines in found.items()}


def consent_text() -> tuple[Words, ...]:
    """What is said before anything is written down: to a waiting group, or at the desk."""
    return _texts()["consent"]


def consent_questions() -> tuple[Words, ...]:
    """The three questions that are asked in person: registration, photo, phone."""
    return _texts()["questions"]


def rights() -> tuple[Words, ...]:
    """What the law says to everybody who works, one household at a time; true for every holder of the slip alike."""
    return _texts()["rights"]
