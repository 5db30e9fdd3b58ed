"""The quiet list in sentences: facts with their numbers, never a word about why."""

from desktop.records.quiet import QuietFlag
from desktop.values.phone import format_phone
from desktop.values.vocabulary import QuietKind
from desktop.words.captions.bilingual import day_text, time_text
from desktop.words.catalogue import mark, tr, tr_n
from desktop.words.people import joined

_TIME = len("hh:mm")


def flag_title(flag: QuietFlag) -> str:
    """What a line is about: the phone, the name, or the operator with the day."""
    match flag.kind:
        case QuietKind.PHONE:
            return tr("Phone {phone}", phone=format_phone(flag.phone))
        case QuietKind.VOUCHER:
            return tr("{name} vouches", name=flag.name)
        case QuietKind.COLLECTOR:
            return tr("{name} collects", name=_collector(flag))
        case _:
            assert flag.first is not None
            return tr("{operator} on {day}", operator=_whose(flag), day=day_text(flag.first))


def flag_facts(flag: QuietFlag) -> str:
    """The numbers of a line in one sentence."""
    households = tr_n("{n} household", "{n} households", flag.count)
    match flag.kind:
        case QuietKind.PHONE:
            noted = tr("noted as the phone of one who stands between workers and owners") if flag.declared else ""
            return joined(
                tr("{phone} stands with {households}", phone=format_phone(flag.phone), households=households), noted
            )
        case QuietKind.VOUCHER:
            phone = format_phone(flag.phone) if flag.phone else ""
            return joined(
                tr("{name} vouches for {households}", name=flag.name, households=households), flag.village, phone
            )
        case QuietKind.COLLECTOR:
            collects = tr(
                "{name} collected for {households} of round {round}, from {first} to {last}",
                name=_collector(flag),
                households=households,
                round=flag.round_code,
                first=_begin(flag),
                last=_end(flag),
            )
            return joined(collects, flag.village)
        case QuietKind.PACE:
            return tr(
                "{operator} registered {households} in {minutes}, from {first} to {last}",
                operator=flag.operator,
                households=households,
                minutes=_minutes(flag),
                first=_begin(flag),
                last=_end(flag),
            )
        case _:
            return _relief_facts(flag)


_OF_OPERATOR: dict[QuietKind, str] = {
    QuietKind.COPIES: mark("{operator} printed {n} cards in use once more, from {first} to {last}"),
    QuietKind.TYPED: mark("{operator} handed over on typed codes {n} times of {total}, from {first} to {last}"),
    QuietKind.OWN_VOIDS: mark(
        "{operator} took back {n} own hand-overs and handed over to the same households again, from {first} to {last}"
    ),
    QuietKind.LATE_LINES: mark("{operator} entered {n} lines from paper, from {first} to {last}"),
    QuietKind.RETURNS: mark("{operator} sent goods back {n} times, from {first} to {last}"),
    QuietKind.SPLIT_BACK: mark("{operator} joined {n} households again that were split off and served, until {last}"),
    QuietKind.WORDS: mark("{operator} insisted {n} times on words that are not kept here, from {first} to {last}"),
    QuietKind.SHOWN: mark("{operator} was shown {n} different people and recorded {total} acts, until {last}"),
}


def _relief_facts(flag: QuietFlag) -> str:
    if flag.kind in _OF_OPERATOR:
        return tr(
            _OF_OPERATOR[flag.kind],
            operator=flag.operator,
            n=flag.count,
            total=flag.total,
            first=_begin(flag),
            last=_end(flag),
        )
    match flag.kind:
        case QuietKind.LANE:
            return tr(
                "{point}, lane {lane}: {n} hand-overs in {seconds} seconds, from {first}; at the desk: {operator}",
                point=flag.point,
                lane=flag.lane,
                n=flag.count,
                seconds=flag.seconds,
                first=_begin(flag),
                operator=flag.operator,
            )
        case QuietKind.STAFF:
            return tr(
                "{one} and {other} did {n} of the {total} acts of two people on that day, from {first} to {last}",
                one=flag.operator,
                other=flag.second,
                n=flag.count,
                total=flag.total,
                first=_begin(flag),
                last=_end(flag),
            )
        case QuietKind.NIGHT:
            return tr(
                "{operator} changed {n} things between {first} and {last}",
                operator=flag.operator,
                n=flag.count,
                first=_begin(flag),
                last=_end(flag),
            )
        case _:
            cards = tr(
                "{n} cards in the place of others for {village} in {minutes}, from {first}",
                n=flag.count,
                village=flag.village or tr("one village"),
                minutes=_minutes(flag),
                first=_begin(flag),
            )
            return joined(cards, flag.operator)


def _collector(flag: QuietFlag) -> str:
    return flag.name or (format_phone(flag.phone) if flag.phone else tr("somebody"))


def _whose(flag: QuietFlag) -> str:
    """What a line about a day is about."""
    match flag.kind:
        case QuietKind.LANE:
            return tr("{point}, lane {lane}", point=flag.point, lane=flag.lane)
        case QuietKind.STAFF:
            return tr("{one} and {other}", one=flag.operator, other=flag.second)
        case QuietKind.CARDS:
            return tr("Cards for {village}", village=flag.village or tr("one village"))
        case _:
            return flag.operator


def _minutes(flag: QuietFlag) -> str:
    return tr_n("{n} minute", "{n} minutes", max(1, flag.minutes))


def _begin(flag: QuietFlag) -> str:
    assert flag.first is not None
    return time_text(flag.first)


def _end(flag: QuietFlag) -> str:
    """The time alone, where the day is that of the beginning."""
    assert flag.first is not None
    assert flag.last is not None
    ends = time_text(flag.last)
    return ends[-_TIME:] if day_text(flag.first) == day_text(flag.last) else ends
