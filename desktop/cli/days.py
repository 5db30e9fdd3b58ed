"""Local days as they are typed on the command line: 2026-11-24, in digits of three scripts."""

from datetime import date
from typing import Any, override

import click

from desktop.values.text import western_digits
from desktop.words.catalogue import tr


class Day(click.ParamType[date]):
    """A local day, 2026-11-24, in digits of three scripts."""

    name = "day"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or wrong usage."""
        try:
            return date.fromisoformat(western_digits(str(value)))
        except ValueError:
            self.fail(tr("A day is written like 2026-11-24; {day} is none.", day=str(value)[:40]), param, ctx)
