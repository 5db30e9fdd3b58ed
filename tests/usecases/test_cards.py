"""Cards on a real office: one live card a holder slot, copies, replacing and revoking; an issue never comes again."""

from pathlib import Path

import pytest

from desktop.errors import (
    CardNotFound,
    CardNotLive,
    HouseholdNotFound,
    NotPermitted,
    SecondNeeded,
)
from desktop.records.card import IssuedCards
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.usecases import cards, households, operators, registration, safekeeping
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason, CardState
from tests.factories import TestOffice, child, household, woman


@pytest.fixture
def code(office: TestOffice) -> HouseholdCode:
    """A household with two holders."""
    draft = household(woman(), woman("ہاجرہ بی بی", "Hajra Bibi", relation="SIS", holder=2), child("علی"))
    return registration.register(office.desk(Role.CLERK), draft).household.code


def _issue(office: TestOffice, *codes: HouseholdCode) -> IssuedCards:
    return cards.issue(office.desk(Role.CLERK), codes)


def test_each_holder_gets_a_card_that_opens_with_the_public_certificates(
    office: TestOffice, code: HouseholdCode
) -> None:
    assert {waiting.slot for waiting in cards.to_print(office.desk(Role.CLERK))} == {1, 2}
    issued = _issue(office, code)
    assert [face.number for face in issued.faces] == [CardNumber(code, 1, 1), CardNumber(code, 2, 1)]
    keys = keyring(office.opened(Role.CLERK).certificates)
    for face in issued.faces:
        opened = open_credential(face.credential, keys)
        assert opened.number == face.number
        assert len(face.credential) == 188
    clerk = office.desk(Role.CLERK)
    waits = cards.to_print(clerk)
    assert [(one.slot, one.made_at is not None) for one in waits] == [(1, True), (2, True)], "made, and nobody saw it"
    cards.printed(clerk, [face.number for face in issued.faces])
    assert cards.to_print(clerk) == ()


def test_what_is_live_waits_until_somebody_said_that_it_came_out_well(office: TestOffice, code: HouseholdCode) -> None:
    """Made, on paper, seen to be well: three facts; a replacement that nobody printed waits, its old card does not."""
    clerk = office.desk(Role.CLERK)
    first, second = (face.number for face in _issue(office, code).faces)
    cards.to_paper(clerk, [first, second])
    assert len(cards.to_print(clerk)) == 2, "on its way to the printer is not printed"
    assert cards.printed(clerk, [first, second]) is not None
    assert cards.printed(clerk, [first, second]) is None, "said before: nothing is recorded"
    assert cards.show(office.desk(Role.SUPERVISOR), first).printed_at is not None
    (new,) = cards.replace(clerk, first, CardReason.LOST, present=True).faces
    assert [(one.household, one.slot) for one in cards.to_print(clerk)] == [(code, 1)]
    (again,) = cards.issue(clerk, [code], only=[(code, 1)]).faces
    assert (again.number, again.copy, again.credential) == (new.number, 0, new.credential), "it was on no paper yet"
    cards.to_paper(clerk, [new.number])
    assert [face.copy for face in cards.issue(clerk, [code], only=[(code, 1)]).faces] == [1]
    cards.printed(clerk, [first, new.number])  # the old one is passed over
    assert cards.to_print(clerk) == ()
    said = [line.kind for line in households.story(clerk, code).lines if line.kind.startswith("card.")]
    assert sorted(said) == sorted(["card.issued"] * 3 + ["card.printed"] * 3 + ["card.replaced", "card.copied"])
    auditor = office.opened(Role.AUDITOR)
    assert safekeeping.check(auditor.desk, auditor.certificates, auditor.folder).ok


def test_issuing_again_prints_the_stored_credential_as_a_copy(office: TestOffice, code: HouseholdCode) -> None:
    first = _issue(office, code)
    cards.to_paper(office.desk(Role.CLERK), [face.number for face in first.faces])
    second = _issue(office, code)
    third = _issue(office, code)
    assert [face.copy for face in (first.faces[0], second.faces[0], third.faces[0])] == [0, 1, 2]
    assert {face.credential for issued in (first, second, third) for face in issued.faces[:1]} == {
        first.faces[0].credential
    }


