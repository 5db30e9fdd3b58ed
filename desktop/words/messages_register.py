"""What is said about households, drafts, codes and cards."""

from desktop.errors import (
    CardNotFound,
    CardNotLive,
    CodeUnreadable,
    DraftFileWrong,
    DraftProblems,
    HouseholdNotFound,
    IssuesUsedUp,
    NoHolder,
    NothingToPrint,
    PlaceUnknown,
    RestoresUsedUp,
    SameDayOnly,
    SerialsUsedUp,
    StaleVersion,
)
from desktop.values.problem import Problem
from desktop.values.vocabulary import CardState
from desktop.words.catalogue import tr, tr_n
from desktop.words.days import day_said
from desktop.words.problems import field_name, grouped, say_problem
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(HouseholdNotFound)
def _household_not_found(told: HouseholdNotFound) -> Said:
    return Said(
        tr("No household of this office has the code {code}.", code=grouped(told.code)),
        tr("Compare the digits, or look for the name."),
        _unchanged(),
    )


@says(DraftProblems)
def _draft_problems(told: DraftProblems) -> Said:
    stopping = [problem for problem in told.problems if isinstance(problem, Problem) and problem.stops]
    lines = [
        tr("{field}: {problem}", field=field_name(problem.where), problem=say_problem(problem)) for problem in stopping
    ]
    return Said(
        " ".join(lines) or tr("The household cannot be kept yet."),
        tr_n("Look at {n} place, then save again.", "Look at {n} places, then save again.", max(1, len(stopping))),
        tr("Everything typed is still there."),
    )


@says(DraftFileWrong)
def _draft_file(told: DraftFileWrong) -> Said:
    what = {
        "json": tr("Line {line} is not JSON.", line=told.line),
        "utf8": tr("Line {line} is not UTF-8 text.", line=told.line),
        "size": tr("Line {line} is too long.", line=told.line),
        "deep": tr("Line {line} is nested too deep.", line=told.line),
        "empty": tr("There is no household in the file."),
        "field": tr("Line {line}: there is no field {where}.", line=told.line, where=told.where),
        "missing": tr("Line {line}: the field {where} is missing.", line=told.line, where=told.where),
    }.get(
        told.why,
        tr("Line {line}: {where} cannot be {value}.", line=told.line, where=told.where or "-", value=told.value or "-"),
    )
    wanted = tr("Wanted is: {wanted}.", wanted=told.wanted) if told.wanted else ""
    return Said(
        what, wanted or tr("See the fields with: haqdar schema household."), tr("Nothing of this line was kept.")
    )


@says(CodeUnreadable)
def _code_unreadable(told: CodeUnreadable) -> Said:
    what = {
        "letters": tr("A code has digits only: {typed}", typed=told.typed),
        "length": tr("A household code has 12 digits, a card number 15: {typed}", typed=told.typed),
    }.get(told.why, tr("One digit is wrong or two are swapped: {typed}", typed=told.typed))
    return Said(what, tr("Compare the digits with the card."), _unchanged())


@says(StaleVersion)
def _stale(told: StaleVersion) -> Said:
    return Said(
        tr("Somebody else corrected the household {code} meanwhile.", code=grouped(told.code)),
        tr("Open it again and make your correction anew."),
        tr("Their correction is kept. Yours is not yet."),
    )


@says(SameDayOnly)
def _same_day(told: SameDayOnly) -> Said:
    return Said(
        tr(
            "The household {code} was registered before today ({month}); a clerk corrects on the same day only.",
            code=grouped(told.code),
            month=day_said(told.registered_on),
        ),
        tr("Ask a supervisor to correct it."),
        _unchanged(),
    )


@says(SerialsUsedUp)
def _serials(told: SerialsUsedUp) -> Said:
    return Said(
        tr("All {limit} household codes of this desk are used.", limit=told.limit),
        tr("Ask the controller for a new block."),
        tr("Everything typed is still there."),
    )


@says(RestoresUsedUp)
def _restores(told: RestoresUsedUp) -> Said:
    return Said(
        tr(
            "This office was restored {limit} times, and no household codes are left for another time.",
            limit=told.limit,
        ),
        tr("Ask the controller for a new desk."),
        tr("The backup stays as it is."),
    )


@says(NoHolder)
def _no_holder(told: NoHolder) -> Said:
    return Said(
        tr("Nobody in the household {code} holds a card yet.", code=grouped(told.code)),
        tr("Choose who holds a card, then print."),
        _unchanged(),
    )


@says(CardNotFound)
def _card_not_found(_: CardNotFound) -> Said:
    return Said(
        tr("The register of this office does not know this card."),
        tr("Compare the digits with the card."),
        _unchanged(),
    )


@says(CardNotLive)
def _card_not_live(told: CardNotLive) -> Said:
    revoked = told.state == CardState.REVOKED.value
    return Said(
        tr("This card was revoked before.") if revoked else tr("This card was replaced before."),
        tr("Look at the household's page for the card that counts."),
        _unchanged(),
    )


@says(IssuesUsedUp)
def _issues(_: IssuesUsedUp) -> Said:
    return Said(
        tr("This holder has had 99 cards, more cannot be numbered."),
        tr("Give the person another holder place, then print."),
        _unchanged(),
    )


@says(PlaceUnknown)
def _place_unknown(told: PlaceUnknown) -> Said:
    return Said(
        tr("No place has the code {pcode}.", pcode=told.pcode or "-"),
        tr("Look for the place by name: haqdar places NAME."),
        _unchanged(),
    )


@says(NothingToPrint)
def _nothing_to_print(_: NothingToPrint) -> Said:
    return Said(tr("There is nobody to print a card for."), tr("Choose another household or place."), _unchanged())
