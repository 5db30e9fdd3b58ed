"""What the repairs after hard and hostile use keep: columns and tables added, nothing taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns and tables; nothing that the schema before holds is changed or removed."""
    op.add_column("referral", sa.Column("refused", sa.String(length=16), server_default="", nullable=False))
    op.add_column("import_batch", sa.Column("plan", sa.LargeBinary(), nullable=True))
