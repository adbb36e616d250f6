"""The main job: unit prices, weekly spend against the floor, why it stands there, week close."""


def init_app(app):
    """Add the pages and the API of weekly figures, closing and reopening."""
    from mealwatch.kernel.errors import mark
    from mealwatch.spend import api, pages
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    app.register_blueprint(pages.blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 14, mark("周结"), "spend.closings", "close_week", "read_county")
