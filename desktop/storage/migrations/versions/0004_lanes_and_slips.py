"""The plan of a point's lanes and its day, how often a slip was printed, who came for a household at a help desk."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add columns; nothing that the schema before holds is changed or removed."""
    op.add_column("disbursement", sa.Column("slips", sa.Integer(), server_default="0", nullable=False))
    op.add_column("distribution_point", sa.Column("lanes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("distribution_point", sa.Column("on_day", sa.Date(), nullable=True))
    for category in ("infants", "women", "disabled"):
        op.add_column("provisional", sa.Column(category, sa.Integer(), server_default="0", nullable=False))
    op.add_column("referral", sa.Column("collects", sa.String(length=16), server_default="", nullable=False))
