"""The whole open schema in one place: importing this module fills `Base.metadata`."""

from desktop.models import (
    card,
    consent,
    disbursement,
    household,
    household_event,
    import_batch,
    ledger_entry,
    mailbox,
    operator,
    pair,
    place,
    programme,
    quiet,
    search,
    trusted_person,
    working,
    workplace,
)
from desktop.models.base import Base

TABLES = (
    card,
    consent,
    disbursement,
    household,
    household_event,
    import_batch,
    ledger_entry,
    mailbox,
    operator,
    pair,
    place,
    programme,
    quiet,
    search,
    trusted_person,
    working,
    workplace,
)
METADATA = Base.metadata
