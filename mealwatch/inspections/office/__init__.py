"""Visits, findings and differences as the office and the schools see them."""


def init_app(app):
    """Nothing to add yet."""
