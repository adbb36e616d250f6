"""What people have to know: told once each, in the service, by e-mail and to a group's robot.

A higher feature tells (``service.tell``); how it reaches people is decided here.
"""


def init_app(app):
    """Add the pages."""
    from mealwatch.kernel.errors import mark
    from mealwatch.messages.pages import blueprint, unread
    from mealwatch.web import navigation

    app.register_blueprint(blueprint)
    navigation.add(app, 13, mark("消息"), "messages.inbox", "read_school", count=unread)
