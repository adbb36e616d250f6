"""The app's page, its manifest, its worker, and who is signed in."""

import json

from flask import Blueprint, current_app, jsonify, make_response, url_for
from flask_wtf.csrf import generate_csrf

from mealwatch.inspections.app import build
from mealwatch.kernel.errors import mark
from mealwatch.web.guards import PUBLIC, SIGNED_IN, current_viewer, guard
from mealwatch.web.language import translate

#: The version of the visit's body and of what the tablet keeps.
SCHEMA = 1
_NAME, _SHORT = mark("督查 · 营养餐监管"), mark("督查")

blueprint = Blueprint("visit_app", "mealwatch.inspections.app", template_folder="templates")


@blueprint.get("/visits/app")
@guard(PUBLIC)
def app_page():
    """The shell; what it shows is on the tablet."""
    return build.page(off=is_off(), schema=SCHEMA)


@blueprint.get("/visits/app.webmanifest")
@guard(PUBLIC)
def manifest():
    """What makes the page installable."""
    icon = {"src": build.icon(), "sizes": "any", "type": "image/svg+xml"}
    about = {
        "id": "/visits/app",
        "name": translate(_NAME),
        "short_name": translate(_SHORT),
        "lang": "zh-CN",
        "start_url": url_for("visit_app.app_page"),
        "scope": "/visits/",
        "display": "standalone",
        "orientation": "any",
        "background_color": "#f7f6f2",
        "theme_color": "#1b6b48",
        "icons": [icon | {"purpose": use} for use in ("any", "maskable")],
    }
    response = make_response(json.dumps(about, ensure_ascii=False))
    response.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/visits/sw.js")
@guard(PUBLIC)
def worker():
    """The worker with the files of this build in front; switched off, it takes itself away."""
    about = {
        "number": build.number(),
        "page": url_for("visit_app.app_page"),
        "manifest": url_for("visit_app.manifest"),
        "files": build.files(),
        "off": is_off(),
    }
    response = make_response(f"self.BUILD = {json.dumps(about)};\n{build.worker_text()}")
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/visits/session")
@guard(SIGNED_IN)
def session():
    """Who is signed in, for the tablet."""
    viewer = current_viewer()
    return jsonify(
        username=viewer.username,
        name=viewer.name,
        department=f"{viewer.county_name}教体局",
        county={"code": viewer.county_code, "name": viewer.county_name},
        may_inspect=viewer.may("inspect"),
        csrf=generate_csrf(),
    )


def is_off():
    """Whether this site has switched the app's worker off."""
    return bool(current_app.config["MEALWATCH"]["VISITS_OFF"])
