"""A deposited visit becomes rows."""


def init_app(app):
    """Nothing to add yet."""
