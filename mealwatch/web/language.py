"""Chinese first, English by a switch that a cookie remembers. The Chinese sentence is the message id."""

from urllib.parse import urlencode

from flask import current_app, has_app_context, has_request_context, redirect, request
from flask_babel import Babel, get_locale, gettext

from mealwatch.web import cookies
from mealwatch.web.addresses import own_address, own_page
from mealwatch.web.problems import is_api

LANGUAGES = ("zh", "en")
COOKIE = "lang"
_KEPT_SECONDS = 31_536_000


def init_app(app):
    app.config.update(
        BABEL_DEFAULT_LOCALE="zh",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=_chosen)
    app.jinja_env.globals.update(language=language, switch_address=switch_address)
    app.before_request(_switch)


def language():
    """``zh`` or ``en``: the language of this answer."""
    locale = get_locale()
    return "en" if locale and locale.language == "en" else "zh"


def translate(text):
    """A marked sentence in the language of this answer; the Chinese one outside of any."""
    return gettext(text) if text and has_app_context() else text


def remember(response, chosen):
    """Have the browser keep the language."""
    cookies.put(response, current_app.config["MEALWATCH"], COOKIE, chosen, max_age=_KEPT_SECONDS)


def remembered():
    """The language that the browser keeps, or None."""
    kept = request.cookies.get(cookies.name_for(current_app.config["MEALWATCH"], COOKIE))
    return kept if kept in LANGUAGES else None


def switch_address(chosen):
    """The address of this page in the other language; of the page before, where this one cannot be opened."""
    path = own_page(request.full_path.rstrip("?")) or own_address(_path_before())
    path, _, query = path.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("lang=")]
    return f"{path}?{'&'.join([*kept, urlencode({'lang': chosen})])}"


def _path_before():
    host, _, path = (request.referrer or "").partition(request.host_url)
    return "" if host else f"/{path}"


def _switch():
    """Answer ``?lang=en`` with the same page under its plain address, and remember the language."""
    chosen = request.args.get("lang")
    if chosen not in LANGUAGES or request.method != "GET" or is_api(request.path) or request.routing_exception:
        return None
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    response = redirect(request.path + (f"?{urlencode(kept)}" if kept else ""))
    remember(response, chosen)
    return response


def _chosen():
    if not has_request_context():
        return "zh"
    if is_api(request.path):
        return request.accept_languages.best_match(LANGUAGES, default="zh")
    return remembered() or "zh"
