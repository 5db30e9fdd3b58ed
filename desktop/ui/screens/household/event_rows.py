"""The rows of an event's form: their fields, which of them are asked, and what stands in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.household import FormerMember, HouseholdView, MemberDraft
from desktop.ui.place_field import PlaceField
from desktop.ui.screens.household.event_fields import DayField, ManyChips, OtherHousehold
from desktop.ui.screens.household.event_words import EVENTS, Happens
from desktop.ui.screens.household.newcomer import Follows, PersonFields, SearchField, holder_chip, relation_field
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.values.age import last_birthday
from desktop.values.finding import Finding
from desktop.values.identifiers import RegistrantId
from desktop.values.kinship import HEAD
from desktop.values.problem import Problem
from desktop.values.vocabulary import Sex
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.people import member_name, place_name
from desktop.words.problems import say_problem

_NEW, _KNOWN = "new", "known"
_HERE, _ELSEWHERE = "here", "elsewhere"
_STAYS, _MOVES = "stays", "moves"
_SPOUSES = ("WIFE", "HUSB")
_OF_A_NEW_PERSON = ("name", "parent", "sex")


class EventRows(QObject):
    """The fields of one event. `another` when somebody else was chosen, so that what was said holds no more."""

    another = Signal()

    def __init__(self, happens: Happens, view: HouseholdView, today: date, back: FormerMember | None) -> None:
        """The fields for a household as it is shown; `back` is somebody who comes back."""
        super().__init__()
        self.form = Form()
        self.names = EVENTS[happens].rows
        self._happens, self._view, self._back = happens, view, back
        self._follows: Follows | None = None
        self._make(today)
        for row in self.names:
            self._add(row)
        self._keep_spare()
        self._connect()
        self._adjust()

    # --- building ----------------------------------------------------------------------------------------------------

    def _make(self, today: date) -> None:
        members = [Choice(str(member.id), member_name(member)) for member in self._view.members]
        self.which = ChoiceChips(
            tr("Who came"),
            [Choice(_NEW, tr("Somebody new")), Choice(_KNOWN, tr("Somebody of the register"))],
        )
        self.which.set_value(_NEW if self._back is None else _KNOWN)
        self.search = SearchField()
        self.who = ChoiceChips(tr("Who"), members)
        self.people = ManyChips(tr("Who goes"), members)
        self.relation = relation_field(self._happens is Happens.BORN)
        self.holder = holder_chip()
        self.head = DropDown(tr("Who leads the household now"), width=320)
        self.other = OtherHousehold()
        self.where = ChoiceChips(
            tr("Where they live"), [Choice(_HERE, tr("Where they live now")), Choice(_ELSEWHERE, tr("Elsewhere"))]
        )
        self.where.set_value(_HERE)
        self.place = PlaceField(width=400)
        self.village = TextField(
            tr("Village, chak, goth or quarter"), tr("as people call it"), width=400, keeps=FreeText.PLACE
        )
        self.village.setMaxLength(12_000)
        home = place_name(self._view.home_pcode or self._view.pcode)
        self.home = ChoiceChips(
            tr("Where the home is"),
            [Choice(_STAYS, tr("Home stays {place}", place=home)), Choice(_MOVES, tr("Home is the new place"))],
        )
        self.home.set_value(_STAYS)
        self.day = DayField(today)
        if self._back is not None:
            self.day.set_day(self._back.to_day)

    def _keep_spare(self) -> None:
        """What this event does not ask goes with the form, too: a field that belongs to nobody is never let go."""
        spare = (self.which, self.search, self.who, self.people, self.relation, self.holder, self.head, self.other)
        for field in (*spare, self.where, self.place, self.village, self.home, self.day):
            if field.parentWidget() is None:
                field.setParent(self.form)
                field.hide()

    def _add(self, row: str) -> None:
        if row == "name":  # with it the other rows of a new person
            self.person = PersonFields(self.form, self.names, ages=self._happens is Happens.CAME)
            if self._happens is Happens.BORN:
                self._propose_parent()
        labels = {
            "which": tr("Who"),
            "search": tr("Find"),
            "who": tr("Who"),
            "people": tr("Who goes"),
            "relation": tr("Relation"),
            "head": tr("Head"),
            "code": tr("Household"),
            "where": tr("Where"),
            "place": tr("Place"),
            "village": tr("Village"),
            "home": tr("Home place"),
            "day": tr("Day"),
        }
        beside = (self.holder,) if row == "relation" and self._happens is Happens.CAME else ()
        if row in labels:
            self.form.add(row, labels[row], self.field(row), *beside)

    def _propose_parent(self) -> None:
        """The father of a newborn is the man who leads the household or is married to whoever does."""
        led = [member for member in self._view.members if member.relation in (HEAD, "HUSB") and member.sex is Sex.MALE]
        if led:
            self.person.parent.set_value(led[0].name_as_told)
            self.person.parent_latin.set_value(led[0].name_latin)

    def _connect(self) -> None:
        self.which.chosen.connect(self._adjust)
        self.where.chosen.connect(self._adjust)
        self.who.chosen.connect(self._chosen)
        self.people.changed.connect(self.another)
        self.search.chosen.connect(self.another)
        if "name" in self.names:
            self._follows = Follows(self.person.sex, self.relation, born=self._happens is Happens.BORN)
            self._follows.told.connect(lambda: self.form.row("sex").set_problem(self.hints().get("sex", "")))

    def field(self, row: str) -> QWidget:
        """The widget of a row; of a new person's rows the first one."""
        known: dict[str, Callable[[], QWidget]] = {
            "which": lambda: self.which,
            "search": lambda: self.search,
            "name": lambda: self.person.name,
            "parent": lambda: self.person.parent,
            "sex": lambda: self.person.sex,
            "who": lambda: self.who,
            "people": lambda: self.people,
            "relation": lambda: self.relation,
            "head": lambda: self.head,
            "code": lambda: self.other,
            "where": lambda: self.where,
            "place": lambda: self.place,
            "village": lambda: self.village,
            "home": lambda: self.home,
            "day": lambda: self.day,
        }
        return known[row]()

    # --- which are asked ---------------------------------------------------------------------------------------------

    def asks(self, row: str) -> bool:
        """Whether a row is there and asked now."""
        return row in self.names and self._shown(row)

    def first(self) -> QWidget:
        """The field of the first question."""
        return self.field(next((row for row in self.names if self._shown(row)), "day"))

    def _shown(self, row: str) -> bool:
        if self._happens is Happens.CAME and self._back is not None:
            return row in ("relation", "day")
        if self._happens is Happens.CAME and row in ("search", *_OF_A_NEW_PERSON):
            return (row in _OF_A_NEW_PERSON) is (self.which.value() == _NEW)
        if row in ("place", "village") and self._happens is Happens.SPLIT:
            return self.where.value() == _ELSEWHERE
        return self._head_goes() if row == "head" else True

    def _adjust(self, _value: str = "") -> None:
        for row in self.names:
            self.form.row(row).setVisible(self._shown(row))

    def _chosen(self, who: str) -> None:
        if "head" in self.names:
            staying = [one for one in self._view.members if str(one.id) != who]
            self.head.set_choices([Choice(str(one.id), member_name(one)) for one in staying])
            spouse = next((one for one in staying if one.relation in _SPOUSES), None)
            first = spouse or next(iter(staying), None)
            self.head.set_value(str(first.id) if first else None)
        self._adjust()
        self.another.emit()

    def _head_goes(self) -> bool:
        chosen = next((one for one in self._view.members if str(one.id) == self.who.value()), None)
        return chosen is not None and chosen.relation == HEAD and len(self._view.members) > 1

    # --- what stands in them -----------------------------------------------------------------------------------------

    def missing(self) -> dict[str, str]:
        """What has to be said before anything can be recorded, by row."""
        found: dict[str, str] = {}
        if self.asks("who") and self.who.value() is None:
            found["who"] = tr("Choose the person.")
        if self.asks("name"):
            found |= self._missing_of_a_new_person(self.person.draft())
        if self.asks("people") and not self.people.values():
            found["people"] = tr("Choose those who go.")
        if self.asks("search") and not self.search.registrant():
            found["search"] = tr("Write a few letters of the name and choose the person.")
        if self.asks("place") and not self.place.pcode():
            found["place"] = tr("Choose the tehsil or taluka.")
        if self.asks("code") and not self.other.code() and (self.other.typed() or self._happens is Happens.TOOK_IN):
            found["code"] = tr("Write the twelve digits of the other household.")
        if self.day.day() is None:
            found["day"] = tr("Write the day as day, month, year: 24-11-2026.")
        return found

    def hints(self) -> dict[str, str]:
        """What is hardly so, by row; it is written down all the same."""
        if not self.asks("name") or self._follows is None or not self._follows.contradict():
            return {}
        return {"sex": say_problem(Problem("sex", Finding.SEX_OF_RELATION))}

    def _missing_of_a_new_person(self, told: MemberDraft) -> dict[str, str]:
        """Said before anything is read aloud; a newborn may have no name, but then a father or mother."""
        found: dict[str, str] = {}
        parent = self._happens is Happens.BORN and bool(told.parent_name or told.parent_latin)
        if not (told.name_as_told or told.name_latin or parent):
            found["name"] = say_problem(Problem("name_as_told", Finding.NAME_MISSING))
        if told.sex is None:
            found["sex"] = say_problem(Problem("sex", Finding.SEX_MISSING))
        return found

    def chosen_people(self) -> tuple[RegistrantId, ...]:
        """Whom it is about, of those whom the register knows."""
        if self._back is not None:
            return (self._back.name.registrant,)
        chosen: list[str] = []
        if self.asks("search"):
            chosen = [self.search.registrant()]
        elif self.asks("who"):
            chosen = [self.who.value() or ""]  # nobody, before somebody is chosen
        elif self.asks("people"):
            chosen = self.people.values()
        return tuple(RegistrantId(UUID(one)) for one in chosen if one)

    def member(self, today: date) -> MemberDraft | None:
        """Somebody new, as filled in; a child that was born longer ago with its age today, so that it is read back."""
        if not self.asks("name"):
            return None
        told, day = self.person.draft(), self.day.day()
        years = last_birthday(day, today)[0] if self._happens is Happens.BORN and day is not None else 0
        return replace(told, age_years=years) if years else told

    def next_head(self) -> RegistrantId | None:
        """Who leads afterwards, where that is asked."""
        value = self.head.value() if self.asks("head") else None
        return RegistrantId(UUID(value)) if value else None

    def home_stays(self) -> bool:
        """Whether home stays where it was."""
        return self.home.value() != _MOVES
