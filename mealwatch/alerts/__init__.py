"""Alerts: the detection rules, what they find in a school's week, and what people do about it."""


def init_app(app):
    """Add the pages."""
    from mealwatch.alerts import pages
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation

    app.register_blueprint(pages.blueprint)
    navigation.add(app, 3, mark("要我校说明的"), "alerts.asked", "explain_alert", count=pages.asked.waiting_count)
    navigation.add(app, 12, mark("预警清单"), "alerts.index", "read_alerts")
    navigation.add(app, 61, mark("预警规则"), "alerts.rules", "read_alerts")
