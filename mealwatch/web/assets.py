"""Addresses of the built style and scripts, each with a mark of its content, so browsers may keep them for good."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import request, url_for

BUILT = Path(__file__).resolve().parent.parent / "static" / "build"
YEAR_SECONDS = 31_536_000


def init_app(app):
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def keep(response):
        if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
        return response


def asset(name):
    """The address of a file of ``static/build``; a page without its style is still a page."""
    file = BUILT / name
    try:
        mark = _mark(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        mark = None
    return url_for("static", filename=f"build/{name}", v=mark)


@lru_cache(maxsize=64)
def _mark(file, _changed):
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
