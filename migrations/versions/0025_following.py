"""Look-backs, questions put to other schools, the ladder of escalation, meetings."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "field_draws",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("seed_hash", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_field_draws_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_field_draws")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_field_draws_county_id_subject", "field_draws", ["county_id", "kind", "subject_id"])
    op.create_table(
        "field_slates",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("draw_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempt", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("picks", sa.Integer(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_field_slates_number")),
        sa.ForeignKeyConstraint(
            ["county_id", "draw_id"],
            ["field_draws.county_id", "field_draws.id"],
            name=op.f("fk_field_slates_county_id_draw_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "draw_id", "number", "attempt", name=op.f("pk_field_slates")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "field_steps",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("draw_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("look", sa.Integer(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=True),
        sa.Column("school_id", sa.BigInteger(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("stop_id", sa.BigInteger(), nullable=True),
        sa.Column("visit_id", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=True),
        sa.Column("done_at", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("done_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_field_steps_number")),
        sa.ForeignKeyConstraint(
            ["county_id", "draw_id"],
            ["field_draws.county_id", "field_draws.id"],
            name=op.f("fk_field_steps_county_id_draw_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "draw_id", "number", name=op.f("pk_field_steps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "self_checks",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("cause_key", sa.Text(), nullable=False),
        sa.Column("cause_text", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id", "case_id"], ["cases.county_id", "cases.id"], name=op.f("fk_self_checks_county_id_case_id")
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_self_checks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_self_checks_county_id_case_id", "self_checks", ["county_id", "case_id"])
    op.create_table(
        "self_check_schools",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("check_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "check_id"],
            ["self_checks.county_id", "self_checks.id"],
            name=op.f("fk_self_check_schools_county_id_check_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_self_check_schools_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "check_id", "school_id", name=op.f("pk_self_check_schools")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_self_check_schools_county_id_school_id", "self_check_schools", ["county_id", "school_id"])
    op.create_table(
        "self_check_replies",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("check_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("has", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.Text(), nullable=False),
        sa.Column("replied_by", sa.Text(), nullable=False),
        sa.Column("replied_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_self_check_replies_number")),
        sa.ForeignKeyConstraint(
            ["county_id", "check_id", "school_id"],
            ["self_check_schools.county_id", "self_check_schools.check_id", "self_check_schools.school_id"],
            name=op.f("fk_self_check_replies_county_id_check_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "check_id", "school_id", "number", name=op.f("pk_self_check_replies")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "escalations",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=16), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id", "case_id"], ["cases.county_id", "cases.id"], name=op.f("fk_escalations_county_id_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_escalations_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_escalations")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_escalations_county_id_case_id", "escalations", ["county_id", "case_id"])
    op.create_table(
        "escalation_records",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("escalation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_escalation_records_number")),
        sa.ForeignKeyConstraint(
            ["county_id", "escalation_id"],
            ["escalations.county_id", "escalations.id"],
            name=op.f("fk_escalation_records_county_id_escalation_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "escalation_id", "number", name=op.f("pk_escalation_records")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_meetings",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("cases", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_case_meetings_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_case_meetings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_rules",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("cases", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_case_rules_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_case_rules")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "field_draws", ("county_id", "id"))
    guards.append_only(op, "field_slates", ("county_id", "draw_id", "number", "attempt"))
    guards.append_only(op, "field_steps", ("county_id", "draw_id", "number"))
    guards.append_only(op, "self_checks", ("county_id", "id"))
    guards.append_only(op, "self_check_schools", ("county_id", "check_id", "school_id"))
    guards.append_only(op, "self_check_replies", ("county_id", "check_id", "school_id", "number"))
    guards.append_only(op, "escalations", ("county_id", "id"))
    guards.append_only(op, "escalation_records", ("county_id", "escalation_id", "number"))
    guards.changeable(op, "case_meetings", "case_rules")


def downgrade():
    op.drop_table("case_rules")
    op.drop_table("case_meetings")
    guards.drop(op, "escalation_records")
    guards.drop(op, "escalations")
    guards.drop(op, "self_check_replies")
    guards.drop(op, "self_check_schools")
    guards.drop(op, "self_checks")
    guards.drop(op, "field_steps")
    guards.drop(op, "field_slates")
    guards.drop(op, "field_draws")
