"""What is settled before a full day at the lanes: rules, the fixed list, who may collect, blocks, who came too late."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random

from desktop.records.distribution import PointDraft, RoundDraft, Standing
from desktop.records.programme import ProgrammeDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import (
    allowances,
    blocks,
    cards,
    collectors,
    distribution,
    point_days,
    programme_rules,
    programmes,
    round_lists,
)
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, ListKind, PointCheckKind, ProxyReason
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_families import newcomer, registered
from tests.rigs.relief_day_lanes import Line
from tests.rigs.relief_day_rules import HERE, ITEMS, MAIN, PROGRAMME, SEED, SERVES, SIDE, THERE, amounts, chosen

POINTS = (PointDraft(MAIN, "Basti Malook", (HERE,)), PointDraft(SIDE, "Kot", (THERE,)))
DAYS = (date(2026, 11, 30), date(2026, 12, 14))
HAD_SEED = 20
"""Every so many families had seed of the same programme before."""
BOY = CollectorDraft(name_as_told="اسلم", relation="NEPHEW", phone="0301-7778889")
COLLECTED = ("boy", "named", "children")
NEWCOMERS = ("added", "allowed", "unlisted")
BLOCKS = {"blocked": BlockReason.DUPLICATE, "proposed": BlockReason.MOVED, "block_refused": BlockReason.DECEASED,
          "review": BlockReason.UNDER_REVIEW}  # fmt: skip


def planned(line: Line) -> None:
    """Rules, a round before of the same programme, and the round with its list fixed by two people."""
    supervisor, books = line.desk(Role.SUPERVISOR), line.books
    programme_rules.save(supervisor, ProgrammeDraft(PROGRAMME, ITEMS))
    seeds_before(line)
    areas = tuple(SERVES.values())
    programmes.make_round(supervisor, RoundDraft(PROGRAMME, line.round, ListKind.FROZEN, areas, *DAYS, (), POINTS))
    fixed = round_lists.freeze_round(supervisor, line.round, second=line.office.second(Role.LEAD)).round
    due = Counter[str]()
    for family in line.families:
        due.update(chosen(amounts(family.people, point_of(family))))
    books.same("the fixed list", (fixed.households, fixed.frozen), (len(line.families), True))
    books.same("its totals", {one.item: one.quantity for one in fixed.totals}, dict(due))
    programmes.open_round(supervisor, line.round)
    books.did.update({"programme.saved": 1, "round.made": 1, "round.frozen": 1, "round.opened": 1})
    for family in line.families:
        agreed(line, family)


def point_of(family: Family) -> str:
    """Where a family is served."""
    return SIDE if family.people.area == THERE else MAIN


def seeds_before(line: Line) -> None:
    """Some had seed in a round before, at a point where nothing was counted."""
    supervisor, lead, before = line.desk(Role.SUPERVISOR), line.desk(Role.LEAD), f"{line.round}-seed"
    draft = RoundDraft(PROGRAMME, before, ListKind.OPEN, tuple(SERVES.values()), *DAYS, (SEED,), POINTS[:1])
    programmes.make_round(supervisor, draft)
    programmes.open_round(supervisor, before)
    standing = Standing(before, MAIN)
    point_days.open_point(lead, standing, ticked=tuple(PointCheckKind))
    for family in [one for one in line.families if point_of(one) == MAIN][::HAD_SEED]:
        given = distribution.give(
            line.desk(Role.SCANNER), standing, line.card(family), disbursement=DisbursementId(new_id()), looked=False
        )
        family.seeds = False
        line.books.receipts.append(given.receipt)
        line.books.did["give"] += 1
    point_days.shut_point(lead, standing)
    line.books.did.update({"round.made": 1, "round.opened": 1, "point.opened": 1, "point.closed": 1})


def agreed(line: Line, family: Family) -> None:
    """Collectors that were named in private, and deliveries."""
    if family.story in COLLECTED:
        # an aunt of her own to each family: of one name in one village she would be one person
        aunt = CollectorDraft(name_as_told="نذیراں", relation="OTHER", phone=f"0302-{family.code.text[-8:-1]}")
        collectors.name_collector(line.desk(Role.CLERK), family.code, BOY if family.story == "boy" else aunt)
        line.books.did["collector.named"] += 1
    if family.story == "delivery":
        allowances.add_delivery(line.desk(Role.HELPDESK), line.round, family.code, ProxyReason.DISABLED)
        line.books.did["delivery.listed"] += 1


def blocked(line: Line) -> None:
    """Proposed by the help desk; two people decide some, refuse some, and leave some waiting, which stops nobody."""
    helper, supervisor, did = line.desk(Role.HELPDESK), line.desk(Role.SUPERVISOR), line.books.did
    for family in line.families:
        if family.story not in BLOCKS:
            continue
        blocks.propose(helper, family.code, BLOCKS[family.story])
        did["block.proposed"] += 1
        if family.story != "proposed":
            yes = family.story != "block_refused"
            blocks.decide(supervisor, family.code, agreed=yes, second=line.beside(Role.LEAD))
            did["block.active" if yes else "block.refused"] += 1


def lifted(line: Line) -> Sequence[Family]:
    """The blocks that turn out to be wrong end in the afternoon, by two people; those under review stay."""
    wrong = [family for family in line.families if family.story == "blocked"]
    for family in wrong:
        blocks.lift(line.desk(Role.SUPERVISOR), family.code, "two sisters of one name", second=line.beside(Role.LEAD))
        line.books.did["block.lifted"] += 1
    return wrong


def newcomers(line: Line, chance: Random) -> None:
    """Three families are registered when the list is fixed: one is put on it, one is let draw, one is only helped."""
    clerk, helper = line.desk(Role.CLERK), line.desk(Role.HELPDESK)
    made = registered(clerk, line.books, [newcomer(story, number, chance) for number, story in enumerate(NEWCOMERS)])
    for family in made:
        faces = cards.issue(clerk, [family.code]).faces
        family.texts = {face.number.slot: face.credential for face in faces}
        line.books.did["card.issued"] += len(faces)
        family.listed = family.story == "added"
    added, let, _ = made
    round_lists.add_household(line.desk(Role.SUPERVISOR), line.round, added.code, "came when the list was fixed")
    size = let.people.size
    allowances.allow(helper, line.round, let.code, size, "seen at the point", second=line.beside(Role.LEAD))
    line.books.did.update({"list.added": 1, "allowance": 1})
    line.families += made
