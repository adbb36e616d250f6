"""What the register said of a supplier since when: licence, contact, telephone.

Suppliers who are there get no row: what the register says of them counts as from the beginning, and is kept when it
changes for the first time.
"""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "supplier_versions",
        *(
            sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)
            for name in ("county_id", "supplier_id", "number")
        ),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("licence_no", sa.Text(), nullable=True),
        sa.Column("licence_from", sa.Date(), nullable=True),
        sa.Column("licence_expires_on", sa.Date(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id", "supplier_id"],
            ["suppliers.county_id", "suppliers.id"],
            name=op.f("fk_supplier_versions_county_id_supplier_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "supplier_id", "number", name=op.f("pk_supplier_versions")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "supplier_versions", ("county_id", "supplier_id", "number"))


def downgrade():
    guards.drop(op, "supplier_versions")
