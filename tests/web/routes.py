"""Every route and who may use it, written by hand. A route missing here fails test_routes.py.

Add a line for each page and API call you add::

    "GET /schools/<school_code>/weeks/<week>": Row("everybody reads", scoped=True, args={"week": "2026-W45"}),

``who``: PUBLIC, SIGNED_IN, or the roles. ``scoped``: the address names a school or a canteen (S001, C001
in the test county), so those roles elsewhere get 404. ``missing``: the record of ``args`` is not there in the
test county, so even those who may get 404 (a wrong one as well as a right one: add a test of your own).
``feeds``: whoever reads the schools that the canteen feeds reads it too, as town people elsewhere do here.
``county``: a grant for the county is needed, one for a town is not enough. ``body``: what is sent (JSON under
/api, a form elsewhere); it need not be right: 422 is an answer to somebody who may ask.
"""

from dataclasses import dataclass, field

PUBLIC = ("public",)
SIGNED_IN = ("signed_in",)
#: A tablet's own key, and nobody signed in.
DEVICE = ("device",)
CANTEEN = ("canteen_manager", "storekeeper")
BUREAU = ("bureau_officer", "bureau_admin")
SIGNERS = (*CANTEEN, "acceptor", "principal")
READERS = (*CANTEEN, "acceptor", "principal", "inspector", *BUREAU, "auditor")
VISITS = ("inspector", *BUREAU, "auditor")
#: Who explains what a school is asked.
_EXPLAIN = ("canteen_manager", "principal")
EXPORTERS = tuple(role for role in READERS if role != "acceptor")


@dataclass(frozen=True)
class Row:
    who: tuple
    scoped: bool = False
    missing: bool = False
    county: bool = False
    feeds: bool = False
    args: dict = field(default_factory=dict)
    body: dict = field(default_factory=dict)


SPARE = {"username": "spare"}
PHOTO = {"digest": "0" * 64}
DEFAULT = {"code": "default", "number": 1, "item": "A1"}
NO_ITEM = {"code": "default", "item": "Z9"}
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
    "POST /account/pin": Row(SIGNED_IN),
    "POST /account/language": Row(SIGNED_IN),
    "POST /account/sessions/end": Row(SIGNED_IN),
    "POST /account/tokens": Row(SIGNED_IN),
    "POST /account/tokens/<int:token_id>/revoke": Row(SIGNED_IN, missing=True, args={"token_id": 99}),
    "GET /api/v1/me": Row(SIGNED_IN),
    # what is being filled in
    "GET /kept/me": Row(PUBLIC),
    "POST /kept/sign-in": Row(PUBLIC),
    "GET /sw.js": Row(PUBLIC),
    # messages
    "GET /messages": Row(SIGNED_IN),
    "POST /messages/read": Row(SIGNED_IN),
    "POST /messages/email": Row(SIGNED_IN),
    "GET /messages/channels": Row(("bureau_admin",)),
    "GET /messages/channels/new": Row(("bureau_admin",)),
    "POST /messages/channels/new": Row(("bureau_admin",)),
    "GET /messages/channels/<int:channel_id>": Row(("bureau_admin",), missing=True, args={"channel_id": 9}),
    "POST /messages/channels/<int:channel_id>": Row(("bureau_admin",), missing=True, args={"channel_id": 9}),
    "POST /messages/channels/<int:channel_id>/test": Row(("bureau_admin",), args={"channel_id": 9}),
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
    # papers, the principal's card, notes on weeks
    "GET /canteens/<canteen_code>/papers": Row(READERS, scoped=True, feeds=True),
    "POST /canteens/<canteen_code>/papers": Row(("canteen_manager", "principal"), scoped=True),
    "GET /canteens/<canteen_code>/papers/<int:paper_id>": Row(
        ("canteen_manager", "principal"), scoped=True, missing=True, args={"paper_id": 99}
    ),
    "POST /canteens/<canteen_code>/papers/<int:paper_id>": Row(
        ("canteen_manager", "principal"), scoped=True, missing=True, args={"paper_id": 99}
    ),
    "POST /canteens/<canteen_code>/papers/<int:paper_id>/end": Row(
        ("canteen_manager", "principal"), scoped=True, missing=True, args={"paper_id": 99}
    ),
    "GET /card": Row(("principal",)),
    "GET /cards": Row(("inspector", *BUREAU, "auditor")),
    "GET /schools/<school_code>/card": Row(("principal",), scoped=True),
    "GET /schools/<school_code>/card/openings": Row(("principal", "inspector", *BUREAU, "auditor"), scoped=True),
    "GET /schools/<school_code>/card/<int:view_id>/<int:number>": Row(
        ("principal",), scoped=True, missing=True, args={"view_id": 99, "number": 0}
    ),
    "POST /schools/<school_code>/card/<int:view_id>/read": Row(
        ("principal",), scoped=True, missing=True, args={"view_id": 99}
    ),
    "GET /schools/<school_code>/weeks/<week>/note": Row(READERS, scoped=True, args={"week": "2026-W45"}),
    "POST /schools/<school_code>/weeks/<week>/note": Row(("principal",), scoped=True, args={"week": "2026-W45"}),
    # second persons: the inbox, signatures, exceptions
    "GET /signing": Row(SIGNED_IN),
    "GET /signing/<int:request_id>": Row(SIGNED_IN, missing=True, args={"request_id": 99}),
    "POST /signing/<int:request_id>/sign": Row(SIGNERS, missing=True, args={"request_id": 99}),
    "POST /signing/<int:request_id>/return": Row(SIGNERS, missing=True, args={"request_id": 99}),
    "POST /signing/<int:request_id>/withdraw": Row(SIGNED_IN, missing=True, args={"request_id": 99}),
    "POST /signing/<int:request_id>/reopen": Row(SIGNED_IN, missing=True, args={"request_id": 99}),
    "GET /canteens/<canteen_code>/signatures/<int:signature_id>.svg": Row(
        READERS, scoped=True, feeds=True, missing=True, args={"signature_id": 99}
    ),
    "GET /canteens/<canteen_code>/exceptions": Row(READERS, scoped=True, feeds=True),
    "POST /canteens/<canteen_code>/exceptions": Row(("canteen_manager", "principal"), scoped=True),
    "GET /exceptions": Row(("inspector", *BUREAU, "auditor")),
    "GET /exceptions/<int:exception_id>": Row(
        ("inspector", *BUREAU, "auditor"), missing=True, args={"exception_id": 99}
    ),
    "POST /exceptions/<int:exception_id>/decide": Row(BUREAU, missing=True, args={"exception_id": 99}),
    "POST /exceptions/<int:exception_id>/end": Row(BUREAU, missing=True, args={"exception_id": 99}),
    # checklists
    "GET /checklists": Row(VISITS),
    "GET /checklists/<code>": Row(VISITS, args=DEFAULT),
    "GET /checklists/<code>/versions/<int:number>": Row(VISITS, args=DEFAULT),
    "GET /checklists/<code>/versions/<int:number>/changes": Row(VISITS, args=DEFAULT),
    "GET /checklists/<code>/versions/<int:number>.xlsx": Row(VISITS, args=DEFAULT),
    "GET /checklists/<code>/versions/<int:number>/xlsform.xlsx": Row(VISITS, args=DEFAULT),
    "GET /checklists/new": Row(BUREAU, county=True),
    "POST /checklists/new": Row(BUREAU, county=True),
    "GET /checklists/<code>/draft": Row(BUREAU, county=True, args=DEFAULT),
    "GET /checklists/<code>/draft/items/<item>": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/draft/items/<item>": Row(BUREAU, county=True, args=DEFAULT),
    "GET /checklists/<code>/draft/items": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/draft/items": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/draft/items/<item>/remove": Row(BUREAU, county=True, missing=True, args=NO_ITEM),
    "POST /checklists/<code>/draft/items/<item>/move": Row(BUREAU, county=True, args=DEFAULT),
    "GET /checklists/<code>/draft/frame": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/draft/frame": Row(BUREAU, county=True, args=DEFAULT),
    "GET /checklists/<code>/publish": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/publish": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/discard": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/<any(use, rest):what>": Row(BUREAU, county=True, args=DEFAULT | {"what": "rest"}),
    "GET /checklists/<code>/import": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/import": Row(BUREAU, county=True, args=DEFAULT),
    "POST /checklists/<code>/import/take": Row(BUREAU, county=True, args=DEFAULT),
    # the bureau's week, a school's week, one meal
    "GET /weeks": Row(READERS),
    "GET /weeks/<week>": Row(READERS, args={"week": "2026-W45"}),
    "GET /weeks/<week>.xlsx": Row(EXPORTERS, args={"week": "2026-W45"}),
    "GET /weeks/<week>/batch": Row(BUREAU, args={"week": "2026-W45", "act": "ask"}),
    "POST /weeks/<week>/batch": Row(BUREAU, args={"week": "2026-W45"}, body={"act": "note"}),
    "POST /weeks/<week>/run": Row(BUREAU, args={"week": "2026-W45"}),
    # alerts and their rules
    "GET /alerts": Row(VISITS),
    "GET /alerts.xlsx": Row(VISITS),
    "GET /alerts/<int:alert_id>": Row((*VISITS, *_EXPLAIN), missing=True, args={"alert_id": 99}),
    "POST /alerts/<int:alert_id>/act": Row(BUREAU, missing=True, args={"alert_id": 99}, body={"action": "note"}),
    "POST /alerts/<int:alert_id>/explain": Row(_EXPLAIN, missing=True, args={"alert_id": 99}, body={"words": "补录"}),
    "GET /asked": Row(_EXPLAIN),
    "GET /rules": Row(VISITS),
    "GET /rules/<rule_id>": Row(VISITS, args={"rule_id": "F01"}),
    "POST /rules/<rule_id>": Row(("bureau_admin",), args={"rule_id": "F01"}, body={"mode": "on"}),
    "GET /schools/<school_code>/weeks/<week>": Row(READERS, scoped=True, args={"week": "2026-W45"}),
    "GET /schools/<school_code>/weeks/<week>/trend.svg": Row(READERS, scoped=True, args={"week": "2026-W45"}),
    "GET /schools/<school_code>/meals/<on>/<meal>/<canteen>": Row(
        READERS,
        scoped=True,
        missing=True,
        args={"on": "2026-11-02", "meal": "lunch", "canteen": "C001"},
    ),
}

