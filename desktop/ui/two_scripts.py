"""A name in two fields: as it was told, in any script, and in Latin letters. One of them is enough."""

from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import FormRow
from desktop.values.text import script_of
from desktop.words.catalogue import tr


def by_script(first: str, second: str) -> tuple[str, str]:
    """What stands in the two fields as it is kept: Latin letters alone in the first are the second's."""
    return ("", first) if first and not second and script_of(first) == "latin" else (first, second)


def sorts_scripts(row: FormRow, first: TextField, second: TextField) -> None:
    """From now on Latin letters that were typed into the first field go to the second when it is left, and it is said.

    Nobody types a name in one field and finds it in another without being told."""

    def sort() -> None:
        typed = first.value()
        if typed and first.isModified() and by_script(typed, second.value()) == ("", typed):
            first.set_value("")
            second.set_value(typed)
            row.hold_hint(tr("These are Latin letters: they are in the second field now."))

    for field in (first, second):
        field.was_left.connect(lambda _="": sort())
        field.textEdited.connect(lambda _="": row.hold_hint(""))
