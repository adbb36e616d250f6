"""Second persons: PINs, signatures, what waits for one, exceptions."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
