"""Look-backs, questions put to other schools, the ladder of escalation, meetings."""

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
