"""What befalls families at the lanes of the full day, told one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop.errors import NotPermitted, SettledLater
from desktop.security.card_code import seal, validity
from desktop.usecases import cards, distribution
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason, Verdict, VoidReason
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_collecting import boy, children, delivery, named, proxy
from tests.rigs.relief_day_families import TODAY
from tests.rigs.relief_day_lanes import Story
from tests.rigs.relief_day_queue import Queue, again
from tests.rigs.relief_day_rules import SIDE
from tests.rigs.relief_day_stock import helped
from tests.security.offices import make_office

TOO_LATE = timedelta(minutes=16)
ANOTHER_OFFICE = make_office(practice=False, name="Khanewal")


def plain(queue: Queue, family: Family) -> Story:
    """She comes, is served and goes."""
    queue.line.serve(queue.lane(), family, queue.line.card(family))
    yield from ()


def typed(queue: Queue, family: Family) -> Story:
    """Her card does not read, so that the number is typed."""
    queue.line.serve(queue.lane(), family, queue.line.typed(family.code), looks=("typed",))
    yield from ()


def double(queue: Queue, family: Family) -> Story:
    """The same card again, at the next lane."""
    line = queue.line
    line.serve(queue.lane(), family, line.card(family))
    yield 1
    again(queue, family, line.card(family), Verdict.H1, send=True)


def both_cards(queue: Queue, family: Family) -> Story:
    """Two cards of one household, at two lanes."""
    line = queue.line
    line.serve(queue.lane(), family, line.card(family))
    yield 2
    again(queue, family, line.card(family, 2), Verdict.H2)


def forged(queue: Queue, family: Family) -> Story:
    """A card in perfect form under the desk's own key id, signed by a forger; then her own."""
    line = queue.line
    forger = make_office(practice=False).desk.card
    forger.kid = line.desk(Role.CLERK).card_key.kid
    line.unread(queue.lane(), seal(CardNumber(family.code, 1, 1), *validity(TODAY), forger), "signature", Verdict.H6)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def foreign(queue: Queue, family: Family) -> Story:
    """Her GIVE as the laptop dies, a code that is no card, another office's card; then her own once more."""
    line = queue.line
    text = seal(CardNumber(family.code, 1, 1), *validity(TODAY), ANOTHER_OFFICE.desk.card)
    line.left_open(queue.lane(), line.card(family))
    line.unread(queue.lane(), "https://example.org/flour", "not_a_card", Verdict.N1)
    line.unread(queue.lane(), text, "other_office", Verdict.H3)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def lost_card(queue: Queue, family: Family) -> Story:
    """She lost her card and has a new one; who found the old one holds it up."""
    line, old = queue.line, queue.line.card(family)
    assert old.number is not None
    made = cards.replace(line.desk(Role.HELPDESK), old.number, CardReason.LOST, present=True)
    line.books.did.update({"card.replaced": 1, "card.issued": 1})
    family.texts[1] = made.faces[0].credential
    line.away(queue.lane(), old, Verdict.H4, send=True)
    yield 2
    line.serve(queue.lane(), family, line.card(family))


def revoked(queue: Queue, family: Family) -> Story:
    """Two people end a stolen card; its holder has another one from the clerk and is served."""
    line, old = queue.line, queue.line.card(family)
    assert old.number is not None
    cards.revoke(line.desk(Role.SUPERVISOR), old.number, CardReason.STOLEN, second=line.beside(Role.LEAD))
    line.away(queue.lane(), old, Verdict.H5, send=True)
    made = cards.issue(line.desk(Role.CLERK), [family.code]).faces
    family.texts |= {face.number.slot: face.credential for face in made}
    line.books.did.update({"card.revoked": 1, "card.issued": 1, "card.copied": len(made) - 1})
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def retry(queue: Queue, family: Family) -> Story:
    """The lane lost the answer and sends the same hand-over again."""
    line, lane = queue.line, queue.lane()
    hand = line.serve(lane, family, line.card(family))
    if hand is not None:
        told = distribution.give(lane.desk, lane.standing, line.card(family), disbursement=hand.id, looked=True)
        line.books.same("the same hand-over again", (told.again, told.receipt), (True, hand.receipt))
    yield from ()


