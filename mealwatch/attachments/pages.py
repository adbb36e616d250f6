"""Taking photos in and giving them out; nothing of them is ever run or shown as a page of ours."""

from flask import Blueprint, jsonify, make_response, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen, the_school
from mealwatch.attachments import errors, queries
from mealwatch.attachments.domain.files import MOST_BYTES
from mealwatch.attachments.domain.matters import MATTERS, Evidence
from mealwatch.attachments.forms import kept_at
from mealwatch.kernel.errors import Conflict, Invalid, TooMany
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.problems import fault, status_of

blueprint = Blueprint("attachments", __name__, template_folder="templates")

_FOR_A_YEAR = "private, max-age=31536000, immutable"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}
#: The matter that the bureau also has without a school.
_OFFICE = MATTERS["office"]


@blueprint.app_template_global()
def photos_address(place):
    """Where the photos of a place (a canteen, or Evidence) are sent; each is there under its digest."""
    if not isinstance(place, Evidence):
        return url_for("attachments.keep", canteen_code=place.code)
    if place.school is None:
        return url_for("attachments.keep_of_bureau")
    return url_for(f"attachments.keep_{place.about}", school_code=place.school.code)


@blueprint.post("/canteens/<canteen_code>/photos")
@guard("attach_photo")
def keep(canteen_code):
    """Keep one photo or paper (field ``file``); answers its digest and address as JSON, also to a second sending."""
    return _kept(the_canteen(canteen_code))


@blueprint.get("/canteens/<canteen_code>/photos/<digest>")
@guard("read_school")
def photo(canteen_code, digest):
    """One photo or paper."""
    county_id, canteen = current_viewer().county_id, the_canteen(canteen_code)
    one = _there(queries.find_attachment(county_id, canteen.id, digest), digest)
    return _given(one, queries.content_of(county_id, canteen.id, digest), canteen.code)


@blueprint.post("/photos/office")
@guard(*_OFFICE.add)
def keep_of_bureau():
    """Keep one photo or paper of the bureau's own."""
    return _kept(Evidence("office"))


@blueprint.get("/photos/office/<digest>")
@guard(*_OFFICE.see)
def photo_of_bureau(digest):
    """One of the bureau's own."""
    return _evidence(Evidence("office"), digest)


def _open(matter):
    """The addresses of schools' photos about a matter, each guarded by who adds and who sees them."""

    @blueprint.post(f"/schools/<school_code>/photos/{matter.name}", endpoint=f"keep_{matter.name}")
    @guard(*matter.add)
    def keep_of_school(school_code):
        """Keep one photo or paper of a school."""
        return _kept(Evidence(matter.name, the_school(school_code)))

    @blueprint.get(f"/schools/<school_code>/photos/{matter.name}/<digest>", endpoint=f"photo_{matter.name}")
    @guard(*matter.see)
    def photo_of_school(school_code, digest):
        """One photo or paper of a school."""
        return _evidence(Evidence(matter.name, the_school(school_code)), digest)


for _matter in MATTERS.values():
    _open(_matter)


def _kept(place):
    sent = request.files.get("file")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    try:
        one = kept_at(place, content)
    except (Invalid, Conflict, TooMany) as problem:
        told = fault(problem)
        return jsonify(code=told.code, message=told.text, advice=told.advice), status_of(problem)
    address = f"{photos_address(place)}/{one.digest}"
    return jsonify(id=one.id, digest=one.digest, media_type=one.media_type, size=one.size, address=address), 201


def _evidence(evidence, digest):
    county_id = current_viewer().county_id
    one = _there(queries.find_evidence(county_id, evidence, digest), digest)
    return _given(one, queries.evidence_content(county_id, evidence, digest), evidence.key.replace("/", "-"))


def _there(one, digest):
    if one is None:
        raise errors.NoAttachment(what=_("照片"), key=digest[:16])
    return one


def _given(one, content, of):
    response = make_response(content)
    response.content_type = one.media_type
    how = "inline" if one.is_picture else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{of}-{one.digest[:12]}.{_ENDINGS[one.media_type]}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = _FOR_A_YEAR
    response.headers["ETag"] = f'"{one.digest}"'
    return response
