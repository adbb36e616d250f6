"""Numbers of the bureau's documents, and the documents as they were issued."""

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
