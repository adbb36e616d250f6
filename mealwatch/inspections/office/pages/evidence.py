"""Photos of visits given out: without what the camera wrote beside them, never run, never shown as a page of ours."""

from flask import make_response
from flask_babel import gettext as _

from mealwatch.devices import queries as devices
from mealwatch.devices.domain.stripping import stripped
from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import errors
from mealwatch.inspections.office.pages.blueprint import blueprint, the_visit
from mealwatch.web.guards import current_viewer, guard

_FOR_A_YEAR = "private, max-age=31536000, immutable"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


@blueprint.get("/inspections/<int:visit_id>/evidence/<sha256>")
@guard("read_visits", "read_school")
def evidence(visit_id, sha256):
    """One photo of a visit. Raises NotInVisit for another's, NoEvidence while it is still on the tablet."""
    visit, _school = the_visit(visit_id)
    content, mime = evidence_of(current_viewer().county_id, visit, sha256)
    response = make_response(content)
    response.content_type = mime if mime in _ENDINGS else "application/octet-stream"
    how = "inline" if mime in _ENDINGS else "attachment"
    name = f"{visit.dated_on}-{sha256[:12]}.{_ENDINGS.get(mime, 'bin')}"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = _FOR_A_YEAR
    response.headers["ETag"] = f'"{sha256}"'
    return response


def evidence_of(county_id, visit, sha256):
    """(bytes without metadata, media type) of a photo of a visit or of what was added to it."""
    amendments = visited.amendments_of(county_id, [visit.uuid]).get(visit.uuid, [])
    named = [
        each
        for key in (visit.deposit_id, *(one.deposit_id for one in amendments))
        for each in devices.evidence(county_id, key)
    ]
    one = next((each for each in named if each.sha256 == sha256), None)
    if one is None:
        raise errors.NotInVisit(what=_("照片"), key=sha256[:16])
    content = devices.content(county_id, visit.school_id, sha256) if one.present else None
    if content is None:
        raise errors.NoEvidence(what=_("照片"), key=sha256[:16])
    return stripped(content, one.mime), one.mime
