"""The visit app's shell: one page, its worker, its words."""


def init_app(app):
    """Add the page and what a tablet asks besides records."""
    from mealwatch.inspections.app import pages

    app.register_blueprint(pages.blueprint)
