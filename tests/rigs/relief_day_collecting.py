"""Families of the full day for whom somebody else comes: a boy with six cards, an aunt, a neighbour, our own people."""

from desktop.records.distribution import Collecting
from desktop.records.help_desk import ProxyDraft
from desktop.usecases import allowances
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, ProxyReason, Verdict
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_lanes import Story
from tests.rigs.relief_day_queue import Queue

NAMED, CARETAKER = Collecting(CollectionKind.NAMED, 1), Collecting(CollectionKind.CARETAKER, 1)
PROXY, DELIVERY = Collecting(CollectionKind.PROXY), Collecting(CollectionKind.DELIVERY)


def boy(queue: Queue, family: Family) -> Story:
    """One boy with the cards of six: two are given, two after a closer look, for two the holders come themselves."""
    line, number = queue.line, next(queue.boys)
    if number > 4:
        line.away(queue.lane(), line.card(family), Verdict.H5, collector=NAMED, send=True)
        yield 3
        line.serve(queue.lane(), family, line.card(family))
        return
    looks = ("collector",) if number <= 2 else ("collector", "collects_often")
    line.serve(queue.lane(), family, line.card(family), looks=looks, collector=NAMED)


def named(queue: Queue, family: Family) -> Story:
    """An aunt whom she named."""
    queue.line.serve(queue.lane(), family, queue.line.card(family), looks=("collector",), collector=NAMED)
    yield from ()


def children(queue: Queue, family: Family) -> Story:
    """Children who live alone; a caretaker comes."""
    queue.line.serve(queue.lane(), family, queue.line.card(family), looks=("collector",), collector=CARETAKER)
    yield from ()


def proxy(queue: Queue, family: Family) -> Story:
    """She is ill, and the help desk lets a neighbour collect today."""
    line = queue.line
    draft = ProxyDraft(f"نسرین {family.code.text[-4:]}", "", "SIS", "", ProxyReason.ILL)
    allowances.let_collect(line.desk(Role.HELPDESK), line.round, family.code, draft, second=line.beside(Role.LEAD))
    line.books.did["proxy.let"] += 1
    yield 1
    line.serve(queue.lane(), family, line.card(family), looks=("collector",), collector=PROXY)


def delivery(queue: Queue, family: Family) -> Story:
    """She cannot walk, and our own people bring it home."""
    line = queue.line
    shown = line.typed(family.code)
    line.serve(queue.lane(), family, shown, looks=("typed", "collector"), collector=DELIVERY)
    yield from ()
