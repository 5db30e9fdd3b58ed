"""What is said about consents that were taken back, and about the mailbox."""

from desktop.errors import (
    EnvelopeUnreadable,
    NotConsented,
    NothingWithdrawn,
    WithdrawalWaits,
)
from desktop.values.vocabulary import ConsentPurpose
from desktop.words.catalogue import tr
from desktop.words.days import day_said
from desktop.words.labels import label
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(NotConsented)
def _not_consented(told: NotConsented) -> Said:
    return Said(
        tr("There is no consent for this now: {purpose}.", purpose=label(ConsentPurpose(told.purpose))),
        tr("Nothing has to be taken back."),
        _unchanged(),
    )


@says(WithdrawalWaits)
def _waits(told: WithdrawalWaits) -> Said:
    return Said(
        tr(
            "This consent was taken back before: {purpose}. That takes effect on {day}.",
            purpose=label(ConsentPurpose(told.purpose)),
            day=day_said(told.due),
        ),
        tr("It can be confirmed in private or called off until then."),
        _unchanged(),
    )


@says(NothingWithdrawn)
def _nothing_withdrawn(told: NothingWithdrawn) -> Said:
    return Said(
        tr("Nothing waits here that was taken back: {purpose}.", purpose=label(ConsentPurpose(told.purpose))),
        tr("Look at the household's consents."),
        _unchanged(),
    )


@says(EnvelopeUnreadable)
def _envelope(told: EnvelopeUnreadable) -> Said:
    del told
    return Said(
        tr("An envelope of the mailbox cannot be opened with this key."),
        tr("It stays where it is. Tell the controller which key was used."),
        _unchanged(),
    )
