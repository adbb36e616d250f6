"""The way down from a list and back: pages below carry the list's filters along in ``?from=``.

A crumb that leads back to the list then shows what the person had before them.
"""

from urllib.parse import parse_qsl, urlencode

from flask import request

_NAME, _MOST = "from", 400
#: What is carried along; nothing else of an address gets in.
FILTERS = ("town", "kind", "state", "rule", "severity", "school", "owner", "page")


def init_app(app):
    app.jinja_env.globals.update(trail=trail, kept_filters=kept_filters)


def trail():
    """``{"from": ...}`` to pass on to a page below: this list's own filters, or those that came from above."""
    text = request.args.get(_NAME) or urlencode(
        [(name, request.args[name]) for name in FILTERS if request.args.get(name)]
    )
    return {_NAME: text} if text and len(text) <= _MOST else {}


def kept_filters():
    """The filters to go back with, as arguments of the list's address."""
    text = request.args.get(_NAME, "")
    found = parse_qsl(text[:_MOST], max_num_fields=20) if text else []
    return {name: value for name, value in found if name in FILTERS}
