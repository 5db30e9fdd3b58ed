"""Reads and writes a programme file (TOML): a name and its items with their rules, of which rounds are made later."""

from collections.abc import Iterator

import msgspec

from desktop.exchange.field_checks import text_problems
from desktop.exchange.rule_toml import ItemShape, item_draft, items_problems
from desktop.exchange.toml_file import FILE_LIMIT, read_shape
from desktop.records.distribution import ItemDraft
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


def programme_text(draft: ProgrammeDraft) -> str:
    """A programme as its file is written by hand, an item a line; reading it gives the same programme."""
    lines = [f"    {{ {', '.join(_fields(item))} }}," for item in draft.items]
    return "\n".join((f"programme = {_quoted(draft.name)}", "item = [", *lines, "]", ""))


def _fields(item: ItemDraft) -> Iterator[str]:
    rule = item.rule
    yield f"code = {_quoted(item.code)}"
    if len(item.steps) == 1 and item.steps[0].min_size == 1:
        yield f"qty = {item.steps[0].qty}"
    elif item.steps:
        steps = ", ".join(f"{{ min_size = {step.min_size}, qty = {step.qty} }}" for step in item.steps)
        yield f"steps = [{steps}]"
    if rule.per:
        amounts = ", ".join(f"{category.value} = {qty}" for category, qty in rule.per)
        yield f"per = {{ {amounts} }}"
    numbers = {"per_person": rule.per_person, "most": rule.most, "every_days": rule.every_days}
    yield from (f"{name} = {number}" for name, number in numbers.items() if number)
    texts = {"once": rule.once.value if rule.once else "", "instead": rule.instead}
    yield from (f"{name} = {_quoted(text)}" for name, text in texts.items() if text)
    for name, codes in (("areas", rule.areas), ("points", rule.points)):
        if codes:
            yield f"{name} = [{', '.join(map(_quoted, codes))}]"
    if rule.tolerance is not None:
        yield f"tolerance = {rule.tolerance}"
    yield from (f"{name} = true" for name in ("stock_limited", "loan") if getattr(rule, name))


def _quoted(text: str) -> str:
    """Text as TOML writes it; what JSON escapes, TOML escapes alike."""
    return msgspec.json.encode(text).decode()
