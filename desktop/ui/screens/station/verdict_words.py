"""From a decision to what the lane sees: word, person, items, keys. Never a reason for a stop."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.records.distribution import CollectorChoice, Counts, Decision, ItemDue, PersonShown
from desktop.reference.tables import relief_items, verdict_faces
from desktop.scanning.reader import RefusedCode
from desktop.ui.widgets.verdict_values import Family, VerdictAction, VerdictItem, VerdictPerson, VerdictView
from desktop.values.vocabulary import CollectionKind, Language, Look, Verdict
from desktop.words.captions.bilingual import relation_latin, relation_local
from desktop.words.catalogue import comma, isolated, language, mark, tr, tr_in, tr_n

GIVE, DESK, NOT_NOW, SENT, NEXT, SLIP, COLLECT = "give", "desk", "not_now", "sent", "next", "slip", "collect"

_LOOKS: dict[Look, str] = {
    Look.TYPED: mark("The code was typed: look at the face, ask for the name."),
    Look.EXPIRED: mark("The card is old: look at the face, offer a new one."),
    Look.NEWER_ISSUE: mark("The card is newer than the list: look at the face."),
    Look.COLLECTOR: mark("Somebody else collects: look who it is."),
    Look.COLLECTS_OFTEN: mark("This person collected for others before: see that the holder wants it."),
    Look.PARTIAL: mark("Not everything is here. Say that it stays due: {items}."),
}


_COLLECTS: dict[CollectionKind | None, str] = {
    CollectionKind.NAMED: mark("{name} collects, named by the holder: look who it is."),
    CollectionKind.PROXY: mark("{name} collects today, let by two people: look who it is."),
    CollectionKind.CARETAKER: mark("{name} cares for these children and collects: look who it is."),
    CollectionKind.DELIVERY: mark("It is brought to their home: hand it to them there."),
    None: mark("{name} collects with another card of the household: look who it is."),
}
"""The look in other words, where it was said who collects."""
_OFTEN = mark("{name} collected for others before: see that the holder wants it.")


def second_language() -> Language:
    """The other language of the lane: Urdu beside English, English beside the others."""
    return Language.URDU if language() is Language.ENGLISH else Language.ENGLISH


def verdict_view(decision: Decision, counts: Counts, who: CollectorChoice | None = None) -> VerdictView:
    """What the lane shows for a decision before anything is given; `who` collects in the holder's place."""
    bare = _bare(decision.verdict, counts)
    if decision.rehearsal:
        return _rehearsal(bare)
    match decision.verdict:
        case Verdict.G1 | Verdict.G2:
            return replace(
                bare,
                sentence=_look(decision, language(), who),
                second_sentence=_look(decision, second_language(), who),
                actions=(_give(decision.verdict), _desk_key(), _not_now(), _collect()),
                person=_person(decision),
                items=tuple(_item(due) for due in decision.items),
            )
        case Verdict.T1:
            at_place = bool(decision.point_name)
            source = mark("Nothing of it is here now. It stays due: please come again.")
            if at_place:
                source = mark("This household is served at {point}.")
            return replace(
                bare,
                sentence=tr(source, point=decision.point_name),
                second_sentence=tr_in(second_language(), source, point=decision.point_name),
                actions=(VerdictAction(NEXT, tr("Shown"), tr("Enter"), "Return"), _desk_key()),
                at_place=at_place,
            )
        case Verdict.N1:
            return _again(bare)
        case Verdict.S1:
            return stopped(counts, decision.stop)
        case _:
            return _walk(bare)


def asked_view(decision: Decision, counts: Counts) -> VerdictView:
    """The question about a GIVE without an answer, before the next card is shown; it names whom it is about."""
    word = mark("GIVEN?")
    source = mark("{name}: were the goods handed over? The next card waits.")
    person = decision.person
    here, there = _name_of(person, language()), _name_of(person, second_language())
    return replace(
        _bare(decision.verdict, counts),
        word=tr(word),
        second_word=tr_in(second_language(), word),
        sentence=tr(source, name=here),
        second_sentence=tr_in(second_language(), source, name=there),
        actions=(
            VerdictAction(GIVE, tr("Given"), tr("Space"), "Space"),
            VerdictAction(NOT_NOW, tr("Not given"), "Esc", "Escape"),
            _desk_key(),
        ),
        painted=Family.ASKING,
    )


def refused_view(refused: RefusedCode, counts: Counts) -> VerdictView:
    """For a text that is no card of ours: what the help desk answers is sent there, anything else is tried again."""
    bare = _bare(refused.verdict, counts)
    return _again(bare) if refused.verdict is Verdict.N1 else _walk(bare)


def given_view(decision: Decision, receipt: int, counts: Counts) -> VerdictView:
    """GIVEN, after it is durable; it fades by itself."""
    sentence = mark("Slip {receipt}. The next card, please.")
    if decision.owed:
        sentence = mark("Slip {receipt}. Print it: it says what stays due, {items}.")
    return replace(
        _bare(Verdict.G9, counts),
        sentence=tr(sentence, receipt=str(receipt), items=_list(decision.owed, language())),
        second_sentence=tr_in(
            second_language(), sentence, receipt=str(receipt), items=_list(decision.owed, second_language())
        ),
        actions=(
            VerdictAction(NEXT, tr("Next"), tr("Enter"), "Return"),
            VerdictAction(SLIP, tr("Slip"), "P", "P"),
        ),
        items=tuple(_item(due) for due in decision.items),
    )


