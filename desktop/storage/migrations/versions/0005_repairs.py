"""What the repairs after hard and hostile use keep: columns and tables added, nothing taken away."""

import sqlalchemy as sa
from alembic import op

from desktop.models import base

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns and tables; nothing that the schema before holds is changed or removed."""
    op.create_table(
        "shown_person",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "operator_id", "day", "registrant_id", name=op.f("pk_shown_person")),
        sqlite_with_rowid=False,
    )
