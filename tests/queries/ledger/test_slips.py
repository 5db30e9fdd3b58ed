"""The printings of slips are held against the book: whoever makes a copy pass for a first paper is found out."""

import pytest
from sqlalchemy import text

from desktop.usecases import safekeeping, slips
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief


def found(office: TestOffice) -> str:
    """What does not fit, by its code; empty when all does."""
    auditor = office.opened(Role.AUDITOR)
    bad = safekeeping.check(auditor.desk, auditor.certificates, auditor.folder).first_bad
    return bad.why if bad is not None else ""


@pytest.mark.parametrize("change", ["slips = 0", "slips = slips - 1", "slips = slips + 1"])
def test_a_count_that_was_changed_past_the_book_is_named(office: TestOffice, change: str) -> None:
    """Printed twice, refused once, one that was never printed beside it: the control fits, the change does not."""
    relief = Relief(office)
    standing = relief.round()
    desk = office.desk(Role.SCANNER)
    first, _ = (relief.give(standing, relief.typed(relief.household().text)).disbursement for _ in range(2))
    for _ in range(2):
        slips.draw_print(desk, first)
    slips.not_printed(desk, first, slips.draw_print(desk, first))
    lost = slips.draw_print(desk, first)
    slips.draw_print(desk, first)
    assert not slips.not_printed(desk, first, lost)
    assert slips.show(desk, first).printed == 4
    assert found(office) == ""
    with desk.store.writer.begin() as conn:
        conn.execute(text(f"UPDATE disbursement SET {change} WHERE slips > 0"))
    assert found(office) == "stray_slip"
