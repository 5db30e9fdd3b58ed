"""Check holds who lives where against the book: nobody is moved, and no card changes hands, by editing a row."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.opening import Opened
from desktop.queries.ledger.homes import misplaced_household
from desktop.records.safekeeping import Misfit
from desktop.usecases import cards, consents, households, pairs, registration, safekeeping
from desktop.values.permissions import Role
from desktop.values.vocabulary import ConsentPurpose
from desktop.words.findings import misfit_sentence
from tests import factories
from tests.factories import DISTRICT, child, household, woman
from tests.usecases.living import Days, Living, ids, man, wife


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    """An office in which everything happened once that takes people into households, or out of them."""
    days = Days()
    with factories.office(tmp_path_factory.mktemp("homes"), clock=days) as made:
        living = Living(made, days)
        everything(living)
        yield living


def everything(lived: Living) -> None:
    """Somebody comes, is born, leaves, dies, marries; households split, merge, move; records become one and two."""
    clerk, day = lived.clerk, lived.today
    home = lived.family()
    father, mother, son, daughter = ids(home)
    cards.issue(clerk, [home.code])
    households.join(clerk, home.code, woman("زینب", "Zainab", relation="MOTHER", holder=None), day=day)
    households.birth(clerk, home.code, child("نور", "DAU", age_years=None), day=day)
    split = households.split(clerk, home.code, [mother, daughter], day=day, village="Kot")
    assert split.other is not None
    households.move(clerk, home.code, "PK61702", "Basti Jhok", day=day)
    households.move(clerk, home.code, "PK61702", "Chak 14", day=day, home="PK61701")
    households.marry_out(clerk, home.code, son, day=day, to=split.other.code, holder=True)
    households.death(clerk, home.code, father, day=day)
    other = lived.family(man("اللہ دتہ", "Allah Ditta"), wife("بانو", "Bano"))
    third = lived.family(man("اللہ دتہ", "Allah Ditta"), wife("گل", "Gul"))
    households.merge(clerk, other.code, split.other.code, day=day)
    told = registration.draft_of(clerk, third.code)
    registration.correct(clerk, third.code, told, version=None)
    supervisor = lived.office.desk(Role.SUPERVISOR)
    again = pairs.merge(supervisor, ids(other)[0], ids(third)[0])
    pairs.unmerge(supervisor, again.merge)
    pairs.merge(supervisor, ids(other)[0], ids(third)[0])
    alone = lived.family(man("اللہ دتہ", "Allah Ditta"))
    households.leave(clerk, other.code, ids(other)[1], day=day, card_ends=True)
    nowhere = pairs.merge(supervisor, ids(other)[1], ids(alone)[0])  # lives nowhere, takes the other's place
    assert nowhere.plan.takeover is not None
    gone = lived.family(man("صادق", "Sadiq"), wife("نسیم", "Naseem"), child("ماہ نور", "DAU"))
    for who in (ids(gone)[1], None):
        consents.withdraw(clerk, gone.code, ConsentPurpose.REGISTER, registrant=who)
        consents.confirm(clerk, gone.code, ConsentPurpose.REGISTER, registrant=who)
    draft = household(man("سائیں", "Saeen"), wife("زلیخا", "Zuleikha"), village="Chak 45")
    registration.register(clerk, replace(draft, told_size=6))
    registration.register(clerk, household(man("حمزہ", "Hamza"), village="Chak 46"))


def first_bad(opened: Opened) -> Misfit | None:
    return safekeeping.check(opened.desk, opened.certificates, opened.folder).first_bad


def test_an_office_in_which_everything_happened_fits(life: Living) -> None:
    assert first_bad(life.office.opened(Role.CLERK)) is None


SOMEBODY = "(SELECT m.id FROM membership m JOIN registrant r ON r.id = m.registrant_id WHERE r.name_latin = '{}'"
HOME_OF = (
    "(SELECT m.household_id FROM membership m JOIN registrant r ON r.id = m.registrant_id"
    " WHERE r.name_latin = '{}' AND m.to_day IS NULL LIMIT 1)"
)
NOW = " AND m.to_day IS NULL LIMIT 1)"
EDITS = {
    "somebody lives in another household": (
        f"UPDATE membership SET household_id = {HOME_OF.format('Hamza')} WHERE id = {SOMEBODY.format('Zuleikha')}{NOW}"
    ),
    "somebody lives nowhere": (
        f"UPDATE membership SET to_day = from_day WHERE id = {SOMEBODY.format('Zuleikha')}{NOW}"
    ),
    "somebody who left lives there again": (
        f"UPDATE membership SET to_day = NULL WHERE id = {SOMEBODY.format('Rahim Bux')} LIMIT 1)"
    ),
    "two people changed places": (
        f"UPDATE membership SET household_id = CASE household_id WHEN {HOME_OF.format('Hamza')}"
        f" THEN {HOME_OF.format('Zuleikha')} ELSE {HOME_OF.format('Hamza')} END"
        f" WHERE id IN ({SOMEBODY.format('Zuleikha')}{NOW}, {SOMEBODY.format('Hamza')}{NOW})"
    ),
    "the wife's card place is the husband's": (
        f"UPDATE membership SET slot = NULL WHERE id = {SOMEBODY.format('Zuleikha')}{NOW}"
    ),
    "somebody holds a second card": (f"UPDATE membership SET slot = 7 WHERE id = {SOMEBODY.format('Zuleikha')}{NOW}"),
    "a household lives elsewhere": f"UPDATE household SET village = 'Nowhere' WHERE id = {HOME_OF.format('Hamza')}",
    "a household is of another tehsil": (
        f"UPDATE household SET pcode = 'PK61702' WHERE id = {HOME_OF.format('Hamza')}"
    ),
    "a household has another home": (
        f"UPDATE household SET home_pcode = 'PK61702' WHERE id = {HOME_OF.format('Hamza')}"
    ),
    "a household counts more people": f"UPDATE household SET told_size = 9 WHERE id = {HOME_OF.format('Hamza')}",
    "a household counts nobody any more": (
        f"UPDATE household SET told_size = NULL WHERE id = {HOME_OF.format('Zuleikha')}"
    ),
    "a household counts no people": f"UPDATE household SET told_size = 0 WHERE id = {HOME_OF.format('Hamza')}",
    "a household was closed": f"UPDATE household SET active = 0 WHERE id = {HOME_OF.format('Hamza')}",
    "a household was opened again": (
        "UPDATE household SET active = 1 WHERE id = (SELECT household_id FROM household_event"
        " WHERE change = 'merged_into' LIMIT 1)"
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_of_who_lives_where_is_found(life: Living, edit: str) -> None:
    with life.clerk.store.writer.connect() as conn:
        tampering = conn.begin()
        assert misplaced_household(conn, DISTRICT, set()) is None
        assert conn.exec_driver_sql(edit).rowcount >= 1
        found = misplaced_household(conn, DISTRICT, set())
        tampering.rollback()
    assert found is not None


def test_check_names_where_the_household_begins(life: Living) -> None:
    """The line of its registration, and in words what does not fit."""
    opened = life.office.opened(Role.CLERK)
    told = registration.register(life.clerk, household(man("غلام", "Ghulam"), village="Chak 47"))
    with opened.store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("UPDATE household SET village = 'Elsewhere' WHERE village = 'Chak 47'")
    found = first_bad(opened)
    assert found is not None
    assert (found.seq, found.why) == (told.entry.seq, "stray_home")
    assert "who lives in it" in misfit_sentence(found)
    with opened.store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("UPDATE household SET village = 'Chak 47' WHERE village = 'Elsewhere'")
    assert first_bad(opened) is None
