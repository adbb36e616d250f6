"""Taking photos in and giving them out; nothing of them is ever run or shown as a page of ours."""

from flask import Blueprint, jsonify, make_response, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments import errors, queries, service
from mealwatch.attachments.domain.files import MOST_BYTES
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Conflict, Invalid, TooMany
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.problems import fault, status_of

blueprint = Blueprint("attachments", __name__, template_folder="templates")

_FOR_A_YEAR = "private, max-age=31536000, immutable"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


@blueprint.post("/canteens/<canteen_code>/photos")
@guard("attach_photo")
def keep(canteen_code):
    """Keep one photo or paper (field ``file``); answers its digest and address as JSON, also to a second sending."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    sent = request.files.get("file")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    try:
        one = in_transaction(
            lambda: service.keep(viewer.county_id, canteen.id, content, by=viewer.actor(), now=clock.now())
        )
    except (Invalid, Conflict, TooMany) as problem:
        told = fault(problem)
        return jsonify(code=told.code, message=told.text, advice=told.advice), status_of(problem)
    address = url_for("attachments.photo", canteen_code=canteen.code, digest=one.digest)
    return jsonify(id=one.id, digest=one.digest, media_type=one.media_type, size=one.size, address=address), 201


@blueprint.get("/canteens/<canteen_code>/photos/<digest>")
@guard("read_school")
def photo(canteen_code, digest):
    """One photo or paper."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    one = queries.find_attachment(viewer.county_id, canteen.id, digest)
    if one is None:
        raise errors.NoAttachment(what=_("照片"), key=digest[:16])
    response = make_response(queries.content_of(viewer.county_id, canteen.id, digest))
    response.content_type = one.media_type
    name = f"{canteen.code}-{one.digest[:12]}.{_ENDINGS[one.media_type]}"
    how = "inline" if one.is_picture else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = _FOR_A_YEAR
    response.headers["ETag"] = f'"{one.digest}"'
    return response
