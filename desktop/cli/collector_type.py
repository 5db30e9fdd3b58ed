"""Who collects, as it is said on the command line: the slot of another holder, or how somebody else does."""

from typing import override

import click

from desktop.records.collecting import WORDS, how_of
from desktop.records.distribution import Collecting
from desktop.words.catalogue import tr

METAVAR = "N|named1|named2|proxy|caretaker|delivery"


class CollectorType(click.ParamType[int | Collecting]):
    """A slot from 1 to 9, or one of the words."""

    name = "collector"

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | Collecting:
        """The slot, or how somebody else collects."""
        try:
            how = how_of(str(value))
        except KeyError:
            how = None
        if how is None:
            said = tr("A holder's slot from 1 to 9, or one of {words}.", words=", ".join(WORDS))
            raise click.BadParameter(said, ctx, param)
        return how
