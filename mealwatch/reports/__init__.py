"""Papers that an accountant can follow: the sheet of a school's week and the month's reconciliation."""


def init_app(app):
    """Add the papers' pages and their API."""
    from mealwatch.reports import api, pages
    from mealwatch.web.api import api as site_api

    app.register_blueprint(pages.blueprint)
    site_api.register_blueprint(api.blueprint)
