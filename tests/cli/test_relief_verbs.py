"""The verbs round, scan, void and roster: what stands on stdout, and what the exit code says."""

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import func, select

from desktop.ledger.entry import decode
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.mailbox import Envelope
from desktop.records.distribution import Standing
from desktop.records.trusted_person import CollectorDraft
from desktop.security.card_code import seal, validity
from desktop.usecases import cards, collectors
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason
from tests.cli.relief_line import ROUND, Line
from tests.factories import office
from tests.security.offices import make_office
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import stock


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One practice office for all tests here."""
    with office(tmp_path_factory.mktemp("verbs"), practice=True) as made:
        yield Relief(made)


@pytest.fixture
def line(relief: Relief, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line with an open round called flour."""
    found = Line(relief, capsys, tmp_path)
    if not any(view["round"] == "flour" for view in found(Role.CLERK, "round", "list")[1]["rounds"]):
        found.round("flour")
    return found


def test_a_round_is_made_listed_opened_and_closed(line: Line) -> None:
    file = line.folder / "r.toml"
    file.write_text(ROUND.format(code="one", kind="open"), encoding="utf-8")
    code, made = line(Role.SUPERVISOR, "round", "create", str(file))
    assert (code, made["round"], made["state"]) == (0, "one", "draft")
    assert set(made["entry"]) == {"log", "seq"}
    assert {"round", "households", "entitlements", "state"} <= set(made)
    assert all(" " in line["amount"] for line in made["entitlements"])
    assert line(Role.SUPERVISOR, "round", "open", "one")[1]["state"] == "open"
    code, listed = line(Role.AUDITOR, "round", "list")
    assert (code, listed["rounds"][0]["round"]) == (0, "one")
    assert line(Role.SUPERVISOR, "round", "close", "one")[1]["state"] == "closed"
    code, refused = line(Role.SUPERVISOR, "round", "close", "one")
    assert (code, refused["error"]["code"]) == (1, "round_not_in_state")


def test_a_frozen_round_needs_a_second_person_before_it_opens(line: Line) -> None:
    file = line.folder / "r.toml"
    file.write_text(ROUND.format(code="two", kind="frozen"), encoding="utf-8")
    line(Role.SUPERVISOR, "round", "create", str(file))
    code, refused = line(Role.SUPERVISOR, "round", "open", "two")
    assert (code, refused["error"]["code"]) == (1, "round_not_frozen")
    code, refused = line(Role.SUPERVISOR, "round", "freeze", "two")
    assert (code, refused["error"]["code"]) == (1, "second_needed")
    code, frozen = line(Role.SUPERVISOR, "round", "freeze", "two", *line.second(Role.LEAD))
    assert (code, frozen["frozen"], frozen["list_version"]) == (0, True, 1)
    assert line(Role.SUPERVISOR, "round", "open", "two")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "named"), [("OIL5", "OIL6", "OIL6"), ("malook", "Malook", "point[0].code"), ('"one"', "", "code")]
)
def test_a_round_file_that_cannot_be_taken_is_exit_3_and_names_field_and_value(
    line: Line, old: str, new: str, named: str
) -> None:
    file = line.folder / "r.toml"
    file.write_text(ROUND.format(code="one", kind="open").replace(old, new, 1), encoding="utf-8")
    code, refused = line(Role.SUPERVISOR, "round", "create", str(file))
    assert (code, refused["error"]["code"]) == (3, "round_file_wrong")
    if named != "code":
        assert named in refused["error"]["what"]


def test_a_picture_of_a_printed_card_is_given_to_once(line: Line) -> None:
    code = line.relief.household(4)
    picture = line.picture(line.relief.cards(code)[0].number)
    exit_code, first = line.scan(Role.SCANNER, "--give", "--image", str(picture))
    assert (exit_code, first["verdict"], first["source"]) == (0, "G1", "picture")
    assert first["household"] == code.text
    assert first["card"] == first["code"] == f"{code.text}101"
    assert first["items"] == [{"item": "ATTA20", "amount": "4 bag"}, {"item": "OIL5", "amount": "1 can"}]
    assert first["receipt"] > 0
    assert len(first["disbursement"]) == 36
    assert first["ms"] > 0
    assert "refused_why" not in first
    exit_code, again = line.scan(Role.SCANNER, "--give", "--image", str(picture))
    assert (exit_code, again["verdict"], again["disbursement"], again["items"]) == (1, "H1", None, [])
    assert "refused_why" not in again
    exit_code, why = line.scan(Role.HELPDESK, "--image", str(picture))
    assert (exit_code, why["refused_why"], why["facts"]["receipt"]) == (1, "received", str(first["receipt"]))


