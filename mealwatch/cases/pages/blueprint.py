"""Where the pages hang, and whose case it is.

What lies outside a person's reach is not there for them; a school sees its own cases once they are issued.
"""

from flask import Blueprint

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain import rights
from mealwatch.cases import errors, queries
from mealwatch.cases.domain import deadlines, states
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("cases", __name__, template_folder="../templates")


def the_case(case_id):
    """(case, school, whether the person reads it for the bureau). Raises NoCase, also for what a school may not see."""
    viewer = current_viewer()
    found = queries.case(viewer.county_id, case_id)
    school = schools.school_by_id(viewer.county_id, found.school_id)
    if viewer.may("read_cases", school=school):
        return found, school, True
    if viewer.may(states.SCHOOL, school=school) and found.issued_on is not None:
        return found, school, False
    raise errors.NoCase(what="", key=str(case_id))


def schools_read():
    """{id: school} whose cases the person reads for the bureau."""
    viewer = current_viewer()
    return {one.id: one for one in schools.schools_of(viewer.county_id, viewer.reach("read_cases").school_ids)}


def officers(county_id):
    """(account id, name) of those who may follow a case, by username."""
    people = [one for one in accounts.people_of(county_id) if one.active and rights.gives(one.grants, states.BUREAU)]
    return [(one.id, plain_name(one.name)) for one in people]


def may_take(viewer, case, school, action):
    """Whether the person may take this step: the table, their right, and for the second of two, that they are not one.

    A look-back that cannot be made ends a case by a person of the bureau, where it need not be kept up for good.
    """
    if (case.state, action) not in states.TABLE:
        return False
    if action == "agree_close":
        if case.proposed.done_by_id == viewer.account_id:
            return False
        return viewer.may(states.BUREAU, school=school) or _stands_in(viewer)
    if action == "finish":
        return case.kind != deadlines.LASTING and viewer.may(states.BUREAU, school=school)
    who = states.ACTIONS[action].who
    return who != states.LOOK and viewer.may(who, school=school)


def _stands_in(viewer):
    return queries.stands_in(viewer.county_id, viewer.account_id, clock.today()) is not None
