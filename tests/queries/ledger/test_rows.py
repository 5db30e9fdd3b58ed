"""Check holds every row of the registration desk against the book: what was edited is found, and its kind is named."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.opening import Opened
from desktop.queries.ledger import against_entries as ledger
from desktop.records.identity import NoteDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.records.workplace import VisitDraft, WorkplaceDraft
from desktop.usecases import (
    cards,
    collectors,
    consents,
    identity,
    import_batches,
    imports,
    pairs,
    registration,
    rights,
    safekeeping,
    workplaces,
)
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    CardReason,
    ConsentLanguage,
    ConsentPurpose,
    IdentityResult,
    Intermediary,
    PairAnswer,
    WorkplaceKind,
)
from tests import factories
from tests.factories import DISTRICT, household
from tests.usecases.living import Days, Living, ids, man, wife

RANI = CollectorDraft(name_as_told="رانی", name_latin="Rani", relation="SIS", phone="0301-5556667")
NOORI = CollectorDraft(name_as_told="نوری", relation="SIS")
LIST = "Name,Sex,Age,Household No\nسلمیٰ,F,30,1\nعلی,M,8,1\nثریا,F,40,2\n"

CHAK_45 = "(SELECT id FROM household WHERE village = 'Chak 45')"
ENDED = "(SELECT household_id FROM collector WHERE to_day IS NOT NULL LIMIT 1)"
NAMED = "(SELECT id FROM registrant WHERE name_latin = '{}')"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    """An office that did a bit of everything."""
    days = Days()
    folder = tmp_path_factory.mktemp("rows")
    with factories.office(folder, clock=days) as made:
        living = Living(made, days)
        everything(living)
        sheet = folder / "list.csv"
        sheet.write_text(LIST, encoding="utf-8")
        seen = imports.look(living.clerk, sheet)
        agreed = replace(factories.household().consent, photo=False)
        plan = replace(seen.plan, place=factories.PLACE, consent=agreed)
        assert import_batches.run(living.clerk, sheet, seen, plan=plan).registered == 2
        yield living


def everything(life: Living) -> None:
    clerk, supervisor, today = life.clerk, life.office.desk(Role.SUPERVISOR), life.today
    home, other = life.family(), life.family(man("اللہ دتہ", "Allah Ditta"), wife("گل", "Gul"))
    vouched = replace(
        household(man("سائیں", "Saeen"), village="Chak 45"),
        collectors=(NOORI,),
        vouchers=(VoucherDraft("بابا", "Baba"),),
    )
    told = registration.register(clerk, vouched).household
    collectors.name_collector(clerk, home.code, RANI)
    collectors.name_collector(clerk, home.code, CollectorDraft(registrant=ids(other)[0]))
    collectors.end_collector(clerk, home.code, 1)
    registration.correct(clerk, told.code, replace(registration.draft_of(clerk, told.code), collectors=(RANI, NOORI)))
    for role in (Intermediary.MUNSHI, Intermediary.JAMADAR):
        draft = IntermediaryDraft(role, "اکرم", "", "0300-1234567", "PK61701", "Chak 12")
        noted = collectors.note_intermediary(clerk, draft)
    collectors.end_intermediary(clerk, noted.noted.id)
    workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "Chak 12", "canal"))
    made = workplaces.draft_of(workplaces.show(clerk, 1)[0])
    workplaces.correct(clerk, 1, replace(made, landmark="the old canal"))
    workplaces.visit(clerk, 1, VisitDraft(today, 4))
    rights.tell_rights(clerk, home.code, ConsentLanguage.URDU)
    identity.note(clerk, ids(home)[0], NoteDraft(IdentityResult.APPLIED, today, "T-1", "", ""))
    identity.note(clerk, ids(other)[1], NoteDraft(IdentityResult.REFUSED, today, "", "", ""))
    consents.withdraw(clerk, home.code, ConsentPurpose.PHOTO)
    consents.withdraw(clerk, home.code, ConsentPurpose.PHONE, registrant=ids(home)[1])
    consents.withdraw(clerk, other.code, ConsentPurpose.PHONE)
    consents.confirm(clerk, other.code, ConsentPurpose.PHONE)
    consents.withdraw(clerk, told.code, ConsentPurpose.PHONE)
    consents.call_off(clerk, told.code, ConsentPurpose.PHONE)
    numbers = [face.number for face in cards.issue(clerk, [home.code, other.code]).faces]
    cards.replace(clerk, numbers[0], CardReason.LOST, present=True)
    pairs.decide(clerk, ids(home)[0], ids(told)[0], PairAnswer.DIFFERENT)
    pairs.decide(clerk, ids(home)[1], ids(told)[0], PairAnswer.LATER)
    again = pairs.merge(supervisor, ids(home)[1], ids(other)[1])
    pairs.unmerge(supervisor, again.merge)
    pairs.merge(supervisor, ids(told)[0], ids(other)[0])


def found(life: Living, *edits: str) -> str | None:
    """What check finds when the store was edited; the edit is taken back."""
    with life.clerk.store.writer.connect() as conn:
        tampering = conn.begin()
        for edit in edits:
            assert conn.exec_driver_sql(edit).rowcount >= 1
        stray = ledger.compare(conn, DISTRICT, life.days().at).stray
        tampering.rollback()
    return None if stray is None else stray.table


def test_a_book_of_everything_fits(life: Living) -> None:
    opened: Opened = life.office.opened(Role.CLERK)
    assert safekeeping.check(opened.desk, opened.certificates, opened.folder).first_bad is None


@pytest.mark.parametrize(
    ("table", "edit"),
    [
        ("collector", "UPDATE collector SET name_as_told = 'بشیر' WHERE to_day IS NULL AND name_latin = 'Rani'"),
        ("collector", "UPDATE collector SET phone = '+923009999999' WHERE to_day IS NULL AND name_latin = 'Rani'"),
        ("collector", "UPDATE collector SET to_day = NULL WHERE to_day IS NOT NULL AND name_latin = 'Rani'"),
        ("collector", "DELETE FROM collector WHERE to_day IS NULL AND name_latin = 'Rani'"),
        ("collector", "UPDATE collector SET registrant_id = NULL WHERE registrant_id IS NOT NULL"),
        (
            "collector",
            f"UPDATE collector SET household_id = {ENDED}, place = 1 WHERE to_day IS NULL AND name_latin = 'Rani'",
        ),
        ("voucher", "UPDATE voucher SET name_as_told = 'بشیر'"),
        ("voucher", "DELETE FROM voucher"),
        ("withdrawal", "UPDATE withdrawal SET state = 'called_off' WHERE state = 'waiting' AND purpose = 'photo'"),
        ("withdrawal", "UPDATE withdrawal SET due = '2099-01-01' WHERE state = 'waiting' AND purpose = 'photo'"),
        ("withdrawal", "UPDATE withdrawal SET registrant_id = NULL WHERE registrant_id IS NOT NULL"),
        ("withdrawal", "UPDATE withdrawal SET purpose = 'phone' WHERE purpose = 'photo'"),
        ("withdrawal_done", "UPDATE withdrawal SET state = 'waiting' WHERE state = 'done'"),
        (
            "withdrawal",
            f"UPDATE withdrawal SET household_id = {CHAK_45} WHERE purpose = 'photo'",
        ),
        ("rights_offered", "UPDATE rights_offered SET language = 'sd'"),
        ("rights_offered", "UPDATE rights_offered SET day = '2020-01-01'"),
        (
            "rights_offered",
            f"UPDATE rights_offered SET household_id = {CHAK_45}",
        ),
        ("identity_note", "UPDATE identity_note SET result = 'not_wanted' WHERE token = 'T-1'"),
        ("identity_note", "UPDATE identity_note SET token = '' WHERE token = 'T-1'"),
        (
            "identity_note",
            f"UPDATE identity_note SET registrant_id = {NAMED.format('Gul')} WHERE token = 'T-1'",
        ),
        ("known_intermediary", "UPDATE known_intermediary SET phone = '' WHERE ended_at IS NULL"),
        ("known_intermediary", "UPDATE known_intermediary SET village = 'Kot' WHERE ended_at IS NULL"),
        ("known_intermediary", "UPDATE known_intermediary SET ended_at = noted_at WHERE ended_at IS NULL"),
        ("workplace", "UPDATE workplace SET landmark = 'canal'"),
        ("workplace", "UPDATE workplace SET working = 0"),
        ("workplace_visit", "UPDATE workplace_visit SET households_met = 40"),
        ("pair", "UPDATE pair SET answer = 'different' WHERE answer = 'later'"),
        ("pair", "UPDATE pair SET answer = NULL WHERE answer = 'different'"),
        ("pair", "DELETE FROM pair WHERE answer = 'different'"),
        (
            "merge",
            f"UPDATE people_merge SET kept_id = {NAMED.format('Sakina Bibi')} WHERE undone_at IS NULL",
        ),
        ("unmerge", "UPDATE people_merge SET undone_at = merged_at WHERE undone_at IS NULL"),
        ("card", "UPDATE card SET state = 'live' WHERE state = 'replaced'"),
        ("card", "UPDATE card SET state = 'revoked' WHERE state = 'live' AND slot = 2"),
        ("card", "UPDATE card SET issue = 9 WHERE state = 'replaced'"),
        ("import_batch", "UPDATE import_batch SET state = 'undone'"),
        ("import_batch", "DELETE FROM imported_household"),
    ],
)
def test_an_edited_row_is_found(life: Living, table: str, edit: str) -> None:
    assert found(life) is None
    assert found(life, edit) == table


def test_somebody_of_an_import_is_not_moved_either(life: Living) -> None:
    person = "(SELECT id FROM registrant WHERE name_as_told = '{}')"
    home = f"(SELECT household_id FROM membership WHERE registrant_id = {person.format('ثریا')})"
    edit = f"UPDATE membership SET household_id = {home}, place = 7 WHERE registrant_id = {person.format('علی')}"
    assert found(life, edit) == "home"
