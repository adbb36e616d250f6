"""Schools, canteens, pupil groups and their dated counts, meal standards, terms, the supply calendar."""


def init_app(app):
    """Add the pages and the API of schools, the calendar and the requests."""
    from mealwatch.kernel.errors import mark
    from mealwatch.schools import api
    from mealwatch.schools.pages import BLUEPRINTS
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for blueprint in api.BLUEPRINTS:
        site_api.register_blueprint(blueprint)
    navigation.add(app, 50, mark("供餐日历"), "calendar.month", "read_school")
    navigation.add(app, 51, mark("不供餐申请"), "closures.index", "read_school")
    navigation.add(app, 60, mark("学校"), "schools.index", "read_school")
