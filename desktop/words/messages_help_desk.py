"""What is said at the help desk: blocks, provisional help, who may collect for a day, visits that ended already."""

from desktop.errors import (
    AmongUnlikely,
    BlockedAlready,
    HouseholdListed,
    MoreThanRegistered,
    NoProposal,
    NotBlocked,
    NothingToGive,
    NotOnDelivery,
    NotServingHere,
    ProposalNeeded,
    ProposedIt,
    ProvisionalCapReached,
    SizeUnlikely,
    TooManyHouseholds,
    VisitSettled,
    VisitUnknown,
)
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.messages_register import grouped
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(BlockedAlready)
def _blocked_already(told: BlockedAlready) -> Said:
    code = grouped(told.code)
    if told.waits:
        return Said(
            tr("For {code} a block was proposed already and waits for the supervisor.", code=code),
            tr("Nothing more has to be done here."),
            _unchanged(),
        )
    return Said(
        tr("{code} is blocked already.", code=code),
        tr("Look at the household. Another reason can stand only after this block was lifted."),
        _unchanged(),
    )


@says(NotBlocked)
def _not_blocked(told: NotBlocked) -> Said:
    return Said(
        tr("No block of {code} is in force.", code=grouped(told.code)), tr("Look at its history."), _unchanged()
    )


@says(ProposalNeeded)
def _proposal_needed(told: ProposalNeeded) -> Said:
    return Said(
        tr("Nobody proposed to block {code}.", code=grouped(told.code)),
        tr("Ask the help desk to propose it; then you decide with a second person."),
        _unchanged(),
    )


@says(ProposedIt)
def _proposed_it(told: ProposedIt) -> Said:
    return Said(
        tr("Whoever proposed to block {code} is not one of the two who agree.", code=grouped(told.code)),
        tr("Ask another colleague to look at it."),
        _unchanged(),
    )


@says(NoProposal)
def _no_proposal(told: NoProposal) -> Said:
    return Said(
        tr("No proposal for {code} waits.", code=grouped(told.code)),
        tr("Perhaps it was decided meanwhile. Look at its history."),
        _unchanged(),
    )


@says(ProvisionalCapReached)
def _cap(told: ProvisionalCapReached) -> Said:
    return Said(
        tr_n(
            "Today {n} household was helped provisionally at this point; that is all for a day.",
            "Today {n} households were helped provisionally at this point; that is all for a day.",
            told.cap,
        ),
        tr("Register the household, and ask the supervisor to put it on the list."),
        tr("Nothing was given."),
    )


@says(NotServingHere)
def _not_serving(told: NotServingHere) -> Said:
    return Said(
        tr("{point} does not serve the round {round} now.", point=told.point, round=told.round),
        tr("Choose an open round and an open point, or ask the team lead."),
        tr("Nothing was given."),
    )


@says(NothingToGive)
def _nothing(told: NothingToGive) -> Said:
    return Said(
        tr_n(
            "There is nothing here for a household of {n} person.",
            "There is nothing here for a household of {n} people.",
            told.size,
        ),
        tr("This round counts some people: say how many are under two, women of 12 to 49, or have a disability.")
        if told.counts_some
        else tr("Look at the stock and at what the round gives, and tell them when to come again."),
        tr("Nothing was given."),
    )


@says(SizeUnlikely)
def _size(told: SizeUnlikely) -> Said:
    return Said(
        tr("{size} people in one household cannot be.", size=told.size),
        tr("Say a number from 1 to {most}; two hearths are two households.", most=told.most),
        _unchanged(),
    )


@says(MoreThanRegistered)
def _more_than_registered(told: MoreThanRegistered) -> Said:
    return Said(
        tr_n(
            "The register counts {n} person in this household.",
            "The register counts {n} people in this household.",
            told.most,
        ),
        tr("Say at most that number. Somebody who is missing is registered in the household first."),
        _unchanged(),
    )


@says(HouseholdListed)
def _listed(told: HouseholdListed) -> Said:
    return Said(
        tr(
            "Household {code} is on the list of round {round} already.",
            code=grouped(told.code),
            round=isolated(told.round),
        ),
        tr("It draws at the lane, with its card. If it is counted wrongly, correct the household."),
        _unchanged(),
    )


@says(AmongUnlikely)
def _among(told: AmongUnlikely) -> Said:
    return Said(
        tr_n(
            "There cannot be so many children and women among {n} person.",
            "There cannot be so many children and women among {n} people.",
            told.size,
        ),
        tr("Count the people again, and of them those under two, the women, and who has a disability."),
        _unchanged(),
    )


@says(TooManyHouseholds)
def _too_many(told: TooManyHouseholds) -> Said:
    return Said(
        tr_n(
            "This person collects for {n} household of this round already.",
            "This person collects for {n} households of this round already.",
            told.limit,
        ),
        tr("Somebody else may collect, or the household is served at home. Ask the supervisor."),
        _unchanged(),
    )


@says(VisitUnknown)
def _visit_unknown(_: VisitUnknown) -> Said:
    return Said(tr("This visit is not in the queue."), tr("Look at the queue again."), _unchanged())


@says(VisitSettled)
def _visit_settled(_: VisitSettled) -> Said:
    return Said(tr("Somebody else ended this visit already."), tr("Go on with the next in the queue."), _unchanged())


@says(NotOnDelivery)
def _not_on_delivery(told: NotOnDelivery) -> Said:
    return Said(
        tr("{code} is not on the list for home delivery.", code=grouped(told.code)),
        tr("Look at the list of this round."),
        _unchanged(),
    )
