"""Writes a questionnaire as a CSV in the shape of an XLSForm: sheets survey, choices and settings in one file.

The first column names a sheet and is empty on its rows, as pyxform reads it; sheet programs show it as it is.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.exchange.safe_csv import safe_cell


@dataclass(frozen=True)
class FormQuestion:
    """One row of the survey: type and name as the standard has them, the question by language name."""

    kind: str
    name: str
    label: Mapping[str, str]
    relevant: str = ""
    required: bool = False


@dataclass(frozen=True)
class FormChoice:
    """One answer of a list."""

    list_name: str
    name: str
    label: Mapping[str, str]


def write_form(
    questions: Sequence[FormQuestion],
    choices: Sequence[FormChoice],
    *,
    title: str,
    form_id: str,
    languages: Sequence[str],
) -> bytes:
    """The form's bytes; `languages` are names with codes, ``English (en)``, in the order of the columns."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")

    def sheet(name: str, head: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
        writer.writerow([name])
        writer.writerow(["", *head])
        writer.writerows([["", *(safe_cell(cell) for cell in row)] for row in rows])

    labels = [f"label::{language}" for language in languages]
    sheet(
        "survey",
        ["type", "name", *labels, "relevant", "required"],
        (
            [one.kind, one.name, *_labels(one.label, languages), one.relevant, "yes" if one.required else ""]
            for one in questions
        ),
    )
    sheet(
        "choices",
        ["list_name", "name", *labels],
        ([one.list_name, one.name, *_labels(one.label, languages)] for one in choices),
    )
    sheet("settings", ["form_title", "form_id", "default_language"], [[title, form_id, languages[0]]])
    return out.getvalue().encode("utf-8-sig")


def _labels(label: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    return [label.get(language, "") for language in languages]
