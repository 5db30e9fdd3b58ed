"""Nothing that the lane asks looks through everybody: rows are found by more than the district, whoever comes."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from desktop.errors import NotDue, SettledLater
from desktop.records.distribution import Collecting, ItemDraft, Standing, StepDraft
from desktop.records.help_desk import ProxyDraft
from desktop.records.relief_rule import ItemRule
from desktop.records.trusted_person import CollectorDraft
from desktop.scanning.reader import Source as ReaderSource
from desktop.usecases import allowances, blocks, collectors, distribution, households, late_entries, registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, Category, CollectionKind, Once, ProxyReason, Verdict, VoidReason
from tests.factories import TestOffice
from tests.queries.relief.test_plans import LARGE, PLANNED, heard
from tests.usecases.relief_office import FLOUR, OIL, Relief
from tests.usecases.relief_rows import allow, stock

TABLES = (*LARGE, "owed", "collection", "block", "proxy", "allowance", "home_delivery", "listing", "void", "point_day")
WHOLE = re.compile(rf"^(?:SCAN|SEARCH) ({'|'.join(TABLES)})\b(?!.*(?:=\? AND |rowid|<expr>=))")
RULES = (
    FLOUR,
    OIL,
    ItemDraft("HYG", (StepDraft(1, 2),), ItemRule(every_days=7)),
    ItemDraft("KITCHEN", (StepDraft(1, 1),), ItemRule(once=Once.EVENT)),
    ItemDraft("DIGNITY", (), ItemRule(per=((Category.WOMAN, 1),))),
)


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


def lane_of_a_day(
    relief: Relief, standing: Standing, scanner: Desk, lead: Desk, came: Callable[[dict[str, int]], None]
) -> None:
    """Whatever may stand before a card, and what is written for it; `came` tells of goods."""
    codes = [relief.household(5, pcode=pcode) for pcode in ("PK61701", "PK60401", "PK61701", "PK61701")]
    came({"ATTA20": 6, "OIL5": 0})
    card = relief.presented(relief.cards(codes[0])[0].credential, ReaderSource.CAMERA)
    who = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
    collectors.name_collector(relief.office.desk(Role.CLERK), codes[0], who)
    named = Collecting(CollectionKind.NAMED, 1)
    household = distribution.decide(scanner, standing, card, collector=named).household_id
    distribution.who_collects(scanner, standing.round_code, codes[0])
    given = distribution.give(
        scanner, standing, card, disbursement=DisbursementId(new_id()), looked=True, collector=named
    )
    came({"OIL5": 9})
    relief.give(standing, card)
    with pytest.raises(SettledLater):
        distribution.void(scanner, given.disbursement, VoidReason.WRONG_COUNT)
    draft = ProxyDraft("نسرین", "Nasreen", "SIS", "0303-1212121", ProxyReason.ILL)
    beside = relief.office.second(Role.LEAD)
    helper = relief.office.desk(Role.HELPDESK)
    allowances.let_collect(helper, standing.round_code, codes[1], draft, second=beside)
    proxy = Collecting(CollectionKind.PROXY)
    distribution.decide(scanner, standing, relief.typed(codes[1].text), collector=proxy)
    blocks.block(relief.office.desk(Role.SUPERVISOR), codes[2], BlockReason.HOLDER_ASKED, second=beside)
    relief.decide(standing, relief.typed(codes[2].text))
    allow(relief, standing, codes[1], 2)
    sheet = relief.sheet(standing)
    late_entries.enter(lead, standing, sheet, local_day(lead.clock().at), codes[1])
    late_entries.enter(lead, standing, sheet, local_day(lead.clock().at), codes[1])
    last = relief.give(standing, relief.typed(codes[3].text))
    distribution.void(scanner, last.disbursement, VoidReason.CAME_BACK)
    distribution.end_scan(scanner, standing, household, rehearsal=True)
    distribution.counts(scanner, standing)


def test_no_statement_of_the_lane_reads_a_large_table_by_its_district_alone(relief: Relief) -> None:
    scanner, lead = relief.office.desk(Role.SCANNER), relief.office.desk(Role.LEAD)
    standing = replace(relief.round(items=RULES), lane=2)
    with heard(scanner.store.writer, scanner.store.reader, lead.store.writer, lead.store.reader) as said:

        def came(levels: dict[str, int]) -> None:
            """Goods arrive; what the store of goods asks is no matter of the lane."""
            before = len(said)
            stock(relief, standing, levels)
            del said[before:]

        lane_of_a_day(relief, standing, scanner, lead, came)
    assert len(said) > 50
    assert not through_everybody(scanner, said)


def test_what_comes_with_others_is_found_by_their_rows(relief: Relief) -> None:
    """Owed lines that are passed on at a merge, and people who came one by one from where they were counted."""
    scanner, clerk = relief.office.desk(Role.SCANNER), relief.office.desk(Role.CLERK)
    standing, today = relief.round(), local_day(relief.office.desk(Role.CLERK).clock().at)
    here, gone, old, new = (relief.household(size) for size in (2, 2, 4, 2))
    stock(relief, standing, {"ATTA20": 40, "OIL5": 0})
    for code in (gone, old):
        relief.give(standing, relief.typed(code.text))
    with heard(scanner.store.writer, scanner.store.reader, clerk.store.writer, clerk.store.reader) as said:
        households.merge(clerk, here, gone, day=today)
        for member in registration.show(clerk, old).members[1:]:
            households.leave(clerk, old, member.id, day=today, card_ends=True)
            households.join(clerk, new, member.id, day=today)
        assert relief.decide(standing, relief.typed(new.text)).verdict is Verdict.H2
        with suppress(NotDue):  # the store of goods is heard elsewhere
            relief.give(standing, relief.typed(here.text))
    stock(relief, standing, {"OIL5": 9})
    with heard(scanner.store.writer, scanner.store.reader) as more:
        given = relief.give(standing, relief.typed(here.text))
        relief.decide(standing, relief.typed(here.text))
        distribution.void(scanner, given.disbursement, VoidReason.CAME_BACK)
    assert not through_everybody(scanner, [*said, *more])


def through_everybody(desk: Desk, said: list[tuple[str, Any]]) -> str:
    """Statements that look through a large table by its district alone, with the step that does."""
    wrong: set[str] = set()
    with desk.store.reader.connect() as conn, conn.begin():
        raw: Any = conn.connection.driver_connection
        for statement, values in said:
            if PLANNED.match(statement):
                steps = raw.execute("EXPLAIN QUERY PLAN " + statement, values).fetchall()
                wrong.update(f"{step[3]}\n{statement}" for step in steps if WHOLE.match(step[3]))
    return "\n\n".join(sorted(wrong))


def test_a_card_of_a_plain_round_is_decided_by_one_statement(relief: Relief) -> None:
    """Nothing else is asked while no flag of it says so: no shelf, no history, no collector."""
    standing, scanner = relief.round(), relief.office.desk(Role.SCANNER)
    card = relief.presented(relief.cards(relief.household())[0].credential)
    relief.decide(standing, card)
    with heard(scanner.store.reader) as said:
        relief.decide(standing, card)
    assert len([statement for statement, _ in said if PLANNED.match(statement)]) == 1
