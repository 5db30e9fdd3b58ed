"""Every kind of entry has its rule, and the rule is that of the table of rights."""

import pytest

from desktop.values.entry_kind import EntryKind
from desktop.values.entry_rights import RULES, may_write, names_a_mailbox
from desktop.values.permissions import RIGHTS, Permission, Right, Role

ME, OTHER = "me", "somebody"


def writes(kind: str, role: str, second: str | None = None, ref: str = "it") -> bool:
    """Whether one of this role writes it, with another of the role `second`."""
    return may_write(kind, who=ME, role=role, ref=ref, second=(OTHER, second) if second else None)


def test_every_kind_has_a_rule() -> None:
    assert set(RULES) == set(EntryKind)


@pytest.mark.parametrize("kind", list(EntryKind))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_writes_what_one_of_its_rights_lets_it(kind: EntryKind, role: Role) -> None:
    rule = RULES[kind]
    rights = {RIGHTS[role].get(one) for one in rule.rights} - {None}
    second = Role.INSPECTOR if role is not Role.INSPECTOR else Role.AUDITOR
    assert writes(kind, role, second) == bool(rights)
    assert writes(kind, role) == (Right.ALONE in rights and not rule.two)
    assert writes(kind, role, ref=ME) == (writes(kind, role) or rule.own is not None)


def test_a_second_person_is_somebody_else_of_another_role() -> None:
    kind = EntryKind.STOCK_RETURNED
    assert writes(kind, Role.LEAD, Role.SCANNER)
    assert not writes(kind, Role.LEAD, Role.LEAD)
    assert not may_write(kind, who=ME, role=Role.LEAD, ref=None, second=(ME, Role.SCANNER))


@pytest.mark.parametrize(("kind", "role"), [("stock.given_away", "lead"), ("give", "recovery"), ("give", "")])
def test_an_unknown_kind_or_role_writes_nothing(kind: str, role: str) -> None:
    assert not writes(kind, role)


def test_a_changed_passphrase_is_ones_own_or_the_controllers() -> None:
    kind = EntryKind.OPERATOR_PASSPHRASE
    assert writes(kind, Role.FOCAL, ref=ME)
    assert not writes(kind, Role.FOCAL)
    assert not writes(kind, Role.CONTROLLER)
    assert writes(kind, Role.CONTROLLER, Role.SUPERVISOR)


def test_a_mailbox_is_named_by_who_changes_operators() -> None:
    named = {role for role in Role if names_a_mailbox(role, second=True)}
    assert named == {role for role in Role if RIGHTS[role].get(Permission.OPERATORS) is Right.WITH_SECOND}
    assert not any(names_a_mailbox(role, second=False) for role in Role)
