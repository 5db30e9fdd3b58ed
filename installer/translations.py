"""Brings the translations up to date: finds every sentence in the code and adds the new ones to the .po files.

A tool for developers (`make translations`); it needs babel from the development lock. It prints what is left to do.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "desktop" / "words" / "locale"
LANGUAGES = ("ur", "sd")
KEYWORDS = {"tr": None, "tr_n": (1, 2), "tr_c": ((1, "c"), 2), "tr_in": (2,), "mark": None}


def sentences() -> Catalog:
    """Every sentence of the code, with the files it stands in (no line numbers: they change for no reason)."""
    template = Catalog(project="haqdar", charset="utf-8")
    for file, _, message, comments, context in extract_from_dir(
        ROOT / "desktop", keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        template.add(
            message, locations=[(f"desktop/{Path(file).as_posix()}", 0)], auto_comments=comments, context=context
        )
    return template


def update(language: str, template: Catalog) -> tuple[int, int]:
    """Update one language's file in place; how many sentences there are and how many want a translation."""
    path = LOCALE / language / "LC_MESSAGES" / "haqdar.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain="haqdar", abort_invalid=True)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.version, catalogue.msgid_bugs_address = "1", ""
    catalogue.last_translator, catalogue.language_team = "", ""
    catalogue.revision_date = datetime(
        2026, 1, 1, tzinfo=UTC
    )  # the history is in git; a date here only makes conflicts
    catalogue.creation_date = catalogue.revision_date
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    wanting = [message for message in catalogue if message.id and (message.fuzzy or not _whole(message.string))]
    return len(catalogue), len(wanting)


def _whole(translated: str | list[str] | tuple[str, ...] | None) -> bool:
    return bool(translated) and (isinstance(translated, str) or all(translated))


def main() -> None:
    """Update all languages."""
    template = sentences()
    for language in LANGUAGES:
        total, wanting = update(language, template)
        sys.stdout.write(f"{language}: {total} sentences, {wanting} to translate\n")


if __name__ == "__main__":
    main()
