"""Papers that an accountant can follow: the sheet of a school's week and the month's reconciliation."""


def init_app(app):
    """Add the papers' pages and their API."""
    from mealwatch.kernel.errors import mark
    from mealwatch.reports import api, book_pages, official, pages
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    app.register_blueprint(pages.blueprint)
    book_pages.init_app(app)
    navigation.add(app, 49, mark("账册打印"), "books.index", "read_school")
    official.init_app(app)
    site_api.register_blueprint(api.blueprint)
