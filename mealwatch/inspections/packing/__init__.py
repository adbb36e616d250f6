"""What a tablet takes along to a school, with the blind figures sealed."""


def init_app(app):
    """Nothing to add yet."""
