"""Who puts their name beside another's: PINs, drawn signatures, what waits for a second person, exceptions."""


def init_app(app):
    """Add the inbox, the exceptions and the drawn signatures."""
    from mealwatch.devices import registry as devices
    from mealwatch.kernel.errors import mark
    from mealwatch.signing import reopening
    from mealwatch.signing.domain.strokes import is_drawing
    from mealwatch.signing.pages import blueprints, waiting_here
    from mealwatch.web import navigation

    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.before_request(reopening.fill_forms)
    devices.drawing(is_drawing)
    navigation.add(app, 6, mark("等我签字"), "signing.inbox", "sign_second", count=waiting_here)
    navigation.add(app, 64, mark("一人办理例外"), "signing_exceptions.index", "read_county")
