"""Fills the registration receipt: the same for everybody, it may be declined."""

from desktop.records.household import HouseholdView
from desktop.records.operator import EntryRef, OfficeView
from desktop.values.vocabulary import Language
from desktop.words.captions.bilingual import day_text, fingerprint, pair, practice_pair
from desktop.words.catalogue import tr_in
from printing.values import Receipt, ReceiptFact


def registration_receipt(
    household: HouseholdView, entry: EntryRef, office: OfficeView, language: Language, short: str
) -> Receipt:
    """The receipt for a registration just saved; no name of a member but the first holder's, no place, no work."""
    holder = next((member for member in household.members if member.slot is not None), household.members[0])
    return Receipt(
        title=pair(language, "Registered"),
        code=household.code.text,
        code_caption=pair(language, "Your household code"),
        person=holder.name,
        person_latin=holder.name_latin if holder.name_as_told else "",
        when_where=f"{day_text(household.registered_at.at)} · {office.desk_name}",
        facts=(
            ReceiptFact(pair(language, "People in the household"), str(len(household.members))),
            ReceiptFact(
                pair(language, "Cards to be printed"), str(sum(member.slot is not None for member in household.members))
            ),
        ),
        notice=pair(
            language, "Registration and relief are free. Never pay for them. You may see and correct your record."
        ),
        book=tr_in(Language.ENGLISH, "The book at this moment"),
        keep=tr_in(Language.ENGLISH, "Keep this paper if you like. You need not carry it."),
        fingerprint=fingerprint(entry, short),
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )
