"""What a canteen records every day."""


def init_app(app):
    """Add the pages of daily records, and how those that wait for a second person are shown and recorded."""
    from mealwatch.kernel.errors import mark
    from mealwatch.safety.pages import blueprint
    from mealwatch.safety.pages.entering import WAITING, form_address, post_waiting, show_waiting
    from mealwatch.signing import registry
    from mealwatch.web import navigation

    registry.kind(WAITING, show=show_waiting, done=post_waiting, address=form_address)
    app.register_blueprint(blueprint)
    navigation.add(app, 7, mark("每日记录"), "safety.index", "keep_records", "record_accompanied")
    navigation.add(app, 48, mark("每日记录"), "safety.index", "read_county")
