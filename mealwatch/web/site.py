"""Pages that belong to no feature: the first page, and whether the service is well."""

from flask import current_app, jsonify, redirect
from sqlalchemy import text

from mealwatch.extensions import db
from mealwatch.web.guards import PUBLIC, current_viewer, guard
from mealwatch.web.navigation import home
from mealwatch.web.problems import SignInNeeded


def add_routes(blueprint):
    blueprint.get("/")(first_page)
    blueprint.get("/health")(health)


@guard(PUBLIC)
def first_page():
    """To the first page of the person's menu."""
    if current_viewer() is None:
        raise SignInNeeded
    return redirect(home())


@guard(PUBLIC)
def health():
    """Whether the service answers and reaches its database; tells nothing else."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:
        current_app.logger.exception("the database does not answer")
        return jsonify(status="database does not answer"), 503
    return jsonify(status="ok")
