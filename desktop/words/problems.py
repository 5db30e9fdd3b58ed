"""What is said at a field of the registration form: it informs, and says that one may go on where one may."""

from desktop.values.finding import Finding
from desktop.values.problem import Problem
from desktop.values.text import Unsafe
from desktop.words.catalogue import mark, tr
from desktop.words.labels import label
from desktop.words.matters import matter_label

SENTENCES: dict[str, str] = {
    Finding.PLACE_MISSING: mark("Choose the tehsil or taluka."),
    Finding.PLACE_UNKNOWN: mark("This place is not in the list."),
    Finding.PLACE_IS_DISTRICT: mark("This is a whole district. Choose the tehsil or taluka, if it is known."),
    Finding.VILLAGE_IS_TEHSIL: mark(
        "A tehsil or district is called this. Write the village or quarter, and compare the place. You can go on."
    ),
    Finding.NAME_HAS_DIGIT: mark("There is a digit in the name. Compare it once more. You can go on."),
    Finding.SPOUSE_YOUNG: mark("Husband or wife at {years} years? Compare age and relation. You can go on."),
    Finding.PARENT_TOO_YOUNG: mark(
        "The parent would be {parent} years old and the child {child}. Compare the ages. You can go on."
    ),
    Finding.CNIC_OF_CHILD: mark(
        "A CNIC is given from 18 on; a child has a B-Form. Compare paper and age. You can go on."
    ),
    Finding.SEX_OF_RELATION: mark("Relation and sex do not go together. Compare both. You can go on."),
    Finding.CONSENT_MISSING: mark("Read the text aloud and ask whether the household agrees."),
    Finding.MEMBER_MISSING: mark("Write at least one person."),
    Finding.TOO_MANY_MEMBERS: mark(
        "{count} people: perhaps these are two hearths. At most {limit} fit in one household."
    ),
    Finding.NAME_MISSING: mark("Write the name, in any script."),
    Finding.UNNAMED_NOT_INFANT: mark(
        "Without a name only a child up to a year old is kept, as child of father or mother. Write the name."
    ),
    Finding.SEX_MISSING: mark("Choose: woman, man or other."),
    Finding.UNSAFE_CHARACTER: mark("Character {position} cannot be kept: {kind} ({code_point}). Type the text again."),
    Finding.TOO_LONG: mark("{length} characters; at most {limit} fit."),
    Finding.NEVER_KEPT: mark("Not kept here: {matter}. Leave it out. You can go on."),
    Finding.RELATION_UNKNOWN: mark("Choose how this person is related to the head."),
    Finding.SECOND_HEAD: mark("There is a head already. You can go on."),
    Finding.AGE_RANGE: mark("An age from 0 to {limit}, please; {years} was written."),
    Finding.AGE_DATE_FUTURE: mark("The day {as_of} has not come yet. You can go on."),
    Finding.ANSWERS_UNFIT: mark("Each of the six questions has an answer from 1 to 4, or none."),
    Finding.SIZE_RANGE: mark("A household has from 0 to {limit} people; {count} was written."),
    Finding.SLOT_RANGE: mark("Holder places are 1 to {limit}; {slot} was written."),
    Finding.SLOT_TAKEN: mark("Holder place {slot} belongs to somebody else in this household."),
    Finding.TOO_MANY_HOLDERS: mark("{count} people are to hold a card; at most {limit} can."),
    Finding.HOLDER_INFANT: mark("So small a child holds no card. Choose somebody else."),
    Finding.ID_TYPE_UNKNOWN: mark("This kind of paper is not in the list."),
    Finding.ID_TYPE_NEEDED: mark("Which paper is this number from?"),
    Finding.ID_NUMBER_SHAPE: mark("This does not look like the number of such a paper. Compare it once more."),
    Finding.CNIC_LENGTH: mark("{digits} of 13 digits are written. Or leave it empty and go on."),
    Finding.CNIC_CHARACTER: mark("There is a letter in the number; it has digits only."),
    Finding.CNIC_FILLER: mark("This is a filler, no number. Leave it empty if there is no card."),
    Finding.CNIC_RUN: mark("The digits only count up or down. Is it read from the card? You can go on."),
    Finding.CNIC_PREFIX: mark("No province is known for the first digit. Compare it once more. You can go on."),
    Finding.CNIC_SEX_DIGIT: mark("This number may be somebody else's: look at its last digit. You can go on."),
    Finding.NUMBER_TWICE: mark("Two people of this household have the same number. You can go on."),
    Finding.NUMBER_USED: mark("Somebody in the register has this number already. Have a look. You can go on."),
    Finding.PHONE_CHARACTER: mark("There is something in the phone number that is no digit."),
    Finding.PHONE_LENGTH: mark("A mobile number has 11 digits: 03XX-XXXXXXX. You can leave it empty."),
    Finding.PHONE_UNUSUAL: mark("No company uses such a number. Compare it once more. You can go on."),
    Finding.PHONE_NOT_KEPT: mark("The phone number is not kept: the person did not agree to it."),
    Finding.PHONE_SHARED: mark("{count} other households have this number too. You can go on."),
    Finding.PHONE_OWNER_NEEDED: mark(
        "{count} other households have this number too. Ask whose phone it is, then save."
    ),
    Finding.PHOTO_WITHOUT_CONSENT: mark("The person did not agree to a photo. Take it out."),
    Finding.PHOTO_UNDER_FIVE: mark("No photo is kept of a child under five."),
    Finding.PHOTO_UNUSABLE: mark("The photo cannot be used. Take it again or leave it out."),
    Finding.HOLDER_HAS_CARD: mark("Holder place {slot} has a card already, so it cannot be given to somebody else."),
    Finding.MEMBER_UNKNOWN: mark("This person is not in the household."),
    Finding.WORKPLACE_KIND_MISSING: mark("Choose: kiln, or farm or land."),
    Finding.PLACE_HOLDS_NUMBER: mark(
        "This looks like somebody's number. Only the place is wanted here. You can go on."
    ),
    Finding.PLACE_HOLDS_PERSON: mark("This looks like somebody's name. Only the place is wanted here. You can go on."),
    Finding.DAY_MISSING: mark("On which day?"),
    Finding.DAY_FUTURE: mark("The day {day} has not come yet."),
    Finding.DAY_LONG_AGO: mark("The day {day} is too long ago. Compare it once more."),
    Finding.MET_MISSING: mark("How many households were met? Write 0 when nobody was there."),
    Finding.MET_RANGE: mark("From 0 to {limit} households; {count} was written."),
    Finding.VISIT_AGAIN: mark("For this month {count} stood here before. The new number counts."),
    Finding.RESULT_MISSING: mark("Choose what came of it."),
    Finding.PAPER_UNFIT: mark("Choose the paper that has come: CNIC, NICOP or B-Form."),
    Finding.NO_ADULT_LEFT: mark("No grown-up is left in the household. It goes on: look who can help the children."),
    Finding.LEADS_NOW: mark("{name} stands as head of the household now."),
    Finding.HOLDS_CARD_NOW: mark("{name} holds the card in place {slot} from now on. Print it."),
    Finding.CARD_ENDED: mark("The card {card} is not honoured any more."),
    Finding.NO_HOLDER_LEFT: mark("Nobody in the household holds a card now. A typed code still finds it."),
    Finding.DREW_BEFORE: mark(
        "In the round {round} help was handed out before this, for everybody together: there the help desk looks first."
    ),
    Finding.PERSON_UNKNOWN: mark("The register does not know this person."),
    Finding.NOT_NAMEABLE: mark("This person cannot be named here. Please choose somebody else."),
    Finding.COLLECTOR_NOT_ADULT: mark("Who collects is a grown-up of 18 or more. Choose somebody else."),
    Finding.NAMED_TWICE: mark("This is the same person as the first one."),
    Finding.TOO_MANY_COLLECTORS: mark("{count} people are to collect; at most {limit} can."),
    Finding.TOO_MANY_VOUCHERS: mark("{count} people vouch; {limit} are enough."),
    Finding.VILLAGE_OR_PHONE: mark(
        "Write a phone number, or the village beside the name: by one of them the desk knows the person again."
    ),
    Finding.ROLE_MISSING: mark("Choose what this person is: munshi, jamadar, zamindar or kamdar."),
}

