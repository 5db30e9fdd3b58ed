"""Somebody with a changed program signs with the own key what the own role may not do: `check` and a sign-in name it.

Each attack is one that passed before; each control takes the rule out again and the book looks whole.
"""

from dataclasses import replace
from typing import Any

import pytest

from desktop.errors import NotPermitted, SecondNeeded
from desktop.ledger import signatures
from desktop.opening import change_role, sign_in
from desktop.queries.ledger import against_entries as ledger
from desktop.queries.relief import disbursements
from desktop.records.distribution import Standing
from desktop.records.stock import Goods
from desktop.usecases import desk as desks
from desktop.usecases import distribution, programmes, stock
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Right, Role
from desktop.values.vocabulary import MovementKind, VoidReason
from tests.factories import TestOffice, passphrase_of
from tests.rigs.test_insiders import broken, checked
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import stock as laid


def nothing(*_: object, **__: object) -> None:
    """A rule, taken out of somebody's program."""


def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in which no right is asked for and no second person either."""
    monkeypatch.setattr(desks, "right_of", lambda *_: Right.ALONE)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    monkeypatch.setattr(desks, "_require_entitled", nothing)
    monkeypatch.setattr("desktop.usecases.stock_steps._require_two", nothing)


def standing_with_goods(office: TestOffice) -> tuple[Relief, Standing]:
    """A point with 700 bags."""
    relief = Relief(office)
    standing = relief.round()
    laid(relief, standing, {"ATTA20": 700})
    return relief, standing


def taken_for_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: every line may be written by whoever wrote it, alone or not."""
    monkeypatch.setattr(ledger, "done_alone", nothing)
    monkeypatch.setattr(signatures, "may_write", lambda *_, **__: True)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]


@pytest.mark.parametrize("what", ["goods", "round"])
def test_a_scanner_alone_sends_goods_back_or_closes_a_round(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    _, standing = standing_with_goods(office)
    scanner = office.desk(Role.SCANNER)

    def act() -> None:
        if what == "round":
            programmes.close_round(scanner, standing.round_code)
        else:
            stock.send_back(scanner, standing, (Goods("ATTA20", 600),), document="X1", to="store", second=None)

    with pytest.raises(NotPermitted):
        act()
    changed(monkeypatch)
    act()
    monkeypatch.undo()
    office.close()
    assert broken(office) == checked(office) == "unentitled"
    taken_for_granted(monkeypatch)
    assert checked(office) == "", "control"


def test_a_lead_alone_sends_goods_back(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The role is right, but it takes two; under another name of the line the row tells."""
    _, standing = standing_with_goods(office)
    lead, goods = office.desk(Role.LEAD), (Goods("ATTA20", 600),)
    with pytest.raises(SecondNeeded):
        stock.send_back(lead, standing, goods, document="X1", to="store", second=None)
    monkeypatch.setattr("desktop.usecases.stock_steps._require_two", nothing)
    with pytest.raises(RuntimeError, match="alone"):
        stock.send_back(lead, standing, goods, document="X1", to="store", second=None)
    outward: Any = stock._out  # pyright: ignore[reportPrivateUsage]
    outward(
        lead,
        standing,
        goods,
        MovementKind.RETURNED,
        EntryKind.STOCK_DAMAGED,
        note="",
        document="X",
        other="to",
        second=None,
    )
    monkeypatch.undo()
    office.close()
    assert checked(office) == "stray_goods_alone"
    monkeypatch.setattr(ledger, "done_alone", nothing)
    assert checked(office) == "", "control"


def test_a_scanner_alone_takes_back_what_a_lead_gave(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    relief = Relief(office)
    given = relief.give(relief.round(), relief.typed(relief.household().text), role=Role.LEAD)
    scanner, real = office.desk(Role.SCANNER), disbursements.recorded
    with pytest.raises(NotPermitted):
        distribution.void(scanner, given.disbursement, VoidReason.WRONG_COUNT)

    def own(*args: Any) -> Any:
        found = real(*args)
        return found and replace(found, operator_id=scanner.person.id)

    monkeypatch.setattr(disbursements, "recorded", own)
    distribution.void(scanner, given.disbursement, VoidReason.WRONG_COUNT)
    monkeypatch.undo()
    office.close()
    assert checked(office) == "stray_void_alone"
    monkeypatch.setattr(ledger, "done_alone", nothing)
    assert checked(office) == "", "control"


def test_an_operator_signed_in_as_another_is_no_second_person(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two signatures of one role are none of two roles."""
    relief, standing = standing_with_goods(office)
    goods = (Goods("ATTA20", 3),)
    lead = relief.office.desk(Role.LEAD)
    monkeypatch.setattr(desks, "require_fit", nothing)
    with pytest.raises(RuntimeError, match=r"stock\.returned"):
        stock.send_back(lead, standing, goods, document="X1", to="store", second=lead.as_second())
    monkeypatch.setattr(desks, "_require_entitled", nothing)
    stock.send_back(lead, standing, goods, document="X1", to="store", second=lead.as_second())
    monkeypatch.undo()
    office.close()
    assert broken(office) == checked(office) == "unentitled"


def test_somebody_of_two_roles_over_time_is_held_against_the_one_of_each_day(office: TestOffice) -> None:
    """A supervisor who closed a round and is a scanner now: the line was right when it was written, and stays so."""
    relief = Relief(office)
    first, second = relief.round(), relief.round()
    programmes.close_round(office.desk(Role.SUPERVISOR), first.round_code)
    stands_by = office.second(Role.LEAD)
    office.close()
    controller = sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER))
    change_role(controller, "supervisor", Role.SCANNER, second=stands_by)
    again = sign_in(office.folder, "supervisor", passphrase_of(Role.SUPERVISOR))
    assert (again.desk.person.role, again.broken) == (Role.SCANNER, None)
    with pytest.raises(NotPermitted):
        programmes.close_round(again.desk, second.round_code)
    again.close()
    assert checked(office) == ""
