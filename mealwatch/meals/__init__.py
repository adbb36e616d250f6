"""Meals served: who ate, at which meal, corrected with a reason."""


def init_app(app):
    """Add the pages and the API of meals served."""
    from mealwatch.kernel.errors import mark
    from mealwatch.meals import api, pages
    from mealwatch.meals.classes import pages as class_pages
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    app.register_blueprint(pages.blueprint)
    app.register_blueprint(class_pages.blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 46, mark("就餐人数"), "meals.index", "read_school")