def test_replacing_one_card_leaves_the_other_alone(office: TestOffice, code: HouseholdCode) -> None:
    first = _issue(office, code)
    clerk = office.desk(Role.CLERK)
    replaced = cards.replace(clerk, first.faces[0].number, CardReason.LOST, present=True)
    assert replaced.faces[0].number == CardNumber(code, 1, 2)
    view = office.desk(Role.SUPERVISOR)
    assert cards.show(view, CardNumber(code, 1, 1)).state is CardState.REPLACED
    assert cards.show(view, CardNumber(code, 1, 2)).state is CardState.LIVE
    assert cards.show(view, CardNumber(code, 2, 1)).state is CardState.LIVE


def test_nobody_kills_somebody_elses_card_by_losing_it(office: TestOffice, code: HouseholdCode) -> None:
    number = _issue(office, code).faces[0].number
    with pytest.raises(SecondNeeded):
        cards.replace(office.desk(Role.CLERK), number, CardReason.LOST)
    assert cards.show(office.desk(Role.SUPERVISOR), number).state is CardState.LIVE
    cards.replace(office.desk(Role.CLERK), number, CardReason.LOST, second=office.second(Role.HELPDESK))


def test_a_replaced_card_is_not_replaced_again(office: TestOffice, code: HouseholdCode) -> None:
    number = _issue(office, code).faces[0].number
    cards.replace(office.desk(Role.CLERK), number, CardReason.DAMAGED, present=True)
    with pytest.raises(CardNotLive):
        cards.replace(office.desk(Role.CLERK), number, CardReason.DAMAGED, present=True)


def test_revoking_needs_two_people_and_the_issue_never_comes_again(office: TestOffice, code: HouseholdCode) -> None:
    number = _issue(office, code).faces[0].number
    with pytest.raises(NotPermitted):
        cards.revoke(office.desk(Role.CLERK), number, CardReason.STOLEN, second=office.second(Role.SUPERVISOR))
    with pytest.raises(SecondNeeded):
        cards.revoke(office.desk(Role.SUPERVISOR), number, CardReason.STOLEN)
    revoked = cards.revoke(
        office.desk(Role.SUPERVISOR), number, CardReason.STOLEN, second=office.second(Role.CONTROLLER)
    )
    assert revoked.card.state is CardState.REVOKED
    again = _issue(office, code)
    assert again.faces[0].number == CardNumber(code, 1, 2)


def test_an_unknown_household_stops_the_batch_before_the_first_card(office: TestOffice, code: HouseholdCode) -> None:
    stranger = HouseholdCode.make(code.district, (int(code.text[3:10]) + 1) % 10_000_000)
    with pytest.raises(HouseholdNotFound):
        _issue(office, code, stranger)
    assert len(cards.to_print(office.desk(Role.CLERK))) == 2
    with pytest.raises(CardNotFound):
        cards.show(office.desk(Role.SUPERVISOR), CardNumber(code, 1, 1))


def test_a_helpline_is_printed_only_after_a_test_call(office: TestOffice, code: HouseholdCode) -> None:
    assert _issue(office, code).helpline == ""
    operators.test_helpline(office.desk(Role.CONTROLLER), "1099")
    assert _issue(office, code).helpline == "1099"


def test_the_police_number_never_stands_alone_on_a_card(office: TestOffice, code: HouseholdCode) -> None:
    operators.test_helpline(office.desk(Role.CONTROLLER), "15")
    assert _issue(office, code).helpline == ""


def test_a_large_batch_lets_others_in_between(office: TestOffice, tmp_path: Path) -> None:
    clerk = office.desk(Role.CLERK)
    codes = [registration.register(clerk, household(woman())).household.code for _ in range(25)]
    steps: list[tuple[int, int]] = []
    issued = cards.issue(clerk, codes, progress=lambda done, total: steps.append((done, total)))
    assert len(issued.faces) == 25
    assert steps[-1] == (25, 25)
