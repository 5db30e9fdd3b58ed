"""Amounts as the command line gives them: a number with its unit, as text."""


def amount(number: int | None, unit: str) -> str | None:
    """`12 bag`, or `-2 bag` where it is a difference; None for what is not known."""
    return None if number is None else f"{number} {unit}"
