"""Alerts, their versions and what was done about them; the rules' runs and settings."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "alerts",
        *_key("county_id", "id"),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=8), nullable=False),
        *_entered(),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_alerts_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_alerts")),
        sa.UniqueConstraint(
            "county_id", "school_id", "monday", "rule", name=op.f("uq_alerts_county_id_school_id_monday_rule")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alerts_county_id_monday", "alerts", ["county_id", "monday"], unique=False)
    op.create_table(
        "alert_versions",
        *_key("county_id", "alert_id"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("severity", sa.String(length=5), nullable=False),
        sa.Column("at_risk", sa.Text(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        *_entered(),
        sa.CheckConstraint("version > 0", name=op.f("ck_alert_versions_version")),
        *_of_alert("alert_versions"),
        sa.PrimaryKeyConstraint("county_id", "alert_id", "version", name=op.f("pk_alert_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alert_steps",
        *_key("county_id", "alert_id", "number"),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("done_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_alert_steps_number")),
        *_of_alert("alert_steps"),
        sa.PrimaryKeyConstraint("county_id", "alert_id", "number", name=op.f("pk_alert_steps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alert_runs",
        *_key("county_id", "id"),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        *_entered(),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_alert_runs_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_alert_runs")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alert_runs_county_id_monday", "alert_runs", ["county_id", "monday"], unique=False)
    op.create_table(
        "rule_settings",
        *_key("county_id", "id"),
        sa.Column("rule", sa.String(length=8), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=5), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_entered(),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_rule_settings_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_rule_settings")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "alerts", ("county_id", "id"))
    guards.append_only(op, "alert_versions", ("county_id", "alert_id", "version"))
    guards.append_only(op, "alert_steps", ("county_id", "alert_id", "number"))
    guards.append_only(op, "alert_runs", ("county_id", "id"))
    guards.append_only(op, "rule_settings", ("county_id", "id"))


def downgrade():
    for table in ("rule_settings", "alert_runs", "alert_steps", "alert_versions", "alerts"):
        guards.drop(op, table)


def _key(*names):
    return [sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names]


def _entered():
    return (
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
    )


def _of_alert(table):
    return (
        sa.ForeignKeyConstraint(
            ["county_id", "alert_id"],
            ["alerts.county_id", "alerts.id"],
            name=op.f(f"fk_{table}_county_id_alert_id"),
        ),
    )
