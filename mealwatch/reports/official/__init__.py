"""The bureau's papers in the official layout: numbered, issued and kept."""


def init_app(app):
    """Add the pages and their place in the menu."""
    from mealwatch.kernel.errors import mark
    from mealwatch.reports.official.pages import blueprint
    from mealwatch.reports.official.pages.blueprint import READ
    from mealwatch.web import navigation

    app.register_blueprint(blueprint)
    navigation.add(app, 16, mark("通报与台账"), "official.index", *READ)
