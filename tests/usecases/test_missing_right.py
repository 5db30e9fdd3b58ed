"""A refusal names the right that is missing: one that the act needs and the role has not."""

from collections.abc import Callable

from desktop.errors import NotPermitted, Told
from desktop.usecases import blocks, collectors, distribution, import_batches, registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission, Role, right_of
from tests.factories import TestOffice, household, woman

P = Permission


def test_the_named_right_is_one_that_the_role_lacks_and_the_act_needs(office: TestOffice) -> None:
    """Nine roles, each act of which two rights are enough: the first of them is named, which is the act's own."""
    code = registration.register(office.desk(Role.CLERK), household(woman())).household.code
    for name, (act, needs) in acts(code).items():
        for role in Role:
            refused = refusal(act, office.desk(role))
            allowed = any(right_of(role, one) is not None for one in needs)
            assert (refused is None) == allowed, (name, role)
            if refused is not None:
                assert refused.permission == needs[0], (name, role)
                assert right_of(role, needs[0]) is None, (name, role)


def acts(code: HouseholdCode) -> dict[str, tuple[Callable[[Desk], object], tuple[Permission, ...]]]:
    """Each act, and its rights in the order in which they are told."""
    again = household(woman())
    return {
        "lane": (lambda desk: distribution.who_collects(desk, "none", code), (P.SCAN, P.REFUSED_WHY)),
        "imports": (import_batches.batches, (P.IMPORT, P.IMPORT_UNDO)),
        "blocks": (lambda desk: blocks.of_household(desk, code), (P.BLOCK, P.BLOCK_PROPOSE)),
        "correct": (
            lambda desk: registration.compare(desk, again, code=code),
            (P.CORRECT, P.CORRECT_SAME_DAY),
        ),
        "collectors": (lambda desk: collectors.end_collector(desk, code, 99), (P.CORRECT, P.HOUSEHOLD_EVENTS)),
    }


def refusal(act: Callable[[Desk], object], desk: Desk) -> NotPermitted | None:
    """The refusal by right, if that is what it was."""
    try:
        act(desk)
    except NotPermitted as refused:
        return refused
    except Told:
        return None
    return None
