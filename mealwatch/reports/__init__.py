"""Papers that an accountant can follow: the sheet of a school's week and the month's reconciliation."""


def init_app(app):
    """Add the papers' pages and their API."""
    from mealwatch.reports import pages

    app.register_blueprint(pages.blueprint)
