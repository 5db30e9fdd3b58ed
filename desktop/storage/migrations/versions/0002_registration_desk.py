"""The registration desk: events, collectors and vouchers, pairs, workplaces, imports, withdrawals, the mailbox."""

import sqlalchemy as sa
from alembic import op

from desktop.models import base

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what the registration desk keeps; nothing that the first schema holds is changed or removed."""

    op.create_table(
        "envelope",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(length=512), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_envelope")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "match_key",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "key", "registrant_id", name=op.f("pk_match_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_match_key_registrant", "match_key", ["district_id", "registrant_id"], unique=False)
    op.create_table(
        "identity_note",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.Column("noted_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "noted_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_identity_note_district_id_noted_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_identity_note_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_identity_note")),
    )
    op.create_index(
        "ix_identity_note_registrant", "identity_note", ["district_id", "registrant_id", "at"], unique=False
    )
    op.create_table(
        "quiet_note",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("flag", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.Column("noted_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "noted_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_quiet_note_district_id_noted_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_quiet_note")),
    )
    op.create_index("ix_quiet_note_flag", "quiet_note", ["district_id", "flag", "at"], unique=False)
    op.create_table(
        "import_batch",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("begun_at", base.Instant(), nullable=False),
        sa.Column("begun_by", base.Id(), nullable=False),
        sa.Column("ended_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "begun_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_import_batch_district_id_begun_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("district_id", "number", name=op.f("uq_import_batch_district_id_number")),
    )
    op.create_table(
        "import_map",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", base.Instant(), nullable=False),
        sa.Column("saved_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "saved_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_import_map_district_id_saved_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_import_map")),
        sa.UniqueConstraint("district_id", "name", name=op.f("uq_import_map_district_id_name")),
    )
    op.create_table(
        "known_intermediary",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("name_as_told", sa.String(length=100), nullable=False),
        sa.Column("name_latin", sa.String(length=100), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("pcode", sa.String(length=20), nullable=False),
        sa.Column("village", sa.String(length=100), nullable=False),
        sa.Column("noted_at", base.Instant(), nullable=False),
        sa.Column("noted_by", base.Id(), nullable=False),
        sa.Column("ended_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "noted_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_known_intermediary_district_id_noted_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_known_intermediary")),
    )
    op.create_index("ix_known_intermediary_name", "known_intermediary", ["district_id", "name_key"], unique=False)
    op.create_index("ix_known_intermediary_phone", "known_intermediary", ["district_id", "phone"], unique=False)
    op.create_table(
        "pair",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("a_id", base.Id(), nullable=False),
        sa.Column("b_id", base.Id(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("found_at", base.Instant(), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("answered_at", base.Instant(), nullable=True),
        sa.Column("answered_by", base.Id(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "a_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_pair_district_id_a_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "answered_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_pair_district_id_answered_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "b_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_pair_district_id_b_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "a_id", "b_id", name=op.f("pk_pair")),
    )
    op.create_index("ix_pair_b", "pair", ["district_id", "b_id"], unique=False)
    op.create_index("ix_pair_open", "pair", ["district_id", "answer", "score", "a_id", "b_id"], unique=False)
    op.create_table(
        "people_merge",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("kept_id", base.Id(), nullable=False),
        sa.Column("gone_id", base.Id(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("merged_at", base.Instant(), nullable=False),
        sa.Column("merged_by", base.Id(), nullable=False),
        sa.Column("undone_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "gone_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_people_merge_district_id_gone_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "kept_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_people_merge_district_id_kept_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "merged_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_people_merge_district_id_merged_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_people_merge")),
    )
    op.create_index("ix_people_merge_gone", "people_merge", ["district_id", "gone_id", "undone_at"], unique=False)
    op.create_index("ix_people_merge_kept", "people_merge", ["district_id", "kept_id", "undone_at"], unique=False)
    op.create_table(
        "workplace",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("pcode", sa.String(length=20), nullable=False),
        sa.Column("village", sa.String(length=100), nullable=False),
        sa.Column("landmark", sa.String(length=160), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("made_at", base.Instant(), nullable=False),
        sa.Column("made_by", base.Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "made_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_workplace_district_id_made_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_workplace")),
    )
    op.create_index("ix_workplace_place", "workplace", ["district_id", "pcode", "village"], unique=False)
    op.create_table(
        "collector",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=True),
        sa.Column("name_as_told", sa.String(length=100), nullable=False),
        sa.Column("name_latin", sa.String(length=100), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_collector_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_collector_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_collector")),
    )
    op.create_index("ix_collector_household", "collector", ["district_id", "household_id", "to_day"], unique=False)
    op.create_index("ix_collector_registrant", "collector", ["district_id", "registrant_id"], unique=False)
    op.create_index(
        "ix_collector_place",
        "collector",
        ["district_id", "household_id", "place"],
        unique=True,
        sqlite_where=sa.text("to_day IS NULL"),
        postgresql_where=sa.text("to_day IS NULL"),
    )
    op.create_table(
        "household_event",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("change", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=True),
        sa.Column("other_id", base.Id(), nullable=True),
        sa.Column("from_pcode", sa.String(length=20), nullable=False),
        sa.Column("from_village", sa.String(length=100), nullable=False),
        sa.Column("pcode", sa.String(length=20), nullable=False),
        sa.Column("village", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", base.Instant(), nullable=False),
        sa.Column("recorded_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_household_event_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "other_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_household_event_district_id_other_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "recorded_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_household_event_district_id_recorded_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_household_event_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_household_event")),
    )
    op.create_index(
        "ix_household_event_household", "household_event", ["district_id", "household_id", "day"], unique=False
    )
    op.create_index(
        "ix_household_event_registrant", "household_event", ["district_id", "registrant_id", "day"], unique=False
    )
    op.create_table(
        "imported_household",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("submission", sa.String(length=80), nullable=False),
        sa.Column("batch_id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "batch_id"],
            ["import_batch.district_id", "import_batch.id"],
            name=op.f("fk_imported_household_district_id_batch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_imported_household_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "submission", name=op.f("pk_imported_household")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_imported_household_batch", "imported_household", ["district_id", "batch_id", "household_id"], unique=False
    )
    op.create_index(
        "ix_imported_household_household",
        "imported_household",
        ["district_id", "household_id", "batch_id"],
        unique=False,
    )
    op.create_table(
        "rights_offered",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("told_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_rights_offered_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "told_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_rights_offered_district_id_told_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_rights_offered")),
    )
    op.create_index("ix_rights_offered_household", "rights_offered", ["district_id", "household_id"], unique=False)
    op.create_table(
        "voucher",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=True),
        sa.Column("name_as_told", sa.String(length=100), nullable=False),
        sa.Column("name_latin", sa.String(length=100), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("relation", sa.String(length=32), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("at", base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_voucher_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_voucher_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_voucher")),
    )
    op.create_index("ix_voucher_household", "voucher", ["district_id", "household_id"], unique=False)
    op.create_index("ix_voucher_name", "voucher", ["district_id", "name_key"], unique=False)
    op.create_index("ix_voucher_registrant", "voucher", ["district_id", "registrant_id"], unique=False)
    op.create_table(
        "withdrawal",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("household_id", base.Id(), nullable=False),
        sa.Column("registrant_id", base.Id(), nullable=True),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("heard_at", base.Instant(), nullable=False),
        sa.Column("heard_by", base.Id(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("ended_at", base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "heard_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_withdrawal_district_id_heard_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "household_id"],
            ["household.district_id", "household.id"],
            name=op.f("fk_withdrawal_district_id_household_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "registrant_id"],
            ["registrant.district_id", "registrant.id"],
            name=op.f("fk_withdrawal_district_id_registrant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_withdrawal")),
    )
    op.create_index("ix_withdrawal_due", "withdrawal", ["district_id", "state", "due"], unique=False)
    op.create_index("ix_withdrawal_household", "withdrawal", ["district_id", "household_id"], unique=False)
    op.create_table(
        "workplace_visit",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("id", base.Id(), nullable=False),
        sa.Column("workplace_id", base.Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("households_met", sa.Integer(), nullable=False),
        sa.Column("recorded_at", base.Instant(), nullable=False),
        sa.Column("recorded_by", base.Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "recorded_by"],
            ["operator.district_id", "operator.id"],
            name=op.f("fk_workplace_visit_district_id_recorded_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "workplace_id"],
            ["workplace.district_id", "workplace.id"],
            name=op.f("fk_workplace_visit_district_id_workplace_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_workplace_visit")),
    )
    op.create_index("ix_workplace_visit_day", "workplace_visit", ["district_id", "workplace_id", "day"], unique=False)
    op.create_table(
        "erased_content",
        sa.Column("district_id", sa.String(length=16), nullable=False),
        sa.Column("log", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by_log", sa.String(length=120), nullable=False),
        sa.Column("by_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "log", "seq", name=op.f("pk_erased_content")),
        sqlite_with_rowid=False,
    )
    op.add_column("consent", sa.Column("said_by", base.Id(), nullable=True))
    op.add_column("consent", sa.Column("heard_in_queue", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("household", sa.Column("home_pcode", sa.String(length=20), server_default="", nullable=False))
    op.create_index(
        "ix_membership_now",
        "membership",
        ["district_id", "registrant_id"],
        unique=True,
        sqlite_where=sa.text("to_day IS NULL"),
        postgresql_where=sa.text("to_day IS NULL"),
    )
    op.add_column("office", sa.Column("protection_recipient", sa.String(length=80), server_default="", nullable=False))
    op.add_column("registrant", sa.Column("age_event", sa.String(length=32), nullable=True))
    op.add_column("registrant", sa.Column("number_seen", sa.String(length=32), nullable=True))
    op.add_column("registrant", sa.Column("safe_times", sa.String(length=60), server_default="", nullable=False))
    op.add_column("registrant", sa.Column("washington", sa.String(length=6), server_default="", nullable=False))
    op.add_column("registrant", sa.Column("unnamed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("registrant", sa.Column("intermediary", sa.String(length=32), nullable=True))
    op.add_column("registrant", sa.Column("died_on", sa.Date(), nullable=True))
    op.create_index("ix_registrant_phone", "registrant", ["district_id", "phone"], unique=False)
    op.create_index(
        "ix_registrant_intermediary",
        "registrant",
        ["district_id", "intermediary"],
        unique=False,
        sqlite_where=sa.text("intermediary IS NOT NULL"),
        postgresql_where=sa.text("intermediary IS NOT NULL"),
    )
