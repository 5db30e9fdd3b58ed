"""Attack: free text that names kiln and debt. It is warned of, found by no search, told to a supervisor, and erased."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desktop.queries.ledger.entries import Said, tell
from desktop.records.household import HouseholdDraft
from desktop.records.pair import PairFilter
from desktop.reference.never_kept import matter_in_text
from desktop.usecases import blocks, households, identity, import_batches, imports, pairs, registration, safekeeping
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BlockReason,
    CardReason,
    ConsentPurpose,
    DifferenceReason,
    PairAnswer,
    ProxyReason,
    VoidReason,
)
from tests import factories
from tests.exchange.sheets import makers
from tests.factories import PLACE, TestOffice, household, woman
from tests.usecases.test_consents import all_of_it, reading, withdrawn

KILN = "Bhatta Ch. Xanadu (peshgi 50000)"
REGISTER = ConsentPurpose.REGISTER


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """A real office; whatever was done, its book is whole afterwards."""
    with factories.office(tmp_path) as made:
        yield made
        opened = made.opened(Role.CLERK)
        assert safekeeping.check(opened.desk, opened.certificates, made.folder).first_bad is None


def at(village: str) -> HouseholdDraft:
    return replace(household(woman("سکینہ", "Sakina")), village=village)


def insisted(office: TestOffice) -> list[dict[str, object]]:
    """What the entries for the supervisor say."""

    class Heard:
        kinds = frozenset({EntryKind.WORDS_INSISTED})

        def __init__(self) -> None:
            self.found: list[dict[str, object]] = []

        def hear(self, said: Said, content: bytes | None) -> None:
            self.found.append(msgspec.json.decode(content or b"{}"))

    heard = Heard()
    with reading(office) as conn, conn.begin():
        tell(conn, office.desk(Role.CLERK).office.district, heard)
    return heard.found


def found(office: TestOffice, text: str) -> int:
    return len(registration.find(office.desk(Role.CLERK), text))


@pytest.mark.parametrize(
    ("village", "asked"),
    [
        (KILN, ("bhatta", "Xanadu", "peshgi")),
        ("بھٹہ ملک", ("بھٹہ", "bhatta")),
        ("Masihi Basti", ("masihi", "basti")),
        ("بھٹے والی بستی", ("بھٹے", "بھٹہ", "بستی")),
        ("بھٹوں کی بستی", ("بھٹوں", "بستی")),
        ("Brickkiln Basti", ("brickkiln", "brick", "basti")),
        ("بھٹہ\u200cوالا", ("بھٹہ", "بھٹہ\u200cوالا", "والا")),
        ("ڀٺن وارو ڳوٺ", ("ڀٺن", "ڀٺو", "ڳوٺ")),
    ],
)
def test_a_village_that_names_a_matter_is_warned_of_and_finds_nobody(
    office: TestOffice, village: str, asked: tuple[str, ...]
) -> None:
    """Accepted when somebody insists, with one entry that never holds the words. Control: another village finds."""
    clerk = office.desk(Role.CLERK)
    done = registration.register(clerk, at(village))
    assert [(one.where, one.code, one.stops) for one in done.problems] == [("place.village", Finding.NEVER_KEPT, False)]
    assert [found(office, one) for one in asked] == [0] * len(asked)
    (entry,) = insisted(office)
    assert set(entry) == {"fields"}
    registration.register(clerk, at("Basti Xyloph"), different=True)
    assert found(office, "Xyloph") == 1
    assert len(insisted(office)) == 1


def test_a_correction_and_a_move_are_warned_of_too_and_only_what_is_new_is_told(office: TestOffice) -> None:
    """A correction that leaves the words where they were tells nothing again."""
    clerk = office.desk(Role.CLERK)
    code = registration.register(clerk, at(KILN)).household.code
    told = registration.draft_of(clerk, code)
    registration.correct(clerk, code, replace(told, members=(replace(told.members[0], name_latin="Sakeena"),)))
    assert len(insisted(office)) == 1
    moved = households.move(clerk, code, PLACE, "Brick kiln no 7", day=local_day(clerk.clock().at))
    assert [one.code for one in moved.problems] == [Finding.NEVER_KEPT]
    assert (len(insisted(office)), found(office, "kiln")) == (1, 0)


@pytest.mark.parametrize(("note", "entries"), [("the bhatta munshi holds the card", 1), ("asked the neighbours", 0)])
def test_staffs_own_words_are_told_too(office: TestOffice, note: str, entries: int) -> None:
    """Whatever use case keeps them: in which text, with which matter, never the words; the act is the last entry."""
    code = registration.register(office.desk(Role.CLERK), at("Chak Quixote")).household.code
    done = blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.UNDER_REVIEW, note)
    assert insisted(office) == [{"fields": {"note": "employer"}}] * entries
    with reading(office) as conn, conn.begin():
        assert conn.exec_driver_sql("SELECT count(*) FROM ledger_entry").scalar_one() == done.entry.size


def test_no_word_of_a_list_to_choose_from_is_taken_for_staffs_own() -> None:
    """Reasons are words of staff's own or of a list; those of a list say nothing that is warned of."""
    lists = (BlockReason, DifferenceReason, VoidReason, ProxyReason, CardReason)
    assert [one for kind in lists for one in kind if matter_in_text(one.value)] == []


