"""Rounds of unannounced visits: drawn in a way that can be proved, teams, cars, replacements."""


def init_app(app):
    """Add the pages on which rounds are planned, drawn and followed, and a member's own list."""
    from mealwatch.kernel.errors import mark
    from mealwatch.rounds.pages import blueprint
    from mealwatch.web import navigation

    app.register_blueprint(blueprint)
    navigation.add(app, 37, mark("督查轮次"), "rounds.index", "plan_visits")
    navigation.add(app, 33, mark("我的督查"), "rounds.mine", "inspect")
