"""Templates of rounds, shipped as TOML: what is given to whom after a hazard, without where and when."""

from functools import cache
from importlib.resources import files

import msgspec

from desktop.errors import TemplateUnknown
from desktop.exchange.programme_toml import require_programme
from desktop.exchange.rule_toml import ItemShape, item_draft
from desktop.exchange.toml_file import read_shape
from desktop.records.programme import ProgrammeDraft, Template
from desktop.records.relief_rule import Criteria
from desktop.values.vocabulary import Criterion, HazardKind, ListKind

TEMPLATES = ("flood", "heat", "smog-closure")


class _Template(msgspec.Struct, forbid_unknown_fields=True, rename={"list_kind": "list"}):
    programme: str
    hazard: HazardKind
    list_kind: ListKind
    days: int
    item: list[ItemShape]
    criteria: list[Criterion] = []
    size_at_least: int = 0
    lanes: int = 0


@cache
def template(code: str) -> Template:
    """A shipped template. Raises TemplateUnknown."""
    if code not in TEMPLATES:
        raise TemplateUnknown(name=code)
    data = (files("desktop.reference") / f"round_{code.replace('-', '_')}.toml").read_bytes()
    found = read_shape(data, _Template)
    items = tuple(item_draft(position, item) for position, item in enumerate(found.item))
    require_programme(ProgrammeDraft(found.programme, items))
    criteria = Criteria(tuple(found.criteria), found.size_at_least)
    return Template(code, found.hazard, found.programme, found.list_kind, found.days, items, criteria, found.lanes)


def templates() -> tuple[Template, ...]:
    """All shipped templates."""
    return tuple(template(code) for code in TEMPLATES)
