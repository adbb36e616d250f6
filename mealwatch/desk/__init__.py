"""Pages that span features: the bureau's week, a school's week, and the way down to the receipt."""


def init_app(app):
    """Add the pages to the app."""
    from mealwatch.alerts import slots
    from mealwatch.desk import beside, county_pages, meal_pages, school_pages, today
    from mealwatch.desk.batch import pages as batch
    from mealwatch.desk.batch import running
    from mealwatch.desk.principal import pages as principal
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation

    for pages in (county_pages, school_pages, meal_pages, principal, batch, running):
        app.register_blueprint(pages.bp)
    slots.shown_by(app, beside.case_of)
    navigation.add(app, 2, mark("校长一览"), "desk_principal.home", "read_card")
    navigation.add(app, 52, mark("校长查看情况"), "desk_principal.cards", "read_county")
    navigation.add(app, 10, mark("本周"), "desk.this_week", "read_school")
    today.init_app(app)
