"""Who needs an identity paper, in short lines of the screen."""

from desktop.records.household import NO_DOCUMENT
from desktop.records.identity import IdentityLine
from desktop.values.text import script_of
from desktop.values.vocabulary import IdentityResult, Language
from desktop.words.catalogue import isolated, language, mark, tr
from desktop.words.people import age_words, joined, paper_short, with_parent

_RESULTS = {
    IdentityResult.APPLIED: mark("Applied"),
    IdentityResult.RECEIVED: mark("It has come"),
    IdentityResult.REFUSED: mark("Not granted"),
    IdentityResult.NOT_WANTED: mark("Not wanted"),
}


def result_short(result: IdentityResult) -> str:
    """A result in one or two words."""
    return tr(_RESULTS[result])


def identity_name(line: IdentityLine) -> str:
    """The name in the script that the window reads, else in the one that is there; *child of* before there is one."""
    english = language() is Language.ENGLISH
    name = (line.name_latin or line.name_as_told) if english else (line.name_as_told or line.name_latin)
    return isolated(name) if name else tr("child of {name}", name=line.parent_name or line.parent_latin)


def identity_parent(line: IdentityLine) -> str:
    """The father's or husband's name in the script of the name beside it."""
    latin = script_of(identity_name(line)) == "latin"
    return (line.parent_latin or line.parent_name) if latin else (line.parent_name or line.parent_latin)


def identity_who(line: IdentityLine) -> str:
    """With father or husband, and the age."""
    return joined(
        with_parent(identity_name(line), line.parent_relation, identity_parent(line)), age_words(line.age_years)
    )


def identity_has(line: IdentityLine) -> str:
    """What the person has, with its number; empty for nothing."""
    if line.own_type == NO_DOCUMENT:
        return ""
    paper = paper_short(line.own_type)
    return tr("{paper}: {number}", paper=paper, number=line.own_number) if line.own_number else paper


def identity_papers(line: IdentityLine) -> str:
    """The paper that is wanted, what the person has, and what others of the household have."""
    has = identity_has(line)
    beside = joined(*(paper_short(code) for code in line.beside))
    parts = (
        tr("wants: {paper}", paper=paper_short(line.wanted)),
        tr("has: {papers}", papers=has) if has else "",
        tr("at home: {papers}", papers=beside) if beside else "",
    )
    return " · ".join(part for part in parts if part)
