"""The whole open schema in one place: importing this module fills `Base.metadata`."""

from desktop.models import card, disbursement, household, ledger_entry, operator, place, programme, working
from desktop.models.base import Base

TABLES = (card, disbursement, household, ledger_entry, operator, place, programme, working)
METADATA = Base.metadata
