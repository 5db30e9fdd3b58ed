"""Which row of a person's form a problem or a change belongs to, and what the rows are called."""

from desktop.words.catalogue import mark, tr

ROW_OF = {
    "name_as_told": "name",
    "name_latin": "name",
    "parent_name": "parent",
    "parent_latin": "parent",
    "parent_relation": "parent",
    "relation": "relation",
    "sex": "sex",
    "age": "age",
    "age.years": "age",
    "age.as_of": "age",
    "age.method": "age",
    "age.age_then": "then",
    "id.type": "id",
    "id.number": "id",
    "phone.number": "phone",
    "phone.owner": "phone",
    "phone.safe_times": "times",
    "washington": "seeing",
    "disability": "disability",
    "intermediary": "role",
    "number_seen": "seen",
    "safe_times": "times",
    "unnamed": "unnamed",
    "age_event": "event",
    "age_then": "then",
    "work_kind": "work",
}
"""The path of a field, as problems and changes name it, to the row of the form."""

_WORDS = {
    "relation": mark("Relation"),
    "name": mark("Name"),
    "parent": mark("Father, husband"),
    "sex": mark("Sex"),
    "age": mark("Age"),
    "work": mark("Kind of work"),
    "id": mark("Paper"),
    "phone": mark("Phone"),
}


def row_words(row: str) -> str:
    """What a row is called, in the language spoken now."""
    return tr(_WORDS[row])
