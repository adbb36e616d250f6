"""From the codes in an address to the school or canteen, for the person who asks.

What lies outside a person's reach is not there for them: 404, as for a code
that nobody has. Every address with ``<school_code>`` or ``<canteen_code>`` is
checked so before its view runs; the view takes the value with ``the_school``.
"""

from flask import current_app, g, request

from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import errors
from mealwatch.schools import queries as schools
from mealwatch.web.guards import PUBLIC, SIGNED_IN, current_viewer, view_of


def the_school(code, action=None):
    """The school with this code, if the person may do ``action`` there (without one: what the view's guard says).

    Raises NoSchool outside their reach, NotAllowed where they may only read.
    """
    return _the("school", code, action, schools.find_school, errors.NoSchool)


def the_canteen(code, action=None):
    """The canteen with this code, if the person may do ``action`` there (without one: what the view's guard says).

    Raises NoCanteen outside their reach, NotAllowed where they may only read.
    """
    return _the("canteen", code, action, schools.find_canteen, errors.NoCanteen)


def check_address():
    """Check the codes in the address that is asked for; runs before every view."""
    if request.routing_exception or not request.view_args or PUBLIC in _guard():
        return
    if "school_code" in request.view_args:
        the_school(request.view_args["school_code"])
    if "canteen_code" in request.view_args:
        the_canteen(request.view_args["canteen_code"])


def _the(kind, code, action, find, missing):
    viewer = current_viewer()
    known = g.setdefault("places", {})
    if (kind, code) not in known:
        found = find(viewer.county_id, code)
        if found is None or not viewer.may("read_school", **{kind: found}):
            raise missing(value=code)
        known[kind, code] = found
    found = known[kind, code]
    wanted = {action} if action else _guard() - {SIGNED_IN}
    if wanted and not any(viewer.may(one, **{kind: found}) for one in wanted):
        raise NotAllowed
    return found


def _guard():
    return getattr(view_of(current_app, request.endpoint, request.method), "guard", frozenset())
