"""Forms kept while typing."""

from sqlalchemy import Connection, select

from desktop.models.working import Draft
from desktop.records.household import KeptDraft
from desktop.values.identifiers import OperatorId


def kept(conn: Connection, district: str, operator: OperatorId, kind: str) -> KeptDraft | None:
    """The operator's draft of a kind, or None."""
    wanted = select(Draft.body, Draft.kept_at).where(
        Draft.district_id == district, Draft.operator_id == operator, Draft.kind == kind
    )
    line = conn.execute(wanted).one_or_none()
    return None if line is None else KeptDraft(body=line.body, kept_at=line.kept_at)
