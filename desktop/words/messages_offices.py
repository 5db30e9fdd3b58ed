"""What is said about operators, rights, passphrases and keys."""

from collections.abc import Callable

from desktop.errors import (
    CertificatesDamaged,
    DistrictUnknown,
    HelplineUnknown,
    KeysDamaged,
    LastController,
    MailboxForged,
    NotPermitted,
    OfficeKeyNeeded,
    OnlyPractice,
    OperatorNameTaken,
    OperatorRemoved,
    OperatorUnknown,
    PassphraseMissing,
    ProtectionHolderNeeded,
    RecoveryCodeWrong,
    RoleUnchanged,
    SecondNeeded,
    SecondUnfit,
    SelfTestFailed,
    SheetInOffice,
    WaitBeforeTrying,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.values.permissions import Permission, Role
from desktop.words.catalogue import joined, tr, tr_n
from desktop.words.labels import label
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(NotPermitted)
def _not_permitted(told: NotPermitted) -> Said:
    return Said(
        tr(
            "{role} may not do this: {act}.",
            role=label(Role(told.role)),
            act=label(Permission(told.permission)),
        ),
        tr("Ask somebody whose work this is."),
        _unchanged(),
    )


_WHY_TWO: dict[str, Callable[[], str]] = {
    "registered": lambda: tr("You registered this household yourself. A second person looks at the sheet and agrees."),
    "lines": lambda: tr(
        "More than ten lines of one sheet are entered with a second person, who looks at the sheet and agrees."
    ),
    "children": lambda: tr(
        "Children would be left without an adult. A second person looks after them with you and agrees."
    ),
    "waybill": lambda: tr(
        "Such goods are awaited here by a waybill: count them in against it. If this is another truck, a second person "
        "looks too and agrees."
    ),
}


@says(SecondNeeded)
def _second_needed(told: SecondNeeded) -> Said:
    return Said(
        _WHY_TWO[told.why]()
        if told.why in _WHY_TWO
        else tr("This needs a second person: {act}.", act=label(Permission(told.permission))),
        tr("Ask a colleague with another role to agree with their passphrase."),
        _unchanged(),
    )


@says(SecondUnfit)
def _second_unfit(told: SecondUnfit) -> Said:
    return Said(
        tr("The second person has to be somebody else, with another role than {role}.", role=label(Role(told.role))),
        tr("Ask a colleague with another role."),
        _unchanged(),
    )


@says(WrongPassphrase)
def _wrong_passphrase(told: WrongPassphrase) -> Said:
    wait = told.wait_seconds
    return Said(
        tr("Name and passphrase do not fit together."),
        tr_n("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", wait)
        if wait
        else tr("Try again. Is the keyboard set to the right language?"),
        tr("Nothing is lost."),
    )


@says(WaitBeforeTrying)
def _wait(told: WaitBeforeTrying) -> Said:
    return Said(
        tr("There were several wrong passphrases."),
        tr_n("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", told.seconds),
        tr("Nothing is lost."),
    )


@says(WeakPassphrase)
def _weak(told: WeakPassphrase) -> Said:
    reasons = {
        "too_long": tr("This passphrase is too long."),
        "too_easy": tr("This passphrase is too easy to guess."),
        "repeated": tr("This passphrase repeats the same thing."),
        "ordered": tr("This passphrase follows the order of the keys or of the alphabet."),
        "well_known": tr("Many people use this passphrase."),
    }
    what = " ".join(reasons[weakness] for weakness in told.weaknesses if weakness in reasons)
    return Said(
        what or reasons["too_easy"], tr("Take four words that have nothing to do with each other."), _unchanged()
    )


@says(RecoveryCodeWrong)
def _recovery(told: RecoveryCodeWrong) -> Said:
    if told.why == "word":
        near = tr("Do you mean: {words}?", words=joined(*told.near)) if told.near else ""
        what = tr("Word {position} is not a word of the recovery sheet.", position=told.position)
        return Said(what, near or tr("Look at the sheet again."), _unchanged())
    if told.why == "count":
        return Said(tr("The recovery sheet has thirteen words."), tr("Type all of them in order."), _unchanged())
    return Said(
        tr("The words do not fit together: one is missing, wrong or in another place."),
        tr("Compare them with the sheet one by one."),
        _unchanged(),
    )


@says(OperatorNameTaken)
def _name_taken(_: OperatorNameTaken) -> Said:
    return Said(
        tr("Somebody in this office has this name already."), tr("Add a second name or a letter."), _unchanged()
    )


@says(OperatorUnknown)
def _operator_unknown(_: OperatorUnknown) -> Said:
    return Said(tr("Nobody of this name works in this office."), tr("Look at the list of operators."), _unchanged())


@says(OperatorRemoved)
def _operator_removed(_: OperatorRemoved) -> Said:
    return Said(
        tr("This operator does not work in this office any more."),
        tr("Ask the controller of the office."),
        _unchanged(),
    )


@says(OfficeKeyNeeded)
def _office_key(_: OfficeKeyNeeded) -> Said:
    return Said(
        tr("This needs the key of the office."),
        tr("A controller has to unlock, or the recovery sheet has to be typed."),
        _unchanged(),
    )


@says(ProtectionHolderNeeded)
def _protection_holder(told: ProtectionHolderNeeded) -> Said:
    del told
    return Said(
        tr("The protection key is held by the focal persons of this office only."),
        tr("Ask one of them to be the second person: so the key is handed on."),
        _unchanged(),
    )


@says(LastController)
def _last_controller(_: LastController) -> Said:
    return Said(
        tr("This is the only controller: without one nobody could add operators."),
        tr("Add another controller first."),
        _unchanged(),
    )


@says(KeysDamaged)
def _keys_damaged(told: KeysDamaged) -> Said:
    if told.why == "older":
        what = tr("The file of keys (keys.json) is an older one: passphrases or people were changed since.")
    else:
        what = tr("The file of keys (keys.json) was damaged or changed ({why}).", why=told.why)
    return Said(
        what,
        tr("Stop here and call the controller. Bring the file back from the last backup."),
        tr("The records are still there, locked."),
    )


@says(MailboxForged)
def _mailbox_forged(told: MailboxForged) -> Said:
    return Said(
        tr("The key that private marks are sealed to was not signed by the office."),
        tr("Stop here and call the controller."),
        tr("Nothing was saved and nothing was sealed to that key."),
    )


@says(RoleUnchanged)
def _role_unchanged(told: RoleUnchanged) -> Said:
    return Said(tr("This operator has this role already."), tr("Choose another role."), _unchanged())


@says(CertificatesDamaged)
def _certificates_damaged(told: CertificatesDamaged) -> Said:
    return Said(
        tr("The file of certificates (certificates.json) was damaged or changed ({why}).", why=told.why),
        tr("Stop here and call the controller. Bring the file back from the last backup."),
        tr("The records are still there. No card is read until the file is right."),
    )


@says(SelfTestFailed)
def _self_test(told: SelfTestFailed) -> Said:
    return Said(
        tr("This machine calculates wrongly ({primitive}).", primitive=told.primitive),
        tr("Do not use this machine. Take another one and restore the backup there."),
        tr("Nothing was opened."),
    )


@says(HelplineUnknown)
def _helpline(told: HelplineUnknown) -> Said:
    return Said(
        tr("The number {number} is not in the list of helplines.", number=told.number),
        tr("Choose a number of the list."),
        _unchanged(),
    )


@says(DistrictUnknown)
def _district(told: DistrictUnknown) -> Said:
    return Said(
        tr("{pcode} is not the code of a district.", pcode=told.pcode or "-"),
        tr("Look for the district by name: haqdar places NAME."),
        _unchanged(),
    )


@says(PassphraseMissing)
def _passphrase_missing(_: PassphraseMissing) -> Said:
    return Said(
        tr("Nobody is unlocked, and there is no terminal to ask on."),
        tr("Name the operator and the file with the passphrase."),
        _unchanged(),
    )


@says(OnlyPractice)
def _only_practice(_: OnlyPractice) -> Said:
    return Said(
        tr("Only a practice office takes this."),
        tr("In a real office the second person types the passphrase."),
        _unchanged(),
    )


@says(SheetInOffice)
def _sheet_in_office(_: SheetInOffice) -> Said:
    return Said(
        tr("The recovery sheet must not lie in the folder that it opens."),
        tr("Choose another place for it."),
        _unchanged(),
    )
