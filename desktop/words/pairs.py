"""Two people side by side in words: each of them, how the fields agree, why one asks, what making them one does."""

from desktop.matching.score import Why
from desktop.records.pair import (
    Agreement,
    Alone,
    Field,
    FieldPair,
    MergeNote,
    MergePlan,
    Nearby,
    NewCard,
    PairKey,
    PairsDecided,
    PairView,
    PersonSide,
    why_alone,
)
from desktop.values.period import local_day
from desktop.values.text import script_of
from desktop.values.vocabulary import AgeMethod, DifferentWhy, Language
from desktop.words.catalogue import comma, isolated, language, mark, tr, tr_c, tr_n
from desktop.words.days import day_words, moment_words
from desktop.words.labels import label, why_label
from desktop.words.people import age_words, joined, where_words, with_parent

_AGES = {
    AgeMethod.DOCUMENT: mark("from a paper"),
    AgeMethod.STATED: mark("said"),
    AgeMethod.ESTIMATED: mark("estimated"),
    AgeMethod.EVENT: mark("by an event"),
}

FIELDS = {
    Field.NAME: mark("Name"),
    Field.PARENT: mark("Father or husband"),
    Field.SEX: mark("Sex"),
    Field.AGE: mark("Age"),
    Field.VILLAGE: mark("Village"),
    Field.CHILDREN: mark("Children"),
}
"""The names of the fields that are held side by side."""

_NEARBY = {
    Nearby.AREA: mark("another village, same tehsil"),
    Nearby.DISTRICT: mark("another tehsil"),
    Nearby.FAR: mark("another district"),
}

NOTES = {
    MergeNote.OTHER_SEX: mark("One record says woman, the other man: look again."),
    MergeNote.ONE_DIED: mark("One of the two is recorded as having died."),
    MergeNote.SAID_DIFFERENT: mark("Somebody looked before and said: two different people."),
    MergeNote.AGES_APART: mark("Their ages are more than ten years apart."),
    MergeNote.OTHER_NUMBER: mark("Their papers have different numbers."),
    MergeNote.HEAD_LEAVES: mark("The other household loses its head: say there who it is now."),
}
"""What a supervisor should know before two records become one person."""

_ALONE = {
    Alone.ANSWERED: mark("Somebody answered this pair already, so it can only be changed on its own."),
    Alone.ALIKE: mark("These two are very alike, so the pair has to be reviewed on its own."),
}

_TAKEN = {
    "name_as_told": mark("the name as told"),
    "name_latin": mark("the name in Latin letters"),
    "unnamed": mark("the name"),
    "parent_name": mark("father's or husband's name"),
    "parent_latin": mark("father's or husband's name in Latin letters"),
    "parent_relation": mark("whose son, daughter or wife"),
    "age_years": mark("the age"),
    "id_number": mark("the number of the paper"),
    "phone": mark("the phone"),
    "work_kind": mark("the kind of work"),
    "disability": mark("what is difficult"),
    "intermediary": mark("the role between worker and owner"),
    "photo": mark("the photo"),
}


def side_name(side: PersonSide) -> str:
    """The name in the script that the window reads, else in the one that is there."""
    english = language() is Language.ENGLISH
    return (side.name_latin or side.name_as_told) if english else (side.name_as_told or side.name_latin)


def side_parent(side: PersonSide) -> str:
    """The father's or husband's name, in the script of the name where both are known."""
    latin = script_of(side_name(side)) == "latin"
    return (side.parent_latin or side.parent_name) if latin else (side.parent_name or side.parent_latin)


def pair_name(view: PairView) -> str:
    """What the two of a pair are called, said once where it is one name."""
    return joined(*dict.fromkeys(isolated(side_name(side) or side_parent(side)) for side in (view.a, view.b)))


def alone_sentence(key: PairKey, *, mine: bool) -> str:
    """Why a pair cannot be marked among those that wait, or among one's own answers (`mine`); empty where it can."""
    if mine:
        return "" if key.own else tr("Only your own answers of today can be taken back together.")
    why = why_alone(key.score, key.answer)
    return "" if why is None else tr(_ALONE[why])


def side_line(side: PersonSide) -> str:
    """One of the two on one line: name with parent, age, where."""
    name = with_parent(side_name(side), side.parent_relation, side_parent(side))
    return joined(name, age_words(side.age_years), where_words(side.pcode, side.village))


def since_words(side: PersonSide) -> str:
    """Where and when somebody was registered; of somebody being typed that it is now."""
    if side.registered_at is None:
        return tr("this desk, today")
    return joined(side.desk, moment_words(side.registered_at))


def field_text(field: Field, side: PersonSide) -> str:
    """One field of one of the two."""
    match field:
        case Field.NAME:
            return _both_scripts(side.name_as_told, side.name_latin)
        case Field.PARENT:
            return _both_scripts(side.parent_name, side.parent_latin)
        case Field.SEX:
            return label(side.sex) if side.sex else ""
        case Field.AGE:
            known = side.age_years is not None and side.age_method is not None
            return (
                joined(isolated(side.age_years or 0), tr(_AGES[side.age_method])) if known and side.age_method else ""
            )
        case Field.VILLAGE:
            return side.village or where_words(side.pcode, "")
        case Field.CHILDREN:
            return _names(side.children)


def _names(names: tuple[str, ...]) -> str:
    """Names with the comma of their own script: they stand alone, not in a sentence."""
    latin = any(script_of(name) == "latin" for name in names)
    return comma(Language.ENGLISH).join(map(isolated, names)) if latin else comma(Language.URDU).join(names)


def _both_scripts(told: str, latin: str) -> str:
    """A name in every script that is known, the window's own first: who compares needs what the other record has."""
    order = (latin, told) if language() is Language.ENGLISH else (told, latin)
    return " · ".join(isolated(name) for name in dict.fromkeys(order) if name)


