"""The questions after a distribution: short, free to be left unanswered, and without a word about why somebody came."""

from collections.abc import Sequence

from desktop.exchange.xlsform import FormChoice, FormQuestion, write_form
from desktop.records.accounts import Sample
from desktop.reference.tables import relief_items
from desktop.values.vocabulary import Language
from desktop.words.catalogue import mark, tr_in

LANGUAGES = {"English (en)": Language.ENGLISH, "Urdu (ur)": Language.URDU, "Sindhi (sd)": Language.SINDHI}

_YES = (("yes", mark("Yes")), ("no", mark("No")), ("no_answer", mark("No answer")))
_USE = (
    ("used", mark("We used it")),
    ("shared", mark("We shared it")),
    ("sold", mark("We sold or exchanged some of it")),
    ("kept", mark("We still have it")),
    ("no_answer", mark("No answer")),
)
_QUESTIONS: tuple[tuple[str, str, str, str], ...] = (
    # type, name, question, when it is asked
    ("select_one yes_no", "agreed", mark("May we ask you a few questions? You may say no, and nothing changes."), ""),
    ("select_one yes_no", "received", mark("Did your household receive relief in this distribution?"), "agreed"),
    ("select_multiple items", "what", mark("What did you receive?"), "received"),
    ("integer", "quantity_{item}", mark("How much of it: {item}?"), "item"),
    ("select_one yes_no", "paid", mark("Did anybody ask for money, work or a favour for it?"), "agreed"),
    ("integer", "minutes", mark("How many minutes did the way there and the waiting take?"), "agreed"),
    ("select_one yes_no", "safe", mark("Did you feel safe on the way, there, and on the way home?"), "agreed"),
    ("select_one use", "use", mark("What did you do with what you received?"), "received"),
    ("select_one yes_no", "complaint", mark("Do you know where to say that something went wrong?"), "agreed"),
)
_WHEN = {"": "", "agreed": "${agreed} = 'yes'", "received": "${received} = 'yes'"}


def monitoring_form(sample: Sample, items: Sequence[str]) -> bytes:
    """The questionnaire for a round, for Kobo and ODK; `items` are what the round gives."""
    questions = [
        FormQuestion("start", "start", {}),
        FormQuestion("text", "household", _said(mark("Household code on the list")), required=True),
    ]
    for kind, name, question, when in _QUESTIONS:
        if when == "item":
            questions += [_quantity(kind, name, question, item) for item in items]
        else:
            questions.append(FormQuestion(kind, name, _said(question), _WHEN[when], required=name == "agreed"))
    choices = [
        *(FormChoice("yes_no", name, _said(word)) for name, word in _YES),
        *(FormChoice("items", item, _item(item)) for item in items),
        *(FormChoice("use", name, _said(word)) for name, word in _USE),
    ]
    return write_form(
        questions,
        choices,
        title=f"{sample.programme} {sample.round_code}",
        form_id=f"haqdar-monitoring-{sample.round_code}-{sample.seed}",
        languages=list(LANGUAGES),
    )


def _quantity(kind: str, name: str, question: str, item: str) -> FormQuestion:
    names = _item(item)
    label = {language: tr_in(LANGUAGES[language], question, item=names[language]) for language in LANGUAGES}
    return FormQuestion(kind, name.replace("{item}", item.lower()), label, f"selected(${{what}}, '{item}')")


def _said(source: str) -> dict[str, str]:
    return {name: tr_in(language, source) for name, language in LANGUAGES.items()}


def _item(code: str) -> dict[str, str]:
    known = relief_items().get(code)
    return {name: known.label.text(language) if known else code for name, language in LANGUAGES.items()}
