"""How a clerk types people and places into the form, field by field, as they are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.screens.find.find_page import FindPage
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import ParentRelation, Sex, VoucherRelation
from tests.journeys.sitting import CONTROL, DOWN, ENTER, F2, FOUR, ONE, PAGE_DOWN, THREE, TWO, Sitting

_SEXES = {Sex.FEMALE: ONE, Sex.MALE: TWO, Sex.X: THREE}
_BY_NUMBER = {"WIFE": ONE, "HUSB": ONE, "SON": TWO, "DAU": THREE}
SAID, GUESSED = TWO, THREE

type Name = tuple[str, str]
"""As told, and in Latin letters; either may be empty."""


@dataclass(frozen=True)
class Told:
    """What is told of somebody; what is empty nobody told."""

    name: Name
    of: Name = ("", "")
    how: ParentRelation | None = None
    sex: Sex | None = None
    age: str = ""
    known: Qt.Key = SAID
    number: str = ""
    phone: str = ""
    relation: str = ""


def new_household(at: Sitting, *, phone: bool = False) -> RegisterPage:
    """From home, by its number; then consent is given, also to a phone number where one is told."""
    assert isinstance(at.frame.page, HomePage)
    at.press(ONE)
    page = at.page(RegisterPage)
    at.press(ONE, *([FOUR] if phone else []), ENTER)
    return page


def type_person(at: Sitting, form: PersonForm, told: Told) -> None:
    """Fill the form in, from its first field to the last one told of."""
    if told.relation:
        _relation(at, form, told.relation)
    _name(at, form.name, told.name[0])
    _name(at, form.name_latin, told.name[1])
    if told.how is not None:
        at.choose(form.parent_relation, told.how)
    _name(at, form.parent_name, told.of[0])
    _name(at, form.parent_latin, told.of[1])
    if told.sex is not None:
        at.to(form.sex)
        at.press(_SEXES[told.sex])
    if told.age:
        at.to(form.age)
        at.write(told.age)
        if form.age_method.value() is None:
            at.to(form.age_method)
            at.press(told.known)
    if told.number:
        at.to(form.cnic)
        at.write(told.number)
    if told.phone:
        at.to(form.phone)
        at.write(told.phone)


def more_people(at: Sitting, page: RegisterPage, people: Sequence[Told]) -> None:
    """Everybody after the head; then nobody else, so that the place is asked."""
    at.press(PAGE_DOWN)
    assert page.step == PEOPLE
    for told in people:
        type_person(at, page.panels.people.form, told)
        at.press(PAGE_DOWN)
    at.press(PAGE_DOWN)
    assert page.step == WHERE


def where(at: Sitting, page: RegisterPage, village: str, tehsil: str = "jalalpur") -> None:
    """The tehsil by a few letters, when it does not stand there already, and the village."""
    panel = page.panels.where
    if not panel.pcode():
        at.to(panel.search)
        at.write(tehsil)
        at.press(ENTER)
    at.to(panel.village)
    at.press(Qt.Key.Key_A, held=CONTROL)  # the last village stands there
    at.write(village)


def vouch(at: Sitting, page: RegisterPage, people: Sequence[tuple[str, str]]) -> None:
    """F2: neighbours who say that they know the household, by name and phone."""
    at.press(F2)
    trusted = page.panels.where.trusted
    assert trusted is not None
    for row, (name, phone) in zip(trusted.vouchers, people, strict=False):
        at.to(row.name)
        at.write(name)
        at.choose(row.relation, VoucherRelation.NEIGHBOUR)
        if phone:
            at.to(row.phone)
            at.write(phone)


def read_back(at: Sitting, page: RegisterPage) -> None:
    """Ctrl+S: everything to be read aloud."""
    at.press(Qt.Key.Key_S, held=CONTROL)
    assert page.step == READ_BACK, at.read(page.notices)


def saved(at: Sitting, page: RegisterPage) -> HouseholdCode:
    """Wait until it is kept, and its receipt drawn; gives the code that stands there."""
    at.until(lambda: page.step == SAVED and at.frame.bench.idle)
    assert page.saved is not None
    return HouseholdCode(page.saved.code.code())


def save(at: Sitting, page: RegisterPage) -> HouseholdCode:
    """Read back, and Ctrl+S again."""
    if page.step != READ_BACK:
        read_back(at, page)
    at.press(Qt.Key.Key_S, held=CONTROL)
    return saved(at, page)


def open_household(at: Sitting, code: HouseholdCode) -> HouseholdPage:
    """From home: find a household by its code and open it."""
    assert isinstance(at.frame.page, HomePage)
    at.press(TWO)
    page = at.page(FindPage)
    at.write(code.text)
    at.until(lambda: bool(page.list.rows()))
    at.press(ENTER)
    return at.page(HouseholdPage)


def _name(at: Sitting, field: QWidget, words: str) -> None:
    if words:
        at.to(field)
        at.write(words)


def _relation(at: Sitting, form: PersonForm, code: str) -> None:
    at.to(form.relation)
    key = _BY_NUMBER.get(code)
    at.press(key or FOUR)
    if key is None:
        at.until(lambda: at.has_keyboard(form.relation.others))
        while form.relation.value() != code:
            at.press(DOWN)
