"""What the repairs after hard and hostile use keep: columns and tables added, nothing taken away."""

import sqlalchemy as sa
from alembic import op

from desktop.models import base

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns and tables; nothing that the schema before holds is changed or removed."""
    op.add_column("referral", sa.Column("refused", sa.String(length=16), server_default="", nullable=False))
    op.add_column("import_batch", sa.Column("plan", sa.LargeBinary(), nullable=True))
    op.add_column("household", sa.Column("told_size", sa.Integer(), nullable=True))
    op.add_column(
        "distribution_point", sa.Column("hands_first", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.create_table(
        "open_give",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_open_give_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_open_give")),
    )
    op.create_index("ix_open_give_point", "open_give", ["district_id", "point_id"], unique=False)
    op.add_column("card", sa.Column("printed_at", base.Instant(), nullable=True))
    # before, to issue was to print: only what took the place of another card may never have been on paper
    op.execute("UPDATE card SET printed_at = issued_at WHERE issue = 1 OR copies > 0")
    op.create_table(
        "card_paper",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("card_id", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "card_id"],
            ["card.district_id", "card.id"],
            name=op.f("fk_card_paper_district_id_card_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "card_id", name=op.f("pk_card_paper")),
    )
    op.create_table(
        "shown_person",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "operator_id", "day", "registrant_id", name=op.f("pk_shown_person")),
        sqlite_with_rowid=False,
    )
    _muster_print()
    _who_signed()


def _who_signed() -> None:
    """Signatures of the lines, the certificates of operators, the signed recipient, the turn of the keys."""
    op.add_column("ledger_entry", sa.Column("own", sa.LargeBinary(length=64), nullable=True))
    op.add_column("ledger_entry", sa.Column("second", sa.LargeBinary(length=64), nullable=True))
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


def _muster_print() -> None:
    """The numbers of printed muster sheets: only on these a line of paper may be entered."""
    op.create_table(
        "muster_print",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("desk_id", base.Id(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("printed_at", base.Instant(), nullable=False),
        sa.Column("printed_by", base.Id(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["district_id", column],
                [f"{table}.district_id", f"{table}.id"],
                name=op.f(f"fk_muster_print_district_id_{column}"),
                ondelete="RESTRICT",
            )
            for column, table in (("point_id", "distribution_point"), ("printed_by", "operator"), ("desk_id", "desk"))
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_muster_print")),
        sa.UniqueConstraint(
            "district_id", "desk_id", "number", name=op.f("uq_muster_print_district_id_desk_id_number")
        ),
    )
    op.create_index("ix_muster_print_point", "muster_print", ["district_id", "point_id", "number"], unique=False)
