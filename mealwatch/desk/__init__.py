"""Pages that span features: the bureau's week, a school's week, and the way down to the receipt."""


def init_app(app):
    """Add the pages to the app."""
    from mealwatch.desk import county_pages, meal_pages, school_pages
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation

    for pages in (county_pages, school_pages, meal_pages):
        app.register_blueprint(pages.bp)
    navigation.add(app, 10, mark("本周"), "desk.this_week", "read_school")
