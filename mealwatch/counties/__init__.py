"""Counties, their dated policy, and the lock that a closed week lays on stock and meals."""


def init_app(app):
    """Add the pages and the API of the county and its policies."""
    from mealwatch.counties import api, pages
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    app.register_blueprint(pages.blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 80, mark("县和政策"), "counties.county", "read_county")
