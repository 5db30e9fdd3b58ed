"""A complete invented practice office, made through the same use cases as a real one."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from desktop.errors import TooManyForPractice
from desktop.opening import FirstPerson, Opened, make_office, sign_in
from desktop.practice.families import Setting
from desktop.practice.register import OPENING, households
from desktop.records.distribution import (
    ItemDraft,
    PointDraft,
    Presented,
    RoundDraft,
    Standing,
    StepDraft,
)
from desktop.records.operator import Second
from desktop.security.passwords import propose_passphrase
from desktop.usecases import cards, distribution, operators, point_days, programmes, registration, round_lists
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import ListKind, PointCheckKind, Source, Verdict

DISTRICT = "PK617"
PLACES = ("PK61701", "PK61701", "PK61701", "PK61702")
MOST = 2_000
"""A practice office is no register: more households only for measuring."""

OPEN_ROUND, FROZEN_ROUND = "flour-3", "blanket-1"
KEYS = "demo-keys"

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class PracticeOffice:
    """What was made."""

    folder: Path
    households: int
    registrants: int
    cards: int
    round: str
    rounds: tuple[str, ...]
    points: tuple[str, ...]
    pcode: str


def make_practice(
    folder: Path, *, count: int = 250, seed: int = 1, large: bool = False, progress: Progress | None = None
) -> PracticeOffice:
    """Make a practice office of `count` households in an empty `folder`, with a passphrase file for each role.

    Raises FolderNotEmpty, TooManyForPractice (over 2,000 without `large`).
    """
    if count > MOST and not large:
        raise TooManyForPractice(asked=count, most=MOST)
    words = {role: propose_passphrase() for role in Role}
    first = (Role.CONTROLLER, Role.SUPERVISOR)
    make_office(
        folder,
        district=DISTRICT,
        name="Basti Malook",
        desk_name="Desk 03",
        people=tuple(FirstPerson(role.value, role, words[role]) for role in first),
        practice=True,
    )
    _write_keys(folder / KEYS, words)
    controller = sign_in(folder, Role.CONTROLLER.value, words[Role.CONTROLLER])
    try:
        return _fill(controller, words, count, chance(seed), large=large, progress=progress)
    finally:
        controller.close()


def chance(seed: int) -> Random:
    """The same people for the same seed; nothing here is secret."""
    return Random(seed)  # noqa: S311


def _write_keys(folder: Path, words: dict[Role, str]) -> None:
    folder.mkdir(mode=0o700)
    for role, passphrase in words.items():
        handle = os.open(folder / f"{role.value}.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(passphrase + "\n")


def _fill(
    controller: Opened,
    words: dict[Role, str],
    count: int,
    random: Random,
    *,
    large: bool,
    progress: Progress | None,
) -> PracticeOffice:
    desks = _staff(controller, words)
    setting = Setting(PLACES, local_day(controller.desk.clock().at), photos=not large)
    codes: list[HouseholdCode] = []
    people = 0
    for number, draft in enumerate(households(count, random, setting), 1):
        registered = registration.register(desks[Role.CLERK], draft, different=number > len(OPENING))
        codes.append(registered.household.code)
        people += len(draft.members)
        if progress is not None:
            progress(number, count)
    with_card = [code for code in codes if random.random() < 0.9]
    issued = cards.issue(desks[Role.CLERK], with_card)
    _rounds(desks, setting.today)
    _hand_over(desks[Role.SCANNER], codes, random, setting.today)
    return PracticeOffice(
        folder=controller.folder,
        households=len(codes),
        registrants=people,
        cards=len(issued.faces),
        round=OPEN_ROUND,
        rounds=(OPEN_ROUND, FROZEN_ROUND),
        points=("malook", "kot"),
        pcode=PLACES[0],
    )


def _staff(controller: Opened, words: dict[Role, str]) -> dict[Role, Desk]:
    """One operator for each role, named like the role, and a desk for each on the one open store."""
    views = {view.role: view for view in operators.operators(controller.desk)}
    supervisor = views[Role.SUPERVISOR]
    second = Second(controller.desk.seated(supervisor).person)
    for role in Role:
        if role not in views:
            added = operators.add(
                controller.desk, controller.vault, controller.unlocked, role.value, role, words[role], second=second
            )
            views[role] = added.operator
    desks = {role: controller.desk.seated(view) for role, view in views.items()}  # once the focal person has a key
    return desks | {Role.CONTROLLER: controller.desk}


def _rounds(desks: dict[Role, Desk], today: date) -> None:
    supervisor, lead = desks[Role.SUPERVISOR], Second(desks[Role.LEAD].person)
    flour = ItemDraft("ATTA20", (StepDraft(1, 1), StepDraft(4, 2), StepDraft(8, 3)))
    programmes.make_round(
        supervisor,
        RoundDraft(
            programme="Flood flour",
            code=OPEN_ROUND,
            list_kind=ListKind.OPEN,
            areas=(DISTRICT,),
            from_day=today,
            to_day=today + timedelta(days=6),
            items=(flour, ItemDraft("OIL5", (StepDraft(1, 1),))),
            points=(PointDraft("malook", "Basti Malook"), PointDraft("kot", "Kot Mehr", (PLACES[-1],))),
        ),
    )
    programmes.open_round(supervisor, OPEN_ROUND)
    programmes.make_round(
        supervisor,
        RoundDraft(
            programme="Winter blankets",
            code=FROZEN_ROUND,
            list_kind=ListKind.FROZEN,
            areas=(PLACES[0],),
            from_day=today,
            to_day=today + timedelta(days=13),
            items=(ItemDraft("BLANKET", (StepDraft(1, 1), StepDraft(3, 2), StepDraft(6, 4))),),
            points=(PointDraft("malook", "Basti Malook"),),
        ),
    )
    round_lists.freeze_round(supervisor, FROZEN_ROUND, second=lead)
    programmes.open_round(supervisor, FROZEN_ROUND)
    for round_code, point in ((OPEN_ROUND, "malook"), (OPEN_ROUND, "kot"), (FROZEN_ROUND, "malook")):
        standing = Standing(round_code, point)
        point_days.open_point(desks[Role.LEAD], standing, ticked=tuple(PointCheckKind))


def _hand_over(scanner: Desk, codes: list[HouseholdCode], random: Random, today: date) -> None:
    """Some households were here before the practice begins, so that lists and counts are not empty."""
    standing = Standing(OPEN_ROUND, "malook", 1)
    for code in random.sample(codes, len(codes) // 8):
        presented = Presented(code, None, Source.TYPED)
        if distribution.decide(scanner, standing, presented).verdict in (Verdict.G1, Verdict.G2):
            distribution.give(scanner, standing, presented, disbursement=DisbursementId(new_id()), looked=True)