def test_a_typed_code_gives_only_after_a_look(line: Line) -> None:
    code = line.relief.household().text
    exit_code, told = line.scan(Role.SCANNER, code)
    assert (exit_code, told["verdict"], told["looks"], told["source"]) == (0, "G2", ["typed"], "typed")
    exit_code, told = line.scan(Role.SCANNER, "--give", code)
    assert (exit_code, told["verdict"], told["disbursement"]) == (1, "G2", None)
    exit_code, told = line.scan(Role.SCANNER, "--give", "--looked", code)
    assert (exit_code, told["verdict"]) == (0, "G2")
    assert told["disbursement"]
    assert line.scan(Role.SCANNER, "--give", "--looked", f"{code}101")[1]["verdict"] == "H1"


def test_lines_from_standard_input_are_answered_one_by_one_and_the_worst_sets_the_exit(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = line.relief.household()
    face = line.relief.cards(code)[0]
    unknown = HouseholdCode.make("352", 5)
    monkeypatch.setattr(
        sys, "stdin", io.StringIO(f"{face.credential}\n\n{code.text}\n{unknown.text}\nhttps://example.org\n")
    )
    exit_code, told = line.scan(Role.SCANNER, "-")
    assert [one["verdict"] for one in told] == ["G1", "G2", "N1", "N1"]
    assert [one["source"] for one in told] == ["scanner", "typed", "typed", "typed"]
    assert exit_code == 3


def test_a_replaced_card_is_the_help_desks(line: Line) -> None:
    face = line.relief.cards(line.relief.household())[0]
    picture = line.picture(face.number)
    cards.replace(line.relief.office.desk(Role.CLERK), face.number, CardReason.LOST, present=True)
    exit_code, told = line.scan(Role.SCANNER, "--give", "--image", str(picture))
    assert (exit_code, told["verdict"], told["disbursement"]) == (1, "H4", None)


def test_a_forged_card_is_the_help_desks_and_a_foreign_one_is_read_again(line: Line) -> None:
    face = line.relief.cards(line.relief.household())[0]
    changed = face.credential[:-1] + ("A" if face.credential[-1] != "A" else "B")
    exit_code, told = line.scan(Role.SCANNER, changed)
    assert (exit_code, told["verdict"]) in {(1, "H6"), (3, "N1")}
    exit_code, told = line.scan(Role.SCANNER, "WIFI:S:cafe;;")
    assert (exit_code, told["verdict"], told["household"]) == (3, "N1", None)


def test_a_card_of_another_office_is_the_help_desks_with_that_reason(line: Line) -> None:
    """In its text and in a picture, beside a foreign code: exit 1, and the help desk's role reads why."""
    (face,) = line.relief.cards(line.relief.household())
    practice = line.relief.office.desk(Role.SCANNER).office.practice
    for same, why in ((practice, "other_office"), (not practice, "real_card" if practice else "practice_card")):
        text = seal(face.number, *validity(date(2026, 11, 24)), make_office(practice=same).desk.card)
        exit_code, told = line.scan(Role.SCANNER, "--give", text)
        assert (exit_code, told["verdict"], told["household"], told["disbursement"]) == (1, "H3", None, None)
        exit_code, told = line.scan(Role.HELPDESK, text)
        assert (exit_code, told["verdict"], told["refused_why"]) == (1, "H3", why)
    exit_code, told = line.scan(Role.SCANNER, "WIFI:S:cafe;;", text)
    assert (exit_code, [one["verdict"] for one in told]) == (3, ["N1", "H3"])


def test_a_card_sealed_by_a_forger_is_told_to_the_book(line: Line) -> None:
    """Our key's number, somebody else's signature: H6, exit 1, one line of the book, and nothing is handed over."""
    (face,) = line.relief.cards(line.relief.household())
    desk = line.relief.office.desk(Role.SCANNER)
    forger = make_office(practice=True).desk.card
    forger.kid = line.relief.office.desk(Role.CLERK).card_key.kid

    def doubted() -> int:
        with desk.store.reader.connect() as conn, conn.begin():
            lines = conn.scalars(select(LedgerEntry.line)).all()
        return sum(decode(bytes(one)).do == EntryKind.CARD_DOUBTED for one in lines)

    exit_code, told = line.scan(Role.SCANNER, "--give", seal(face.number, *validity(date(2026, 11, 24)), forger))
    assert (exit_code, told["verdict"], told["disbursement"], told["household"]) == (1, "H6", None, None)
    assert doubted() == 1
    line.scan(Role.SCANNER, "WIFI:S:cafe;;")
    exit_code, told = line.scan(Role.SCANNER, "--give", face.credential)
    assert (exit_code, told["verdict"]) == (0, "G1")
    assert doubted() == 1
    for role, kinds in ((Role.AUDITOR, ["card.doubted"]), (Role.LEAD, [])):
        exit_code, told = line(role, "check")
        assert (exit_code, [one["kind"] for one in told["noted"]]) == (0, kinds)


def test_a_file_that_is_no_picture_says_so_and_exits_3(line: Line) -> None:
    text = line.folder / "card.jpg"
    text.write_text("no picture", encoding="utf-8")
    exit_code, told = line.scan(Role.SCANNER, "--image", str(text))
    assert (exit_code, told["verdict"], told["error"]["code"]) == (3, "N1", "not_a_picture")


def test_a_round_that_is_not_open_stops_the_lane_with_exit_4(line: Line) -> None:
    file = line.folder / "r.toml"
    file.write_text(ROUND.format(code="later", kind="open"), encoding="utf-8")
    line(Role.SUPERVISOR, "round", "create", str(file))
    exit_code, told = line.scan(Role.SCANNER, line.relief.household().text, round_code="later")
    assert (exit_code, told["verdict"]) == (4, "S1")
    exit_code, told = line.scan(Role.SCANNER, line.relief.household().text, round_code="never")
    assert (exit_code, told["error"]["code"]) == (3, "round_unknown")


def test_nothing_to_scan_is_wrong_usage(line: Line) -> None:
    assert line.scan(Role.SCANNER)[0] == 2


def test_void_takes_back_and_the_household_draws_again(line: Line) -> None:
    code = line.relief.household().text
    given = line.scan(Role.SCANNER, "--give", "--looked", code)[1]
    exit_code, told = line(Role.SCANNER, "void", given["disbursement"], "--reason", "pressed_by_mistake")
    assert (exit_code, told["voided"], told["disbursement"]) == (0, True, given["disbursement"])
    assert line(Role.SCANNER, "void", given["disbursement"], "--reason", "came_back")[0] == 1
    assert line(Role.SCANNER, "void", "no-id", "--reason", "came_back")[0] == 3
    again = line.scan(Role.SCANNER, "--give", "--looked", code)[1]
    assert line(Role.LEAD, "void", again["disbursement"], "--reason", "came_back")[0] == 1
    exit_code, _ = line(
        Role.LEAD, "void", again["disbursement"], "--reason", "came_back", *line.second(Role.SUPERVISOR)
    )
    assert exit_code == 0


@pytest.mark.parametrize(("full", "per_page"), [((), 10), (("--full",), 25)])
def test_a_roster_is_written_with_a_row_for_each_household(line: Line, full: tuple[str, ...], per_page: int) -> None:
    line.relief.household()
    out = line.folder / "roster.pdf"
    exit_code, told = line(
        Role.LEAD, "roster", "--round", "flour", "--point", "malook", "--out", str(out), "--sort", "code", *full
    )
    assert exit_code == 0
    assert told["pages"] == -(-told["rows"] // per_page) == len(pypdfium2.PdfDocument(out.read_bytes()))
    assert told["file"] == str(out)
    assert line(Role.SCANNER, "roster", "--round", "flour", "--point", "malook", "--out", str(out))[0] == 1


def test_a_household_that_needs_a_second_person_keeps_no_other_waiting(line: Line) -> None:
    """The lane goes on: the first was registered by who gives, the second is handed over."""
    mine, other = line.relief.household().text, line.relief.household().text
    scanner, clerk = line.relief.office.desk(Role.SCANNER), line.relief.office.desk(Role.CLERK)

    def registered_by(desk: Desk) -> None:
        with desk.store.writer.connect() as conn, conn.begin():
            values = (desk.person.id.bytes, mine)
            conn.exec_driver_sql("UPDATE household SET registered_by = ? WHERE code = ?", values)

    registered_by(scanner)
    exit_code, told = line.scan(Role.SCANNER, "--give", "--looked", mine, other)
    registered_by(clerk)  # as its line says: other tests look at this book too
    assert exit_code == 1
    assert [one["disbursement"] is not None for one in told] == [False, True]
    assert told[0]["error"]["code"] == "second_needed"


def stocked(line: Line, round_code: str, **levels: int) -> Standing:
    """So much lies at the round's point, and nothing else of what is named."""
    standing = Standing(round_code, "malook")
    stock(line.relief, standing, levels)
    return standing


def test_what_is_out_is_told_as_owed_and_given_when_it_has_come(line: Line) -> None:
    line.round("short")
    stocked(line, "short", ATTA20=40, OIL5=0)
    code = line.relief.household(5).text
    exit_code, told = line.scan(Role.SCANNER, "--give", code, round_code="short")
    assert (exit_code, told["verdict"], told["looks"], told["disbursement"]) == (1, "G2", ["typed", "partial"], None)
    exit_code, told = line.scan(Role.SCANNER, "--give", "--looked", code, round_code="short")
    assert exit_code == 0
    assert told["items"] == [{"item": "ATTA20", "amount": "4 bag"}]
    assert told["owed"] == [{"item": "OIL5", "amount": "1 can"}]
    assert line.scan(Role.SCANNER, code, round_code="short")[1]["verdict"] == "H1"
    stocked(line, "short", OIL5=3)
    exit_code, told = line.scan(Role.SCANNER, "--give", "--looked", code, round_code="short")
    assert (exit_code, told["items"]) == (0, [{"item": "OIL5", "amount": "1 can"}])
    assert "owed" not in told


def test_who_collects_is_said_by_a_slot_or_a_word(line: Line) -> None:
    code = line.relief.household()
    clerk = line.relief.office.desk(Role.CLERK)
    who = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
    collectors.name_collector(clerk, code, who)
    number = line.relief.cards(code)[0].number.text
    exit_code, told = line.scan(Role.LEAD, "--collector", "named1", number)
    assert (exit_code, told["verdict"], told["looks"]) == (0, "G2", ["typed", "collector"])
    exit_code, told = line.scan(Role.LEAD, "--collector", "proxy", number)
    assert (exit_code, told["error"]["code"]) == (3, "collector_unknown")
    assert line.scan(Role.LEAD, "--collector", "nephew", number)[0] == 2
    exit_code, told = line.scan(Role.LEAD, "--give", "--looked", "--collector", "named1", number)
    assert (exit_code, told["disbursement"] is not None) == (0, True)


def test_a_card_before_the_round_opens_is_read_in_rehearsal(line: Line) -> None:
    file = line.folder / "soon.toml"
    file.write_text(ROUND.format(code="soon", kind="open"), encoding="utf-8")
    assert line(Role.SUPERVISOR, "round", "create", str(file))[0] == 0
    picture = line.picture(line.relief.cards(line.relief.household())[0].number)
    exit_code, told = line.scan(Role.SCANNER, "--give", "--image", str(picture), round_code="soon")
    assert (exit_code, told["verdict"], told["rehearsal"], told["disbursement"]) == (4, "S1", True, None)


def test_a_scan_of_the_command_line_writes_one_envelope_a_line(line: Line) -> None:
    def envelopes() -> int:
        with line.relief.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
            return conn.scalar(select(func.count()).select_from(Envelope)) or 0

    codes = [line.relief.household().text for _ in range(3)]
    before = envelopes()
    assert line.scan(Role.SCANNER, "--give", "--looked", *codes, "352000000098")[0] != 2
    assert envelopes() == before + 4


def test_the_lines_of_a_sheet_are_entered_once(line: Line) -> None:
    code, other = line.relief.household(5).text, line.relief.household().text
    today = local_day(line.relief.office.desk(Role.LEAD).clock().at).isoformat()
    number = line.relief.sheet(Standing("flour", "malook"))

    def sheet(role: Role, *codes: str) -> tuple[int, Any]:
        return line(
            role, "late-entry", "--round", "flour", "--point", "malook", "--sheet", number, "--day", today, *codes
        )

    exit_code, told = sheet(Role.LEAD, code, "1234", other)
    assert exit_code == 3
    assert [one["entered"] for one in told] == [True, False, True]
    assert (told[1]["verdict"], told[1]["error"]["code"]) == ("N1", "code_unreadable")
    assert told[0]["items"] == [{"item": "ATTA20", "amount": "4 bag"}, {"item": "OIL5", "amount": "1 can"}]
    exit_code, again = sheet(Role.LEAD, code)
    assert (exit_code, again["again"], again["receipt"]) == (0, True, told[0]["receipt"])
    assert sheet(Role.SCANNER, code)[0] == 1
    assert line.scan(Role.LEAD, code)[1]["verdict"] == "H1"
    late = ("--round", "flour", "--point", "malook", "--sheet", line.relief.sheet(Standing("flour", "malook")), "--day")
    exit_code, refused = line(Role.LEAD, "late-entry", *late, today, code)
    assert (exit_code, refused["verdict"], refused["entered"]) == (1, "H1", False)
    assert line(Role.LEAD, "late-entry", *late, "tomorrow", code)[0] == 3


def test_a_line_of_a_sheet_that_says_less_leaves_the_rest_owed(line: Line) -> None:
    """Two of four bags, and a can; five of four are not entered."""
    code = line.relief.household(5).text
    today = local_day(line.relief.office.desk(Role.LEAD).clock().at).isoformat()
    number = line.relief.sheet(Standing("flour", "malook"))
    late = ("late-entry", "--round", "flour", "--point", "malook", "--sheet", number, "--day", today)
    exit_code, refused = line(Role.LEAD, *late, "--given", "ATTA20=5", code)
    assert (exit_code, refused["error"]["code"], refused["entered"]) == (3, "late_amount_wrong", False)
    exit_code, told = line(Role.LEAD, *late, "--given", "ATTA20=2", "--given", "OIL5=1", code)
    assert exit_code == 0
    assert told["items"] == [{"item": "ATTA20", "amount": "2 bag"}, {"item": "OIL5", "amount": "1 can"}]
    assert line.scan(Role.LEAD, code)[1]["verdict"] == "G2"


def test_whom_a_rule_counts_is_told_with_help_without_a_card(line: Line) -> None:
    """Three cans for each child under two; more children than people are no people."""
    told = ROUND.format(code="infants", kind="open").replace('"OIL5", qty = 1', '"OIL5", per = {infant = 3}')
    assert line(Role.SUPERVISOR, "round", "create", line.written("infants.toml", told))[0] == 0
    assert line(Role.SUPERVISOR, "round", "open", "infants")[0] == 0
    assert line(Role.LEAD, "point", "open", "--round", "infants", "--point", "malook", "--tick", "all")[0] == 0
    verb = ("provisional", "--round", "infants", "--point", "malook", "--reason", "no list names them", "--size", "5")
    lead = line.second(Role.LEAD)
    code, given = line(Role.HELPDESK, *verb, "--infants", "2", *lead)
    assert (code, given["items"][1]) == (0, {"item": "OIL5", "amount": "6 can"})
    code, refused = line(Role.HELPDESK, *verb, "--infants", "3", "--women", "3", *lead)
    assert (code, refused["error"]["code"]) == (3, "among_unlikely")
    assert "among 5 people" in refused["error"]["what"]
