"""The visit app's shell: one page, its worker, its words."""


def init_app(app):
    """Nothing to add yet."""
