"""Weekly menus with quantities: what each meal should contain per pupil."""


def init_app(app):
    """Add the pages and the API of menus."""
    from mealwatch.kernel.errors import mark
    from mealwatch.menus import api
    from mealwatch.menus.pages import blueprint
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    app.register_blueprint(blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 47, mark("带量食谱"), "menus.index", "read_school")
