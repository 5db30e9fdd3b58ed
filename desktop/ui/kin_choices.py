"""Relations to the head as choices of a field: of all others, for nobody but the head is the head."""

from desktop.reference.tables import relationships
from desktop.ui.widgets.chips import Choice
from desktop.values.kinship import HEAD
from desktop.words.labels import row_label


def kin_choices(first: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[Choice]:
    """The relations with their words, those of `first` before the others, in the order of the table."""
    words = relationships()
    others = (code for code in words if code not in (HEAD, *first, *without))
    return [Choice(code, row_label(words[code])) for code in (*first, *others)]