PLACE_ALONE = mark("Not kept here: {matter}. Write the place alone, not whose it is. You can go on.")

FIELDS: dict[str, str] = {
    "place.pcode": mark("Place"),
    "place.village": mark("Village"),
    "place.home_pcode": mark("Home"),
    "consent.register": mark("Consent"),
    "consent": mark("Consent"),
    "members": mark("People"),
    "people_told": mark("How many people in all"),
    "name_as_told": mark("Name"),
    "name_latin": mark("Name in Latin letters"),
    "parent_name": mark("Father's or husband's name"),
    "parent_latin": mark("Father's or husband's name in Latin letters"),
    "parent_relation": mark("Son, daughter, wife or widow of"),
    "relation": mark("Relation to the head"),
    "sex": mark("Woman, man, other"),
    "age": mark("Age"),
    "age.years": mark("Age"),
    "age.age_then": mark("Age when it happened"),
    "age.as_of": mark("Age: on which day"),
    "age.method": mark("Age: how known"),
    "id.type": mark("Kind of paper"),
    "id.number": mark("Number of the paper"),
    "phone.number": mark("Phone"),
    "phone.owner": mark("Whose phone"),
    "phone.safe_times": mark("When a call is safe"),
    "washington": mark("The six questions"),
    "work_kind": mark("Kind of work"),
    "holder": mark("Card holder"),
    "photo": mark("Photo"),
    "pcode": mark("Place"),
    "village": mark("Village"),
    "phone": mark("Phone"),
    "kind": mark("Kiln or farm"),
    "landmark": mark("Landmark"),
    "licence": mark("Licence"),
    "day": mark("Day"),
    "households_met": mark("Households met"),
    "result": mark("Result"),
    "token": mark("Token"),
    "paper.type": mark("Kind of paper"),
    "paper.number": mark("Number of the paper"),
    "collectors": mark("Who may collect"),
    "vouchers": mark("Who vouches"),
}

