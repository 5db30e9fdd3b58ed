"""SIGKILL while a household is typed in the real window: at most the field in hand is lost, and the rest is offered."""

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.kept_form import KIND, KeptForm, read_kept
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.workbench import GoRegister
from desktop.usecases import registration
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.rigs.givers import opened_by
from tests.rigs.typing_child import Left, kept_of, nursery, text_of
from tests.ui.screens.conftest import Enter, enter, speak

__all__ = ["enter", "speak"]

WRITING = 0.25
"""Seconds in which a field that was left may still be on its way to the disk: two slow cores and a hundred syncs."""

pytestmark = pytest.mark.timeout(3_600)


@dataclass
class Typists:
    """The nursery, and what its children told."""

    orders: Any
    told: Any

    def typed_until_killed(
        self, office: TestOffice, seed: int, chance: random.Random, fields: int
    ) -> tuple[list[Left], float]:
        """The fields that a child left before it was killed, in or after at most so many, and when that was."""
        self.orders.send((office.folder, seed))
        child = self.told.recv()
        heard = self.told.recv()
        assert heard == "typing", heard
        left: list[Left] = []
        for _ in range(chance.randint(0, fields)):  # counted in fields: a slow machine types as many, only longer
            heard = self.told.recv()
            assert isinstance(heard, Left)
            left.append(heard)
        time.sleep(chance.uniform(0.01, 0.4))
        os.kill(child, signal.SIGKILL)
        killed_at = time.monotonic()
        while (heard := self.told.recv()) != "dead":
            assert isinstance(heard, Left)
            left.append(heard)
        return left, killed_at


@pytest.fixture(scope="module")
def typists() -> Iterator[Typists]:
    """One nursery for the module."""
    context = multiprocessing.get_context("spawn")
    orders_out, orders = context.Pipe(duplex=False)
    told, told_in = context.Pipe(duplex=False)
    home = context.Process(target=nursery, args=(orders_out, told_in))
    home.start()
    yield Typists(orders, told)
    orders.send(None)
    home.join(20)


def kept_form(office: TestOffice) -> tuple[KeptForm, datetime] | None:
    """What the next start finds, with its time; the book is whole too."""
    again = opened_by(office.folder, Role.CLERK)
    try:
        assert again.broken is None
        kept = registration.kept_draft(again.desk, KIND)
        if kept is None:
            return None
        registration.drop_draft(again.desk, KIND)
        form = read_kept(kept.body)
        assert form is not None, "a draft is whole or not there"
        return form, kept.kept_at
    finally:
        again.close()


def lost_of(left: list[Left], form: KeptForm | None) -> list[Left]:
    """The fields that were left and are not in the draft."""
    members = form.draft.members if form else ()
    return [
        one
        for one in left
        if one.place >= len(members) or kept_of(members[one.place], one.field) != text_of(one.place, one.field)
    ]


def kills(office: TestOffice, typists: Typists, times: int, fields: int) -> Counter[str]:
    """Kill so many windows, each at a moment of its own."""
    chance, found = random.Random(77), Counter[str]()
    for turn in range(times):
        begun = datetime.now(UTC)
        left, killed_at = typists.typed_until_killed(office, turn, chance, fields)
        kept = kept_form(office)
        lost = lost_of(left, kept[0] if kept else None)
        assert len(lost) <= 1, f"kill {turn}: {lost} of {len(left)} fields"
        if lost:
            assert lost[0] == left[-1], f"kill {turn}: {lost[0]} is not the last that was left"
            assert killed_at - lost[0].at < WRITING, (
                f"kill {turn}: {lost[0]} was left {killed_at - lost[0].at:.3f} s before"
            )
        if kept is not None:
            assert begun - timedelta(seconds=1) <= kept[1] <= datetime.now(UTC)
        found["nothing but what was in hand" if not lost else "the field that was just being written"] += 1
        found["fields left"] += len(left)
    return found


def test_five_kills_lose_at_most_the_field_in_hand(
    office: TestOffice, typists: Typists, capsys: pytest.CaptureFixture[str]
) -> None:
    """The quick version, each time."""
    found = kills(office, typists, 5, 5)
    assert found["fields left"] > 5
    with capsys.disabled():
        print(f"\n5 kills while typing: {dict(found)}")


@pytest.mark.nightly
def test_two_hundred_kills_lose_at_most_the_field_in_hand(
    office: TestOffice, typists: Typists, capsys: pytest.CaptureFixture[str]
) -> None:
    found = kills(office, typists, 200, 12)
    assert found["fields left"] > 800
    with capsys.disabled():
        print(f"\n200 kills while typing: {dict(found)}")


def test_what_a_kill_left_is_offered_with_its_time(
    office: TestOffice, typists: Typists, enter: Enter, qtbot: QtBot
) -> None:
    """The next window asks whether to go on, with name and time; going on shows the person who was being written."""
    left, _ = typists.typed_until_killed(office, 4, random.Random(5), 12)
    assert len(left) > 3
    frame = enter(Role.CLERK, GoRegister())
    page = frame.page
    assert isinstance(page, RegisterPage)
    assert page.offer is not None
    assert text_of(0, "name").split()[0] in page.offer.accessibleName()
    assert datetime.now(UTC).astimezone().strftime("%Y") in page.offer.accessibleName()
    page.offer.resume_button.click()
    assert page.offer is None
    assert lost_of(left, KeptForm(page.draft)) in ([], left[-1:])


def test_control_a_draft_kept_only_now_and_then_is_found_out() -> None:
    """What the look is for: two fields that are missing, or one long ago, are no field in hand."""
    left = [Left(0, "name", 0.0), Left(0, "name_latin", 0.1), Left(0, "age", 0.2)]
    assert len(lost_of(left, None)) == 3
