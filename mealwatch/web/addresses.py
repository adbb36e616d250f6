"""Addresses that come from outside: only a page of our own is ever gone to."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def own_address(wanted):
    """``wanted`` if it is the path of a page of ours that can be opened, else the first page."""
    return own_page(wanted) or url_for("web.first_page")


def own_page(wanted):
    """``wanted`` if it is the path of a page of ours that can be opened, else nothing."""
    path = wanted or ""
    if not _is_path(path):
        return ""
    try:
        current_app.create_url_adapter(request).match(urlsplit(path).path, "GET")  # pyright: ignore
    except (HTTPException, RequestRedirect):
        return ""
    return path


def _is_path(text):
    """A path on this host and nothing that a browser could read as another one."""
    if not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