def test_no_list_is_of_such_a_village(office: TestOffice) -> None:
    """Of who needs a paper and of pairs: by its words nobody is listed, nor is it named. Control: another village."""
    clerk = office.desk(Role.CLERK)
    for village in (KILN, "Chak Quixote"):
        registration.register(
            clerk, replace(at(village), members=(woman("سکینہ", "Sakina", id_type="NONE"),)), different=True
        )
    assert {one.village for one in identity.villages(clerk)} == {"", "Chak Quixote"}
    assert [one.village for one in identity.people_of(clerk, village=(PLACE, ""))] == [""]
    assert identity.people_of(clerk, village=(PLACE, KILN)) == ()
    assert [len(identity.people_of(clerk, text=text)) for text in ("bhatta", "Xanadu", "Quixote")] == [0, 0, 1]
    filters = [PairFilter((PairAnswer.DIFFERENT,), village=text) for text in ("bhatta", "Xanadu", "Quixote")]
    assert [pairs.counts(clerk, one).different for one in filters] == [0, 0, 1]


def moved(office: TestOffice) -> HouseholdCode:
    """A household that lived at a kiln, went to another, and asks to be removed."""
    clerk = office.desk(Role.CLERK)
    code = registration.register(clerk, at(KILN)).household.code
    households.move(clerk, code, PLACE, "Zebulon Bricks", day=local_day(clerk.clock().at))
    return code


def test_the_village_goes_with_the_household(office: TestOffice) -> None:
    """In rows, events and book, on bytes."""
    code = moved(office)
    before = all_of_it(office)
    assert b"Xanadu" in before
    assert b"Zebulon" in before
    withdrawn(office, code, REGISTER)
    after = all_of_it(office)
    assert b"Xanadu" not in after
    assert b"Zebulon" not in after


def test_a_village_where_others_live_stays(office: TestOffice) -> None:
    """And goes with the last who live there."""
    clerk = office.desk(Role.CLERK)
    first = registration.register(clerk, at("Chak Quixote")).household.code
    second = registration.register(clerk, at("chak quixote"), different=True).household.code
    withdrawn(office, first, REGISTER)
    assert b"Chak Quixote" in all_of_it(office)
    withdrawn(office, second, REGISTER)
    assert b"quixote" not in all_of_it(office)


def test_the_village_of_an_import_goes_too(office: TestOffice) -> None:
    """The entry of an import is of many households and stays: it holds marks of villages, and no village."""
    rows = (
        ("HH", "Name", "Sex", "Village", "Consent"),
        ("1", "Sakina", "F", "Zebulon Bricks", "yes"),
        ("2", "Ali", "M", "Chak Quixote", "yes"),
    )
    file = office.folder.parent / "list.xlsx"
    file.write_bytes(makers.xlsx(rows))
    clerk = office.desk(Role.CLERK)
    seen = imports.look(clerk, file)
    import_batches.run(clerk, file, seen, plan=replace(seen.plan, place=PLACE, as_written=True))
    assert insisted(office) == [{"households": 1, "number": 1}]
    assert found(office, "Zebulon") == 0
    assert found(office, "Quixote") == 1
    for name in ("Sakina", "Ali"):
        withdrawn(office, registration.find(clerk, name)[0].household, REGISTER)
    after = all_of_it(office)
    assert b"Zebulon" not in after
    assert b"Quixote" not in after