def void_soon(queue: Queue, family: Family) -> Story:
    """*Give* was pressed by mistake; the scanner takes it back, and a little later it is given."""
    line, lane = queue.line, queue.lane()
    hand = line.serve(lane, family, line.card(family))
    yield 1
    if hand is not None:
        line.void(lane, family, hand)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def void_late(queue: Queue, family: Family) -> Story:
    """She brings it back after a quarter of an hour: not the scanner, two people take it back."""
    line, lane = queue.line, queue.lane()
    hand = line.serve(lane, family, line.card(family))
    yield queue.turns(TOO_LATE)
    if hand is not None:
        refused = _refused(lambda: distribution.void(lane.desk, hand.id, VoidReason.CAME_BACK), NotPermitted)
        line.books.same("the scanner's void after a quarter of an hour is refused", refused, True)
        line.void(lane, family, hand, late=True)
    yield 1
    line.serve(queue.lane(), family, line.card(family))


def misses(queue: Queue, family: Family) -> Story:
    """Three typed codes that hit nothing, then her own."""
    line, lane = queue.line, queue.lane()
    for serial in range(3):
        line.away(lane, line.typed(HouseholdCode.make("618", serial)), Verdict.N1)
        distribution.note_typed_miss(lane.desk)
    line.books.did["codes.missed"] += 1
    yield 1
    line.serve(queue.lane(), family, line.typed(family.code), looks=("typed",))


def blocked(queue: Queue, family: Family) -> Story:
    """Two people decided; she is sent to the help desk like anybody."""
    queue.line.away(queue.lane(), queue.line.card(family), Verdict.H5, send=True)
    yield from ()


def wrong_point(queue: Queue, family: Family) -> Story:
    """She comes to the large point first, and is served where her village is."""
    line = queue.line
    line.away(queue.lane(), line.card(family), Verdict.T1)
    yield 2
    side = next(lane for lane in line.lanes if lane.point == SIDE)
    line.serve(side, family, line.card(family))


def unlisted(queue: Queue, family: Family) -> Story:
    """No list names them; two people help them all the same, by how many they are and without a name."""
    line, lane = queue.line, queue.lane()
    line.away(lane, line.card(family), Verdict.H3, send=True)
    helped(line, lane.standing, replace(family.people, area=""))
    yield from ()


def back_for_owed(queue: Queue, family: Family) -> Story:
    """What ran out in the morning lies there now; what was given first cannot be taken back any more."""
    line, lane, first = queue.line, queue.lane(), family.drawn[-1]
    line.serve(lane, family, line.card(family))
    lead, beside = line.desk(Role.LEAD), line.office.second(Role.SUPERVISOR)
    void = partial(distribution.void, lead, first.id, VoidReason.WRONG_COUNT, second=beside)
    line.books.same("a void of what was settled since is refused", _refused(void, SettledLater), True)
    yield 1
    again(queue, family, line.card(family), Verdict.H1)


def _refused(act: Callable[[], object], kind: type[Exception]) -> bool:
    try:
        act()
    except kind:
        return True
    return False


TOLD: dict[str, Callable[[Queue, Family], Story]] = {
    "plain": plain, "typed": typed, "double": double, "both_cards": both_cards, "forged": forged, "foreign": foreign,
    "lost_card": lost_card, "revoked": revoked, "retry": retry, "void_soon": void_soon, "void_late": void_late,
    "misses": misses, "boy": boy, "named": named, "children": children, "proxy": proxy, "delivery": delivery,
    "blocked": blocked, "review": blocked, "wrong_point": wrong_point, "proposed": plain, "block_refused": plain,
    "loan": plain, "added": plain, "allowed": plain, "unlisted": unlisted,
}  # fmt: skip
"""By the name of the story; who is served on paper or stays away is told elsewhere."""
