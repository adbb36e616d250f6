"""The menu: each feature adds its entries, a person sees those that they may open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import current_app, request, url_for

from mealwatch.kernel.errors import mark
from mealwatch.web.guards import current_viewer
from mealwatch.web.language import translate

_KEY = "mealwatch.navigation"
#: Entries below this order are what a person does daily; on a phone the others stand under 更多.
DAILY = 40
#: From which order on entries stand under which heading, where there is room for one.
GROUPS = ((30, mark("督查整改")), (45, mark("台账和记录")), (60, mark("基础资料和设置")))


@dataclass(frozen=True, order=True)
class Entry:
    order: int
    text: str
    endpoint: str
    actions: tuple[str, ...]
    #: How many things wait there for the person asking; 0 shows nothing.
    count: Callable[[], int] | None = field(default=None, compare=False)


class Shown(NamedTuple):
    """An entry as a page shows it."""

    text: str
    address: str
    here: bool
    count: int
    daily: bool
    group: str


def init_app(app):
    app.extensions.setdefault(_KEY, [])
    app.jinja_env.globals.update(menu=menu, page_address=page_address)


def add(app, order, text, endpoint, *actions, count=None):
    """Put a page in the menu for people allowed one of ``actions``; ``text`` is marked for translation.

    ``count()`` says how many things wait there for the person asking.

    The smallest order of the entries that a person sees is their first page after signing in.
    """
    entries = app.extensions.setdefault(_KEY, [])
    entries.append(Entry(order, text, endpoint, actions, count))
    entries.sort()


def menu():
    """The entries for the person asking, as Shown."""
    viewer = current_viewer()
    if viewer is None:
        return []
    entries = [entry for entry in current_app.extensions[_KEY] if any(viewer.may(action) for action in entry.actions)]
    here = _here(entries)
    return [
        Shown(
            translate(entry.text),
            url_for(entry.endpoint),
            entry in here,
            entry.count() if entry.count else 0,
            entry.order < DAILY,
            _group(entry.order),
        )
        for entry in entries
    ]


def _group(order):
    """The heading over entries of this order, translated; empty for the first ones."""
    headings = [text for first, text in GROUPS if order >= first]
    return translate(headings[-1]) if headings else ""


def home():
    """Where a person begins: their first page in the menu, else their own account."""
    entries = menu()
    return entries[0][1] if entries else url_for("accounts.account")


def page_address(**changes):
    """The address of this page with some of its query changed, the rest kept; None takes one away."""
    query = request.args.to_dict(flat=False) | changes
    query = {name: value for name, value in query.items() if value is not None}
    return url_for(request.endpoint, **(request.view_args or {}), **query)


def _here(entries):
    """The entries to which the page shown belongs: its feature's only one, else those above it in its address."""
    of_feature = [entry for entry in entries if entry.endpoint.rpartition(".")[0] == request.blueprint]
    if len(of_feature) == 1:
        return of_feature
    return [entry for entry in entries if _is_above(url_for(entry.endpoint))]


def _is_above(address):
    return request.path == address or request.path.startswith(address.rstrip("/") + "/")
