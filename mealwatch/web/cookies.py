"""The cookies: their names and flags follow the base address.

Under https every name begins with ``__Host-``, so no other host can set them;
plain http is this machine only and takes the plain name. The cookie that Flask
signs holds no sign-in: a form token and the messages to show next, nothing more.
"""

import secrets
from dataclasses import dataclass

from flask.sessions import SecureCookieSessionInterface

_KEY = "mealwatch.page_key"


class PageCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, its key asked for when the first request comes: the database may be new."""

    def get_signing_serializer(self, app):
        if not app.secret_key:
            app.secret_key = _found_key(app)
        if not app.secret_key:  # the database does not answer: the page that says so needs no lasting key
            app = _Keyed(secrets.token_hex(), app.config)
        return super().get_signing_serializer(app)


@dataclass(frozen=True)
class _Keyed:
    secret_key: str
    config: dict


def _found_key(app):
    try:
        return app.extensions[_KEY]()
    except Exception:
        app.logger.exception("the signing key could not be read")
        return None


def init_app(app):
    settings = app.config["MEALWATCH"]
    app.session_interface = PageCookie()
    app.config.update(
        SESSION_COOKIE_NAME=name_for(settings, "mealwatch-page"),
        SESSION_COOKIE_SECURE=settings["SECURE"],
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_DOMAIN=None,
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def secret_from(app, find):
    """Ask ``find()`` for the signing key, at the first request."""
    app.extensions[_KEY] = find


def name_for(settings, name):
    """The name that a cookie has on this site."""
    return f"__Host-{name}" if settings["SECURE"] else name


def put(response, settings, name, value, *, max_age=None):
    """Set a cookie of ours: for this host alone, out of reach of scripts."""
    response.set_cookie(
        name_for(settings, name),
        value,
        max_age=max_age,
        path="/",
        secure=settings["SECURE"],
        httponly=True,
        samesite="Lax",
    )


def drop(response, settings, name):
    """Take a cookie of ours away."""
    response.delete_cookie(name_for(settings, name), path="/", secure=settings["SECURE"], httponly=True, samesite="Lax")
