"""What the help desk does that takes more than a press: forms, the second person, and what came of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from desktop.errors import DraftProblems, Told
from desktop.records.distribution import CollectorChoice, RoundView, Standing
from desktop.records.help_desk import Allowed, DeliveryChanged, ProvisionalGiven, ProxyLet, Question, Visit
from desktop.records.operator import Second
from desktop.ui.screens.help_desk.collector_forms import DeliveryForm, ProxyForm, QuestionPanel, WhoPanel
from desktop.ui.screens.help_desk.share_form import ShareForm
from desktop.ui.screens.help_desk.steps import Step
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import allowances, distribution, help_desk, programmes, provisional
from desktop.values.identifiers import HouseholdCode
from desktop.values.problem import Problem
from desktop.values.vocabulary import Category, ReferralResult, RoundState
from desktop.words.catalogue import tr, tr_n
from desktop.words.help_desk import items_said
from desktop.words.messages import say
from desktop.words.people import joined
from desktop.words.problems import say_problem
from desktop.words.said import Said

if TYPE_CHECKING:
    from desktop.usecases.desk import Desk


class Ground(Protocol):
    """What a page gives to its acts."""

    bench: Workbench

    def cover(self, widget: QWidget) -> None:
        """Put a form in the place of the visit."""
        ...

    def uncover(self) -> None:
        """Back to the visit."""
        ...

    def settle(self, visit: Visit, result: ReferralResult, said: Said | None = None) -> None:
        """Say what came of a visit; `said` is what the clerk has to read of it."""
        ...

    def collects(self, visit: Visit, who: CollectorChoice | None) -> None:
        """Somebody else comes for the household; None is the holder."""
        ...

    def window(self) -> QWidget:
        """Where a question stands."""
        ...


class Acts:
    """The longer steps of the page."""

    def __init__(self, page: Ground) -> None:
        """Nothing is open."""
        self._page = page
        self.form: ShareForm | ProxyForm | DeliveryForm | QuestionPanel | WhoPanel | None = None
        self.dialog: SecondDialog | None = None

    def begin(self, step: Step, visit: Visit | None) -> None:
        """Open the form of a step; `visit` is None for somebody whom no lane sent."""
        code = visit.household if visit is not None else None
        match step:
            case Step.PROVISIONAL:
                self._page.bench.run(programmes.rounds, lambda rounds: self._provisional(visit, rounds))
            case Step.ALLOW if visit is not None and code is not None:
                self._allow(visit, code)
            case Step.PROXY if visit is not None and code is not None:
                self._proxy(visit, code)
            case Step.DELIVERY if visit is not None and code is not None:
                self._delivery(visit, code)
            case Step.COLLECTOR if visit is not None and code is not None:
                self._page.bench.run(
                    lambda desk: help_desk.question(desk, code), lambda asked: self._questions(visit, asked)
                )
            case Step.OTHER if visit is not None and code is not None:
                self._page.bench.run(
                    lambda desk: distribution.who_collects(desk, visit.standing.round_code, code),
                    lambda choices: self._who(visit, choices),
                )
            case _:
                said = Said(
                    tr("Give everybody the same leaflet about services."),
                    tr("Nobody is asked whether they need it, and nothing is written down."),
                )
                self._page.bench.say(NoticeKind.KNOW, said)

    # --- help without a card -----------------------------------------------------------------------------------------

    def _provisional(self, visit: Visit | None, rounds: tuple[RoundView, ...]) -> None:
        places = _open_places(rounds)
        if visit is not None:
            here = _place(visit.standing)
            places.sort(key=lambda choice: choice.value != here)
        if not places:
            said = Said(tr("No point serves now."), tr("Provisional help is handed out at an open point of a round."))
            self._page.bench.say(NoticeKind.LOOK, said)
            return
        form = ShareForm(
            tr("Help without a card"),
            tr("No name is asked. It is counted, and only a few households a day are helped so at one point."),
            tr("Hand it out"),
            provisional.MOST_PEOPLE,
            places,
            _counted(rounds),
        )

        def give(desk: "Desk", second: Second) -> ProvisionalGiven:
            standing = _standing(form.place.value() or "")
            size, reason = form.people.value() or 0, form.reason.value()
            return provisional.give(desk, standing, size, reason, among=form.told(), second=second)

        form.wished.connect(lambda: self._with_second(form.refuse, give, lambda given: self._given(visit, given)))
        self._open(form)

    def _given(self, visit: Visit | None, given: ProvisionalGiven) -> None:
        more = tr_n("{n} more may be helped so today.", "{n} more may be helped so today.", given.left_today)
        said = tr("Hand out {items}, receipt {receipt}.", items=items_said(given.items), receipt=str(given.receipt))
        self._page.uncover()
        if visit is not None:
            self._page.settle(visit, ReferralResult.HELPED, Said(said, more))
        else:
            self._page.bench.say(NoticeKind.KNOW, Said(said, more))

    # --- beside the list ---------------------------------------------------------------------------------------------

    def _allow(self, visit: Visit, code: HouseholdCode) -> None:
        form = ShareForm(
            tr("Let this household draw"),
            tr("For a household that was split, or that the list does not name: say for how many a share is due."),
            tr("They may draw"),
            allowances.MOST_PEOPLE,
        )
        round_code = visit.standing.round_code

        def allow(desk: "Desk", second: Second) -> Allowed:
            size = form.people.value() or 0
            return allowances.allow(desk, round_code, code, size, form.reason.value(), second=second)

        def done(_: Allowed) -> None:
            self._page.uncover()
            self._page.settle(visit, ReferralResult.ADDED, Said(tr("They may go back to the lane and draw.")))

        form.wished.connect(lambda: self._with_second(form.refuse, allow, done))
        self._open(form)

    # --- who collects ------------------------------------------------------------------------------------------------

    def _questions(self, visit: Visit, asked: Question) -> None:
        panel = QuestionPanel(asked)

        def known() -> None:
            self._page.uncover()
            self._page.settle(visit, ReferralResult.COLLECTOR_CHECKED)

        panel.known.connect(known)
        self._open(panel)

    def _who(self, visit: Visit, choices: tuple[CollectorChoice, ...]) -> None:
        known = (visit.who.how if visit.who else None, visit.number.slot if visit.number else None)
        panel = WhoPanel([one for one in choices if one.how not in known])

        def chosen(who: CollectorChoice | None) -> None:
            self._page.uncover()
            self._page.collects(visit, who)

        panel.chosen.connect(chosen)
        self._open(panel)

    def _proxy(self, visit: Visit, code: HouseholdCode) -> None:
        form = ProxyForm()
        round_code = visit.standing.round_code

        def let(desk: "Desk", second: Second) -> ProxyLet:
            return allowances.let_collect(desk, round_code, code, form.draft(), second=second)

        def done(let: ProxyLet) -> None:
            self._page.uncover()
            name = let.name_as_told or let.name_latin
            often = tr("This person collects for {n} households of this round.", n=let.households)
            said = Said(tr("{name} may collect today.", name=name), often if let.looked_at else "")
            self._page.settle(visit, ReferralResult.COLLECTOR_CHECKED, said)

        def refuse(told: Told) -> bool:
            if not isinstance(told, DraftProblems):
                return False
            problems = [one for one in told.problems if isinstance(one, Problem)]
            form.show_problems({problem.where: say_problem(problem) for problem in problems})
            return True

        form.wished.connect(lambda: self._with_second(form.refuse, let, done, refuse))
        self._open(form)

    def _delivery(self, visit: Visit, code: HouseholdCode) -> None:
        form = DeliveryForm()
        round_code = visit.standing.round_code

        def done(_: DeliveryChanged) -> None:
            self._page.uncover()
            self._page.bench.say(NoticeKind.GOOD, Said(tr("The household is served at home in this round.")))

        def refused(told: Told) -> bool:
            form.refuse(say(told).shortly())
            return True

        def wished() -> None:
            reason = form.chosen()
            if reason is not None:
                self._page.bench.run(
                    lambda desk: allowances.add_delivery(desk, round_code, code, reason), done, failed=refused
                )

        form.wished.connect(wished)
        self._open(form)

    # --- two people --------------------------------------------------------------------------------------------------

    def _open(self, form: ShareForm | ProxyForm | DeliveryForm | QuestionPanel | WhoPanel) -> None:
        form.left.connect(self._page.uncover)
        self.form = form
        self._page.cover(form)
        form.focus_first()

    def _second_left(self) -> None:
        self.dialog = None

    def _with_second[T](
        self,
        refuse: Callable[[str], None],
        work: Callable[["Desk", Second], T],
        done: Callable[[T], None],
        taken: Callable[[Told], bool] = lambda _: False,
    ) -> None:
        """Ask the second person, then do it; what is refused is said at the form."""
        bench = self._page.bench
        sentence = tr("A second person of another role looks at it and agrees.")
        dialog = self.dialog = SecondDialog(bench, tr("A second person"), sentence, tr("I agree"), self._page.window())
        dialog.finished.connect(self._second_left)

        def refused(told: Told) -> bool:
            if not taken(told):
                refuse(say(told).shortly())
            return True

        dialog.do(work, done, refused)


def _place(standing: Standing) -> str:
    return f"{standing.round_code}\n{standing.point_code}"


def _standing(value: str) -> Standing:
    round_code, _, point_code = value.partition("\n")
    return Standing(round_code, point_code)


def _open_places(rounds: tuple[RoundView, ...]) -> list[Choice]:
    return [
        Choice(_place(Standing(one.code, point.code)), joined(one.programme, one.code, point.name))
        for one in rounds
        if one.state is RoundState.OPEN
        for point in one.points
        if point.open
    ]


def _counted(rounds: tuple[RoundView, ...]) -> dict[str, frozenset[Category]]:
    """By place, the categories of people that the rules of its round count."""
    return {
        _place(Standing(one.code, point.code)): frozenset(kind for item in one.items for kind, _ in item.rule.per)
        for one in rounds
        for point in one.points
    }
