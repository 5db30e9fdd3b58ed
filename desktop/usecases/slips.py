"""The slip of a hand-over: what stands on it, and the number of each printing, so that a second paper is a copy.

The number is drawn before anything is sent to a printer or a file: two windows get two numbers, and a paper of which
nobody knows whether it came out is counted. Only a printer or a disk that said no gives its number back.
"""

from desktop.errors import DisbursementUnknown, VoidedAlready
from desktop.models.disbursement import count_slip, uncount_slip
from desktop.queries.relief import disbursements
from desktop.queries.relief import slips as queries
from desktop.records.distribution import Decision, Given, SlipData, SlipPrint
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, DisbursementId
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Verdict


def show(desk: Desk, disbursement: DisbursementId) -> SlipData:
    """The slip as it stands, with the fingerprint of the book now. Raises DisbursementUnknown, VoidedAlready."""
    district = desk.office.district
    with desk.reading(Permission.SCAN) as conn:
        found = disbursements.recorded(conn, district, disbursement)
        printed = queries.printings(conn, district, disbursement)
        if found is None or printed is None:
            raise DisbursementUnknown
        if found.voided:
            raise VoidedAlready(receipt=found.receipt)
        person = queries.person_on(conn, district, found.household_id, found.slot)
        entry = disbursements.entry_about(conn, district, disbursement)
    number = CardNumber(found.household, found.slot, found.issue) if found.slot and found.issue else None
    decision = Decision(
        Verdict.G9,
        household=found.household,
        household_id=found.household_id,
        number=number,
        person=person,
        items=found.items,
        owed=found.owed,
        source=found.source,
    )
    given = Given(
        disbursement, found.receipt, found.at, decision, found.round_code, found.programme, found.point_name, entry
    )
    return SlipData(given, printed.lane, printed.printed)


def draw_print(desk: Desk, disbursement: DisbursementId) -> SlipPrint:
    """The number of the printing that comes now. Raises DisbursementUnknown, VoidedAlready."""
    with desk.transaction(Permission.SCAN) as work:
        number = count_slip(work.conn, work.district, disbursement)
        found = disbursements.recorded(work.conn, work.district, disbursement)
        if number is None or found is None:
            raise DisbursementUnknown
        if found.voided:
            raise VoidedAlready(receipt=found.receipt)
        work.record(EntryKind.SLIP_PRINTED, disbursement, {"receipt": found.receipt, "print": number})
    return SlipPrint(number, work.entry)


def not_printed(desk: Desk, disbursement: DisbursementId, drawn: SlipPrint) -> bool:
    """The printer or the disk refused this printing, so that no paper of it exists: its number comes again.

    False when another printing was drawn after it, so that the number stays used up; the book tells of it either way.
    """
    with desk.transaction(Permission.SCAN) as work:
        back = uncount_slip(work.conn, work.district, disbursement, drawn.number)
        work.record(EntryKind.SLIP_FAILED, disbursement, {"print": drawn.number, "back": int(back)})
    return back
