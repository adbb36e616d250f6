"""Tablets: what they hand in from kitchens without a signal, kept to the byte, answered with a receipt.

docs/offline.md is the protocol. What a record means is other features' (registry).
"""


def init_app(app):
    """Add what tablets speak to, and the bureau's pages of them."""
    from mealwatch.devices.api import blueprint
    from mealwatch.devices.identity import find_sender
    from mealwatch.web.guards import senders_from

    senders_from(app, find_sender)
    app.register_blueprint(blueprint)
