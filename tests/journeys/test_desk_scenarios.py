"""People as they come to the desk, in the real window by keys alone: no papers, another's number, the same name."""

import pytest
from PySide6.QtCore import Qt

from desktop.errors import CannotBeNamed
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.papers.papers_page import PapersPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import READ_BACK, WHERE
from desktop.ui.widgets.empty import EmptyState
from desktop.usecases import collectors, identity, pairs, registration
from desktop.values.finding import Finding
from desktop.values.permissions import Role
from desktop.values.problem import Problem
from desktop.values.vocabulary import CardState, Language, PairAnswer, ParentRelation, Sex, VoucherRelation
from desktop.words.messages import say
from desktop.words.problems import say_problem
from tests.factories import TestOffice
from tests.journeys.conftest import Journey, Walk
from tests.journeys.sitting import CONTROL, ENTER, F2, F6, ONE, PAGE_DOWN, TWO, Sitting
from tests.journeys.typing_people import (
    GUESSED,
    Told,
    more_people,
    new_household,
    open_household,
    read_back,
    save,
    saved,
    type_person,
    vouch,
    where,
)
from tests.printing.paperwork import words

HAJRA = Told(
    ("ہاجرہ بی بی", "Hajra Bibi"),
    of=("بشیر احمد", "Bashir Ahmad"),
    how=ParentRelation.WIDOW_OF,
    sex=Sex.FEMALE,
    age="61",
    known=GUESSED,
)
GRANDCHILDREN = (
    Told(("علی", "Ali"), relation="GSON", age="9"),
    Told(("زینب", "Zainab"), relation="GDAU", age="7"),
    Told(("بلال", "Bilal"), relation="GSON", age="4"),
)
NEIGHBOURS = (("نسیم مائی", "03011112233"), ("Ghulam Fatima", ""))
SAKINA = Told(
    ("سکینہ بی بی", "Sakina Bibi"),
    of=("رحیم بخش", "Rahim Bux"),
    how=ParentRelation.WIFE_OF,
    sex=Sex.FEMALE,
    age="34",
)
HUSBANDS_NUMBER = "3630212345677"


def allah_ditta(age: str) -> Told:
    """One of two men of one name."""
    return Told(
        ("اللہ دتہ", "Allah Ditta"),
        of=("غلام محمد", "Ghulam Muhammad"),
        how=ParentRelation.SON_OF,
        sex=Sex.MALE,
        age=age,
    )


def no_paper_widow(at: Sitting, office: TestOffice) -> None:
    """Saved without a number, with two neighbours; a card is printed; she stands among those who need a paper."""
    at.sign_in(Role.CLERK)
    page = new_household(at)
    type_person(at, page.panels.head, HAJRA)
    at.picture("1-widow")
    more_people(at, page, GRANDCHILDREN)
    where(at, page, "چک 12")
    vouch(at, page, NEIGHBOURS)
    at.picture("2-vouchers")
    at.press(F2)
    read_back(at, page)
    at.picture("3-read-back")
    code = save(at, page)
    at.picture("4-saved")

    at.press(Qt.Key.Key_K)
    at.until(lambda: at.over() is not None)
    at.picture("4-rights-first")
    at.answer(Qt.Key.Key_O)  # they were read aloud: its cards
    printing = at.page(CardsPage)
    at.press(ENTER)
    at.until(lambda: printing.drawn is not None and at.frame.bench.idle)
    at.picture("5-card")
    at.press(Qt.Key.Key_P, held=CONTROL)
    at.until(lambda: at.over() is not None)
    at.picture("6-all-well")
    at.answer(ENTER)
    at.until(lambda: at.frame.bench.idle)
    assert at.has_keyboard(printing), "nobody waits any more, and the keyboard has a place"
    at.home()

    at.press(Qt.Key.Key_N)
    wanted = at.page(PapersPage)
    at.press(ENTER)
    at.until(lambda: wanted.people.present() is not None)
    at.picture("7-papers-wanted")
    assert HAJRA.name[at.language is Language.ENGLISH] in at.read(wanted)

    with at.aside():
        printed = (office.folder.parent / "printed.pdf").read_bytes()
        at.keep("card.pdf", printed)
        assert "Hajra Bibi" in words(printed, office.folder.parent)
        view = registration.show(office.desk(Role.CLERK), code)
        widow, *children = view.members
        assert (widow.name_as_told, widow.id_type, widow.id_masked, widow.slot) == (HAJRA.name[0], "NONE", "", 1)
        assert (widow.parent_relation, widow.phone) == (ParentRelation.WIDOW_OF, "")
        assert [(child.relation, child.sex) for child in children] == [("GSON", "M"), ("GDAU", "F"), ("GSON", "M")]
        assert [one.relation for one in view.vouchers] == [VoucherRelation.NEIGHBOUR] * 2
        assert widow.id in [line.registrant for line in identity.people_of(office.desk(Role.CLERK))]
        assert [(card.slot, card.state) for card in view.cards] == [(1, CardState.LIVE)]


