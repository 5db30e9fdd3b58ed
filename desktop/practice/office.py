"""A complete invented practice office, made through the same use cases as a real one."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from desktop.errors import TooManyForPractice
from desktop.ledger.clock import Clock, machine_clock
from desktop.opening import FirstPerson, Opened, make_office, seated, sign_in
from desktop.practice.clock import PracticeClock, local
from desktop.practice.days import queue_of, this_morning, yesterday
from desktop.practice.families import Setting
from desktop.practice.register import OPENING, households
from desktop.practice.relief import DISTRICT, FROZEN_ROUND, KOT_AREA, OPEN_ROUND, PLACES, Camp, make_rounds, send_trucks
from desktop.records.card import CardFaceData
from desktop.records.distribution import Presented
from desktop.records.trusted_person import CollectorDraft
from desktop.scanning.reader import Reader, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import Certificates, keyring
from desktop.security.doorplate import KEYS
from desktop.security.passwords import propose_passphrase
from desktop.usecases import cards, distribution, operators, registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Source

MOST = 2_000
"""A practice office is no register: more households only for measuring."""

FIRST_DAY, LAST_DAY = 8, 2
"""So many days ago the office was made, and the last of the households it comes with was registered."""
CARRIED = 3
NEIGHBOUR = CollectorDraft("جمیل احمد", "Jameel Ahmad", relation="NONREL", phone="03009990017")
"""He collects for more households of a round than the quiet list looks past."""

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
    folder: Path,
    *,
    count: int = 250,
    seed: int = 1,
    large: bool = False,
    progress: Progress | None = None,
    clock: Clock = machine_clock,
) -> PracticeOffice:
    """Make a practice office of `count` households in an empty `folder`, with a passphrase file for each role.

    It was made eight days before `clock`, and was busy until now. Raises FolderNotEmpty, TooManyForPractice (over
    2,000 without `large`).
    """
    if count > MOST and not large:
        raise TooManyForPractice(asked=count, most=MOST)
    words = {role: propose_passphrase() for role in Role}
    first = (Role.CONTROLLER, Role.SUPERVISOR)
    now = clock().at
    before = PracticeClock(local(local_day(now) - timedelta(days=FIRST_DAY), 9))
    make_office(
        folder,
        district=DISTRICT,
        name="Basti Malook",
        desk_name="Desk 03",
        people=tuple(FirstPerson(role.value, role, words[role]) for role in first),
        practice=True,
        clock=before,
    )
    _write_keys(folder / KEYS, words)
    controller = sign_in(folder, Role.CONTROLLER.value, words[Role.CONTROLLER], clock=before)
    try:
        camp = Camp(_staff(controller, words), before, local_day(now), count)
        return _fill(controller, camp, chance(seed), now, large=large, progress=progress)
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
    controller: Opened, camp: Camp, random: Random, now: datetime, *, large: bool, progress: Progress | None
) -> PracticeOffice:
    here, carried, people = _register(camp, random, large=large, progress=progress)
    codes = list(here)
    with_card = [code for code in codes if random.random() < 0.9]
    camp.clock.go_to(local(camp.today - timedelta(days=2), 17))
    issued = cards.issue(camp.desks[Role.CLERK], with_card)
    numbers = [face.number for face in issued.faces]
    cards.to_paper(camp.desks[Role.CLERK], numbers)
    cards.printed(camp.desks[Role.CLERK], numbers)
    camp.clock.go_to(local(camp.today - timedelta(days=2), 17, 30))
    make_rounds(camp)
    held = dict(_as_shown(issued.faces, controller.certificates))
    queue = queue_of(random, held, [code for code in codes if here[code]], carried)
    send_trucks(camp, queue.oil)
    yesterday(camp, queue)
    this_morning(camp, queue, now)
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


def _register(
    camp: Camp, random: Random, *, large: bool, progress: Progress | None
) -> tuple[dict[HouseholdCode, bool], list[HouseholdCode], int]:
    """Register everybody in a week of days.

    Gives each household with whether it is served at Basti Malook, those for whom one neighbour collects, and how many
    people there are.
    """
    here: dict[HouseholdCode, bool] = {}
    carried: list[HouseholdCode] = []
    people, count = 0, camp.households
    setting = Setting(PLACES, camp.today - timedelta(days=FIRST_DAY), photos=not large)
    a_day = -(-count // (FIRST_DAY - LAST_DAY))
    for number, draft in enumerate(households(count, random, setting), 1):
        day, place = divmod(number - 1, a_day)
        begins = local(camp.today - timedelta(days=FIRST_DAY - 1 - day), 9)
        camp.clock.go_to(begins + timedelta(hours=7) * place / a_day)
        at_malook = draft.pcode != KOT_AREA
        collects = number > len(OPENING) and at_malook and len(carried) < CARRIED
        told = replace(draft, collectors=(NEIGHBOUR,)) if collects else draft
        made = registration.register(camp.desks[Role.CLERK], told, different=number > len(OPENING))
        here[made.household.code] = at_malook
        if collects:
            carried.append(made.household.code)
        people += len(draft.members)
        if progress is not None:
            progress(number, count)
    return here, carried, people


def _as_shown(faces: Sequence[CardFaceData], certificates: Certificates) -> Iterator[tuple[HouseholdCode, Presented]]:
    """The first card of each household as the reader at a lane knows it."""
    keys = keyring(certificates)
    reader = Reader(lambda text: open_credential(text, keys))
    seen: set[HouseholdCode] = set()
    for face in faces:
        if face.number.household in seen:
            continue
        seen.add(face.number.household)
        reading = reader.hear(face.credential, Source.SCANNER)
        if isinstance(reading, VerifiedCard):
            yield face.number.household, distribution.presented_by(reading)


def _staff(controller: Opened, words: dict[Role, str]) -> dict[Role, Desk]:
    """One operator for each role, named like the role, and a desk for each on the one open store."""
    there = {view.role for view in operators.operators(controller.desk)}
    second = seated(controller, Role.SUPERVISOR.value, words[Role.SUPERVISOR]).as_second()
    for role in Role:
        if role not in there:
            operators.add(
                controller.desk, controller.vault, controller.unlocked, role.value, role, words[role], second=second
            )
    # once the focal person has a key
    others = {role: seated(controller, role.value, words[role]) for role in Role if role is not Role.CONTROLLER}
    return others | {Role.CONTROLLER: controller.desk}
