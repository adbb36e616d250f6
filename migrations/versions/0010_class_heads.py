"""Heads of classes, told by their teachers; issues that began as a copy."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "school_classes",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enrolled", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("enrolled >= 0", name=op.f("ck_school_classes_enrolled")),
        sa.ForeignKeyConstraint(
            ["county_id", "group_id"],
            ["pupil_groups.county_id", "pupil_groups.id"],
            name=op.f("fk_school_classes_county_id_group_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_school_classes")),
        sa.UniqueConstraint("county_id", "school_id", "name", name=op.f("uq_school_classes_county_id_school_id_name")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "class_links",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_class_links_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_class_links")),
        sa.UniqueConstraint("county_id", "token_hash", name=op.f("uq_class_links_county_id_token_hash")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "class_heads",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("class_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column("present", sa.BigInteger(), nullable=False),
        sa.Column("eating", sa.BigInteger(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.CheckConstraint("eating >= 0 AND eating <= present", name=op.f("ck_class_heads_counts")),
        sa.ForeignKeyConstraint(
            ["county_id", "class_id"],
            ["school_classes.county_id", "school_classes.id"],
            name=op.f("fk_class_heads_county_id_class_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "link_id"],
            ["class_links.county_id", "class_links.id"],
            name=op.f("fk_class_heads_county_id_link_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "class_id", "dated_on", "meal", "version", name=op.f("pk_class_heads")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issue_copies",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("copied_from", sa.Date(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.CheckConstraint("unchanged >= 0 AND unchanged <= lines", name=op.f("ck_issue_copies_lines")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_issue_copies_county_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", name=op.f("pk_issue_copies")),
        sqlite_with_rowid=False,
    )
    guards.changeable(op, "school_classes", "class_links")
    guards.append_only(op, "class_heads", ("county_id", "class_id", "dated_on", "meal", "version"))
    guards.append_only(op, "issue_copies", ("county_id", "document_id"))


def downgrade():
    guards.drop(op, "issue_copies")
    guards.drop(op, "class_heads")
    op.drop_table("class_links")
    op.drop_table("school_classes")
