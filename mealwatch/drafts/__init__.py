"""What is being filled in: saved on the server as it is typed, handed back on any device, gone once it is recorded."""


def init_app(app):
    """Add what the pages' scripts ask, and end the draft of a form that went through."""
    from mealwatch.drafts import ended, pages

    app.register_blueprint(pages.blueprint)
    ended.init_app(app)
