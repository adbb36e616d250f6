"""Photos of the bureau's own forms: kept with a canteen by people who do not work there."""

from flask import jsonify, request

from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments import service
from mealwatch.attachments.domain.files import MOST_BYTES
from mealwatch.cases.following.pages.blueprint import blueprint, stamp
from mealwatch.kernel.errors import Conflict, Invalid, TooMany
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.problems import fault, status_of


@blueprint.post("/following/photos/<canteen>")
@guard("handle_cases", "inspect", "answer_case")
def keep_photo(canteen):
    """Keep one photo or paper (field ``file``); answers its digest as JSON."""
    viewer, place = current_viewer(), the_canteen(canteen, "read_school")
    sent = request.files.get("file")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    try:
        one = in_transaction(lambda: service.keep(viewer.county_id, place.id, content, **stamp()))
    except (Invalid, Conflict, TooMany) as problem:
        told = fault(problem)
        return jsonify(code=told.code, message=told.text, advice=told.advice), status_of(problem)
    return jsonify(digest=one.digest, media_type=one.media_type), 201
