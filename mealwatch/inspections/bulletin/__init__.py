"""What a round of visits came to."""


def init_app(app):
    """Nothing to add yet."""
