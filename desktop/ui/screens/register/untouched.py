"""What nobody touched stays as it was kept: fields show text in one form, the register may keep another."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def with_changes[Told: DataclassInstance](
    base: Told, shown: Told, told: Told, together: Sequence[frozenset[str]] = ()
) -> Told:
    """`base` with the fields in which `told` differs from `shown`; both are read from the same widgets.

    `shown` was read when they were filled with `base`, `told` now. Fields of one group of `together` change as one.
    """
    changed = {one.name for one in fields(base) if getattr(told, one.name) != getattr(shown, one.name)}
    changed |= {name for group in together if group & changed for name in group}
    return replace(base, **{name: getattr(told, name) for name in changed})
