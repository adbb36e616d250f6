"""What a tablet takes along to a school, with the blind figures sealed."""


def init_app(app):
    from mealwatch.inspections.packing.pages import blueprint

    app.register_blueprint(blueprint)
