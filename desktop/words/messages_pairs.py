"""What is said about two records that may be one person: made one, or taken apart again."""

from desktop.errors import AnswerStays, MergeChanged, MergedAlready, NotMerged, SamePersonTwice, TooAlike
from desktop.words.catalogue import mark, tr, tr_n
from desktop.words.people import joined
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(SamePersonTwice)
def _same_person_twice(_: SamePersonTwice) -> Said:
    return Said(tr("This is one and the same record."), tr("Choose two different records."), _unchanged())


@says(MergedAlready)
def _merged_already(_: MergedAlready) -> Said:
    return Said(
        tr("One of these records became part of another one before."),
        tr("Look at the record that stands for the person now, or take the earlier step back first."),
        _unchanged(),
    )


@says(NotMerged)
def _not_merged(_: NotMerged) -> Said:
    return Said(
        tr("These are two records already."), tr("Look at both households: nothing has to be taken back."), _unchanged()
    )


@says(AnswerStays)
def _answer_stays(told: AnswerStays) -> Said:
    why = {
        "open": tr("Nothing was said of these two yet."),
        "other": tr("Somebody else said this of these two."),
        "day": tr("This was said on another day."),
    }
    if told.why == "stands":
        what = tr("Somebody said already what some of these are.")
        return Said(what, tr("Look at each of them."), _unchanged())
    return Said(why.get(told.why, why["open"]), tr("Say anew what they are: the newest answer counts."), _unchanged())


@says(TooAlike)
def _too_alike(told: TooAlike) -> Said:
    return Said(
        tr_n("{n} pair is too alike for that.", "{n} pairs are too alike for that, or too many at once.", told.count),
        tr("Look at each of them."),
        _unchanged(),
    )


@says(MergeChanged)
def _merge_changed(told: MergeChanged) -> Said:
    return Said(
        tr("This cannot be taken back any more: {what}.", what=joined(*(_changed(code) for code in told.changed))),
        tr("Set right by hand what is wrong, in the two households."),
        _unchanged(),
    )


CHANGED: dict[str, str] = {
    "later": mark("the record became part of another one since"),
    "died": mark("a death was recorded since"),
    "place": mark("the person moved or left since"),
    "slot": mark("somebody else holds the card now"),
    "cards": mark("a card was printed since"),
    "fields": mark("what was taken over was corrected since"),
    "photo": mark("the photo was changed since"),
    "household": mark("the other household was closed since"),
}
"""What changed since two records became one; codes are those of `MergeChanged`."""


def _changed(code: str) -> str:
    return tr(CHANGED[code]) if code in CHANGED else code