def agreement_words(pair: FieldPair) -> str:
    """How a field agrees, in two or three words."""
    match pair.agreement:
        case Agreement.SAME:
            return tr("same")
        case Agreement.SPELT:
            return tr("same, other spelling")
        case Agreement.UNKNOWN:
            return tr("not known")
        case Agreement.NEAR | Agreement.DIFFERENT:
            return _apart(pair)


def _apart(pair: FieldPair) -> str:
    near = pair.agreement is Agreement.NEAR
    match pair.field:
        case Field.AGE:
            return tr_n("a year apart", "{n} years apart", pair.apart)
        case Field.VILLAGE:
            return tr(_NEARBY[pair.near]) if pair.near is not None else tr("another village")
        case Field.CHILDREN:
            return tr_n("one the same", "{n} the same", pair.apart) if near else tr("other names")
        case Field.NAME | Field.PARENT:
            return tr("sounds alike") if near else tr("another name")
        case Field.SEX:
            return tr_c("of two people", "different")


def why_sentence(view: PairView) -> str:
    """Why one asks, as reasons with commas; what tells them apart stands in it too."""
    return tr("Why we ask: {reasons}.", reasons=joined(*why_words(view)))


def why_words(view: PairView) -> tuple[str, ...]:
    """Each reason why one asks, and what tells them apart."""
    more = {one.field: one for one in view.fields}
    children, village = more.get(Field.CHILDREN), more.get(Field.VILLAGE)
    said = [Why(code) for code in view.why if code in _CODES]
    last: list[str] = []
    if children is not None and children.apart:
        said = [why for why in said if why is not Why.SAME_CHILDREN]
        last.append(tr_n("one child of the same name", "{n} children of the same names", children.apart))
    if village is not None and village.agreement is not Agreement.SAME and village.near is not None:
        said = [why for why in said if why is not Why.SAME_AREA]
        last.append(tr(_NEARBY[village.near]))
    return (*(why_label(why) for why in said), *last)


_CODES = frozenset(why.value for why in Why)


def said_sentence(view: PairView) -> str:
    """What was said of a pair before, by whom and when; empty when nobody looked yet."""
    if view.answer is None or view.answered_at is None:
        return ""
    return tr(
        "{answer}: said by {who}, {day}",
        answer=label(view.answer),
        who=view.answered_by,
        day=day_words(local_day(view.answered_at)),
    )


def together_sentence(count: int, why: DifferentWhy) -> str:
    """Several pairs of one answer and its reason, to be read before it is recorded and after."""
    return tr_n(
        "{n} pair: two different people, because: {why}.",
        "{n} pairs: two different people each, because: {why}.",
        count,
        why=label(why),
    )


def taken_back_sentence(count: int) -> str:
    """How many pairs wait again."""
    return tr_n("Taken back: {n} pair waits again.", "Taken back: {n} pairs wait again.", count)


def left_out_sentence(done: PairsDecided) -> str:
    """How many pairs an act left as they are, because it was stopped or somebody else was faster; empty for none."""
    left = done.wanted - len(done.pairs)
    return tr_n("{n} pair stays as it is.", "{n} pairs stay as they are.", left) if left else ""


def merge_sentences(plan: MergePlan) -> list[str]:
    """What making the two one person does, sentence by sentence; nothing of it is kept from the reader."""
    said = [_lives_on(plan)]
    taken = [tr(_TAKEN[name]) for name in plan.taken if name in _TAKEN]
    if taken:
        said.append(tr("Taken over, because it was not known: {what}.", what=joined(*taken)))
    said.extend(_cards(plan))
    said.extend(_household(plan))
    return said


def note_sentences(plan: MergePlan) -> list[str]:
    """What a supervisor should think of first; none of it holds anything back."""
    return [tr(NOTES[note]) for note in plan.notes]


def _lives_on(plan: MergePlan) -> str:
    if plan.takeover is not None:
        return tr("The person lives in household {code} from today on.", code=plan.takeover.household.grouped)
    if plan.kept.household is None:
        return tr("The person stays as one record.")
    return tr("The person stays in household {code}, as one record.", code=plan.kept.household.grouped)


def _cards(plan: MergePlan) -> list[str]:
    said = [tr("The card of holder {slot} stays valid.", slot=plan.slot)] if plan.slot is not None else []
    said.extend(tr("Card {number} ends for good.", number=grouped_number(number.text)) for number in plan.ends)
    if plan.ends and plan.slot is None and not plan.kept.has_card:
        said.append(tr("No card is left: print one if the person is to hold a card."))
    return said


def _household(plan: MergePlan) -> list[str]:
    if plan.closes is not None:
        return [tr("Nobody is left in household {code}: it is closed.", code=plan.closes.grouped)]
    if plan.gone.household is None or plan.gone.household == plan.kept.household or plan.takeover is not None:
        return []
    if not plan.goes_on:  # the record that goes lived nowhere any more
        return []
    said = [
        tr_n(
            "Household {code} goes on with {n} person.",
            "Household {code} goes on with {n} people.",
            plan.goes_on,
            code=plan.gone.household.grouped,
        )
    ]
    if plan.no_holder is not None:
        said.append(tr("Nobody there holds a card any more: choose a holder."))
    return said


def new_card_sentence(card: NewCard) -> str:
    """The slot whose card stays ended."""
    return tr(
        "The old card of holder {slot} in household {code} stays ended. A new one can be printed.",
        slot=card.slot,
        code=card.household.grouped,
    )


def grouped_number(number: str) -> str:
    """A card number in groups of four."""
    return "\u2007".join(number[place : place + 4] for place in range(0, len(number), 4))
