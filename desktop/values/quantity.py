"""An amount with its unit, as an integer of the base unit; no floats."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Quantity:
    """`amount` of `unit`: bags, cans, pieces, grams, paisa. Never negative; raises ValueError otherwise."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        """Refuse negative amounts."""
        if self.amount < 0:
            msg = "a quantity is never negative"
            raise ValueError(msg)

    def __str__(self) -> str:
        """Amount and unit as the command line prints them: ``2 bag``."""
        return f"{self.amount} {self.unit}"
