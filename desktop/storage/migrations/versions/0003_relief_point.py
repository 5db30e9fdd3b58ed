"""The relief point: programmes with rules, point days, stock, releases, the help desk, blocks, what is owed."""

import sqlalchemy as sa
from alembic import op

from desktop.models import base

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what the relief point keeps; nothing that the schema before holds is changed or removed."""

    op.create_table(
        "hazard_event",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.Column("made_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "made_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_hazard_event_district_id_made_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_hazard_event")),
        sa.UniqueConstraint("district_id", "code", name=op.f("uq_hazard_event_district_id_code")),
    )
    op.create_table(
        "programme_version",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("programme_id", base.Id(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.Column("made_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "made_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_programme_version_district_id_made_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "programme_id"],
            ["programme.district_id", "programme.id"],
            name=op.f("fk_programme_version_district_id_programme_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "programme_id", "version", name=op.f("pk_programme_version")),
    )
    op.create_table(
        "allowance",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_allowance_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_allowance_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_allowance_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "second_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_allowance_district_id_second_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "household_id", name=op.f("pk_allowance")),
    )
    op.create_table(
        "block",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("proposed_by", base.Id(), nullable=False),
        sa.Column("proposed_at", base.Instant(), nullable=False),
        sa.Column("decided_by", base.Id(), nullable=True),
        sa.Column("decide_second_id", base.Id(), nullable=True),
        sa.Column("decided_at", base.Instant(), nullable=True),
        sa.Column("until", base.Instant(), nullable=True),
        sa.Column("lifted_by", base.Id(), nullable=True),
        sa.Column("lift_second_id", base.Id(), nullable=True),
        sa.Column("lifted_at", base.Instant(), nullable=True),
        sa.Column("lift_note", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_block_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "proposed_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_block_district_id_proposed_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_block")),
    )
    op.create_index("ix_block_household", "block", ["district_id", "household_id", "state", "until"], unique=False)
    op.create_table(
        "home_delivery",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_home_delivery_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_home_delivery_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_home_delivery_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "household_id", name=op.f("pk_home_delivery")),
    )
    op.create_table(
        "proxy",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name_as_told", sa.String(length=100), nullable=False),
        sa.Column("name_latin", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("person_key", sa.String(length=120), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_proxy_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_proxy_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_proxy_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "second_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_proxy_district_id_second_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_proxy")),
    )
    op.create_index("ix_proxy_household", "proxy", ["district_id", "round_id", "household_id", "day"], unique=False)
    op.create_table(
        "duty",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=True),
        sa.Column("operator_id", base.Id(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_duty_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_duty_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_duty")),
    )
    op.create_index("ix_duty_point", "duty", ["district_id", "point_id", "day"], unique=False)
    op.create_table(
        "point_check",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ticked_by", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_point_check_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "ticked_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_point_check_district_id_ticked_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "point_id", "day", "kind", name=op.f("pk_point_check")),
    )
    op.create_table(
        "point_day",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("opened_at", base.Instant(), nullable=False),
        sa.Column("opened_by", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("closed_at", base.Instant(), nullable=True),
        sa.Column("closed_by", base.Id(), nullable=True),
        sa.Column("close_second_id", base.Id(), nullable=True),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "opened_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_point_day_district_id_opened_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_point_day_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_point_day")),
        sa.UniqueConstraint(
            "district_id", "point_id", "day", "turn", name=op.f("uq_point_day_district_id_point_id_day_turn")
        ),
    )
    op.create_index("ix_point_day_closed", "point_day", ["district_id", "point_id", "closed_at"], unique=False)
    op.create_table(
        "provisional",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_provisional_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_provisional_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_provisional_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_provisional_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "second_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_provisional_district_id_second_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_provisional")),
    )
    op.create_index("ix_provisional_point", "provisional", ["district_id", "point_id", "day"], unique=False)
    op.create_table(
        "referral",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("number", sa.String(length=15), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("sent_by", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=True),
        sa.Column("settled_by", base.Id(), nullable=True),
        sa.Column("settled_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_referral_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "sent_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_referral_district_id_sent_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_referral")),
    )
    op.create_index("ix_referral_point", "referral", ["district_id", "point_id", "settled_at"], unique=False)
    op.create_table(
        "rehearsal",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_rehearsal_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "point_id", "day", name=op.f("pk_rehearsal")),
    )
    op.create_table(
        "release",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("order_number", sa.String(length=60), nullable=False),
        sa.Column("authority", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_release_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_release_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "second_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_release_district_id_second_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_release")),
    )
    op.create_index("ix_release_point", "release", ["district_id", "point_id", "at"], unique=False)
    op.create_table(
        "stock_level",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_stock_level_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "point_id", "item", name=op.f("pk_stock_level")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waybill",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("origin", sa.String(length=100), nullable=False),
        sa.Column("vehicle", sa.String(length=40), nullable=False),
        sa.Column("seal", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("made_by", base.Id(), nullable=False),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.Column("received_by", base.Id(), nullable=True),
        sa.Column("received_at", base.Instant(), nullable=True),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "made_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_waybill_district_id_made_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_waybill_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_waybill")),
        sa.UniqueConstraint("district_id", "number", name=op.f("uq_waybill_district_id_number")),
    )
    op.create_table(
        "collection",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("disbursement_id", base.Id(), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_key", sa.String(length=120), nullable=False),
        sa.Column("named_id", base.Id(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "disbursement_id"],
            ["disbursement.district_id", "disbursement.id"],
            name=op.f("fk_collection_district_id_disbursement_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "disbursement_id", name=op.f("pk_collection")),
    )
    op.create_index(
        "ix_collection_person", "collection", ["district_id", "round_id", "person_key", "household_id"], unique=False
    )
    op.create_table(
        "loan_return",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("disbursement_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("usable", sa.Boolean(), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "disbursement_id"],
            ["disbursement.district_id", "disbursement.id"],
            name=op.f("fk_loan_return_district_id_disbursement_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_loan_return_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_loan_return")),
    )
    op.create_table(
        "owed",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("disbursement_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("settled_by", base.Id(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "disbursement_id"],
            ["disbursement.district_id", "disbursement.id"],
            name=op.f("fk_owed_district_id_disbursement_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "disbursement_id", "item", name=op.f("pk_owed")),
    )
    op.create_index("ix_owed_household", "owed", ["district_id", "round_id", "household_id"], unique=False)
    op.create_table(
        "point_count",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("point_day_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("at_close", sa.Boolean(), nullable=False),
        sa.Column("book", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "point_day_id"],
            ["point_day.district_id", "point_day.id"],
            name=op.f("fk_point_count_district_id_point_day_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "point_day_id", "item", "at_close", name=op.f("pk_point_count")),
    )
    op.create_table(
        "provisional_item",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("provisional_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "provisional_id"],
            ["provisional.district_id", "provisional.id"],
            name=op.f("fk_provisional_item_district_id_provisional_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "provisional_id", "item", name=op.f("pk_provisional_item")),
    )
    op.create_table(
        "release_item",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("release_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "release_id"],
            ["release.district_id", "release.id"],
            name=op.f("fk_release_item_district_id_release_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "release_id", "item", name=op.f("pk_release_item")),
    )
    op.create_table(
        "stock_movement",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("other", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=True),
        sa.Column("at", base.Instant(), nullable=False),
        sa.Column("waybill_id", base.Id(), nullable=True),
        sa.Column("pair_id", base.Id(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "operator_id"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_stock_movement_district_id_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_stock_movement_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "waybill_id"],
            ["waybill.district_id", "waybill.id"],
            name=op.f("fk_stock_movement_district_id_waybill_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_stock_movement")),
    )
    op.create_index("ix_stock_movement_point", "stock_movement", ["district_id", "point_id", "at"], unique=False)
    op.create_table(
        "waybill_line",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("waybill_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "waybill_id"],
            ["waybill.district_id", "waybill.id"],
            name=op.f("fk_waybill_line_district_id_waybill_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "waybill_id", "item", "batch", name=op.f("pk_waybill_line")),
    )
    op.add_column("disbursement", sa.Column("sheet", sa.String(length=40), server_default="", nullable=False))
    op.add_column("disbursement", sa.Column("given_on", sa.Date(), nullable=True))
    op.add_column("listing", sa.Column("infants", sa.Integer(), server_default="0", nullable=False))
    op.add_column("listing", sa.Column("women", sa.Integer(), server_default="0", nullable=False))
    op.add_column("listing", sa.Column("disabled", sa.Integer(), server_default="0", nullable=False))
    op.add_column("listing", sa.Column("reason", sa.String(length=200), server_default="", nullable=False))
    op.add_column("listing", sa.Column("added_by", base.Id(), nullable=True))
    op.add_column("round", sa.Column("programme_version", sa.Integer(), nullable=True))
    op.add_column("round", sa.Column("event_id", base.Id(), nullable=True))
    op.add_column("round", sa.Column("criteria", sa.Text(), server_default="", nullable=False))
    op.add_column("round_item", sa.Column("rule", sa.Text(), server_default="", nullable=False))
