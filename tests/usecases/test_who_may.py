"""Who may do what at the registration desk: every role at every use case, against the table of decisions 9."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import pytest

from desktop.errors import NotPermitted
from desktop.exchange.programme_toml import read_programme
from desktop.exchange.round_toml import read_round
from desktop.records.distribution import Standing
from desktop.records.programme import EventDraft, QuickRound
from desktop.usecases import imports
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import ConsentLanguage, ConsentReader, HazardKind
from tests import factories
from tests.factories import TestOffice

SEARCH = "clerk helpdesk supervisor"
EVERYBODY = " ".join(Role)
WHO = {
    "accounts": {
        "reconcile print_account": "lead supervisor auditor",
        "waiting print_waiting": "lead supervisor",
    },
    "allowances": {
        "allow": "helpdesk supervisor",
        "let_collect": "helpdesk",
        "add_delivery end_delivery deliveries": "helpdesk supervisor",
    },
    "blocks": {
        "propose": "helpdesk",
        "block decide lift standing": "supervisor",
        "of_household": "helpdesk supervisor",
    },
    "collectors": {
        "name_collector end_collector note_intermediary end_intermediary intermediaries": "clerk supervisor",
        "collectors": SEARCH,
    },
    "consents": {"show give withdraw call_off confirm apply_due": "clerk"},
    "day_close": {
        "account close_day note_sent": "lead",
        "unserved": "lead supervisor",
        "sheet_again": "lead supervisor auditor",
    },
    "files": {"note_file": EVERYBODY},
    "help_desk": {
        "send send_unread": "scanner lead",
        "queue question settle stands_against": "helpdesk lead supervisor",
    },
    "households": {
        "join birth leave marry_out death split merge move without_household": "clerk",
        "story": SEARCH,
    },
    "identity": {"villages people_of van_list note": "clerk"},
    "import_batches": {"run drop clear": "clerk", "undo": "supervisor", "batches": "clerk supervisor"},
    "imports": {"look check keep_map kept_map map_names rows_to_mend": "clerk"},
    "late_entries": {"look enter sheet_lines last_sheet": "lead"},
    "open_gives": {"note left_open": "scanner lead"},
    "pairs": {
        "waiting counts look decide undo recognised": "clerk supervisor",
        "compare_draft doubles_of": "clerk",
        "preview merge merges unmerge": "supervisor",
    },
    "pairs_together": {"listed rows decide_different undo_several undo_together": "clerk supervisor"},
    "point_days": {
        "ready tick set_duty end_duty open_point shut_point set_hands_first": "lead",
        "standing_of": EVERYBODY,
    },
    "programme_rules": {"save save_file note_event": "supervisor", "programme programmes events": EVERYBODY},
    "programmes": {
        "make_round make_from_file make_quickly open_round close_round": "supervisor",
        "rounds round_view coverage": EVERYBODY,
    },
    "round_lists": {"freeze_round reopen_round add_household": "supervisor"},
    "provisional": {"give left_today": "helpdesk"},
    "quiet": {"flags": "supervisor auditor", "put_aside": "supervisor"},
    "registration": {
        "register alike keep_draft kept_draft drop_draft decline_receipt": "clerk",
        "correct correct_damaged_phone draft_of compare": "clerk supervisor",
        "show find": SEARCH,
        "own_days nobody_yet": EVERYBODY,
    },
    "rights": {"tell_rights seal_again note_read_aloud read_aloud_today": "clerk"},
    "withdrawal_steps": {"carry_out": "clerk"},
    "releases": {"release": "lead", "listed": "lead supervisor auditor"},
    "samples": {"sizes draw_sample": "supervisor"},
    "stock": {"move damage lose send_back loan_back count sheet": "lead", "show": "lead supervisor auditor"},
    "waybills": {"make": "lead supervisor", "show": "lead supervisor auditor", "receive": "lead"},
    "workplaces": {"add correct close visit listed show reach": "clerk inspector"},
}
RULES = b'programme = "Soap"\nitem = [{code = "SOAP", per_person = 250}]\n'
ROUND = RULES + (
    b'code = "soap"\nlist = "open"\nareas = ["PK617"]\nfrom = 2026-11-24\nto = 2026-11-30\n'
    b'point = [{code = "kot", name = "Kot"}]\n'
)
CASES = [
    (f"{module}.{name}", frozenset(map(Role, roles.split())))
    for module, rows in WHO.items()
    for names, roles in rows.items()
    for name in names.split()
]


class Anything:
    """Stands for whatever a use case is given: who is not permitted gets no further than the question who asks."""

    def __getattr__(self, name: str) -> Self:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: object, **__: object) -> Self:
        return self

    def __iter__(self) -> Iterator[Self]:
        return iter(())

    def __bool__(self) -> bool:
        return False


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("who")) as made:
        yield made


@pytest.fixture(scope="module")
def given(office: TestOffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, ...]]:
    """What a few use cases look at before they open a transaction."""
    sheet: Path = tmp_path_factory.mktemp("list") / "list.csv"
    sheet.write_text("Name,Sex,Tehsil,Consent\nسلمیٰ,F,Lahore Cantt,yes\n", encoding="utf-8")
    seen = imports.look(office.desk(Role.CLERK), sheet)
    draft = factories.household()
    home = HouseholdCode.make("617", 9_999_999)
    return {
        "allowances.allow": ("round", home, 3, "a reason"),
        "blocks.lift": (home, "a reason"),
        "provisional.give": (Standing("round", "point"), 3, "a reason"),
        "files.note_file": ("van-list", 1),
        "import_batches.run": (sheet, seen),
        "late_entries.look": (Standing("round", "point"), "1-7", date(2026, 11, 20), home),
        "late_entries.enter": (Standing("round", "point"), "1-7", date(2026, 11, 20), home),
        "late_entries.sheet_lines": (Standing("round", "point"), "1-7"),
        "imports.keep_map": ("list", seen.plan),
        "pairs.compare_draft": (draft, 0, uuid4()),
        "pairs.doubles_of": (draft,),
        "programmes.make_from_file": (ROUND,),
        "programmes.make_quickly": (QuickRound("heat", "event", ()),),
        "programmes.make_round": (read_round(ROUND),),
        "programme_rules.note_event": (EventDraft("flood", HazardKind.FLOOD, "Flood", date(2026, 11, 20), ("PK617",)),),
        "programme_rules.save": (read_programme(RULES),),
        "programme_rules.save_file": (RULES,),
        "round_lists.add_household": ("round", home, "a reason"),
        "quiet.put_aside": ("key", "a reason"),
        "rights.note_read_aloud": (ConsentLanguage.URDU, ConsentReader.CLERK),
    }


def use_case(name: str) -> Callable[..., object]:
    module, function = name.split(".")
    return getattr(importlib.import_module(f"desktop.usecases.{module}"), function)


def asked(desk: Desk, name: str, given: tuple[Any, ...] | None) -> bool:
    """Whether the desk gets further than the question who asks; what comes of it then is for other tests."""
    function, nothing = use_case(name), Anything()
    needed = [one for one in list(inspect.signature(function).parameters.values())[1:] if one.default is one.empty]
    placed = given or tuple(nothing for one in needed if one.kind is not one.KEYWORD_ONLY)
    named = {one.name: nothing for one in needed if one.kind is one.KEYWORD_ONLY}
    try:
        function(desk, *placed, **named)
    except NotPermitted:
        return False
    except Exception:  # noqa: BLE001  (nonsense was given: only who may not is of interest)
        return True
    return True


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("name", "roles"), CASES, ids=[name for name, _ in CASES])
def test_only_who_may_gets_further_than_the_question_who_asks(
    office: TestOffice, given: dict[str, tuple[Any, ...]], name: str, roles: frozenset[Role], role: Role
) -> None:
    assert asked(office.desk(role), name, given.get(name)) is (role in roles)


def test_every_use_case_of_the_registration_desk_stands_in_the_table() -> None:
    """A new one is not forgotten: it says here who may."""
    listed = {name for name, _ in CASES}
    there = {
        f"{module}.{name}"
        for module in WHO
        for name, function in vars(importlib.import_module(f"desktop.usecases.{module}")).items()
        if inspect.isfunction(function) and name[0] != "_" and function.__module__ == f"desktop.usecases.{module}"
        and next(iter(inspect.signature(function).parameters.values()), None) is not None
        and next(iter(inspect.signature(function).parameters.values())).annotation is Desk
    }  # fmt: skip
    assert there == listed