_LISTS = {"collectors": mark("Who may collect, {number}"), "vouchers": mark("Who vouches, {number}")}


def grouped(code: str) -> str:
    """A household code or card number in groups of four, as it stands on cards."""
    return "\u2007".join(code[place : place + 4] for place in range(0, len(code), 4))


def say_problem(problem: Problem) -> str:
    """The line at the field, in the language spoken now."""
    facts: dict[str, str] = dict(problem.facts)
    if problem.code == Finding.CARD_ENDED:
        facts["card"] = grouped(facts["card"])
    if problem.code == Finding.UNSAFE_CHARACTER:
        facts["kind"] = label(Unsafe(facts["kind"]))
    if problem.code == Finding.NEVER_KEPT:
        facts["matter"] = matter_label(facts["matter"])
        if problem.where.endswith("village"):
            return tr(PLACE_ALONE, **facts)
    return tr(SENTENCES.get(problem.code, mark("Look at this once more.")), **facts)


def field_name(where: str) -> str:
    """The field of a dotted path in words: ``members.1.age.years`` is "Person 2, Age"."""
    parts = where.split(".")
    if parts[0] == "members" and len(parts) > 2 and parts[1].isdecimal():
        name = FIELDS.get(".".join(parts[2:]))
        person = tr("Person {number}", number=int(parts[1]) + 1)
        return tr("{person}, {field}", person=person, field=tr(name) if name else ".".join(parts[2:]))
    if parts[0] in _LISTS and len(parts) > 1 and parts[1].isdecimal():
        return tr(_LISTS[parts[0]], number=int(parts[1]) + 1)
    name = FIELDS.get(where)
    return tr(name) if name else where
