"""Today: a canteen's day in the order of work, with the week's running figure always in view."""


def init_app(app):
    """Add the pages, and tell signing how a day's issue waits for its collector."""
    from mealwatch.desk.today import pages, waiting
    from mealwatch.kernel.errors import mark
    from mealwatch.signing import registry
    from mealwatch.stock import slots
    from mealwatch.web import navigation

    app.register_blueprint(pages.blueprint)
    navigation.add(app, 1, mark("今天"), "today.mine", "record_meals")
    registry.kind(waiting.KIND, show=waiting.show, done=waiting.done, address=waiting.address)
    slots.shown_by(app, waiting.copied)
