"""Schools, canteens, pupil groups, meal standards, terms, the supply calendar."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "calendar_days",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day_type", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_calendar_days_county_id")),
        sa.PrimaryKeyConstraint("county_id", "dated_on", "school_id", "group_id", name=op.f("pk_calendar_days")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "schools",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("school_type", sa.String(length=20), nullable=False),
        sa.Column("supply_mode", sa.String(length=20), nullable=False),
        sa.Column("principal", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_schools_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_schools")),
        sa.UniqueConstraint("county_id", "code", name=op.f("uq_schools_county_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "terms",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_terms_county_id")),
        sa.PrimaryKeyConstraint("county_id", "starts_on", name=op.f("pk_terms")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "canteens",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_canteens_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_canteens")),
        sa.UniqueConstraint("county_id", "code", name=op.f("uq_canteens_county_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "closure_requests",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_by_id", sa.BigInteger(), nullable=True),
        sa.Column("requested_at", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_closure_requests_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_closure_requests")),
        sa.UniqueConstraint("county_id", "request_key", name=op.f("uq_closure_requests_county_id_request_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meal_standards",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=False),
        sa.Column("subsidised", sa.Boolean(), nullable=False),
        sa.Column("top_up_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("top_up_fen >= 0", name=op.f("ck_meal_standards_top_up")),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_meal_standards_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint(
            "county_id",
            "school_id",
            "group_id",
            "from_date",
            "meal",
            name=op.f("pk_meal_standards"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pupil_groups",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_pupil_groups_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_pupil_groups")),
        sa.UniqueConstraint("county_id", "school_id", "code", name=op.f("uq_pupil_groups_county_id_school_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "enrolments",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("age_band", sa.String(length=5), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("beneficiaries", sa.BigInteger(), nullable=False),
        sa.Column("other_pupils", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("beneficiaries >= 0 AND other_pupils >= 0", name=op.f("ck_enrolments_counts")),
        sa.ForeignKeyConstraint(
            ["county_id", "canteen_id"],
            ["canteens.county_id", "canteens.id"],
            name=op.f("fk_enrolments_county_id_canteen_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "group_id"],
            ["pupil_groups.county_id", "pupil_groups.id"],
            name=op.f("fk_enrolments_county_id_group_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "group_id", "from_date", name=op.f("pk_enrolments")),
        sqlite_with_rowid=False,
    )
    guards.changeable(
        op,
        "schools",
        "canteens",
        "pupil_groups",
        "enrolments",
        "meal_standards",
        "calendar_days",
        "closure_requests",
        "terms",
    )


def downgrade():
    op.drop_table("enrolments")
    op.drop_table("pupil_groups")
    op.drop_table("meal_standards")
    op.drop_table("closure_requests")
    op.drop_table("canteens")
    op.drop_table("terms")
    op.drop_table("schools")
    op.drop_table("calendar_days")
