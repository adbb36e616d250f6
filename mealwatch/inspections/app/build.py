"""The files of this build of the visit app, each with the hash that the worker checks before it keeps one."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from flask import render_template, url_for
from flask_babel import force_locale

from mealwatch.inspections.app import words
from mealwatch.web.assets import BUILT, asset
from mealwatch.web.language import LANGUAGES, translate

ICON = "visits.svg"
_HERE = Path(__file__).parent
_STATIC = BUILT.parent


def files():
    """``[{address, sha256}]`` of what the app needs besides its page."""
    found = [(asset("visits.css"), BUILT / "visits.css"), (asset("visits.js"), BUILT / "visits.js")]
    icon = url_for("static", filename=ICON, v=_digest_of(_STATIC / ICON)[:12])
    return [{"address": address, "sha256": _digest_of(file)} for address, file in [*found, (icon, _STATIC / ICON)]]


def icon():
    """The address of the app's icon."""
    return files()[-1]["address"]


def both_languages():
    """The app's words in every language, for the page that is kept on the tablet."""
    said = {}
    for code in LANGUAGES:
        with force_locale(code):
            said[code] = {key: translate(text) for key, text in words.all_words().items()}
    return said


def number():
    """The number of this build: another file, another word or another page is another build."""
    parts = [
        *(one["sha256"] for one in files()),
        _digest_of(BUILT / "visits-worker.js"),
        _digest_of(_HERE / "templates" / "visit_app" / "app.html"),
        json.dumps(both_languages(), sort_keys=True),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def page(**given):
    """The app's page; it is the same for everybody and holds no data."""
    return render_template("visit_app/app.html", build=number(), words=both_languages(), icon=icon(), **given)


def worker_text():
    """The worker's script; a build without one has none."""
    try:
        return (BUILT / "visits-worker.js").read_text("utf-8")
    except FileNotFoundError:
        return ""


def _digest_of(file):
    try:
        return _digest(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return ""


@lru_cache(maxsize=32)
def _digest(file, _changed):
    return hashlib.sha256(file.read_bytes()).hexdigest()
