"""A local day as people write it, 24-11-2026, typed in digits of any script."""

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.fields import CodeField


class DayField(CodeField):
    """Day, month, year. `day()` is None while nothing, or no day of the calendar, is written."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(name, (2, 2, 4), "-", "DD-MM-YYYY", 150, parent)

    def day(self) -> date | None:
        """The day that is written."""
        digits = self.digits()
        if len(digits) != 8:
            return None
        try:
            return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            return None

    def set_day(self, day: date) -> None:
        """Write a day in."""
        self.set_value(f"{day:%d%m%Y}")
