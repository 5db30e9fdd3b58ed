"""Words of staff's own as the command line takes them: what is better not kept of them is said, and never refused."""

from typing import Any, override

import click

from desktop.words.kept_words import FreeText, warning_of


class Kept(click.ParamType[str]):
    """A text that is stored. Drafts of households are looked at whole, and say it with their other problems."""

    name = "text"

    def __init__(self, kind: FreeText = FreeText.TEXT) -> None:
        self._kind = kind

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is; a sentence on stderr where it speaks of what is never kept."""
        text = str(value)
        warning = warning_of(text, self._kind)
        if warning:
            click.echo(f"{param.opts[0] if param is not None else self.name}: {warning}", err=True)
        return text


KEPT_TEXT = Kept()
KEPT_NAME = Kept(FreeText.NAME)