_STOPS = {
    "day_closed": mark("The day of this point is closed. Call the team lead. All hand-overs are kept."),
    "point_not_open": mark("This point is not open. Call the team lead. All hand-overs are kept."),
    "round_not_open": mark("This round is not open. Call the team lead. All hand-overs are kept."),
    "round_closed": mark("This round is closed. Call the team lead. All hand-overs are kept."),
    "all_out": mark("Nothing is left here to give. Call the team lead. All hand-overs are kept."),
}
_TROUBLE = mark("Call the team lead. People keep their place. All hand-overs are kept.")


def stopped(counts: Counts, why: str = "") -> VerdictView:
    """STOP LANE: the round's, the point's or the machine's own trouble, never a person's; `why` where it is known."""
    source = _STOPS.get(why, _TROUBLE)
    return replace(
        _bare(Verdict.S1, counts),
        sentence=tr(source),
        second_sentence=tr_in(second_language(), source),
        actions=(VerdictAction(NEXT, tr("Try again"), tr("Enter"), "Return"),),
    )


def _bare(verdict: Verdict, counts: Counts) -> VerdictView:
    word = verdict_faces()[verdict].word
    foot = tr("me {me} · lane {lane}", me=counts.me, lane=counts.lane)
    return VerdictView(
        code=verdict.value, word=word.text(language()), second_word=word.text(second_language()), foot=foot
    )


def _walk(bare: VerdictView) -> VerdictView:
    source = mark("Please walk with this person.")
    return replace(
        bare,
        sentence=tr(source),
        second_sentence=tr_in(second_language(), source),
        actions=(VerdictAction(SENT, tr("Sent to the desk"), tr("Enter"), "Return"),),
        foot=tr("The next card is accepted"),
    )


def _again(bare: VerdictView) -> VerdictView:
    source = mark("Wipe it, turn it, more light. Or type the code on it.")
    return replace(
        bare,
        sentence=tr(source),
        second_sentence=tr_in(second_language(), source),
        actions=(VerdictAction(NEXT, tr("Again"), tr("Enter"), "Return"), _desk_key()),
    )


def _give(verdict: Verdict) -> VerdictAction:
    label = tr("Given") if verdict is Verdict.G1 else tr("Looked: given")
    return VerdictAction(GIVE, label, tr("Space"), "Space")


def _desk_key() -> VerdictAction:
    return VerdictAction(DESK, tr("Help desk"), "F2", "F2")


def _collect() -> VerdictAction:
    return VerdictAction(COLLECT, tr("Collector"), "C", "C")


def _not_now() -> VerdictAction:
    return VerdictAction(NOT_NOW, tr("Not now"), "Esc", "Escape")


def _rehearsal(bare: VerdictView) -> VerdictView:
    """A card that was read before the point opened: the station works, nothing is recorded and nobody is shown."""
    word = mark("READ, REHEARSAL")
    source = mark("The card was read. Nothing is recorded before the point opens.")
    return replace(
        bare,
        word=tr(word),
        second_word=tr_in(second_language(), word),
        sentence=tr(source),
        second_sentence=tr_in(second_language(), source),
        actions=(VerdictAction(NEXT, tr("Next"), tr("Enter"), "Return"),),
        painted=Family.LATER,
    )


def _look(decision: Decision, into: Language, who: CollectorChoice | None) -> str:
    told = {"items": _list(decision.owed, into), "name": _name_of(who, into)}
    looks = dict.fromkeys(_asked(look, decision, who) for look in decision.looks)
    return " ".join(tr_in(into, look, **told) for look in looks)


def _asked(look: Look, decision: Decision, who: CollectorChoice | None) -> str:
    """What a look asks for; of who collects in one sentence, though it may be looked at for two reasons."""
    if who is None or look not in (Look.COLLECTOR, Look.COLLECTS_OFTEN):
        return _LOOKS[look]
    if Look.COLLECTS_OFTEN in decision.looks:
        return _OFTEN
    return _COLLECTS[None if isinstance(who.how, int) else who.how.kind]


def _name_of(who: CollectorChoice | PersonShown | None, into: Language) -> str:
    if who is None:
        return ""
    latin, told = who.name_latin, who.name_as_told
    return (latin or told) if into is Language.ENGLISH else (told or latin)


def _list(owed: Sequence[ItemDue], into: Language) -> str:
    """Items and how many, in one line."""
    return comma(into).join(f"{isolated(str(due.quantity))} {item_label(due.item, into)}" for due in owed)


def _item(due: ItemDue) -> VerdictItem:
    here, second = item_label(due.item, language()), item_label(due.item, second_language())
    return VerdictItem(due.item, due.quantity, here, second)


def item_label(item: str, into: Language) -> str:
    """An item in words; its code for one that left the shipped list."""
    known = relief_items().get(item)
    return known.label.text(into) if known else item


def _person(decision: Decision) -> VerdictPerson | None:
    person = decision.person
    if person is None:
        return None
    latin_first = language() is Language.ENGLISH and bool(person.name_latin)
    local = _local_name(person)
    latin = " ".join(
        part for part in (person.name_latin, relation_latin(person.parent_relation, person.parent_latin)) if part
    )
    slot = decision.number.slot if decision.number else None
    facts = tr_n("Household of {n}", "Household of {n}", decision.size)
    return VerdictPerson(
        name=person.name_latin if latin_first else person.name_as_told or person.name_latin,
        relation=(
            relation_latin(person.parent_relation, person.parent_latin)
            if latin_first
            else relation_local(person.parent_relation, person.parent_name, language())
        ),
        second_name=local if latin_first else latin,
        facts=f"{facts} · {tr('card {slot}', slot=str(slot))}" if slot else facts,
        household_code=decision.household.text if decision.household else "",
        photo=person.photo,
    )


def _local_name(person: PersonShown) -> str:
    spoken = Language.URDU
    relation = relation_local(person.parent_relation, person.parent_name, spoken)
    return " ".join(part for part in (person.name_as_told, relation) if part)
