"""A household found by what people bring: a card, a code or its end, a phone, in any spelling."""

import pytest

from desktop.errors import NotOurCard
from desktop.queries import people
from desktop.scanning.searched import searched
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.usecases import registration
from desktop.values.permissions import Role
from tests.factories import TestOffice, household, woman
from tests.scanning.card_simulator import credential_like
from tests.usecases.relief_office import Relief

URDU, SINDHI = (str.maketrans("0123456789", digits) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))


def test_any_spelling_of_code_card_and_phone_finds_the_household(office: TestOffice) -> None:
    """Whole codes and numbers, their last four to eleven digits, and a phone as people write and say it."""
    desk = office.desk(Role.CLERK)
    draft = household(woman("سکینہ", "Sakina", phone="0300-1234567"))
    code = registration.register(desk, draft).household.code
    registration.register(
        desk, household(woman("مریم", "Maryam", phone="0300-1234567"), phone=False)
    )  # did not agree to a phone
    text = code.text
    spellings = [
        text, f"{text}101", f"{text[:4]}-{text[4:8]}-{text[8:]}", f"{text} 101", text.translate(URDU),
        f"{text}101".translate(SINDHI), *(text[-many:] for many in range(4, 12)),
        text[-6:].translate(URDU), f"{text[4:8]} {text[8:]}",
        "0300-1234567", "+92 300 1234567", "923001234567", "03001234567".translate(URDU), "0092 300 123 4567",
    ]  # fmt: skip
    for spelling in spellings:
        found = registration.find(desk, spelling)
        assert [one.household for one in found] == [code], spelling


def test_what_a_number_means_is_said(office: TestOffice) -> None:
    """The reason of the hit is a code's own, a code's end, or the phone."""
    desk = office.desk(Role.CLERK)
    draft = household(woman("سکینہ", "Sakina", phone="0300-1234567"))
    text = registration.register(desk, draft).household.code.text
    whys = [registration.find(desk, typed)[0].why for typed in (text, text[-4:], "0300 1234567")]
    assert whys == [("same_code",), ("code_end",), ("same_phone",)]


def test_three_digits_and_a_phone_taken_back_find_nobody(office: TestOffice) -> None:
    """Three digits are too few; without consent no phone is kept that could be found."""
    desk = office.desk(Role.CLERK)
    text = registration.register(desk, household(woman(phone="0300-1234567"), phone=False)).household.code.text
    with desk.store.reader.connect() as conn, conn.begin():
        assert people.find(conn, desk.office.district, text[-3:]) == ()
        assert people.find(conn, desk.office.district, "0300-1234567") == ()


def test_the_whole_text_of_a_card_is_its_number(office: TestOffice) -> None:
    """Scanned or typed in small letters; a text as long that is none of ours is refused, any other passes."""
    relief = Relief(office)
    card = relief.cards(relief.household())[0]
    keys = keyring(office.opened(Role.CLERK).certificates)

    def opened(text: str) -> str:
        return searched(text, lambda credential: open_credential(credential, keys))

    assert opened(card.credential) == opened(card.credential.lower() + "\r\n") == card.number.text
    assert opened("Sakina of Basti Malook") == "Sakina of Basti Malook"
    with pytest.raises(NotOurCard):
        opened(credential_like(1))


def test_eleven_digits_are_looked_for_as_a_phone_and_as_the_end_of_a_code(office: TestOffice) -> None:
    """Whom they name in both ways is found once, the phone first; digits that name nobody find nobody."""
    desk = office.desk(Role.CLERK)
    code = registration.register(desk, household()).household.code
    phone = f"03{code.text[-9:]}"
    other = registration.register(desk, household(woman("مریم", "Maryam", phone=phone))).household.code
    found = registration.find(desk, phone)
    assert [(one.household, one.why) for one in found] == [(other, ("same_phone",))]
    assert {one.household for one in registration.find(desk, code.text[-11:])} == {code}
    assert registration.find(desk, "0300-7654321") == ()
