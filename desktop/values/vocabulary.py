"""Closed lists as enums; the stored text is the member's value. Longer lists are CSV in `desktop.reference`."""

from enum import StrEnum


class Sex(StrEnum):
    """As told; X is khwaja sira, served without question."""

    FEMALE = "F"
    MALE = "M"
    X = "X"


class AgeMethod(StrEnum):
    """How the age is known."""

    DOCUMENT = "document"
    STATED = "stated"
    ESTIMATED = "estimated"
    EVENT = "event"


class AgeEvent(StrEnum):
    """Events that everybody remembers, by which an age is found; years are in `EVENT_YEARS`."""

    EARTHQUAKE_2005 = "earthquake_2005"
    FLOOD_2010 = "flood_2010"
    FLOOD_2022 = "flood_2022"


EVENT_YEARS: dict[AgeEvent, int] = {
    AgeEvent.EARTHQUAKE_2005: 2005,
    AgeEvent.FLOOD_2010: 2010,
    AgeEvent.FLOOD_2022: 2022,
}


class NumberSeen(StrEnum):
    """How an identity number came to us; it is never checked against another register."""

    ORIGINAL = "original"
    COPY = "copy"
    SAID = "said"


class Washington(StrEnum):
    """The six questions of the Washington Group short set on functioning, in the order in which they are kept."""

    SEEING = "seeing"
    HEARING = "hearing"
    WALKING = "walking"
    REMEMBERING = "remembering"
    SELF_CARE = "self_care"
    COMMUNICATING = "communicating"


class Difficulty(StrEnum):
    """The four answers of the Washington Group short set; from `LOT` on it counts as a disability."""

    NONE = "1"
    SOME = "2"
    LOT = "3"
    CANNOT = "4"


class Intermediary(StrEnum):
    """Who stands between worker and owner: never a holder for workers, a voucher or a collector."""

    MUNSHI = "munshi"
    JAMADAR = "jamadar"
    ZAMINDAR = "zamindar"
    KAMDAR = "kamdar"


class VoucherRelation(StrEnum):
    """How somebody who vouches knows the household."""

    NEIGHBOUR = "neighbour"
    RELATIVE = "relative"
    TEACHER = "teacher"
    HEALTH_WORKER = "health_worker"
    WORSHIP = "worship"
    ELECTED = "elected"
    OTHER = "other"


class HouseholdChange(StrEnum):
    """What can happen to a household and its people; each is an event with a date, never an edit."""

    JOINED = "joined"
    BORN = "born"
    LEFT = "left"
    MARRIED_OUT = "married_out"
    DIED = "died"
    SPLIT_OFF = "split_off"
    SPLIT_FROM = "split_from"
    MERGED_INTO = "merged_into"
    TOOK_IN = "took_in"
    MOVED = "moved"


class PairAnswer(StrEnum):
    """What people said of two records that may be one person; all three are answers, none is final."""

    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"


class DifferentWhy(StrEnum):
    """Why several pairs at once are two different people each."""

    NAMESAKES = "namesakes"
    RELATIVES = "relatives"
    ASKED = "asked"


class WorkplaceKind(StrEnum):
    """Places of work that are recorded; never with anybody who works there."""

    KILN = "kiln"
    FARM = "farm"


class BatchState(StrEnum):
    """An import is invisible until it is open; it may be taken back as a whole."""

    WRITING = "writing"
    OPEN = "open"
    DROPPED = "dropped"
    UNDONE = "undone"


class QuietKind(StrEnum):
    """What the quiet list looks at; more is added where it is found."""

    PHONE = "phone"
    VOUCHER = "voucher"
    PACE = "pace"
    COLLECTOR = "collector"
    LANE = "lane"
    STAFF = "staff"
    NIGHT = "night"
    CARDS = "cards"
    COPIES = "copies"
    TYPED = "typed"
    OWN_VOIDS = "own_voids"
    LATE_LINES = "late_lines"
    RETURNS = "returns"
    SPLIT_BACK = "split_back"
    WORDS = "words"
    SHOWN = "shown"


class IdentityResult(StrEnum):
    """What came of asking for an identity paper."""

    APPLIED = "applied"
    RECEIVED = "received"
    REFUSED = "refused"
    NOT_WANTED = "not_wanted"


