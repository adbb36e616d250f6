"""The catalogue: ingredients with their units, and suppliers with their licences."""


def init_app(app):
    """Add the pages and the API of ingredients and suppliers."""
    from mealwatch.catalogue import api
    from mealwatch.catalogue.pages import BLUEPRINTS
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 70, mark("食材"), "catalogue.ingredients", "read_school")
    navigation.add(app, 71, mark("供货商"), "suppliers.index", "read_school")
    navigation.add(app, 72, mark("参考价格"), "prices.index", "keep_prices")
