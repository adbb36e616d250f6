"""Goods in: slips, what was ordered, noted, weighed and accepted, what the bureau allows about licences."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SLIP = ("county_id", "canteen_id", "kind", "doc_no")


def upgrade():
    _slips()
    _lines()
    _licences()
    guards.append_only(op, "acceptance_slips", _SLIP)
    guards.append_only(op, "acceptances", (*_SLIP, "line_no"))
    guards.changeable(op, "licence_allowances", "licence_rules")


def downgrade():
    op.drop_table("licence_rules")
    op.drop_table("licence_allowances")
    op.drop_table("acceptances")
    op.drop_table("acceptance_slips")


def _slips():
    op.create_table(
        "acceptance_slips",
        *_key(),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("seller", sa.Text(), nullable=True),
        sa.Column("order_no", sa.Text(), nullable=True),
        sa.Column("slip_no", sa.Text(), nullable=True),
        sa.Column("slip_photos", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.String(length=5), nullable=True),
        sa.Column("meal_use", sa.String(length=10), nullable=True),
        sa.Column("deliverer", sa.Text(), nullable=True),
        sa.Column("plate", sa.Text(), nullable=True),
        sa.Column("representative", sa.Text(), nullable=True),
        sa.Column("buyer", sa.Text(), nullable=True),
        sa.Column("acceptor_1", sa.Text(), nullable=True),
        sa.Column("acceptor_2", sa.Text(), nullable=True),
        sa.Column("signature_id", sa.BigInteger(), nullable=True),
        sa.Column("allowance_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _points("acceptance_slips", "canteen_id", "canteens"),
        _points("acceptance_slips", "document_id", "documents"),
        sa.PrimaryKeyConstraint(*_SLIP, name=op.f("pk_acceptance_slips")),
        sqlite_with_rowid=False,
    )
    for columns in (["county_id", "document_id"], ["county_id", "canteen_id", "dated_on"]):
        op.create_index(f"ix_acceptance_slips_{'_'.join(columns)}", "acceptance_slips", columns, unique=False)


def _lines():
    op.create_table(
        "acceptances",
        *_key(),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("ordered", sa.BigInteger(), nullable=True),
        sa.Column("noted", sa.BigInteger(), nullable=True),
        sa.Column("weighed", sa.BigInteger(), nullable=False),
        sa.Column("returned", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("freight_fen", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("price_per", sa.String(length=10), nullable=True),
        sa.Column("price_answer", sa.String(length=10), nullable=True),
        sa.Column("price_question", sa.Text(), nullable=True),
        sa.Column("spec", sa.Text(), nullable=True),
        sa.Column("brand", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("producer", sa.Text(), nullable=True),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("photos", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("temperature_tenths", sa.BigInteger(), nullable=True),
        sa.Column("quick_test", sa.String(length=10), nullable=True),
        sa.Column("quick_test_note", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.String(length=10), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("risk_confirmed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "accepted >= 0 AND returned >= 0 AND weighed >= 0",
            name=op.f("ck_acceptances_quantities"),
        ),
        sa.ForeignKeyConstraint(
            [*_SLIP],
            [f"acceptance_slips.{column}" for column in _SLIP],
            name=op.f(f"fk_acceptances_{'_'.join(_SLIP)}"),
        ),
        sa.PrimaryKeyConstraint(*_SLIP, "line_no", name=op.f("pk_acceptances")),
        sqlite_with_rowid=False,
    )
    columns = ["county_id", "canteen_id", "dated_on"]
    op.create_index(f"ix_acceptances_{'_'.join(columns)}", "acceptances", columns, unique=False)


def _licences():
    op.create_table(
        "licence_allowances",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("allowed_by", sa.Text(), nullable=False),
        sa.Column("allowed_at", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        _points("licence_allowances", "supplier_id", "suppliers"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_licence_allowances")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "licence_rules",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("unknown_licence", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_licence_rules_county_id")),
        sa.PrimaryKeyConstraint("county_id", "from_date", name=op.f("pk_licence_rules")),
        sqlite_with_rowid=False,
    )


def _key():
    return (
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=False),
    )


def _points(table, column, target):
    return sa.ForeignKeyConstraint(
        ["county_id", column],
        [f"{target}.county_id", f"{target}.id"],
        name=op.f(f"fk_{table}_county_id_{column}"),
    )
