"""Where the pages hang, whose they are, and where their photos are kept."""

from flask import Blueprint, request, url_for

from mealwatch.attachments import queries as attachments
from mealwatch.attachments.forms import typed_with_photos
from mealwatch.cases import errors as case_errors
from mealwatch.cases.pages.blueprint import the_case
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("following", __name__, template_folder="../templates")


def office_case(case_id, action="read_cases"):
    """(case, school) for somebody of the bureau. Raises NoCase, NotAllowed."""
    case, school, office = the_case(case_id)
    if not office:
        raise case_errors.NoCase(what="", key=str(case_id))
    if not current_viewer().may(action, school=school):
        raise NotAllowed
    return case, school


def schools_here(action="read_cases"):
    """{id: school} where the person may do this."""
    viewer = current_viewer()
    return {one.id: one for one in schools.schools_of(viewer.county_id, viewer.reach(action).school_ids)}


def canteen_of(school):
    """The canteen that keeps a school's photos: its own, else the one that feeds it, else None."""
    county_id = current_viewer().county_id
    found = schools.canteens_of(county_id, [school.id]) or schools.canteens_feeding(county_id, school.id, clock.today())
    return found[0] if found else None


def photo_form(schema, canteen, start=None):
    """A Form with the files that came along kept with a canteen; what was wrong with them is among its faults."""
    sent = request.method == "POST" and canteen is not None
    typed, problems = typed_with_photos(canteen, request.form) if sent else (None, [])
    form = Form(schema, typed=typed, start=start)
    for problem in problems:
        form.refuse(problem)
    return form


def kept_photos(canteen, digests):
    """``{digest: Attachment}`` of those that are there."""
    if canteen is None or not digests:
        return {}
    return attachments.attachments_of(current_viewer().county_id, canteen.id, digests)


def keep_address(canteen):
    """Where scripts send the photos of these forms."""
    return url_for("following.keep_photo", canteen=canteen.code) if canteen else ""


def stamp():
    """Who does it, and when."""
    return {"by": current_viewer().actor(), "now": clock.now()}
