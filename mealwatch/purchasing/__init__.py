"""Purchasing: what a canteen orders from its suppliers, proposed from the menu, and what has come of it."""


def init_app(app):
    """Add the pages of orders."""
    from mealwatch.purchasing.pages import blueprint

    app.register_blueprint(blueprint)
