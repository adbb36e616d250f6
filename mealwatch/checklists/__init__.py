"""Inspection checklists: versioned data, how a visit is scored by them."""


def init_app(app):
    """Add the pages on which lists are read, changed, published and exchanged."""
    from mealwatch.checklists.pages import blueprint
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation

    app.register_blueprint(blueprint)
    navigation.add(app, 62, mark("督查表"), "checklists.index", "inspect", "read_visits", "edit_checklists")
