"""Where the pages hang, and whose visit it is.

What lies outside a person's reach is not there for them. A school's people see what was deposited about their school,
never what is planned.
"""

from flask import Blueprint

from mealwatch.inspections import errors as visit_errors
from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import errors, queries
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("inspections", __name__, template_folder="../templates")


def reach():
    """The ids of the schools whose visits the person reads; None for all."""
    return current_viewer().reach("read_school").school_ids


def the_visit(visit_id):
    """(visit, school). Raises NoVisit, also outside the person's reach."""
    county_id = current_viewer().county_id
    visit = visited.visit(county_id, visit_id)
    return visit, _school(visit.school_id, visit_errors.NoVisit(value=visit_id))


def the_finding(finding_id):
    """(Followed, school). Raises NoFinding, also outside the person's reach."""
    found = queries.get_finding(current_viewer().county_id, finding_id)
    return found, _school(found.finding.school_id, visit_errors.NoFinding(value=finding_id))


def the_difference(difference_id):
    """(Difference, school). Raises NoDifference, also outside the person's reach."""
    found = queries.get_difference(current_viewer().county_id, difference_id)
    return found, _school(found.visit.school_id, errors.NoDifference(what="", key=str(difference_id)))


def in_office(school):
    """Whether the person reads visits for the office, not for the school."""
    return current_viewer().may("read_visits", school=school)


def schools_here():
    """{id: school} of the person's reach."""
    return {one.id: one for one in schools.schools_of(current_viewer().county_id, reach())}


def _school(school_id, missing):
    viewer = current_viewer()
    school = schools.school_by_id(viewer.county_id, school_id)
    if not viewer.may("read_school", school=school):
        raise missing
    return school
