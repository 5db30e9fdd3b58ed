"""The quiet list about one operator's day, on a real store: what a tester did cheaply is shown, and one less is not."""

from dataclasses import replace

import pytest

from desktop.records.stock import ArrivalDraft, Goods
from desktop.usecases import (
    anomalies,
    blocks,
    cards,
    distribution,
    households,
    late_entries,
    quiet,
    registration,
    stock,
    waybills,
)
from desktop.usecases.people_shown import note_shown
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId, HouseholdCode, RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, QuietKind, VoidReason
from desktop.words.anomalies import noted_words
from desktop.words.quiet import flag_facts, flag_title
from tests.clocks import MorningClock
from tests.factories import TestOffice, household
from tests.usecases.relief_office import Relief
from tests.usecases.test_quiet import person
from tests.usecases.test_quiet_relief import homes, office, relief, watch

__all__ = ["office", "relief", "watch"]


def only(office: TestOffice, kind: QuietKind, count: int) -> str:
    """The one line of the auditor's list; gives its facts."""
    (flag,) = quiet.flags(office.desk(Role.AUDITOR))
    assert (flag.kind, flag.count) == (kind, count)
    assert flag.operator in flag_title(flag)
    return flag_facts(flag)


def nothing(office: TestOffice) -> None:
    assert quiet.flags(office.desk(Role.AUDITOR)) == ()


