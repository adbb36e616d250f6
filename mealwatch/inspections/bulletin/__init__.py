"""The bulletin at the end of a round: ranking, common problems, deadlines, what was not visited and why."""


def init_app(app):
    from mealwatch.inspections.bulletin.pages import blueprint
    from mealwatch.rounds import known

    app.register_blueprint(blueprint)
    known.tell_bulletins(lambda round_id: f"/rounds/{round_id}/bulletin")
