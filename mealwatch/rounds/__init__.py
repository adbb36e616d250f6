"""Rounds of unannounced visits: drawn in a way that can be proved, teams, cars, replacements."""


def init_app(app):
    """Nothing to add yet."""
