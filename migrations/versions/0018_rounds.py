"""Rounds of visits: who visits whom, and how it was drawn."""

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
