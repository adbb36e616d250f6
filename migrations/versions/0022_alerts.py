"""Alerts, their versions and what was done about them; the rules' settings."""

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
