"""The quiet list in sentences: facts with their numbers, never a word about why."""

from desktop.records.quiet import QuietFlag
from desktop.values.phone import format_phone
from desktop.values.vocabulary import QuietKind
from desktop.words.captions.bilingual import day_text, time_text
from desktop.words.catalogue import tr, tr_n
from desktop.words.people import joined

_TIME = len("hh:mm")


def flag_title(flag: QuietFlag) -> str:
    """What a line is about: the phone, the name, or the operator with the day."""
    match flag.kind:
        case QuietKind.PHONE:
            return tr("Phone {phone}", phone=format_phone(flag.phone))
        case QuietKind.VOUCHER:
            return tr("{name} vouches", name=flag.name)
        case QuietKind.PACE:
            assert flag.first is not None
            return tr("{operator} on {day}", operator=flag.operator, day=day_text(flag.first))


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
        case QuietKind.PACE:
            assert flag.first is not None
            assert flag.last is not None
            minutes = tr_n("{n} minute", "{n} minutes", max(1, flag.minutes))
            return tr(
                "{operator} registered {households} in {minutes}, from {first} to {last}",
                operator=flag.operator,
                households=households,
                minutes=minutes,
                first=time_text(flag.first),
                last=time_text(flag.last)[-_TIME:],
            )
