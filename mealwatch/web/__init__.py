"""What every view needs: guards, problems, forms, words, the layout and the API they hang on."""

from flask import Blueprint


def init_app(app):
    """Hang the web layer on the app. Features then add their blueprints to it."""
    from mealwatch.web import (
        api,
        assets,
        compression,
        cookies,
        formats,
        headers,
        hosts,
        language,
        limits,
        navigation,
        problems,
        scripting,
        site,
        trail,
    )

    blueprint = Blueprint("web", __name__, template_folder="templates")
    hosts.init_app(app)
    limits.init_app(app)
    cookies.init_app(app)
    language.init_app(app)
    headers.init_app(app)
    assets.init_app(app)
    compression.init_app(app)
    formats.init_app(app)
    navigation.init_app(app)
    api.init_app(app)
    problems.init_app(app)
    scripting.init_app(app)
    trail.init_app(app)
    scripting.add_routes(blueprint)
    site.add_routes(blueprint)
    app.register_blueprint(blueprint)
    _guard_requests(app)


def _guard_requests(app):
    """In this order: where the request comes from, whether it is ours to answer, and for whom."""
    from mealwatch.web import csrf, guards

    csrf.init_app(app)
    guards.init_app(app)
