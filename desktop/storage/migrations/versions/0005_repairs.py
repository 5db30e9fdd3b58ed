"""What the repairs after hard and hostile use keep: columns and tables added, nothing taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns and tables; nothing that the schema before holds is changed or removed."""
    _who_signed()


def _who_signed() -> None:
    """Signatures beside the lines, the certificates of operators, the signed recipient, the turn of the keys."""
    op.create_table(
        "ledger_signature",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("log", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("own", sa.LargeBinary(length=64), nullable=False),
        sa.Column("second", sa.LargeBinary(length=64), nullable=True),
        sa.PrimaryKeyConstraint("district_id", "log", "seq", name=op.f("pk_ledger_signature")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "operator_certificate",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("operator", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "operator", "version", name=op.f("pk_operator_certificate")),
    )
    op.create_table(
        "keys_turn",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_keys_turn")),
    )
    op.add_column("office", sa.Column("protection_number", sa.Integer(), server_default="0", nullable=False))
    op.add_column("office", sa.Column("protection_signature", sa.LargeBinary(64), server_default="", nullable=False))