ACCEPTORS = (*CANTEEN, "acceptor")
DAY, GROUP, MEAL = {"on": "2026-11-03"}, {"group_code": "G16"}, {"meal": "lunch"}
FROM = {"from_date": "2026-11-03"}
NOT_THERE = {"doc_no": "X1", "kind": "issue"}
ASKED = {"request_key": "x1"}
DRAFT = {"place": "receipt/new"}
RECORD = {
    # what is being filled in
    "GET /canteens/<canteen_code>/drafts/<path:place>": Row(SIGNERS, scoped=True, args=DRAFT),
    "PUT /canteens/<canteen_code>/drafts/<path:place>": Row(SIGNERS, scoped=True, args=DRAFT),
    "DELETE /canteens/<canteen_code>/drafts/<path:place>": Row(SIGNERS, scoped=True, args=DRAFT),
    # the canteens' books
    "GET /canteens": Row(READERS),
    "GET /canteens/<canteen_code>": Row(READERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/stock.xlsx": Row(EXPORTERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/documents": Row(READERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/documents.xlsx": Row(EXPORTERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/documents/<kind>/<path:doc_no>": Row(
        READERS, scoped=True, missing=True, args=NOT_THERE
    ),
    "GET /canteens/<canteen_code>/reversals/<kind>/<path:doc_no>": Row(
        CANTEEN, scoped=True, missing=True, args=NOT_THERE
    ),
    "POST /canteens/<canteen_code>/reversals/<kind>/<path:doc_no>": Row(
        CANTEEN, scoped=True, missing=True, args=NOT_THERE
    ),
    "GET /canteens/<canteen_code>/ledger/<ingredient_code>": Row(
        READERS, scoped=True, missing=True, args={"ingredient_code": "X1"}
    ),
    "GET /canteens/<canteen_code>/ledger/<ingredient_code>.xlsx": Row(
        EXPORTERS, scoped=True, missing=True, args={"ingredient_code": "X1"}
    ),
    "GET /canteens/<canteen_code>/enter/opening": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/enter/opening": Row(CANTEEN, scoped=True),
    "GET /canteens/<canteen_code>/enter/receipt": Row(ACCEPTORS, scoped=True),
    "POST /canteens/<canteen_code>/enter/receipt": Row(ACCEPTORS, scoped=True),
    "GET /canteens/<canteen_code>/enter/issue": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/enter/issue": Row(CANTEEN, scoped=True),
    "GET /canteens/<canteen_code>/enter/delivery": Row(ACCEPTORS, scoped=True),
    "POST /canteens/<canteen_code>/enter/delivery": Row(ACCEPTORS, scoped=True),
    "GET /canteens/<canteen_code>/enter/loss": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/enter/loss": Row(CANTEEN, scoped=True),
    "GET /canteens/<canteen_code>/enter/stocktake": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/enter/stocktake": Row(CANTEEN, scoped=True),
    # goods in
    "GET /canteens/<canteen_code>/acceptances": Row(READERS, scoped=True, feeds=True),
    "GET /licences": Row(READERS),
    "POST /licences/allow": Row(BUREAU, county=True),
    "POST /licences/rule": Row(BUREAU, county=True),
    "GET /licences/allowances/<int:allowance_id>/withdraw": Row(
        BUREAU, county=True, missing=True, args={"allowance_id": 99}
    ),
    "POST /licences/allowances/<int:allowance_id>/withdraw": Row(
        BUREAU, county=True, missing=True, args={"allowance_id": 99}
    ),
    # photos and papers
    "POST /canteens/<canteen_code>/photos": Row((*ACCEPTORS, "principal"), scoped=True),
    "GET /canteens/<canteen_code>/photos/<digest>": Row(READERS, scoped=True, missing=True, args=PHOTO),
    **{
        route: row
        for about, (add, see) in {
            "case": (("principal", "inspector", *BUREAU), ("principal", *VISITS)),
            "alert": (_EXPLAIN, (*_EXPLAIN, *VISITS)),
            "finding": (_EXPLAIN, READERS),
            "office": (("inspector", *BUREAU), VISITS),
        }.items()
        for route, row in (
            (f"POST /schools/<school_code>/photos/{about}", Row(add, scoped=True)),
            (f"GET /schools/<school_code>/photos/{about}/<digest>", Row(see, scoped=True, missing=True, args=PHOTO)),
        )
    },
    "POST /photos/office": Row(("inspector", *BUREAU)),
    "GET /photos/office/<digest>": Row(VISITS, missing=True, args=PHOTO),
    # menus
    "GET /menus": Row(READERS),
    "GET /canteens/<canteen_code>/menu": Row(READERS, scoped=True, feeds=True),
    "POST /canteens/<canteen_code>/menu": Row(("canteen_manager",), scoped=True),
    "GET /canteens/<canteen_code>/menu.xlsx": Row(EXPORTERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/menu/published": Row(READERS, scoped=True, missing=True),
    "GET /canteens/<canteen_code>/menu/notice.<any(pdf, png):kind>": Row(
        READERS, scoped=True, missing=True, args={"kind": "pdf"}
    ),
    "GET /canteens/<canteen_code>/menu/dish": Row(("canteen_manager",), scoped=True),
    "POST /canteens/<canteen_code>/menu/dish": Row(("canteen_manager",), scoped=True),
    "GET /canteens/<canteen_code>/menu/other": Row(("canteen_manager",), scoped=True),
    "GET /canteens/<canteen_code>/menu/<day:on>/<meal:meal>": Row(("canteen_manager",), scoped=True, args=DAY | MEAL),
    "POST /canteens/<canteen_code>/menu/<day:on>/<meal:meal>": Row(("canteen_manager",), scoped=True, args=DAY | MEAL),
    # meals served
    "GET /meals": Row(READERS),
    "GET /schools/<school_code>/meals": Row(READERS, scoped=True),
    "POST /schools/<school_code>/meals": Row(CANTEEN, scoped=True),
    "GET /schools/<school_code>/meals.xlsx": Row(EXPORTERS, scoped=True),
    # the supply calendar
    "GET /calendar": Row(READERS),
    "POST /calendar": Row(BUREAU, county=True),
    "GET /schools/<school_code>/calendar": Row(READERS, scoped=True),
    "POST /schools/<school_code>/calendar": Row(BUREAU, scoped=True),
    "GET /schools/<school_code>/groups/<group_code>/calendar": Row(READERS, scoped=True, args=GROUP),
    "POST /schools/<school_code>/groups/<group_code>/calendar": Row(BUREAU, scoped=True, args=GROUP),
    "GET /calendar.xlsx": Row(EXPORTERS),
    "GET /calendar/proposal": Row(BUREAU, county=True),
    "POST /calendar/proposal": Row(BUREAU, county=True),
    "GET /calendar/terms": Row(READERS),
    "POST /calendar/terms": Row(BUREAU, county=True),
    "POST /calendar/terms/<day:starts_on>/remove": Row(
        BUREAU, county=True, missing=True, args={"starts_on": "2026-09-01"}
    ),
    # days without a meal
    "GET /closures": Row(READERS),
    "POST /closures": Row(BUREAU),
    "GET /closures.xlsx": Row(EXPORTERS),
    "GET /today": Row(CANTEEN),
    "GET /canteens/<canteen_code>/today": Row(READERS, scoped=True, feeds=True),
    "POST /canteens/<canteen_code>/today": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/today/closure": Row(("canteen_manager", "principal"), scoped=True),
    "GET /schools/<school_code>/classes": Row(READERS, scoped=True),
    "POST /schools/<school_code>/classes": Row(("canteen_manager", "principal"), scoped=True),
    "POST /schools/<school_code>/classes/link": Row(("canteen_manager", "principal"), scoped=True),
    "GET /k/<token>": Row(PUBLIC, missing=True, args={"token": "1.nobody-has-this"}),
    "POST /k/<token>": Row(PUBLIC, missing=True, args={"token": "1.nobody-has-this"}),
    "GET /schools/<school_code>/closures/new": Row(("canteen_manager", "principal"), scoped=True),
    "POST /schools/<school_code>/closures/new": Row(("canteen_manager", "principal"), scoped=True),
    # the register of schools
    "GET /schools": Row(READERS),
    "GET /schools.xlsx": Row(EXPORTERS),
    "GET /groups.xlsx": Row(EXPORTERS),
    "GET /standards.xlsx": Row(EXPORTERS),
    "GET /schools/new": Row(BUREAU, county=True),
    "POST /schools/new": Row(BUREAU, county=True),
    "GET /schools/<school_code>": Row(READERS, scoped=True),
    "GET /schools/<school_code>/edit": Row(BUREAU, scoped=True),
    "POST /schools/<school_code>/edit": Row(BUREAU, scoped=True),
    "GET /schools/<school_code>/canteens/new": Row(BUREAU, scoped=True),
    "POST /schools/<school_code>/canteens/new": Row(BUREAU, scoped=True),
    "GET /schools/<school_code>/canteens/<canteen_code>/edit": Row(BUREAU, scoped=True),
    "POST /schools/<school_code>/canteens/<canteen_code>/edit": Row(BUREAU, scoped=True),
    "GET /schools/<school_code>/groups/new": Row(BUREAU, scoped=True),
    "POST /schools/<school_code>/groups/new": Row(BUREAU, scoped=True),
    "GET /schools/<school_code>/groups/<group_code>/edit": Row(BUREAU, scoped=True, args=GROUP),
    "POST /schools/<school_code>/groups/<group_code>/edit": Row(BUREAU, scoped=True, args=GROUP),
    "GET /schools/<school_code>/standards/new": Row(BUREAU, scoped=True),
    "POST /schools/<school_code>/standards/new": Row(BUREAU, scoped=True),
    "GET /schools/<school_code>/staff/new": Row(BUREAU, scoped=True),
    "POST /schools/<school_code>/staff/new": Row(BUREAU, scoped=True),
    # ingredients and suppliers
    "GET /ingredients": Row(READERS),
    "GET /ingredients.xlsx": Row(EXPORTERS),
    "GET /ingredients/new": Row(BUREAU, county=True),
    "POST /ingredients/new": Row(BUREAU, county=True),
    "POST /ingredients/known": Row(BUREAU, county=True),
    "GET /ingredients/<code>/edit": Row(BUREAU, county=True, missing=True, args={"code": "X1"}),
    "POST /ingredients/<code>/edit": Row(BUREAU, county=True, missing=True, args={"code": "X1"}),
    "GET /forbidden-foods": Row(READERS),
    "GET /forbidden-foods/new": Row(BUREAU, county=True),
    "POST /forbidden-foods/new": Row(BUREAU, county=True),
    "GET /forbidden-foods/<code>": Row(BUREAU, county=True, args={"code": "F01"}),
    "POST /forbidden-foods/<code>": Row(BUREAU, county=True, args={"code": "F01"}),
    "GET /suppliers": Row(READERS),
    "GET /prices": Row(READERS),
    "GET /prices/<int:list_id>": Row(READERS, missing=True, args={"list_id": 9}),
    "GET /prices/<int:list_id>.xlsx": Row(EXPORTERS, missing=True, args={"list_id": 9}),
    "GET /prices/template.xlsx": Row(BUREAU, county=True),
    "GET /prices/import": Row(BUREAU, county=True),
    "POST /prices/import": Row(BUREAU, county=True),
    "POST /prices/import/take": Row(BUREAU, county=True),
    "GET /suppliers.xlsx": Row(EXPORTERS),
    "GET /suppliers/new": Row(BUREAU, county=True),
    "POST /suppliers/new": Row(BUREAU, county=True),
    "GET /suppliers/<code>/edit": Row(BUREAU, county=True, missing=True, args={"code": "X1"}),
    "POST /suppliers/<code>/edit": Row(BUREAU, county=True, missing=True, args={"code": "X1"}),
    # the county and its policies
    "GET /county": Row(("inspector", *BUREAU, "auditor")),
    "GET /county/policies.xlsx": Row(("inspector", *BUREAU, "auditor")),
    "GET /county/edit": Row(("bureau_admin",)),
    "POST /county/edit": Row(("bureau_admin",)),
    "GET /county/policies/new": Row(("bureau_admin",)),
    "POST /county/policies/new": Row(("bureau_admin",)),
}
RECORD_API = {
    # the county
    "GET /api/v1/county": Row(SIGNED_IN),
    "PUT /api/v1/county": Row(("bureau_admin",)),
    "GET /api/v1/policies": Row(("inspector", *BUREAU, "auditor")),
    "GET /api/v1/policies/<day:from_date>": Row(("inspector", *BUREAU, "auditor"), missing=True, args=FROM),
    "PUT /api/v1/policies/<day:from_date>": Row(("bureau_admin",), args=FROM),
    # schools
    "GET /api/v1/schools": Row(READERS),
    "GET /api/v1/schools/<code>": Row(READERS, scoped=True, args={"code": "S001"}),
    "PUT /api/v1/schools/<code>": Row(
        BUREAU,
        scoped=True,
        args={"code": "S001"},
        body={"name": "青山镇小学", "town": "青山镇", "school_type": "primary", "supply_mode": "canteen"},
    ),
    "GET /api/v1/canteens": Row(READERS),
    "GET /api/v1/canteens/<code>": Row(READERS, scoped=True, feeds=True, args={"code": "C001"}),
    "PUT /api/v1/canteens/<code>": Row(
        BUREAU, scoped=True, args={"code": "C001"}, body={"school_code": "S001", "name": "食堂"}
    ),
    "GET /api/v1/schools/<school_code>/groups": Row(READERS, scoped=True),
    "GET /api/v1/schools/<school_code>/groups/<group_code>/states/<day:from_date>": Row(
        READERS, scoped=True, missing=True, args=GROUP | FROM
    ),
    "PUT /api/v1/schools/<school_code>/groups/<group_code>/states/<day:from_date>": Row(
        BUREAU, scoped=True, args=GROUP | FROM
    ),
    "GET /api/v1/schools/<school_code>/standards": Row(READERS, scoped=True),
    "GET /api/v1/schools/<school_code>/standards/<day:from_date>/<meal:meal>": Row(
        READERS, scoped=True, missing=True, args=FROM | MEAL
    ),
    "PUT /api/v1/schools/<school_code>/standards/<day:from_date>/<meal:meal>": Row(
        BUREAU, scoped=True, args=FROM | MEAL
    ),
    "GET /api/v1/schools/<school_code>/groups/<group_code>/standards/<day:from_date>/<meal:meal>": Row(
        READERS, scoped=True, missing=True, args=GROUP | FROM | MEAL
    ),
    "PUT /api/v1/schools/<school_code>/groups/<group_code>/standards/<day:from_date>/<meal:meal>": Row(
        BUREAU, scoped=True, args=GROUP | FROM | MEAL
    ),
    # the supply calendar, terms, days without a meal
    "GET /api/v1/calendar": Row(READERS),
    "GET /api/v1/calendar/<day:on>": Row(READERS, missing=True, args=DAY),
    "PUT /api/v1/calendar/<day:on>": Row(BUREAU, county=True, args=DAY, body={"day_type": "supply"}),
    "DELETE /api/v1/calendar/<day:on>": Row(BUREAU, county=True, args={"on": "2026-11-04"}, missing=True),
    "GET /api/v1/schools/<school_code>/calendar/<day:on>": Row(READERS, scoped=True, missing=True, args=DAY),
    "PUT /api/v1/schools/<school_code>/calendar/<day:on>": Row(BUREAU, scoped=True, args=DAY),
    "DELETE /api/v1/schools/<school_code>/calendar/<day:on>": Row(BUREAU, scoped=True, missing=True, args=DAY),
    "GET /api/v1/schools/<school_code>/groups/<group_code>/calendar/<day:on>": Row(
        READERS, scoped=True, missing=True, args=GROUP | DAY
    ),
    "PUT /api/v1/schools/<school_code>/groups/<group_code>/calendar/<day:on>": Row(
        BUREAU, scoped=True, args=GROUP | DAY
    ),
    "DELETE /api/v1/schools/<school_code>/groups/<group_code>/calendar/<day:on>": Row(
        BUREAU, scoped=True, missing=True, args=GROUP | DAY
    ),
    "GET /api/v1/terms": Row(READERS),
    "PUT /api/v1/terms/<day:starts_on>": Row(
        BUREAU,
        county=True,
        args={"starts_on": "2026-09-01"},
        body={"ends_on": "2027-01-20", "name": "2026年秋季学期"},
    ),
    "DELETE /api/v1/terms/<day:starts_on>": Row(BUREAU, county=True, missing=True, args={"starts_on": "2025-09-01"}),
    "GET /api/v1/closure-requests": Row(READERS),
    "GET /api/v1/schools/<school_code>/closure-requests/<request_key>": Row(
        READERS, scoped=True, missing=True, args=ASKED
    ),
    "PUT /api/v1/schools/<school_code>/closure-requests/<request_key>": Row(
        ("canteen_manager", "principal"), scoped=True, args=ASKED
    ),
    "PUT /api/v1/schools/<school_code>/closure-requests/<request_key>/decision": Row(BUREAU, scoped=True, args=ASKED),
    # ingredients and suppliers
    "GET /api/v1/ingredients": Row(READERS),
    "GET /api/v1/ingredients/<code>": Row(READERS, missing=True, args={"code": "X1"}),
    "PUT /api/v1/ingredients/<code>": Row(BUREAU, county=True, args={"code": "X1"}),
    "GET /api/v1/suppliers": Row(READERS),
    "GET /api/v1/suppliers/<code>": Row(READERS, missing=True, args={"code": "X1"}),
    "PUT /api/v1/suppliers/<code>": Row(BUREAU, county=True, args={"code": "X1"}),
    # meals and menus
    "GET /api/v1/schools/<school_code>/meals": Row(READERS, scoped=True),
    "GET /api/v1/schools/<school_code>/groups/<group_code>/meals/<day:on>/<meal:meal>": Row(
        READERS, scoped=True, missing=True, args=GROUP | DAY | MEAL
    ),
    "PUT /api/v1/schools/<school_code>/groups/<group_code>/meals/<day:on>/<meal:meal>": Row(
        CANTEEN, scoped=True, args=GROUP | DAY | MEAL
    ),
    "GET /api/v1/canteens/<canteen_code>/menus": Row(READERS, scoped=True, feeds=True),
    "GET /api/v1/canteens/<canteen_code>/menus/<day:on>/<meal:meal>": Row(
        READERS, scoped=True, missing=True, args=DAY | MEAL
    ),
    "PUT /api/v1/canteens/<canteen_code>/menus/<day:on>/<meal:meal>": Row(
        ("canteen_manager",), scoped=True, args=DAY | MEAL
    ),
    # documents
    "GET /api/v1/canteens/<canteen_code>/documents": Row(READERS, scoped=True, feeds=True),
    "GET /api/v1/canteens/<canteen_code>/stock": Row(READERS, scoped=True, feeds=True),
    "GET /api/v1/canteens/<canteen_code>/ledger/<ingredient_code>": Row(
        READERS, scoped=True, missing=True, args={"ingredient_code": "X1"}
    ),
}
for kind, posting in {
    "openings": CANTEEN,
    "receipts": ACCEPTORS,
    "issues": CANTEEN,
    "deliveries": ACCEPTORS,
    "losses": CANTEEN,
    "stocktakes": CANTEEN,
}.items():
    place = f"/api/v1/canteens/<canteen_code>/{kind}/<doc_no>"
    RECORD_API |= {
        f"GET {place}": Row(READERS, scoped=True, missing=True, args={"doc_no": "X1"}),
        f"PUT {place}": Row(posting, scoped=True, args={"doc_no": "X1"}),
        f"GET {place}/reversal": Row(READERS, scoped=True, missing=True, args={"doc_no": "X1"}),
        f"PUT {place}/reversal": Row(CANTEEN, scoped=True, args={"doc_no": "X1"}),
    }
# closing weeks, their statements, reopening; the papers
_W45 = {"week": "2026-W45"}
_V1 = _W45 | {"version": 1}
_TO_COME = {"week": "2030-W10"}
_MONTH = {"month": "2026-11"}
_CLOSERS = ("principal", "bureau_admin")
_COUNTY_READERS = ("inspector", *BUREAU, "auditor")
CLOSING = {
    "GET /closings": Row(READERS),
    "GET /schools/<school_code>/closings": Row(READERS, scoped=True),
    "GET /schools/<school_code>/weeks/<week>/close": Row(READERS, scoped=True, args=_W45),
    "POST /schools/<school_code>/weeks/<week>/close": Row(_CLOSERS, scoped=True, args=_TO_COME),
    "POST /weeks/<week>/close": Row(("bureau_admin",), county=True, args=_TO_COME),
    "GET /weeks/<week>/statements": Row(READERS, args=_W45),
    "GET /weeks/<week>/statements.xlsx": Row(EXPORTERS, args=_W45),
    "GET /schools/<school_code>/weeks/<week>/statements": Row(READERS, scoped=True, args=_W45),
    "GET /schools/<school_code>/weeks/<week>/statements/<int:version>": Row(
        READERS, scoped=True, missing=True, args=_V1
    ),
    "GET /reopenings": Row(_COUNTY_READERS),
    "GET /schools/<school_code>/weeks/<week>/reopening": Row(BUREAU, scoped=True, missing=True, args=_W45),
    "POST /schools/<school_code>/weeks/<week>/reopening": Row(BUREAU, scoped=True, missing=True, args=_W45),
    "POST /schools/<school_code>/weeks/<week>/reopening/agreement": Row(BUREAU, scoped=True, missing=True, args=_W45),
    "GET /schools/<school_code>/weeks/<week>/sheet.xlsx": Row(EXPORTERS, scoped=True, args=_W45),
    # books on paper
    "GET /books": Row(READERS),
    "GET /canteens/<canteen_code>/books": Row(READERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/books/<book>.pdf": Row(
        EXPORTERS, scoped=True, feeds=True, args={"book": "signature-book"}
    ),
    "GET /canteens/<canteen_code>/books/<book>.xlsx": Row(
        EXPORTERS, scoped=True, feeds=True, args={"book": "staples-in"}
    ),
    "GET /canteens/<canteen_code>/documents/<kind>/<path:doc_no>/print.pdf": Row(
        READERS, scoped=True, feeds=True, missing=True, args={"kind": "receipt", "doc_no": "R1"}
    ),
    "GET /schools/<school_code>/months/<month>": Row(READERS, scoped=True, args=_MONTH),
    "GET /schools/<school_code>/months/<month>.xlsx": Row(EXPORTERS, scoped=True, args=_MONTH),
    "GET /api/v1/weeks/<week>/spend": Row(READERS, args=_W45),
    "POST /api/v1/weeks/<week>/close": Row(("bureau_admin",), county=True, args=_TO_COME),
    "GET /api/v1/schools/<school_code>/weeks/<week>": Row(READERS, scoped=True, args=_W45),
    "GET /api/v1/schools/<school_code>/weeks/<week>/statements": Row(READERS, scoped=True, args=_W45),
    "GET /api/v1/schools/<school_code>/weeks/<week>/statements/<int:version>": Row(
        READERS, scoped=True, missing=True, args=_V1
    ),
    "POST /api/v1/schools/<school_code>/weeks/<week>/close": Row(_CLOSERS, scoped=True, args=_W45, body={"version": 1}),
    "POST /api/v1/schools/<school_code>/weeks/<week>/reopening": Row(
        BUREAU, scoped=True, missing=True, args=_W45, body={"version": 1, "reason": "录错"}
    ),
    "POST /api/v1/schools/<school_code>/weeks/<week>/reopening/agreement": Row(
        BUREAU, scoped=True, missing=True, args=_W45, body={"version": 1}
    ),
    "GET /api/v1/reopenings": Row(_COUNTY_READERS),
    "GET /api/v1/schools/<school_code>/months/<month>": Row(READERS, scoped=True, args=_MONTH),
}
ROUTES |= RECORD | RECORD_API | CLOSING

ORDER = {"order_no": "P1"}
ORDERING = {
    # orders, the walk through the store, changing a document
    "GET /canteens/<canteen_code>/orders": Row(READERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/orders/new": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/orders/new": Row(CANTEEN, scoped=True),
    "GET /canteens/<canteen_code>/orders/<order_no>": Row(READERS, scoped=True, missing=True, args=ORDER),
    "GET /canteens/<canteen_code>/orders/<order_no>/picture.png": Row(READERS, scoped=True, missing=True, args=ORDER),
    "GET /canteens/<canteen_code>/orders/<order_no>/change": Row(CANTEEN, scoped=True, missing=True, args=ORDER),
    "POST /canteens/<canteen_code>/orders/<order_no>/change": Row(CANTEEN, scoped=True, missing=True, args=ORDER),
    "POST /canteens/<canteen_code>/orders/<order_no>/settle": Row(CANTEEN, scoped=True, missing=True, args=ORDER),
    "GET /canteens/<canteen_code>/count": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/count": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/count/post": Row(CANTEEN, scoped=True),
    "GET /canteens/<canteen_code>/documents/<kind>/<path:doc_no>/sign": Row(
        SIGNERS, scoped=True, missing=True, args={"kind": "issue", "doc_no": "I9"}
    ),
    "POST /canteens/<canteen_code>/documents/<kind>/<path:doc_no>/sign": Row(
        SIGNERS, scoped=True, missing=True, args={"kind": "issue", "doc_no": "I9"}
    ),
    "GET /canteens/<canteen_code>/documents/<kind>/<path:doc_no>/change": Row(
        CANTEEN, scoped=True, missing=True, args=NOT_THERE
    ),
    "POST /canteens/<canteen_code>/documents/<kind>/<path:doc_no>/change": Row(
        CANTEEN, scoped=True, missing=True, args=NOT_THERE
    ),
}
ROUTES |= ORDERING

ACCOMPANIED = {"kind": "accompanied"}
ONE_RECORD = {"kind": "accompanied", "number": "n1"}
DAILY = {
    # daily records
    "GET /records": Row(READERS),
    "GET /canteens/<canteen_code>/records": Row(READERS, scoped=True, feeds=True),
    "GET /canteens/<canteen_code>/records/<kind>": Row(READERS, scoped=True, feeds=True, args=ACCOMPANIED),
    "POST /canteens/<canteen_code>/records/<kind>": Row((*CANTEEN, "principal"), scoped=True, args=ACCOMPANIED),
    "GET /canteens/<canteen_code>/records/<kind>/month": Row(READERS, scoped=True, feeds=True, args=ACCOMPANIED),
    "GET /canteens/<canteen_code>/records/<kind>/month.xlsx": Row(EXPORTERS, scoped=True, feeds=True, args=ACCOMPANIED),
    "GET /canteens/<canteen_code>/records/<kind>/<number>": Row(
        READERS, scoped=True, feeds=True, missing=True, args=ONE_RECORD
    ),
    "POST /canteens/<canteen_code>/records/<kind>/<number>": Row(
        (*CANTEEN, "principal"), scoped=True, missing=True, args=ONE_RECORD
    ),
    "POST /canteens/<canteen_code>/records/<kind>/<number>/withdraw": Row(
        (*CANTEEN, "principal"), scoped=True, missing=True, args=ONE_RECORD
    ),
    "GET /canteens/<canteen_code>/kitchen": Row(READERS, scoped=True, feeds=True),
    "POST /canteens/<canteen_code>/kitchen/staff": Row(CANTEEN, scoped=True),
    "POST /canteens/<canteen_code>/kitchen/equipment": Row(CANTEEN, scoped=True),
    "GET /check-lists": Row(READERS),
    "GET /check-lists/<kind>": Row(("bureau_admin",), args={"kind": "daily_check"}),
    "POST /check-lists/<kind>": Row(("bureau_admin",), args={"kind": "daily_check"}),
}
ROUTES |= DAILY

VISIT_APP = {
    # the tablet's app: a page without data
    "GET /visits/app": Row(PUBLIC),
    "GET /visits/app.webmanifest": Row(PUBLIC),
    "GET /visits/sw.js": Row(PUBLIC),
    "GET /visits/session": Row(SIGNED_IN),
    "GET /visits/schools": Row(("inspector", *BUREAU)),
    "POST /visits/packs/<school_code>": Row(("inspector", *BUREAU), scoped=True),
}
ROUTES |= VISIT_APP

ROUND = {"round_id": 99}
WAY = ROUND | {"team": 1, "day": "2026-11-24"}
ROUNDS = {
    # deposited visits, findings, differences
    "GET /inspections": Row(READERS),
    "GET /inspections.xlsx": Row(EXPORTERS),
    **{
        f"GET /inspections/<int:visit_id>{rest}": Row(READERS, missing=True, args={"visit_id": 99, "sha256": "0" * 64})
        for rest in ("", "/photos/<sha256>", "/evidence/<sha256>", "/notice.pdf", "/record.pdf")
    },
    "GET /inspections/<int:visit_id>/together": Row(VISITS, missing=True, args={"visit_id": 99}),
    "POST /inspections/<int:visit_id>/decide": Row(BUREAU, missing=True, args={"visit_id": 99}),
    "GET /findings": Row(READERS),
    "GET /findings.xlsx": Row(EXPORTERS),
    "GET /findings/<int:finding_id>": Row(READERS, missing=True, args={"finding_id": 99}),
    "POST /findings/<int:finding_id>/answer": Row(
        ("canteen_manager", "principal"), missing=True, args={"finding_id": 99}
    ),
    "POST /findings/<int:finding_id>/step": Row(("inspector", *BUREAU), missing=True, args={"finding_id": 99}),
    "GET /differences": Row(VISITS),
    "GET /differences.xlsx": Row(VISITS),
    "GET /differences/<int:difference_id>": Row(READERS, missing=True, args={"difference_id": 99}),
    "POST /differences/<int:difference_id>/step": Row(("inspector", *BUREAU), missing=True, args={"difference_id": 99}),
    "POST /differences/<int:difference_id>/decline": Row(CANTEEN, missing=True, args={"difference_id": 99}),
    # cases of rectification
    "GET /cases": Row(VISITS),
    "GET /cases/list": Row(VISITS),
    "GET /cases.xlsx": Row(VISITS),
    "GET /cases/new": Row(BUREAU),
    "POST /cases/new": Row(BUREAU),
    "GET /cases/mine": Row(("principal",)),
    "GET /cases/deputies": Row(("bureau_admin",), county=True),
    "POST /cases/deputies": Row(("bureau_admin",), county=True),
    "POST /cases/deputies/<int:row_id>/end": Row(("bureau_admin",), county=True, missing=True, args={"row_id": 99}),
    "GET /cases/<int:case_id>": Row((*VISITS, "principal"), missing=True, args={"case_id": 99}),
    "GET /cases/<int:case_id>/steps/<what>": Row(VISITS, missing=True, args={"case_id": 99, "what": "note"}),
    "POST /cases/<int:case_id>/steps/<what>": Row(VISITS, missing=True, args={"case_id": 99, "what": "note"}),
    "GET /cases/<int:case_id>/wording": Row(BUREAU, missing=True, args={"case_id": 99}),
    "POST /cases/<int:case_id>/wording": Row(BUREAU, missing=True, args={"case_id": 99}),
    "POST /cases/<int:case_id>/sign": Row(("principal",), missing=True, args={"case_id": 99}),
    "POST /cases/<int:case_id>/answer": Row(("principal",), missing=True, args={"case_id": 99}),
    # the bureau's papers
    "GET /papers": Row((*VISITS, "principal")),
    "GET /papers/choose/<kind>": Row(BUREAU, county=True, args={"kind": "ledger"}),
    **{
        f"{method} /papers/drafts/<kind>/<about>{rest}": Row(
            BUREAU, county=True, args={"kind": "ledger", "about": "2026-11-01..2026-11-30"}
        )
        for method, rest in (("GET", ""), ("POST", ""), ("GET", "/draft.pdf"), ("GET", "/draft.xlsx"))
    },
    "GET /papers/evidence": Row(BUREAU, county=True),
    "GET /papers/evidence.zip": Row(BUREAU, county=True),
    "GET /papers/reminder": Row(BUREAU, county=True),
    **{
        f"GET /papers/<kind>/<int:year>/<int:number>{rest}": Row(
            (*VISITS, "principal"), missing=True, args={"kind": "notice", "year": 2026, "number": 99}
        )
        for rest in ("", "/paper.pdf", "/tables.xlsx")
    },
    # what follows from cases
    "GET /look-backs": Row(VISITS),
    "GET /look-backs/recompute.py": Row(VISITS),
    **{
        f"GET /look-backs/<int:draw_id>{rest}": Row(VISITS, missing=True, args={"draw_id": 99})
        for rest in ("", ".json")
    },
    **{
        f"{method} /look-backs/<int:draw_id>/<int:n>": Row(VISITS, missing=True, args={"draw_id": 99, "n": 1})
        for method in ("GET", "POST")
    },
    **{
        f"{method} /cases/<int:case_id>/{way}": Row(BUREAU, missing=True, args={"case_id": 99})
        for method, way in (
            ("GET", "spread"),
            ("POST", "spread"),
            ("GET", "climb"),
            ("POST", "climb"),
            ("POST", "climb/decline"),
        )
    },
    "GET /self-checks": Row((*VISITS, "principal")),
    "GET /self-checks/<int:check_id>": Row(VISITS, missing=True, args={"check_id": 99}),
    "GET /self-checks/<int:check_id>.xlsx": Row(VISITS, missing=True, args={"check_id": 99}),
    **{
        f"{method} /self-checks/<int:check_id>/<school_code>": Row(
            (*VISITS, "principal"), missing=True, scoped=True, args={"check_id": 99}
        )
        for method in ("GET", "POST")
    },
    "POST /self-checks/<int:check_id>/<school_code>/case": Row(
        BUREAU, missing=True, scoped=True, args={"check_id": 99}
    ),
    "GET /ladder": Row(VISITS),
    **{
        f"{method} /escalations/<int:escalation_id>": Row(VISITS, missing=True, args={"escalation_id": 99})
        for method in ("GET", "POST")
    },
    "GET /meetings": Row(VISITS),
    "GET /case-rules.xlsx": Row(VISITS),
    **{f"{method} /{what}/new": Row(BUREAU) for method in ("GET", "POST") for what in ("meetings", "case-rules")},
    **{
        f"{method} /{what}/<int:{one}_id>": Row(VISITS, missing=True, args={f"{one}_id": 99})
        for method in ("GET", "POST")
        for what, one in (("meetings", "meeting"), ("case-rules", "rule"))
    },
    # rounds of visits
    "GET /rounds": Row(BUREAU),
    "GET /rounds/new": Row(BUREAU),
    "POST /rounds/new": Row(BUREAU),
    "GET /rounds/mine": Row(("inspector", *BUREAU)),
    "GET /rounds/avoidances": Row(BUREAU),
    "POST /rounds/avoidances": Row(BUREAU),
    "POST /rounds/avoidances/<int:avoidance_id>/end": Row(BUREAU, missing=True, args={"avoidance_id": 99}),
    "GET /rounds/<int:round_id>": Row(BUREAU, missing=True, args=ROUND),
    **{
        f"{method} /rounds/<int:round_id>/{way}": Row(BUREAU, missing=True, args=WAY | {"n": 1})
        for method, ways in {
            "GET": "plan check draw.json recompute.py seal.pdf people/<int:n> teams/<int:team>",
            "POST": "plan seal unseal draw start finish cancel people/<int:n> teams/<int:team>",
        }.items()
        for way in ways.split()
    },
    "GET /rounds/<int:round_id>/teams/<int:team>/<day>.pdf": Row(("inspector", *BUREAU), missing=True, args=WAY),
    "GET /rounds/<int:round_id>/teams/<int:team>/<day>.png": Row(("inspector", *BUREAU), missing=True, args=WAY),
    "GET /rounds/stops/<int:stop_id>": Row(BUREAU, missing=True, args={"stop_id": 99}),
    "POST /rounds/stops/<int:stop_id>/<any(move, hand_over, swap, drop):way>": Row(
        BUREAU, missing=True, args={"stop_id": 99, "way": "drop"}
    ),
    "POST /rounds/stops/<int:stop_id>/shift": Row(BUREAU, missing=True, args={"stop_id": 99}),
    # the bulletin of a round
    "GET /rounds/<int:round_id>/bulletin": Row(BUREAU, missing=True, args=ROUND),
    "GET /rounds/<int:round_id>/bulletin.pdf": Row(BUREAU, missing=True, args=ROUND),
    "GET /rounds/<int:round_id>/bulletin.xlsx": Row(BUREAU, missing=True, args=ROUND),
}
ROUTES |= ROUNDS

DEPOSIT = {"deposit_id": "0193", "upload_id": "u", "sha256": "0" * 64}
TABLET = {"device_id": "0123456789abcdef"}
TABLETS = {
    # what tablets with a key of their own speak to
    "PUT /api/v1/deposits/<deposit_id>": Row(DEVICE, args=DEPOSIT),
    "PUT /api/v1/deposits/<deposit_id>/attachments/<sha256>": Row(DEVICE, args=DEPOSIT),
    "POST /api/v1/deposits/<deposit_id>/uploads": Row(DEVICE, args=DEPOSIT),
    "PATCH /api/v1/deposits/<deposit_id>/uploads/<upload_id>": Row(DEVICE, args=DEPOSIT),
    "GET /api/v1/devices/<device_id>/state": Row(DEVICE, args=TABLET),
    # tablets
    "POST /visits/devices": Row(("inspector", *BUREAU)),
    "GET /devices": Row(BUREAU, county=True),
    "GET /devices.xlsx": Row(BUREAU, county=True),
    "GET /devices/<device_id>": Row(BUREAU, county=True, missing=True, args=TABLET),
    "POST /devices/<device_id>/revoke": Row(BUREAU, county=True, missing=True, args=TABLET),
    "POST /devices/<device_id>/gaps": Row(BUREAU, county=True, missing=True, args=TABLET),
    "GET /devices/<device_id>/receipts.json": Row(("inspector", *BUREAU), missing=True, args=TABLET),
    "GET /devices/import": Row(("inspector", *BUREAU)),
    "POST /devices/import": Row(("inspector", *BUREAU)),
    "GET /devices/deposits/<deposit_id>": Row(BUREAU, county=True, missing=True, args=DEPOSIT),
    "POST /devices/deposits/<deposit_id>/release": Row(BUREAU, county=True, missing=True, args=DEPOSIT),
    "POST /devices/deposits/<deposit_id>/look": Row(BUREAU, county=True, missing=True, args=DEPOSIT),
}
ROUTES |= TABLETS
