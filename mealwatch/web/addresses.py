"""Addresses that come from outside: only a page of our own is ever gone to."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_FIRST_PAGE = object()


def own_address(wanted, fallback=_FIRST_PAGE):
    """``wanted`` if it is the path of a page of ours that can be opened, else ``fallback`` (the first page)."""
    path = wanted or ""
    if _is_path(path):
        try:
            current_app.create_url_adapter(request).match(urlsplit(path).path, "GET")
            return path
        except (HTTPException, RequestRedirect):
            pass
    return url_for("web.first_page") if fallback is _FIRST_PAGE else fallback


def _is_path(text):
    """A path on this host and nothing that a browser could read as another one."""
    if not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
