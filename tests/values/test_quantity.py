"""Amounts of relief."""

import pytest

from desktop.values.quantity import Quantity


def test_a_quantity_is_never_negative() -> None:
    """Nothing is handed over below nothing; none at all is an amount."""
    assert str(Quantity(0, "bag")) == "0 bag"
    with pytest.raises(ValueError, match="negative"):
        Quantity(-1, "bag")


def test_a_quantity_is_printed_with_its_unit() -> None:
    """As the command line shows it."""
    assert str(Quantity(2, "bag")) == "2 bag"