class WithdrawalState(StrEnum):
    """A withdrawal waits seven days unless it is confirmed at once in private."""

    WAITING = "waiting"
    CALLED_OFF = "called_off"
    DONE = "done"


class ParentRelation(StrEnum):
    """How the named parent or spouse is related to the registrant."""

    SON_OF = "son_of"
    DAUGHTER_OF = "daughter_of"
    WIFE_OF = "wife_of"
    WIDOW_OF = "widow_of"
    CHILD_OF = "child_of"


class WorkKind(StrEnum):
    """What kind of work a person does; never where or for whom."""

    KILN = "kiln"
    FARM = "farm"
    DOMESTIC = "domestic"
    OTHER = "other"


class PhoneOwner(StrEnum):
    """Whose phone it is."""

    OWN = "own"
    HUSBAND = "husband"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    EMPLOYER = "employer"
    OTHER = "other"


class ConsentPurpose(StrEnum):
    """What a person agreed to."""

    REGISTER = "register"
    PHOTO = "photo"
    PHONE = "phone"


class ConsentReader(StrEnum):
    """Who read the consent text aloud."""

    CLERK = "clerk"
    VOLUNTEER = "volunteer"
    RECORDING = "recording"


class Language(StrEnum):
    """Languages of the screens and papers."""

    ENGLISH = "en"
    URDU = "ur"
    SINDHI = "sd"


class ConsentLanguage(StrEnum):
    """Languages in which the consent text may be read."""

    URDU = "ur"
    SINDHI = "sd"
    SARAIKI = "skr"
    PUNJABI = "pnb"
    PASHTO = "ps"
    BALOCHI = "bal"
    ENGLISH = "en"


class CardState(StrEnum):
    """A card is live until it is replaced or revoked."""

    LIVE = "live"
    REPLACED = "replaced"
    REVOKED = "revoked"


class CardReason(StrEnum):
    """Why a card is replaced or revoked."""

    LOST = "lost"
    TAKEN = "taken"
    DAMAGED = "damaged"
    WRONG_DETAILS = "wrong_details"
    MISPRINT = "misprint"
    HOLDER_ASKED = "holder_asked"
    STOLEN = "stolen"
    SAME_PERSON = "same_person"
    HOUSEHOLD_CHANGED = "household_changed"


class ListKind(StrEnum):
    """Whether a round's list is open (also those registered later) or frozen."""

    OPEN = "open"
    FROZEN = "frozen"


