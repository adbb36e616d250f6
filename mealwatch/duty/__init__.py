"""What a principal answers for: papers that run out, weeks explained, what was read and done of the card."""


def init_app(app):
    """Add the pages of the canteens' papers."""
    from mealwatch.duty.pages import blueprint

    app.register_blueprint(blueprint)
