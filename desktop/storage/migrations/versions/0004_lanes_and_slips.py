"""The plan of a point's lanes and its day, how often a slip was printed, who came to a help desk, a sheet's lines."""

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
    op.create_index(
        "ix_disbursement_sheet",
        "disbursement",
        ["district_id", "point_id", "sheet"],
        unique=False,
        sqlite_where=sa.text("sheet > ''"),
        postgresql_where=sa.text("sheet > ''"),
    )
    op.add_column("referral", sa.Column("collects", sa.String(length=16), server_default="", nullable=False))
