"""A form that went through ends its draft: on the server at once, on the device by a cookie that its scripts read.

The browser's scripts write ``kept_place`` into a kept form. Whatever view takes it answers a success with a
redirect; that is how it is known here. A form that scripts send later from their queue gets the address in a
header in place of the redirect, so that the page which follows, and its messages, are left to the person. With it
they say how long it waited there (domain/typed.py); whoever records the form hears of it from its Actor.
"""

from urllib.parse import quote, unquote

from flask import current_app, request

from mealwatch.drafts import service
from mealwatch.drafts.domain.typed import heard
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer

PLACE = "kept_place"
SENT_LATER = "X-Kept-Send"
#: How many seconds ago it was handed in, by the device's own clock.
WAITED = "X-Kept-Waited"
#: Who typed it, as the scripts know it: county and account.
MEANT = "X-Kept-Person"
COOKIE = "mealwatch-ended"
MONTH_SECONDS = 30 * 86_400
_MOST = 20


def init_app(app):
    @app.before_request
    def refuse_for_another():
        """What one person typed is not taken from another who has signed in on the device since."""
        meant = request.headers.get(MEANT)
        if meant is not None and request.routing_exception is None:
            viewer = current_viewer()
            if viewer is None or meant != f"{viewer.county_id}.{viewer.account_id}":
                return "", 401
        return None

    @app.before_request
    def hear_how_long_it_waited():
        if request.headers.get(SENT_LATER) and request.headers.get(WAITED) and request.routing_exception is None:
            viewer = current_viewer()
            if viewer is not None:
                viewer.waited = heard(request.headers[WAITED])

    @app.after_request
    def end_draft(response):
        if request.method != "POST" or not 300 <= response.status_code < 400 or request.mimetype == "application/json":
            return response
        place = request.form.get(PLACE, "")[:300]
        viewer = current_viewer() if place else None
        if viewer is not None and not viewer.must_change:
            _drop(viewer, place)
            _tell(response, place)
        if request.headers.get(SENT_LATER):
            response.headers["X-Location"] = response.headers.pop("Location", "")
            response.status_code = 204
            response.set_data(b"")
        return response


def _drop(viewer, place):
    try:
        in_transaction(lambda: service.drop(viewer.county_id, place, viewer.account_id))
    except Exception:  # the record stands; its draft is dropped when it is old
        current_app.logger.exception("the draft of a recorded form could not be dropped")


def _tell(response, place):
    known = [unquote(one) for one in request.cookies.get(COOKIE, "").split("|") if one]
    places = [*(one for one in known if one != place), place][-_MOST:]
    response.set_cookie(
        COOKIE,
        "|".join(quote(one, safe="") for one in places),
        max_age=MONTH_SECONDS,
        path="/",
        secure=current_app.config["MEALWATCH"]["SECURE"],
        samesite="Lax",
    )
