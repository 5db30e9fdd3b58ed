"""The first schema: office, register, cards, rounds, disbursements, ledger, working tables."""

import sqlalchemy as sa
from alembic import op

from desktop.models import base

revision = "0001"
down_revision = None

PERSON_ROW = (
    "CREATE TABLE person_row ("
    "row INTEGER PRIMARY KEY, district_id VARCHAR(16) NOT NULL, registrant_id BLOB NOT NULL, "
    "CONSTRAINT uq_person_row_district_id_registrant_id UNIQUE (district_id, registrant_id))"
)
# Beginnings of one to three letters are indexed; the text itself is not kept a second time.
PERSON_KEYS = (
    "CREATE VIRTUAL TABLE person_keys USING fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2 3')"
)
# What was done about one thing is found without a second copy of any line. Cut out as text, not read as JSON, so that
# whoever damages a line is told by the audit, not by this index.
LEDGER_REF = (
    "CREATE INDEX ix_ledger_entry_ref ON ledger_entry ("
    'substr(CAST(line AS TEXT), instr(CAST(line AS TEXT), \'"ref":"\') + 7, 36))'
)


def upgrade() -> None:
    """Make every table of the first schema."""

    op.create_table(
        "desk",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("log", sa.String(length=120), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("next_serial", sa.Integer(), nullable=False),
        sa.Column("next_receipt", sa.Integer(), nullable=False),
        sa.Column("seed", sa.LargeBinary(length=32), nullable=False),
        sa.Column("here", sa.Boolean(), nullable=False),
        sa.Column("restored_at", base.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_desk")),
        sa.UniqueConstraint("district_id", "block", name=op.f("uq_desk_district_id_block")),
    )
    op.create_table(
        "draft",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "operator_id", "kind", name=op.f("pk_draft")),
    )
    op.create_table(
        "ledger_content",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("log", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "log", "seq", name=op.f("pk_ledger_content")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger_entry",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("log", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "log", "seq", name=op.f("pk_ledger_entry")),
    )
    op.create_table(
        "ledger_head",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("log", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "log", name=op.f("pk_ledger_head")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "office",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("shuffle_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_office")),
    )
    op.create_table(
        "operator",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("since", base.Instant(), nullable=False),
        sa.Column("removed_at", base.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_operator")),
    )
    op.create_table(
        "programme",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_programme")),
        sa.UniqueConstraint("district_id", "name", name=op.f("uq_programme_district_id_name")),
    )
    op.create_table(
        "registrant",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("name_as_told", sa.String(length=100), nullable=False),
        sa.Column("name_latin", sa.String(length=100), nullable=False),
        sa.Column("parent_name", sa.String(length=100), nullable=False),
        sa.Column("parent_latin", sa.String(length=100), nullable=False),
        sa.Column("parent_relation", sa.String(length=32), nullable=True),
        sa.Column("sex", sa.String(length=32), nullable=False),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("age_method", sa.String(length=32), nullable=True),
        sa.Column("age_as_of", sa.Date(), nullable=True),
        sa.Column("id_type", sa.String(length=16), nullable=False),
        sa.Column("id_number", sa.String(length=30), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("phone_owner", sa.String(length=32), nullable=True),
        sa.Column("safe_to_call", sa.Boolean(), nullable=True),
        sa.Column("work_kind", sa.String(length=32), nullable=True),
        sa.Column("disability", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_registrant")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_registrant_number", "registrant", ["district_id", "id_number"], unique=False)
    op.create_table(
        "typed_miss",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_typed_miss")),
    )
    op.create_index("ix_typed_miss_at", "typed_miss", ["district_id", "operator_id", "at"], unique=False)
    op.create_table(
        "helpline",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("tested_at", base.Instant(), nullable=False),
        sa.Column("tested_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "tested_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_helpline_district_id_tested_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "number", name=op.f("pk_helpline")),
    )
    op.create_table(
        "household",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("pcode", sa.String(length=20), nullable=False),
        sa.Column("village", sa.String(length=100), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("registered_at", base.Instant(), nullable=False),
        sa.Column("registered_by", base.Id(), nullable=False),
        sa.Column("desk_id", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "desk_id"],
            ["desk.district_id", "desk.id"],
            name=op.f("fk_household_district_id_desk_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registered_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_household_district_id_registered_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_household")),
        sa.UniqueConstraint("district_id", "code", name=op.f("uq_household_district_id_code")),
    )
    op.create_index(
        "ix_household_registered", "household", ["district_id", "registered_by", "registered_at"], unique=False
    )
    op.create_index("ix_household_place", "household", ["district_id", "pcode", "village"], unique=False)
    op.create_table(
        "name_key",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_name_key_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "key", "registrant_id", name=op.f("pk_name_key")),
    )
    op.create_index("ix_name_key_registrant", "name_key", ["district_id", "registrant_id", "key"], unique=False)
    op.create_table(
        "photo",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_photo_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "registrant_id", name=op.f("pk_photo")),
    )
    op.create_table(
        "round",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("programme_id", base.Id(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("list_kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("list_version", sa.Integer(), nullable=False),
        sa.Column("list_digest", sa.String(length=64), nullable=True),
        sa.Column("frozen_at", base.Instant(), nullable=True),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "programme_id"],
            ["programme.district_id", "programme.id"],
            name=op.f("fk_round_district_id_programme_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_round")),
        sa.UniqueConstraint("district_id", "code", name=op.f("uq_round_district_id_code")),
    )
    op.create_table(
        "card",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("credential", sa.String(length=189), nullable=False),
        sa.Column("kid", sa.LargeBinary(length=4), nullable=False),
        sa.Column("expires_at", base.Instant(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("issued_at", base.Instant(), nullable=False),
        sa.Column("issued_by", base.Id(), nullable=False),
        sa.Column("desk_id", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "desk_id"],
            ["desk.district_id", "desk.id"],
            name=op.f("fk_card_district_id_desk_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_card_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_card_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_card")),
        sa.UniqueConstraint(
            "district_id", "household_id", "slot", "issue", name=op.f("uq_card_district_id_household_id_slot_issue")
        ),
    )
    op.create_index("ix_card_registrant", "card", ["district_id", "registrant_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("read_by", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_consent_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_household", "consent", ["district_id", "household_id"], unique=False)
    op.create_table(
        "distribution_point",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_distribution_point_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_distribution_point")),
        sa.UniqueConstraint(
            "district_id", "round_id", "code", name=op.f("uq_distribution_point_district_id_round_id_code")
        ),
    )
    op.create_table(
        "entitlement_turn",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_entitlement_turn_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "household_id", "item", name=op.f("pk_entitlement_turn")),
    )
    op.create_table(
        "listing",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_listing_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_listing_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "household_id", name=op.f("pk_listing")),
    )
    op.create_index("ix_listing_household", "listing", ["district_id", "household_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_membership_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_membership_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "district_id", "household_id", "slot", name=op.f("uq_membership_district_id_household_id_slot")
        ),
    )
    op.create_index("ix_membership_household", "membership", ["district_id", "household_id", "to_day"], unique=False)
    op.create_index(
        "ix_membership_registrant",
        "membership",
        ["district_id", "registrant_id", "to_day", "household_id"],
        unique=False,
    )
    op.create_table(
        "round_area",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("pcode", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_round_area_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "pcode", name=op.f("pk_round_area")),
    )
    op.create_table(
        "round_item",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_round_item_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "item", name=op.f("pk_round_item")),
    )
    op.create_table(
        "slot_floor",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lowest_issue", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_slot_floor_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "household_id", "slot", name=op.f("pk_slot_floor")),
    )
    op.create_table(
        "disbursement",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("looked", sa.Boolean(), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("desk_id", base.Id(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_disbursement_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_disbursement_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id"],
            ["round.district_id", "round.id"],
            name=op.f("fk_disbursement_district_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_disbursement")),
        sa.UniqueConstraint(
            "district_id", "desk_id", "receipt", name=op.f("uq_disbursement_district_id_desk_id_receipt")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_disbursement_at", "disbursement", ["district_id", "at"], unique=False)
    op.create_index(
        "ix_disbursement_round", "disbursement", ["district_id", "round_id", "household_id", "point_id"], unique=False
    )
    op.create_table(
        "item_step",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("min_size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "round_id", "item"],
            ["round_item.district_id", "round_item.round_id", "round_item.item"],
            name=op.f("fk_item_step_district_id_round_id_item"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "round_id", "item", "min_size", name=op.f("pk_item_step")),
    )
    op.create_table(
        "point_area",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("point_id", base.Id(), nullable=False),
        sa.Column("pcode", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "point_id"],
            ["distribution_point.district_id", "distribution_point.id"],
            name=op.f("fk_point_area_district_id_point_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "point_id", "pcode", name=op.f("pk_point_area")),
    )
    op.create_table(
        "disbursed_item",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("disbursement_id", base.Id(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("round_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "disbursement_id"],
            ["disbursement.district_id", "disbursement.id"],
            name=op.f("fk_disbursed_item_district_id_disbursement_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "disbursement_id", "item", name=op.f("pk_disbursed_item")),
        sa.UniqueConstraint(
            "district_id",
            "round_id",
            "household_id",
            "item",
            "turn",
            name=op.f("uq_disbursed_item_district_id_round_id_household_id_item_turn"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "void",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("disbursement_id", base.Id(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("operator_id", base.Id(), nullable=False),
        sa.Column("second_id", base.Id(), nullable=True),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "disbursement_id"],
            ["disbursement.district_id", "disbursement.id"],
            name=op.f("fk_void_district_id_disbursement_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "disbursement_id", name=op.f("pk_void")),
    )

    if op.get_context().dialect.name == "sqlite":
        op.execute(PERSON_ROW)
        op.execute(PERSON_KEYS)
        op.execute(LEDGER_REF)
