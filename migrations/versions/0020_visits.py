"""Visits with their answers, findings, weighings and counts; the packs that tablets took along."""

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
