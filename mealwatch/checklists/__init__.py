"""Inspection checklists: versioned data, how a visit is scored by them."""


def init_app(app):
    """Nothing to add yet."""
