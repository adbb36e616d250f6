"""The visit app's shell: one page, its worker, its words."""


def init_app(app):
    """Add the page and what a tablet asks besides records."""
    from mealwatch.inspections.app import pages
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation

    app.register_blueprint(pages.blueprint)
    navigation.add(app, 32, mark("平板督查"), "visit_app.app_page", "inspect")