def husbands_number(at: Sitting, office: TestOffice) -> None:
    """A warning without reproach; F6 moves the number to the husband; whoever goes on past it is not held back."""
    at.sign_in(Role.CLERK)
    page = new_household(at)
    head = page.panels.head
    type_person(at, head, SAKINA)
    at.to(head.cnic)
    at.write(HUSBANDS_NUMBER)
    at.press(ENTER)
    warning = say_problem(Problem("id.number", Finding.CNIC_SEX_DIGIT))
    assert warning in at.read(head)
    assert head.to_husband.isVisible()
    at.picture("1-warning")
    at.press(F6)
    at.until(lambda: head.cnic.value() == "" and not head.to_husband.isVisible())
    more_people(at, page, [])
    where(at, page, "چک 12")
    read_back(at, page)
    at.picture("2-read-back")
    moved = save(at, page)

    at.home()
    page = new_household(at)
    type_person(at, page.panels.head, NOT_HELD_BACK)
    at.press(ENTER)
    assert warning in at.read(page.panels.head)
    more_people(at, page, [])
    where(at, page, "بستی ملوک")
    read_back(at, page)
    assert warning in at.read(page)
    at.picture("3-warned-and-going-on")
    kept = save(at, page)
    at.picture("4-saved")

    with at.aside():
        clerk = office.desk(Role.CLERK)
        wife, husband = registration.draft_of(clerk, moved).members
        assert (wife.id_type, wife.id_number) == ("NONE", "")
        assert (husband.relation, husband.name_as_told, husband.id_number) == ("HUSB", "رحیم بخش", HUSBANDS_NUMBER)
        (alone,) = registration.draft_of(clerk, kept).members
        assert alone.id_number == NOT_HELD_BACK.number


NOT_HELD_BACK = Told(
    ("زیتون بی بی", "Zaitoon Bibi"),
    of=("اللہ بچایا", "Allah Bachaya"),
    how=ParentRelation.WIDOW_OF,
    sex=Sex.FEMALE,
    age="52",
    number="3630298765437",
)


def urdu_digits(at: Sitting, office: TestOffice) -> None:
    """۴۵۱۰۱-۰۰۰۰۰۰۴-۴ is kept in plain digits and shown in groups, while it is typed and where it is read back."""
    at.sign_in(Role.CLERK)
    page = new_household(at)
    head = page.panels.head
    type_person(at, head, SAKINA)
    at.to(head.cnic)
    at.write("۴۵۱۰۱-۰۰۰۰۰۰۴-۴")
    assert head.cnic.text().strip("\u2066\u2069") in ("45101-0000004-4", "۴۵۱۰۱-۰۰۰۰۰۰۴-۴")
    at.press(ENTER)
    at.picture("1-number")
    more_people(at, page, [])
    where(at, page, "چک ۱۲")
    read_back(at, page)
    assert "45101-0000004-4" in at.read(page)
    at.picture("2-read-back")
    code = save(at, page)
    at.picture("3-saved")
    with at.aside():
        assert registration.draft_of(office.desk(Role.CLERK), code).members[0].id_number == "4510100000044"


