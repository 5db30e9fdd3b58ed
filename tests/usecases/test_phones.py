"""Numbers that the form damaged before schema revision 0005 are found with what they were; nothing changes them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from desktop.errors import NotPermitted, StaleVersion
from desktop.records.household import HouseholdDraft
from desktop.usecases import phones, registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.phone import mangled_once
from tests import factories
from tests.factories import TestOffice, child, household, woman


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("phones")) as made:
        yield made


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def with_phone(draft: HouseholdDraft, phone: str) -> HouseholdDraft:
    """The draft with another number for its first person."""
    first, *others = draft.members
    return replace(draft, members=(replace(first, phone=phone), *others))


def damaged(clerk: Desk, phone: str, times: int) -> HouseholdCode:
    """A household whose first phone went through the old form so many times."""
    code = registration.register(clerk, household(woman(phone=phone), child("علی"), phone=True)).household.code
    for _ in range(times):
        draft = registration.draft_of(clerk, code)
        registration.correct(clerk, code, with_phone(draft, mangled_once(draft.members[0].phone)))
    return code


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("phone", ["+923001234567", "+442079460000", "+924235000000"])
def test_a_damaged_number_is_listed_with_the_one_before(clerk: Desk, phone: str, times: int) -> None:
    code = damaged(clerk, phone, times)
    (found,) = [one for one in phones.to_check(clerk) if one.household == code]
    kept = registration.show(clerk, code).members[0]
    assert (found.original, found.phone, found.registrant) == (phone, kept.phone, kept.id)
    assert found.phone != phone


def test_the_list_ends_when_the_clerk_has_corrected_the_number(clerk: Desk) -> None:
    code = damaged(clerk, "+923017654321", 2)
    registration.correct(clerk, code, with_phone(registration.draft_of(clerk, code), "0301-7654321"))
    assert code not in {one.household for one in phones.to_check(clerk)}


@pytest.mark.parametrize("phone", ["+92922512345", "+924235000001", "+9221111222333", "+923459876543", "+12125550123"])
def test_a_number_that_was_always_so_is_not_listed(clerk: Desk, phone: str) -> None:
    """Lines of Bannu and Nowshera begin with 92 too; a village that was corrected makes nothing of them."""
    code = registration.register(clerk, household(woman(phone=phone), phone=True)).household.code
    registration.correct(clerk, code, replace(registration.draft_of(clerk, code), village="Basti"))
    other = with_phone(registration.draft_of(clerk, code), f"0922-51{phone[-4:]}")
    registration.correct(clerk, code, other)
    assert code not in {one.household for one in phones.to_check(clerk)}


def test_without_its_part_of_the_book_a_number_with_the_country_twice_is_still_named(clerk: Desk) -> None:
    """As of an import: nothing tells the original, so nothing is proposed."""
    code = registration.register(clerk, household(woman(phone="+9292300123456"), phone=True)).household.code
    registration.correct(clerk, code, replace(registration.draft_of(clerk, code), village="Basti"))
    (found,) = [one for one in phones.to_check(clerk) if one.household == code]
    assert (found.phone, found.original) == ("+9292300123456", "")


def test_looking_writes_nothing(office: TestOffice, clerk: Desk) -> None:
    with office.desk(Role.CLERK).store.reader.connect() as conn:
        before = conn.execute(text("SELECT count(*) FROM ledger_entry")).scalar_one()
        phones.to_check(clerk)
        assert conn.execute(text("SELECT count(*) FROM ledger_entry")).scalar_one() == before


def test_a_damaged_number_is_corrected_whatever_else_is_in_the_household(clerk: Desk) -> None:
    """Nothing but the phone is changed; the number that was written there before can be told again."""
    code = damaged(clerk, "+923001112233", 1)
    before = registration.show(clerk, code)
    who = before.members[0].id
    made = registration.correct_damaged_phone(clerk, who, code, "0300 1112234")
    assert made.entry is not None
    after = made.household
    assert after.members[0].phone == "+923001112234"
    assert (after.members[0].name_as_told, after.members[1:]) == (before.members[0].name_as_told, before.members[1:])
    with pytest.raises(StaleVersion):  # it is not damaged any more: from now on it is a correction like others
        registration.correct_damaged_phone(clerk, who, code, "0300 1112235")


def test_only_who_corrects_may(office: TestOffice, clerk: Desk) -> None:
    code = damaged(clerk, "+923001112277", 1)
    who = registration.show(clerk, code).members[0].id
    with pytest.raises(NotPermitted):
        registration.correct_damaged_phone(office.desk(Role.HELPDESK), who, code, "")
    assert registration.correct_damaged_phone(clerk, who, code, "").household.members[0].phone == ""
    assert code not in {one.household for one in phones.to_check(clerk)}