class RoundState(StrEnum):
    """Draft, open, closed; a frozen list is a property, not a state."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Source(StrEnum):
    """By which way a code reached the scan station; a typed code proves nothing."""

    CAMERA = "camera"
    SCANNER = "scanner"
    PICTURE = "picture"
    TYPED = "typed"


class Verdict(StrEnum):
    """The twelve answers of the scan station; words, shapes and sounds are in reference/verdicts.csv."""

    G1 = "G1"
    G2 = "G2"
    G9 = "G9"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    T1 = "T1"
    N1 = "N1"
    S1 = "S1"


class Look(StrEnum):
    """Why a verdict asks for a look before giving."""

    TYPED = "typed"
    EXPIRED = "expired"
    NEWER_ISSUE = "newer_issue"
    COLLECTOR = "collector"
    COLLECTS_OFTEN = "collects_often"
    PARTIAL = "partial"


class VoidReason(StrEnum):
    """Why a disbursement is taken back."""

    WRONG_PERSON = "wrong_person"
    WRONG_COUNT = "wrong_count"
    CAME_BACK = "came_back"
    PRESSED_BY_MISTAKE = "pressed_by_mistake"


class SheetKind(StrEnum):
    """Layouts of card sheets."""

    A4_8 = "a4-8"
    A4_10 = "a4-10"
    CR80 = "cr80"


class RosterSort(StrEnum):
    """Order of a roster."""

    VILLAGE = "village"
    CODE = "code"


class SecondBy(StrEnum):
    """How the second person of a two-person act agreed."""

    SAME_LAPTOP = "same-laptop"
    STICK = "stick"
    OTHER_LAPTOP = "other-laptop"


class HazardKind(StrEnum):
    """What happened, for a round that is opened quickly."""

    FLOOD = "flood"
    HEAT = "heat"
    SMOG_CLOSURE = "smog_closure"
    COLD = "cold"
    QUAKE = "quake"
    FIRE = "fire"
    DISPLACEMENT = "displacement"


class Category(StrEnum):
    """People whom a rule may count beside all members; from what is kept of them, nobody is asked anew."""

    INFANT = "infant"
    WOMAN = "woman"
    DISABLED = "disabled"


class Once(StrEnum):
    """What an item is given only once in, over all its rounds."""

    PROGRAMME = "programme"
    EVENT = "event"


class Criterion(StrEnum):
    """Whom a round is for, each told in one sentence to the person; what needs a number stands beside it."""

    LED_BY_WOMAN = "led_by_woman"
    DISABILITY = "disability"
    INFANT = "infant"
    ELDERLY_ALONE = "elderly_alone"
    CHILDREN_ALONE = "children_alone"
    KILN_OR_FARM = "kiln_or_farm"


class MovementKind(StrEnum):
    """How a stock changed at a point beside what households received."""

    RECEIVED = "received"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    DAMAGED = "damaged"
    LOST = "lost"
    RETURNED = "returned"
    SHORT = "short"
    LOAN_BACK = "loan_back"
    LOAN_BROKEN = "loan_broken"
    BEGUN = "begun"
    COUNTED = "counted"


class WaybillState(StrEnum):
    """A waybill is awaited until its truck was counted."""

    AWAITED = "awaited"
    RECEIVED = "received"


class DifferenceReason(StrEnum):
    """Why a count differs from the book; the count stands, the book is corrected by a movement."""

    TORN = "torn"
    WET = "wet"
    MISCOUNTED = "miscounted"
    SHORT_ON_ARRIVAL = "short_on_arrival"
    EXPIRED = "expired"
    TAKEN = "taken"
    UNEXPLAINED = "unexplained"


class PointCheckKind(StrEnum):
    """What must be ticked before a point opens."""

    LIST_FIXED = "list_fixed"
    ITEMS_AND_RATIO = "items_and_ratio"
    LANES = "lanes"
    STOCK_COUNTED = "stock_counted"
    DUTIES_SEPARATED = "duties_separated"
    REHEARSED = "rehearsed"
    CLOCK = "clock"
    PAPER_READY = "paper_ready"


class DutyKind(StrEnum):
    """Stations of a distribution day."""

    GATE = "gate"
    VERIFY = "verify"
    COLLECT = "collect"
    EXIT_CHECK = "exit_check"
    HELP_DESK = "help_desk"
    COMPLAINTS = "complaints"
    LEAD = "lead"


class CollectionKind(StrEnum):
    """Who collected, when it was not the holder of the presented card."""

    NAMED = "named"
    PROXY = "proxy"
    DELIVERY = "delivery"
    CARETAKER = "caretaker"


class ProxyReason(StrEnum):
    """Why somebody else collects on one day."""

    DISABLED = "disabled"
    ELDERLY = "elderly"
    ILL = "ill"
    CARES_FOR_SOMEBODY = "cares_for_somebody"
    AWAY_AT_WORK = "away_at_work"


class BlockReason(StrEnum):
    """The six reasons of a block; there is no list beside them."""

    DUPLICATE = "duplicate"
    DECEASED = "deceased"
    MOVED = "moved"
    UNDER_REVIEW = "under_review"
    HOLDER_ASKED = "holder_asked"
    CARD_STOLEN = "card_stolen"


class BlockState(StrEnum):
    """Proposed by one, decided by two; an end is kept like its beginning."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REFUSED = "refused"
    LIFTED = "lifted"


class ReferralResult(StrEnum):
    """What came of a household that a lane sent to the help desk."""

    CARD_REPLACED = "card_replaced"
    HELPED = "helped"
    ASKED = "asked"
    ADDED = "added"
    COLLECTOR_CHECKED = "collector_checked"
    OTHER_DAY = "other_day"
    TOLD = "told"
    LANE = "lane"
    LEFT = "left"
