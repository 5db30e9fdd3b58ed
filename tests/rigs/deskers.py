"""Processes that work at one registration desk at the same time: events, corrections, merges, answers, a list."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from desktop.errors import Told
from desktop.records.household import HouseholdView
from desktop.usecases import households, import_batches, imports, pairs, registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import PairAnswer
from tests.factories import PLACE, child, household
from tests.rigs.givers import opened_by
from tests.usecases.living import man, wife

type Act = Callable[[Desk, random.Random, Sequence[str]], object]


def _seen(desk: Desk, chance: random.Random, codes: Sequence[str]) -> HouseholdView:
    return registration.show(desk, HouseholdCode(chance.choice(codes)))


def _somebody(view: HouseholdView, chance: random.Random) -> RegistrantId:
    return chance.choice(view.members).id


def _leave(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    view = _seen(desk, chance, codes)
    who, today = _somebody(view, chance), local_day(desk.clock().at)
    households.leave(desk, view.code, who, day=today, card_ends=True, last=True, version=view.version)
    other = HouseholdCode(chance.choice(codes))
    return households.join(desk, other, who, day=today, holder=chance.random() < 0.5)


def _split(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    view = _seen(desk, chance, codes)
    return households.split(desk, view.code, [_somebody(view, chance)], day=local_day(desk.clock().at))


def _marry(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    view, to = _seen(desk, chance, codes), HouseholdCode(chance.choice(codes))
    return households.marry_out(
        desk, view.code, _somebody(view, chance), day=local_day(desk.clock().at), to=to, card_ends=True, last=True
    )


def _merge(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    if chance.random() < 0.8:  # else soon everybody is in one household
        return None
    one, other = chance.sample(codes, 2)
    return households.merge(desk, HouseholdCode(one), HouseholdCode(other), day=local_day(desk.clock().at))


def _correct(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    view = _seen(desk, chance, codes)
    told = registration.draft_of(desk, view.code)
    members = (*told.members[: max(1, len(told.members) - 1)], child("نیا"))
    return registration.correct(desk, view.code, replace(told, members=members), version=view.version)


def _become_one(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    one, other = (_somebody(_seen(desk, chance, codes), chance) for _ in range(2))
    done = pairs.merge(desk, one, other)
    return pairs.unmerge(desk, done.merge) if chance.random() < 0.7 else done


def _decide(desk: Desk, chance: random.Random, codes: Sequence[str]) -> object:
    one, other = (_somebody(_seen(desk, chance, codes[:2]), chance) for _ in range(2))
    return pairs.decide(desk, one, other, chance.choice(list(PairAnswer)))


def _register(desk: Desk, _: random.Random, __: Sequence[str]) -> object:
    return registration.register(desk, household(man(), wife(), child("علی")), different=True)


ACTS: dict[Role, tuple[Act, ...]] = {
    Role.CLERK: (_leave, _split, _marry, _merge, _correct, _decide, _register),
    Role.SUPERVISOR: (_correct, _become_one, _decide),
}


def at_once(
    folder: Path, role: Role, seed: int, codes: Sequence[str], many: int, start: Barrier, answers: Connection
) -> None:
    """So many acts of this role, each done or refused; tells how often each came about."""
    desk, chance = opened_by(folder, role).desk, random.Random(seed)
    told: Counter[str] = Counter()
    start.wait()
    for _ in range(many):
        try:
            chance.choice(ACTS[role])(desk, chance, codes)
        except Told as refused:
            told[type(refused).__name__] += 1
        except (IndexError, ValueError):  # nobody was left in that household
            told["nobody"] += 1
        else:
            told["done"] += 1
    answers.send(told)


def bring(folder: Path, sheet: Path, start: Barrier, answers: Connection) -> None:
    """Bring a list in while others work; tells how many households came."""
    desk = opened_by(folder, Role.CLERK).desk
    start.wait()
    seen = imports.look(desk, sheet)
    plan = replace(seen.plan, place=PLACE, consent=household().consent)
    done = import_batches.run(desk, sheet, seen, plan=plan)
    answers.send(Counter({"done": done.registered}))


def decide_often(folder: Path, role: Role, codes: Sequence[str], start: Barrier, answers: Connection) -> None:
    """The same two people, answered again and again."""
    desk = opened_by(folder, role).desk
    one, other = (registration.show(desk, HouseholdCode(code)).members[0].id for code in codes)
    start.wait()
    for turn in range(30):
        pairs.decide(desk, one, other, list(PairAnswer)[turn % len(PairAnswer)])
    answers.send(Counter({"done": 30}))