def two_men_of_one_name(at: Sitting, office: TestOffice) -> None:
    """Village and age stand side by side, *different* is answered by key, and nobody is asked about the two again."""
    at.sign_in(Role.CLERK)
    page = new_household(at)
    type_person(at, page.panels.head, allah_ditta("30"))
    more_people(at, page, [])
    where(at, page, "Chak 12")
    save(at, page)
    at.home()

    page = asking = new_household(at)
    type_person(at, page.panels.head, allah_ditta("33"))
    at.until(lambda: bool(asking.matches.found))
    at.picture("1-while-typing")
    said = at.read(page.matches)
    assert "Chak 12" in said
    assert "30" in said
    more_people(at, page, [])
    where(at, page, "Chak 14")
    read_back(at, page)
    at.press(Qt.Key.Key_S, held=CONTROL)
    at.until(lambda: asking.doubles.panel is not None)
    said = at.read(page.doubles.panel)
    assert all(part in said for part in ("30", "33", "Chak 12", "Chak 14", "غلام محمد"))
    at.picture("2-side-by-side")
    at.press(TWO)
    second = saved(at, page)
    at.home()

    household = open_household(at, second)
    at.picture("3-household")
    at.press(Qt.Key.Key_C)  # correct him: nobody is asked about
    page = at.page(RegisterPage)
    at.press(Qt.Key.Key_S, held=CONTROL)
    assert page.step == READ_BACK
    at.press(Qt.Key.Key_S, held=CONTROL)
    household = at.page(HouseholdPage)
    assert household.code == second
    at.home()
    at.press(Qt.Key.Key_D)
    queue = at.page(PairsPage)
    assert queue.list.findChild(EmptyState) is not None
    at.picture("4-nobody-waits")
    at.home()
    with at.aside():
        clerk = office.desk(Role.CLERK)
        assert pairs.waiting(clerk) == ()
        assert [view.answer for view in pairs.waiting(clerk, chosen=pairs.EVERY)] == [PairAnswer.DIFFERENT]


def munshi_is_never_named(at: Sitting, office: TestOffice) -> None:
    """As voucher and as collector he is refused with a sentence that gives no reason; somebody else is accepted."""
    at.sign_in(Role.CLERK)
    page = new_household(at, phone=True)
    type_person(at, page.panels.head, MUNSHI)
    at.press(F2)
    more = page.panels.head.more
    assert more is not None
    at.to(more.role)
    at.press(ONE)
    at.picture("1-role")
    at.press(F2)
    more_people(at, page, [])
    where(at, page, "چک 12")
    save(at, page)
    at.home()

    page = new_household(at)
    type_person(at, page.panels.head, SAKINA)
    more_people(at, page, [])
    where(at, page, "چک 12")
    vouch(at, page, [(MUNSHI.name[0], MUNSHI.phone)])
    at.press(ENTER)
    trusted = page.panels.where.trusted
    assert trusted is not None
    neutral = say_problem(Problem("vouchers.0.name_as_told", Finding.NOT_NAMEABLE))
    at.until(lambda: trusted.vouchers[0].row.problem() == neutral)
    at.picture("2-voucher-refused")
    assert not any(told in at.read(page).lower() for told in ("munshi", "منشی"))
    at.press(PAGE_DOWN)
    assert page.step == WHERE
    at.until(lambda: at.has_keyboard(trusted.vouchers[0].name))
    at.press(Qt.Key.Key_A, held=CONTROL)
    at.write(NEIGHBOURS[0][0])
    at.to(trusted.vouchers[0].phone)
    at.press(Qt.Key.Key_A, held=CONTROL)
    at.write(NEIGHBOURS[0][1])
    at.press(ENTER)
    at.until(lambda: trusted.vouchers[0].row.problem() == "")
    at.press(F2)
    code = save(at, page)
    at.home()

    household = open_household(at, code)
    at.press(Qt.Key.Key_L)
    at.until(lambda: household.naming.panel is not None)
    panel = household.naming.panel
    assert panel is not None
    at.to(panel.name)
    at.write(MUNSHI.name[0])
    at.press(Qt.Key.Key_S, held=CONTROL)
    refused = say(CannotBeNamed())
    at.until(lambda: panel.message() == f"{refused.what} {refused.do}".strip())
    at.picture("3-collector-refused")
    at.to(panel.name)
    at.press(Qt.Key.Key_A, held=CONTROL)
    at.write("رانی")
    at.press(Qt.Key.Key_S, held=CONTROL)
    at.until(lambda: household.naming.panel is None and at.frame.bench.idle)
    at.picture("4-somebody-else")
    with at.aside():
        clerk = office.desk(Role.CLERK)
        assert [one.name_as_told for one in registration.show(clerk, code).vouchers] == [NEIGHBOURS[0][0]]
        assert [one.name_as_told for one in collectors.collectors(clerk, code)] == ["رانی"]


MUNSHI = Told(
    ("نذیر حسین", "Nazir Hussain"),
    of=("محمد بخش", "Muhammad Bux"),
    how=ParentRelation.SON_OF,
    sex=Sex.MALE,
    age="47",
    phone="03009090909",
)


@pytest.mark.parametrize(
    "journey", [no_paper_widow, husbands_number, urdu_digits, two_men_of_one_name, munshi_is_never_named]
)
@pytest.mark.timeout(300)
def test_somebody_comes_to_the_desk(journey: Journey, walk: Walk) -> None:
    """In English and in Urdu: each journey says in its first line what it shows, and no key waits long."""
    walk(journey)
