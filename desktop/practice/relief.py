"""What is given in a practice office: two rounds with their points, and the trucks that bring it."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.practice.clock import PracticeClock, local
from desktop.records.distribution import ItemDraft, PointDraft, RoundDraft, Standing, StepDraft
from desktop.records.operator import Second
from desktop.records.stock import ArrivalDraft, Goods, WaybillDraft
from desktop.usecases import programmes, round_lists, waybills
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import ListKind

DISTRICT = "PK617"
PLACES = ("PK61701", "PK61701", "PK61701", "PK61702")
OPEN_ROUND, FROZEN_ROUND = "flour-3", "blanket-1"
KOT_AREA = PLACES[-1]
MALOOK, KOT, BLANKETS = Standing(OPEN_ROUND, "malook"), Standing(OPEN_ROUND, "kot"), Standing(FROZEN_ROUND, "malook")
FLOUR, OIL, BLANKET = "ATTA20", "OIL5", "BLANKET"
DEPOT = "Relief depot, Lahore"
FIRST_TRUCK, KOT_TRUCK, BLANKET_TRUCK, SECOND_TRUCK = "WB-1041", "WB-1042", "WB-0977", "WB-1058"


@dataclass(frozen=True)
class Camp:
    """Everybody at a desk of their own, the clock of the days before, today, and how many households there are."""

    desks: dict[Role, Desk]
    clock: PracticeClock
    today: date
    households: int

    def second(self, role: Role) -> Second:
        """The operator of a role as second person."""
        return self.desks[role].as_second()


def make_rounds(camp: Camp) -> None:
    """One round for everybody and one with a fixed list, both open; their points are not."""
    supervisor, begins = camp.desks[Role.SUPERVISOR], camp.today - timedelta(days=1)
    flour = ItemDraft(FLOUR, (StepDraft(1, 1), StepDraft(4, 2), StepDraft(8, 3)))
    programmes.make_round(
        supervisor,
        RoundDraft(
            programme="Flood flour",
            code=OPEN_ROUND,
            list_kind=ListKind.OPEN,
            areas=(DISTRICT,),
            from_day=begins,
            to_day=begins + timedelta(days=6),
            items=(flour, ItemDraft(OIL, (StepDraft(1, 1),))),
            points=(PointDraft("malook", "Basti Malook"), PointDraft("kot", "Kot Mehr", (KOT_AREA,))),
        ),
    )
    programmes.open_round(supervisor, OPEN_ROUND)
    programmes.make_round(
        supervisor,
        RoundDraft(
            programme="Winter blankets",
            code=FROZEN_ROUND,
            list_kind=ListKind.FROZEN,
            areas=(PLACES[0],),
            from_day=begins,
            to_day=begins + timedelta(days=13),
            items=(ItemDraft(BLANKET, (StepDraft(1, 1), StepDraft(3, 2), StepDraft(6, 4))),),
            points=(PointDraft("malook", "Basti Malook"),),
        ),
    )
    round_lists.freeze_round(supervisor, FROZEN_ROUND, second=camp.second(Role.LEAD))
    programmes.open_round(supervisor, FROZEN_ROUND)


def send_trucks(camp: Camp, oil: int) -> None:
    """Three trucks on the day before yesterday; the one to Basti Malook has only so much oil."""
    many, batch = camp.households, Goods(FLOUR, 3 * camp.households, "F-2610", camp.today + timedelta(days=120))
    _send(camp, MALOOK, FIRST_TRUCK, "LEC 4471", (batch, *_some(OIL, oil, "H-881")))
    _send(camp, KOT, KOT_TRUCK, "LEC 2093", (Goods(FLOUR, many, "F-2610"), Goods(OIL, many, "H-881")))
    _send(camp, BLANKETS, BLANKET_TRUCK, "LHR 905", (Goods(BLANKET, 4 * many),))


def receive_trucks(camp: Camp) -> None:
    """Yesterday in the morning they are unloaded and counted; one bag of the first was left behind."""
    lead, many = camp.desks[Role.LEAD], camp.households
    note = "one bag torn on the road, left on the truck"
    first = waybills.show(lead, FIRST_TRUCK)
    came = tuple(Goods(line.item, line.sent - (line.item == FLOUR)) for line in first.lines)
    second = camp.second(Role.SUPERVISOR)
    waybills.receive(lead, MALOOK, ArrivalDraft(came, FIRST_TRUCK, note=note), second=second)
    camp.clock.go_on(timedelta(minutes=20))
    waybills.receive(lead, KOT, ArrivalDraft((Goods(FLOUR, many), Goods(OIL, many)), KOT_TRUCK))
    waybills.receive(lead, BLANKETS, ArrivalDraft((Goods(BLANKET, 4 * many),), BLANKET_TRUCK))


def send_second_truck(camp: Camp) -> None:
    """On its way since yesterday evening: it is awaited."""
    camp.clock.go_to(local(camp.today - timedelta(days=1), 17, 30))
    many = camp.households
    _send(camp, MALOOK, SECOND_TRUCK, "LEC 4471", (Goods(FLOUR, 2 * many, "F-2611"), Goods(OIL, many, "H-902")))


def _send(camp: Camp, to: Standing, number: str, vehicle: str, goods: tuple[Goods, ...]) -> None:
    draft = WaybillDraft(number, camp.today, DEPOT, goods, vehicle, seal=f"{number[-4:]}77")
    waybills.make(camp.desks[Role.SUPERVISOR], to, draft)


def _some(item: str, quantity: int, batch: str) -> tuple[Goods, ...]:
    return (Goods(item, quantity, batch),) if quantity else ()
