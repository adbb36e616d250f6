"""What a page's scripts ask: keep a form's fields, say who is signed in, sign in again without leaving the form."""

import json

from flask import Blueprint, jsonify, request
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from marshmallow import ValidationError

from mealwatch.accounts import sign_in
from mealwatch.accounts.schemas import SignInSchema
from mealwatch.accounts.scope import the_canteen
from mealwatch.counties import queries as counties
from mealwatch.drafts import queries, service
from mealwatch.drafts.schemas import DraftSchema
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.formats import moment
from mealwatch.web.guards import PUBLIC, current_viewer, guard
from mealwatch.web.language import translate

blueprint = Blueprint("drafts", __name__)
#: Whoever fills in forms of a canteen: one of these.
WRITING = ("post_receipt", "record_meals", "edit_menu", "keep_records", "request_closure")


@blueprint.get("/canteens/<canteen_code>/drafts/<path:place>")
@guard(*WRITING)
def draft(canteen_code, place):
    """The draft that goes on at a place; nothing (204) where there is none."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    found = queries.find_draft(viewer.county_id, canteen.id, place, viewer.account_id)
    return jsonify(_shown(found)) if found else ("", 204)


@blueprint.put("/canteens/<canteen_code>/drafts/<path:place>")
@guard(*WRITING)
def save_draft(canteen_code, place):
    """Save a form's fields; 409 with what stands there where somebody else saved other fields meanwhile."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    given = DraftSchema().load(request.get_json(silent=True) or {})

    def work():
        return service.save(
            viewer.county_id,
            canteen.id,
            place,
            given["given"],
            seen=given["revision"],
            device=given["device"],
            by=viewer.actor(),
            now=clock.now(),
        )

    found, saved = in_transaction(work)
    return (jsonify({"revision": found.revision}), 200) if saved else (jsonify(_shown(found)), 409)


@blueprint.delete("/canteens/<canteen_code>/drafts/<path:place>")
@guard(*WRITING)
def drop_draft(canteen_code, place):
    """Let a draft go."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    in_transaction(lambda: service.drop(viewer.county_id, f"{canteen.code}/{place}", viewer.account_id))
    return "", 204


@blueprint.get("/kept/me")
@guard(PUBLIC)
def me():
    """Who is signed in, if anybody, and a token for what this page's scripts send."""
    viewer = current_viewer()
    person = f"{viewer.county_id}.{viewer.account_id}" if viewer else ""
    return jsonify(person=person, token=generate_csrf())


@blueprint.post("/kept/sign-in")
@guard(PUBLIC)
def sign_in_again():
    """Sign in again in place: the same checks and locks as at the door."""
    try:
        given = SignInSchema().load(request.get_json(silent=True) or {})
        county_id = _county(request.args.get("county", ""))
        account, key = sign_in.sign_in(county_id, given["username"], given["password"])
    except ValidationError:
        return jsonify(text=_("请填写用户名和密码")), 422
    except Problem as problem:
        return jsonify(text=problem.text(translate), advice=problem.advice(translate)), 422
    response = sign_in.let_in(jsonify(), county_id, key)
    response.set_data(json.dumps({"person": f"{county_id}.{account.id}", "token": generate_csrf()}))
    return response


def _county(named):
    """The county that the page was of, if there is one with that number."""
    return next((one.id for one in counties.counties() if str(one.id) == named), 0)


def _shown(found):
    return {
        "revision": found.revision,
        "fields": json.loads(found.fields),
        "device": found.device,
        "by": found.saved_by,
        "at": moment(found.saved_at),
    }
