"""Places that stock leaves open for higher features: who lets goods in, who enters a kind, what a document also shows.

A feature takes its place in its ``init_app``; stock asks whoever is there and imports nobody.
"""

from flask import current_app
from markupsafe import Markup

_ADMIT, _PAGES, _SHOWN = "mealwatch.stock.admit", "mealwatch.stock.pages", "mealwatch.stock.shown"
_FOLLOWED = "mealwatch.stock.followed"
_NOTICED, _FILLED = "mealwatch.stock.noticed", "mealwatch.stock.filled"


def admitted_by(app, check):
    """Have ``check(county_id, document)`` raise a Problem for a document that must not be entered.

    It is asked for what people and programs enter, not for the import of old books, nor again for what is posted.
    """
    app.extensions[_ADMIT] = check


def entered_by(app, kind, page):
    """Have ``page(canteen_code)`` answer where documents of a kind are entered on a page."""
    app.extensions.setdefault(_PAGES, {})[kind] = page


def shown_by(app, show):
    """Have ``show(county_id, canteen, head, lines, names)`` add its part to a document's page.

    What it gives is a rendered template of its own (escaped there), or nothing.
    """
    app.extensions.setdefault(_SHOWN, []).append(show)


def followed_by(app, follow):
    """Have ``follow(county_id, canteen_id, old, new, by=, now=)`` carry over what it keeps of a corrected document.

    ``old`` and ``new`` are heads; it is called in the correction's transaction.
    """
    app.extensions.setdefault(_FOLLOWED, []).append(follow)


def noticed_by(app, show):
    """Have ``show(county_id, canteen)`` add its part to a canteen's first page: a rendered template, or nothing."""
    app.extensions.setdefault(_NOTICED, []).append(show)


def filled_by(app, fill):
    """Have ``fill(county_id, canteen, head, lines, start)`` give the start of the form that changes a document."""
    app.extensions.setdefault(_FILLED, []).append(fill)


def noticed(county_id, canteen):
    """What higher features add to a canteen's first page."""
    parts = (show(county_id, canteen) for show in current_app.extensions.get(_NOTICED, ()))
    return [Markup(part) for part in parts if part]  # noqa: S704  # nosec B704


def filled(county_id, canteen, head, lines, start):
    """The start of the form that changes a document, as higher features have it."""
    for fill in current_app.extensions.get(_FILLED, ()):
        start = fill(county_id, canteen, head, lines, start)
    return start


def follow(county_id, canteen_id, old, new, *, by, now):
    """Tell whoever keeps something beside a document that another took its place."""
    for each in current_app.extensions.get(_FOLLOWED, ()):
        each(county_id, canteen_id, old, new, by=by, now=now)


def admit(county_id, document):
    """Ask whether a document may be entered."""
    check = current_app.extensions.get(_ADMIT)
    if check:
        check(county_id, document)


def page_of(kind):
    """The page on which a higher feature has documents of this kind entered, or None."""
    return current_app.extensions.get(_PAGES, {}).get(kind)


def shown(county_id, canteen, head, lines, names):
    """What higher features add to a document's page."""
    parts = (show(county_id, canteen, head, lines, names) for show in current_app.extensions.get(_SHOWN, ()))
    return [Markup(part) for part in parts if part]  # noqa: S704  # nosec B704
