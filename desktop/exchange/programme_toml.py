"""Reads a programme file (TOML): a name and its items with their rules, of which rounds are made later."""

import msgspec

from desktop.exchange.field_checks import text_problems
from desktop.exchange.rule_toml import ItemShape, item_draft, items_problems
from desktop.exchange.toml_file import FILE_LIMIT, read_shape
from desktop.records.programme import ProgrammeDraft
from desktop.values.text import tidy_name

__all__ = ["FILE_LIMIT", "read_programme", "require_programme"]


class _Programme(msgspec.Struct, forbid_unknown_fields=True):
    programme: str
    item: list[ItemShape]


def read_programme(data: bytes) -> ProgrammeDraft:
    """The programme that a file says, sound in itself. Raises RoundFileWrong with the field and its value."""
    found = read_shape(data, _Programme)
    draft = ProgrammeDraft(
        name=tidy_name(found.programme),
        items=tuple(item_draft(position, item) for position, item in enumerate(found.item)),
    )
    require_programme(draft)
    return draft


def require_programme(draft: ProgrammeDraft) -> None:
    """Refuse a programme of which no round could be made. Raises RoundFileWrong with the path as in its file."""
    problem = next(text_problems("programme", draft.name), None) or next(items_problems(draft.items), None)
    if problem is not None:
        raise problem
