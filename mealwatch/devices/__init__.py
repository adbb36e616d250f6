"""Tablets: what they hand in from kitchens without a signal, kept to the byte, answered with a receipt.

docs/offline.md is the protocol. What a record means is other features' (registry).
"""


def init_app(app):
    """Add what tablets speak to, and the bureau's pages of them."""
    from mealwatch.devices.api import blueprint as api
    from mealwatch.devices.identity import find_sender
    from mealwatch.devices.pages import blueprint, waiting
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation
    from mealwatch.web.guards import senders_from

    senders_from(app, find_sender)
    app.register_blueprint(api)
    app.register_blueprint(blueprint)
    navigation.add(app, 63, mark("平板"), "devices.index", "manage_devices", count=waiting)
