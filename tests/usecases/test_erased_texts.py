"""Texts in which somebody may have written of a person: each column was judged, and what is to go goes when asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, String

from desktop.models.base import Choice, Id
from desktop.models.schema import Base
from desktop.records.help_desk import ProxyDraft
from desktop.usecases import allowances, blocks, programmes, registration, round_lists, safekeeping
from desktop.values.identifiers import RegistrantId
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, ConsentPurpose, ListKind, ProxyReason
from tests import factories
from tests.factories import TestOffice, household, woman
from tests.usecases.relief_office import Relief
from tests.usecases.test_consents import all_of_it, withdrawn

ERASED = "erased"
CODES = "a code, an id or a number of ours: it says nothing to whoever has not the register"
PLACE = "a place down to the village, that is of no household or only an area; kept for the counts"
LIST = "one of a closed list"
STAFF = "about people who work here, not people who are helped"
GOODS = "about goods and papers that go with them; the field asks what, where from, and why less came"
ROUND = "the plan of a round or of a programme, made before anybody draws"
BOOK = "the book: contents that name people are erased, lines and seals hold none"
OF_NOBODY = "no household stands beside it, so that it is about nobody; the form asks why, and for no name"

JUDGED: dict[str, str] = {
    "allowance.reason": ERASED,
    "block.lift_note": ERASED,
    "block.note": ERASED,
    "card.credential": "signed digits of a card that is revoked",
    "card.kid": CODES,
    "collection.person_key": ERASED,
    "collector.name_as_told": ERASED,
    "collector.name_latin": ERASED,
    "collector.phone": ERASED,
    "collector.relation": LIST,
    "desk.log": CODES,
    "desk.name": STAFF,
    "desk.seed": BOOK,
    "disbursed_item.item": LIST,
    "disbursement.sheet": CODES,
    "distribution_point.code": ROUND,
    "distribution_point.name": ROUND,
    "draft.body": ERASED,
    "draft.kind": CODES,
    "duty.name": STAFF,
    "entitlement_turn.item": LIST,
    "envelope.sealed": "sealed to the focal person; decisions 7",
    "erased_content.by_log": CODES,
    "erased_content.log": CODES,
    "hazard_event.areas": PLACE,
    "hazard_event.code": ROUND,
    "hazard_event.name": ROUND,
    "helpline.number": "a public number",
    "household.code": CODES,
    "household.home_pcode": PLACE,
    "household.pcode": PLACE,
    "household.village": ERASED,
    "household_event.from_pcode": PLACE,
    "household_event.from_village": ERASED,
    "household_event.pcode": PLACE,
    "household_event.village": ERASED,
    "identity_note.token": ERASED,
    "import_batch.file_sha256": CODES,
    "import_batch.plan": "which column of a list means what",
    "import_map.body": "which column of a list means what",
    "import_map.name": "which column of a list means what",
    "imported_household.submission": CODES,
    "item_step.item": LIST,
    "known_intermediary.name_as_told": "who holds workers: kept so that they collect for nobody; ended by a supervisor",
    "known_intermediary.name_key": "who holds workers: kept so that they collect for nobody; ended by a supervisor",
    "known_intermediary.name_latin": "who holds workers: kept so that they collect for nobody; ended by a supervisor",
    "known_intermediary.pcode": PLACE,
    "known_intermediary.phone": "who holds workers: kept so that they collect for nobody; ended by a supervisor",
    "known_intermediary.village": PLACE,
    "ledger_content.content": ERASED,
    "ledger_content.log": CODES,
    "ledger_content.salt": BOOK,
    "ledger_entry.hash": BOOK,
    "ledger_entry.line": BOOK,
    "ledger_entry.own": BOOK,
    "ledger_entry.second": BOOK,
    "ledger_entry.log": CODES,
    "ledger_head.frontier": BOOK,
    "ledger_head.log": CODES,
    "ledger_head.note": BOOK,
    "ledger_head.root": BOOK,
    "listing.reason": ERASED,
    "loan_return.item": LIST,
    "membership.relation": LIST,
    "name_key.key": ERASED,
    "office.name": STAFF,
    "office.protection_recipient": BOOK,
    "office.protection_signature": BOOK,
    "office.shuffle_key": BOOK,
    "operator.name": STAFF,
    "operator_certificate.card": STAFF,
    "operator_certificate.operator": STAFF,
    "operator_certificate.role": STAFF,
    "operator_certificate.salt": BOOK,
    "operator_certificate.signature": BOOK,
    "owed.item": LIST,
    "pair.why": LIST,
    "people_merge.before": "ids, dates, and names of fields",
    "photo.jpeg": ERASED,
    "point_area.pcode": PLACE,
    "point_count.item": LIST,
    "point_count.note": GOODS,
    "point_day.reason": "why a point opened with something unticked, by two of the staff",
    "point_day.summary": "sums of a closed day",
    "programme.name": ROUND,
    "programme_version.rules": ROUND,
    "provisional.reason": OF_NOBODY,
    "provisional_item.item": LIST,
    "proxy.name_as_told": ERASED,
    "proxy.name_latin": ERASED,
    "proxy.person_key": ERASED,
    "proxy.phone": ERASED,
    "proxy.relation": ERASED,
    "quiet_note.flag": CODES,
    "quiet_note.reason": OF_NOBODY,
    "referral.code": LIST,
    "referral.collects": LIST,
    "referral.number": CODES,
    "referral.refused": LIST,
    "referral.source": LIST,
    "registrant.id_number": ERASED,
    "registrant.id_type": LIST,
    "registrant.name_as_told": ERASED,
    "registrant.name_latin": ERASED,
    "registrant.parent_latin": ERASED,
    "registrant.parent_name": ERASED,
    "registrant.phone": ERASED,
    "registrant.safe_times": ERASED,
    "registrant.washington": ERASED,
    "release.authority": "who ordered a release: an office that answers for it, never a household",
    "release.order_number": "who ordered a release: an office that answers for it, never a household",
    "release.reason": "who ordered a release: an office that answers for it, never a household",
    "release_item.item": LIST,
    "round.code": ROUND,
    "round.criteria": ROUND,
    "round.list_digest": CODES,
    "round_area.pcode": PLACE,
    "round_item.item": LIST,
    "round_item.rule": ROUND,
    "stock_level.item": LIST,
    "stock_movement.batch": GOODS,
    "stock_movement.document": GOODS,
    "stock_movement.item": LIST,
    "stock_movement.note": GOODS,
    "stock_movement.other": GOODS,
    "voucher.name_as_told": ERASED,
    "voucher.name_key": ERASED,
    "voucher.name_latin": ERASED,
    "voucher.phone": ERASED,
    "waybill.note": GOODS,
    "waybill.number": GOODS,
    "waybill.origin": GOODS,
    "waybill.seal": GOODS,
    "waybill.vehicle": GOODS,
    "waybill_line.batch": GOODS,
    "waybill_line.item": LIST,
    "workplace.landmark": "a place of work, which no person is joined to",
    "workplace.licence": "a place of work, which no person is joined to",
    "workplace.pcode": PLACE,
    "workplace.village": PLACE,
}
"""What becomes of each text when a person asks to be removed, and why it stays where it stays."""

SLIP = "Zareena sells the oil"
NUMBER = "0300-1234567"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """A real office; whatever was erased, its book is whole afterwards."""
    with factories.office(tmp_path) as made:
        yield made
        opened = made.opened(Role.CLERK)
        assert safekeeping.check(opened.desk, opened.certificates, made.folder).first_bad is None


def texts() -> list[str]:
    """Every column of the schema that holds a text or bytes that are no id and of no closed list."""
    return sorted(
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String | LargeBinary)
        and not isinstance(column.type, Choice | Id)
        and column.name != "district_id"
    )


def test_every_text_of_the_schema_was_judged() -> None:
    """Whoever adds a column in which somebody may write of a person says here what becomes of it."""
    assert texts() == sorted(JUDGED)


def written_of(office: TestOffice) -> tuple[str, list[RegistrantId]]:
    """A household of two of whom staff wrote in every field that stands beside a household; code and people."""
    relief = Relief(office)
    supervisor, helper = office.desk(Role.SUPERVISOR), office.desk(Role.HELPDESK)
    lead = office.second(Role.LEAD)
    other = relief.household(2)
    frozen = relief.round(kind=ListKind.FROZEN)
    head = woman("زرینہ خاتون", "Zareena Khatoon", phone=NUMBER)
    sister = woman("شازیہ", "Shazia", relation="SIS", holder=None)
    view = registration.register(office.desk(Role.CLERK), household(head, sister), different=True).household
    code = view.code
    allowances.allow(supervisor, frozen.round_code, code, 2, f"allow: {SLIP}", second=lead)
    round_lists.add_household(supervisor, frozen.round_code, code, f"list: {SLIP}")
    told = ProxyDraft("زرینہ خاتون", "Zareena Khatoon", "SIS", NUMBER, ProxyReason.ILL)
    allowances.let_collect(helper, frozen.round_code, other, told, second=lead)
    neighbour = ProxyDraft("نسرین", "Nasreen", "SIS", NUMBER, ProxyReason.ILL)
    allowances.let_collect(helper, frozen.round_code, other, neighbour, second=lead)
    blocks.propose(helper, code, BlockReason.DUPLICATE, f"note: {SLIP}")
    blocks.decide(supervisor, code, agreed=True, second=lead)
    blocks.lift(supervisor, code, f"lifted: {SLIP}", second=lead)
    programmes.close_round(supervisor, frozen.round_code)
    return code.text, [member.id for member in view.members]


@pytest.mark.parametrize("whole", [True, False], ids=["household", "person"])
def test_what_staff_wrote_of_a_household_goes_with_whoever_asks_to_be_removed(
    office: TestOffice, *, whole: bool
) -> None:
    """In the tables and in the book: nobody knows of whom of them it speaks. That and why it was blocked stays."""
    _, people = written_of(office)
    before = all_of_it(office)
    for field in ("list", "allow", "note", "lifted"):
        assert before.count(f"{field}: {SLIP}".encode()) == 2, f"{field}: the row and the entry"
    code = registration.find(office.desk(Role.CLERK), "Zareena")[0].household
    withdrawn(office, code, ConsentPurpose.REGISTER, None if whole else people[0])
    after = all_of_it(office)
    for gone in (SLIP, "Zareena", "زرینہ", "+923001234567"):
        assert gone.encode() not in after, gone
    assert b"Nasreen" in after, "a neighbour who had the same number keeps her name"
    (block,) = blocks.of_household(office.desk(Role.HELPDESK), code)
    assert (block.reason, block.decided_by, block.note, block.lift_note) == (
        BlockReason.DUPLICATE,
        "supervisor",
        "",
        "",
    )


def test_a_number_taken_back_is_gone_where_it_was_let_collect(office: TestOffice) -> None:
    """The names stay: only the phone was taken back."""
    written_of(office)
    code = registration.find(office.desk(Role.CLERK), "Zareena")[0].household
    withdrawn(office, code, ConsentPurpose.PHONE)
    after = all_of_it(office)
    assert b"+923001234567" not in after
    assert b"Zareena Khatoon" in after
    assert SLIP.encode() in after


def test_what_was_written_of_others_stays(office: TestOffice) -> None:
    """Who asks takes nothing of another household along."""
    written_of(office)
    withdrawn(office, Relief(office).household(2), ConsentPurpose.REGISTER)
    assert all_of_it(office).count(SLIP.encode()) == 8
