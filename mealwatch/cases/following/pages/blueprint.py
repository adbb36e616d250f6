"""Where the pages hang, whose they are, and which of their photos are there."""

from flask import Blueprint

from mealwatch.attachments import queries as attachments
from mealwatch.cases import errors as case_errors
from mealwatch.cases.pages.blueprint import the_case
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
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


def known_photos(evidence, digests):
    """``{digest: Attachment}`` of those of these that are there."""
    return attachments.evidence_of(current_viewer().county_id, evidence, digests)


def stamp():
    """Who does it, and when."""
    return {"by": current_viewer().actor(), "now": clock.now()}
