"""What is said at a field of the registration form: it informs, and says that one may go on where one may."""

from desktop.values.finding import Finding
from desktop.values.problem import Problem
from desktop.values.text import Unsafe
from desktop.words.catalogue import mark, tr
from desktop.words.labels import label

SENTENCES: dict[str, str] = {
    Finding.PLACE_MISSING: mark("Choose the tehsil or taluka."),
    Finding.PLACE_UNKNOWN: mark("This place is not in the list."),
    Finding.CONSENT_MISSING: mark("Read the text aloud and ask whether the household agrees."),
    Finding.MEMBER_MISSING: mark("Write at least one person."),
    Finding.TOO_MANY_MEMBERS: mark(
        "{count} people: perhaps these are two hearths. At most {limit} fit in one household."
    ),
    Finding.NAME_MISSING: mark("Write the name, in any script."),
    Finding.SEX_MISSING: mark("Choose: woman, man or other."),
    Finding.UNSAFE_CHARACTER: mark("Character {position} cannot be kept: {kind} ({code_point}). Type the text again."),
    Finding.TOO_LONG: mark("{length} characters; at most {limit} fit."),
    Finding.RELATION_UNKNOWN: mark("Choose how this person is related to the head."),
    Finding.SECOND_HEAD: mark("There is a head already. You can go on."),
    Finding.AGE_RANGE: mark("An age from 0 to {limit}, please; {years} was written."),
    Finding.AGE_DATE_FUTURE: mark("The day {as_of} has not come yet. You can go on."),
    Finding.SLOT_RANGE: mark("Holder places are 1 to {limit}; {slot} was written."),
    Finding.SLOT_TAKEN: mark("Holder place {slot} belongs to somebody else in this household."),
    Finding.TOO_MANY_HOLDERS: mark("{count} people are to hold a card; at most {limit} can."),
    Finding.ID_TYPE_UNKNOWN: mark("This kind of paper is not in the list."),
    Finding.ID_TYPE_NEEDED: mark("Which paper is this number from?"),
    Finding.ID_NUMBER_SHAPE: mark("This does not look like the number of such a paper. Compare it once more."),
    Finding.CNIC_LENGTH: mark(
        "The number has 13 digits; {digits} were written. You can go on without it: leave it empty."
    ),
    Finding.CNIC_CHARACTER: mark("There is a letter in the number; it has digits only."),
    Finding.CNIC_FILLER: mark("This is a filler, no number. Leave it empty if there is no card."),
    Finding.CNIC_RUN: mark("The digits only count up or down. Is it read from the card? You can go on."),
    Finding.CNIC_PREFIX: mark("No province is known for the first digit. Compare it once more. You can go on."),
    Finding.CNIC_SEX_DIGIT: mark(
        "The last digit is odd for men and even for women. Is it this person's own number? You can go on."
    ),
    Finding.NUMBER_TWICE: mark("Two people of this household have the same number. You can go on."),
    Finding.NUMBER_USED: mark("Somebody in the register has this number already. Have a look. You can go on."),
    Finding.PHONE_CHARACTER: mark("There is something in the phone number that is no digit."),
    Finding.PHONE_LENGTH: mark("A mobile number has 11 digits: 03XX-XXXXXXX. You can leave it empty."),
    Finding.PHONE_UNUSUAL: mark("No company uses such a number. Compare it once more. You can go on."),
    Finding.PHONE_NOT_KEPT: mark("The phone number is not kept: the person did not agree to it."),
    Finding.PHOTO_WITHOUT_CONSENT: mark("The person did not agree to a photo. Take it out."),
    Finding.PHOTO_UNDER_FIVE: mark("No photo is kept of a child under five."),
    Finding.PHOTO_UNUSABLE: mark("The photo cannot be used. Take it again or leave it out."),
    Finding.HOLDER_HAS_CARD: mark("Holder place {slot} has a card already, so it cannot be given to somebody else."),
    Finding.MEMBER_UNKNOWN: mark("This person is not in the household."),
}

FIELDS: dict[str, str] = {
    "place.pcode": mark("Place"),
    "place.village": mark("Village"),
    "consent.register": mark("Consent"),
    "consent": mark("Consent"),
    "members": mark("People"),
    "name_as_told": mark("Name"),
    "name_latin": mark("Name in Latin letters"),
    "parent_name": mark("Father's or husband's name"),
    "parent_latin": mark("Father's or husband's name in Latin letters"),
    "parent_relation": mark("Son, daughter, wife or widow of"),
    "relation": mark("Relation to the head"),
    "sex": mark("Woman, man, other"),
    "age": mark("Age"),
    "age.years": mark("Age"),
    "age.as_of": mark("Age: on which day"),
    "age.method": mark("Age: how known"),
    "id.type": mark("Kind of paper"),
    "id.number": mark("Number of the paper"),
    "phone.number": mark("Phone"),
    "phone.owner": mark("Whose phone"),
    "work_kind": mark("Kind of work"),
    "holder": mark("Card holder"),
    "photo": mark("Photo"),
}


def say_problem(problem: Problem) -> str:
    """The line at the field, in the language spoken now."""
    facts: dict[str, str] = dict(problem.facts)
    if problem.code == Finding.UNSAFE_CHARACTER:
        facts["kind"] = label(Unsafe(facts["kind"]))
    return tr(SENTENCES.get(problem.code, mark("Look at this once more.")), **facts)


def field_name(where: str) -> str:
    """The field of a dotted path in words: ``members.1.age.years`` is "Person 2, Age"."""
    parts = where.split(".")
    if parts[0] == "members" and len(parts) > 2 and parts[1].isdecimal():
        name = FIELDS.get(".".join(parts[2:]))
        person = tr("Person {number}", number=int(parts[1]) + 1)
        return tr("{person}, {field}", person=person, field=tr(name) if name else ".".join(parts[2:]))
    name = FIELDS.get(where)
    return tr(name) if name else where