def test_cards_in_use_printed_once_more(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """A spoilt run, found at once or the next morning, is nothing to look at; cards that came out well are."""
    clerk = office.desk(Role.CLERK)
    codes = homes(relief, watch, 42)
    made = cards.issue(clerk, codes)
    cards.to_paper(clerk, [face.number for face in made.faces])
    cards.issue(clerk, codes[:30])
    watch.forward(days=1)
    cards.issue(clerk, codes[30:])
    nothing(office)
    cards.issue(clerk, codes[:20])
    nothing(office)
    cards.issue(clerk, codes[20:21])
    assert "21 cards" in only(office, QuietKind.COPIES, 21)


@pytest.mark.parametrize("well", [True, False])
def test_cards_of_long_ago_printed_once_more(
    relief: Relief, office: TestOffice, watch: MorningClock, well: bool
) -> None:
    """Also in an office where nobody ever said that they came out well."""
    clerk = office.desk(Role.CLERK)
    codes = homes(relief, watch, 21)
    made = cards.issue(clerk, codes)
    cards.to_paper(clerk, [face.number for face in made.faces])
    if well:
        cards.printed(clerk, [face.number for face in made.faces])
    watch.forward(minutes=5, days=0 if well else 2)
    cards.issue(clerk, codes[:20])
    nothing(office)
    cards.issue(clerk, codes[20:])
    assert "21 cards" in only(office, QuietKind.COPIES, 21)


def test_typed_codes_one_after_another(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """Ten within four seconds each; the lane itself is not that fast for a person who only scans."""
    standing = relief.round()
    codes = homes(relief, watch, 10)
    for number, code in enumerate(codes):
        watch.forward(seconds=4.1)
        relief.give(standing, relief.typed(code.text))
        if number < 9:
            nothing(office)
    assert "10 times of 10" in only(office, QuietKind.TYPED, 10)


def test_own_voids_that_are_given_again(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    standing = relief.round()
    (code,) = homes(relief, watch, 1)
    shown = relief.presented(relief.cards(code)[0].credential)
    for _ in range(3):
        one = DisbursementId(new_id())
        watch.forward(seconds=30)
        relief.give(standing, shown, disbursement=one)
        nothing(office)
        watch.forward(seconds=30)
        distribution.void(office.desk(Role.SCANNER), one, VoidReason.CAME_BACK)
    relief.give(standing, shown)
    assert "3 own hand-overs" in only(office, QuietKind.OWN_VOIDS, 3)


@pytest.mark.parametrize("alone", [25, 26])
def test_more_lines_from_paper_than_a_sheet_holds(
    relief: Relief, office: TestOffice, watch: MorningClock, alone: int
) -> None:
    """Alone. A power cut that is entered by two, however long it was, is nothing to look at."""
    standing, lead, second = relief.round(), office.desk(Role.LEAD), office.second(Role.SUPERVISOR)
    codes, printing = homes(relief, watch, 60), relief.sheet(standing).split("-")[0]
    for number, code in enumerate(codes):
        watch.forward(seconds=20)
        by = None if number < alone else second
        late_entries.enter(lead, standing, f"{printing}-{number // 10 + 1}", local_day(watch().at), code, second=by)
    found = [one for one in quiet.flags(office.desk(Role.AUDITOR)) if one.kind is QuietKind.LATE_LINES]
    assert [(one.count, one.operator) for one in found] == ([(26, "lead")] if alone == 26 else [])
    assert ["26 lines from paper" in flag_facts(one) for one in found] == [True] * (alone - 25)


def test_goods_sent_back_from_one_point_four_times_in_a_day(
    relief: Relief, office: TestOffice, watch: MorningClock
) -> None:
    standing, lead, second = relief.round(), office.desk(Role.LEAD), office.second(Role.SUPERVISOR)
    waybills.receive(lead, standing, ArrivalDraft((Goods("ATTA20", 90),), document="GRN-1", origin="PDMA"))
    for number in range(4):
        nothing(office)
        watch.forward(minutes=40)
        goods = (Goods("ATTA20", 5),)
        stock.send_back(lead, standing, goods, document=f"X{number}", to="PDMA store", second=second)
    assert "4 times" in only(office, QuietKind.RETURNS, 4)


def test_a_household_that_was_split_off_served_and_joined_again(
    relief: Relief, office: TestOffice, watch: MorningClock
) -> None:
    """One made up again; the same without a share in between was a mistake that was put right. Three are a line."""
    clerk, standing, second = office.desk(Role.CLERK), relief.round(), office.second(Role.SUPERVISOR)
    merges: list[tuple[HouseholdCode, HouseholdCode]] = []
    for serves in (False, True, True, True):
        watch.forward(minutes=10)
        code = relief.household(people=4)
        members = [one.id for one in registration.show(clerk, code).members]
        watch.forward(days=1)
        day = local_day(watch().at)
        other = households.split(clerk, code, members[2:], day=day, second=second).other
        assert other is not None
        new = other.code
        if serves:
            relief.give(standing, relief.typed(new.text))
        merges.append((code, new))
    for code, new in merges:
        nothing(office)
        watch.forward(minutes=5)
        households.merge(clerk, code, new, day=local_day(watch().at))
    assert "3 households" in only(office, QuietKind.SPLIT_BACK, 3)


def test_people_looked_at_beyond_the_work_of_the_day(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """A day of work leaves as many unsaid; of somebody who did nothing else the day is a line, and it is noted too."""
    clerk, helpdesk = office.desk(Role.CLERK), office.desk(Role.HELPDESK)
    people: list[RegistrantId] = []
    for _ in range(26):
        watch.forward(minutes=5)
        people += [one.id for one in registration.show(clerk, relief.household(people=10)).members]
    for end in range(20, 250, 20):
        note_shown(helpdesk, people[:end])
    nothing(office)
    note_shown(helpdesk, people)
    assert "260 different people and recorded 0 acts" in only(office, QuietKind.SHOWN, 260)
    noted = [one for one in anomalies.noted(office.desk(Role.AUDITOR)) if one.kind is EntryKind.PEOPLE_SHOWN]
    assert [noted_words(one) for one in noted] == ["260 people were looked at on this day"]
    for code in homes(relief, watch, 3):
        blocks.propose(helpdesk, code, BlockReason.UNDER_REVIEW, "asked")
    nothing(office)


def test_words_that_are_not_kept_insisted_on_again_and_again(
    relief: Relief, office: TestOffice, watch: MorningClock
) -> None:
    """A place that is truly called so is one text, however many live there; a note is one, too."""
    clerk, helpdesk = office.desk(Role.CLERK), office.desk(Role.HELPDESK)
    for number, village in enumerate((*["Company Bagh"] * 9, *(f"Bhatta {n}" for n in range(8)))):
        nothing(office)
        watch.forward(minutes=5)
        home = registration.register(clerk, replace(household(person(number)), village=village), different=True)
        if number < 2:
            blocks.propose(helpdesk, home.household.code, BlockReason.UNDER_REVIEW, "their malik owes peshgi")
    assert "9 times" in only(office, QuietKind.WORDS, 9)
