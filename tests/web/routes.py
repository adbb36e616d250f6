"""Every route and who may use it, written by hand. A route missing here fails test_routes.py.

Add a line for each page and API call you add::

    "GET /schools/<school_code>/weeks/<week>": Row("everybody reads", scoped=True, args={"week": "2026-W45"}),

``who``: PUBLIC, SIGNED_IN, or the roles. ``scoped``: the address names a school or a canteen (S001, C001
in the test county), so those roles elsewhere get 404. ``missing``: the record of ``args`` is not there in the
test county, so even those who may get 404 (a wrong one as well as a right one: add a test of your own).
``county``: a grant for the county is needed, one for a town is not enough. ``body``: what is sent (JSON under
/api, a form elsewhere); it need not be right: 422 is an answer to somebody who may ask.
"""

from dataclasses import dataclass, field

PUBLIC = ("public",)
SIGNED_IN = ("signed_in",)
CANTEEN = ("canteen_manager", "storekeeper")
BUREAU = ("bureau_officer", "bureau_admin")
READERS = (*CANTEEN, "acceptor", "principal", "inspector", *BUREAU, "auditor")
EXPORTERS = tuple(role for role in READERS if role != "acceptor")


@dataclass(frozen=True)
class Row:
    who: tuple
    scoped: bool = False
    missing: bool = False
    county: bool = False
    args: dict = field(default_factory=dict)
    body: dict = field(default_factory=dict)


SPARE = {"username": "spare"}
ROUTES = {
    # the site
    "GET /static/<path:filename>": Row(PUBLIC, args={"filename": "icon.svg"}),
    "GET /health": Row(PUBLIC),
    "GET /": Row(SIGNED_IN),
    "GET /api/docs": Row(PUBLIC),
    "GET /api/v1/openapi.json": Row(PUBLIC),
    # signing in, one's own account
    "GET /login": Row(PUBLIC),
    "POST /login": Row(PUBLIC),
    "POST /logout": Row(SIGNED_IN),
    "GET /account": Row(SIGNED_IN),
    "POST /account/password": Row(SIGNED_IN),
    "POST /account/language": Row(SIGNED_IN),
    "POST /account/sessions/end": Row(SIGNED_IN),
    "POST /account/tokens": Row(SIGNED_IN),
    "POST /account/tokens/<int:token_id>/revoke": Row(SIGNED_IN, missing=True, args={"token_id": 99}),
    "GET /api/v1/me": Row(SIGNED_IN),
    # people
    "GET /people": Row(("bureau_admin", "auditor", "principal")),
    "GET /people.xlsx": Row(("bureau_admin", "auditor", "principal")),
    "GET /people/new": Row(("bureau_admin",)),
    "POST /people/new": Row(("bureau_admin",)),
    "GET /people/<username>": Row(("bureau_admin",), args=SPARE),
    "POST /people/<username>/name": Row(("bureau_admin",), args=SPARE),
    "POST /people/<username>/grants": Row(("bureau_admin",), args=SPARE),
    "POST /people/<username>/grants/remove": Row(("bureau_admin",), args=SPARE),
    "POST /people/<username>/password": Row(("bureau_admin",), args=SPARE),
    "POST /people/<username>/<any(disable, enable):what>": Row(("bureau_admin",), args=SPARE | {"what": "enable"}),
    "GET /api/v1/people": Row(("bureau_admin",)),
    "GET /api/v1/people/<username>": Row(("bureau_admin",), args=SPARE),
    "PUT /api/v1/people/<username>": Row(("bureau_admin",), args=SPARE),
    # the bureau's week, a school's week, one meal
    "GET /weeks": Row(READERS),
    "GET /weeks/<week>": Row(READERS, args={"week": "2026-W45"}),
    "GET /weeks/<week>/trend.svg": Row(READERS, args={"week": "2026-W45"}),
    "GET /weeks/<week>.xlsx": Row(EXPORTERS, args={"week": "2026-W45"}),
    "GET /schools/<school_code>/weeks/<week>": Row(READERS, scoped=True, args={"week": "2026-W45"}),
    "GET /schools/<school_code>/weeks/<week>/trend.svg": Row(READERS, scoped=True, args={"week": "2026-W45"}),
    "GET /schools/<school_code>/meals/<on>/<meal>/<canteen>": Row(
        READERS,
        scoped=True,
        missing=True,
        args={"on": "2026-11-02", "meal": "lunch", "canteen": "C001"},
    ),
}
