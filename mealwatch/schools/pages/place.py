"""The school that an address names, and whether the person asking may do something there.

What lies outside their reach has been answered with 404 before the view runs (accounts.scope).
"""

from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import errors, queries
from mealwatch.web.guards import current_viewer


def the_school(code, action=None):
    """The school with this code. Raises NoSchool outside the person's reach, NotAllowed without the action."""
    viewer = current_viewer()
    school = queries.find_school(viewer.county_id, code)
    if school is None or not viewer.may("read_school", school=school):
        raise errors.NoSchool(field="school_code", value=code)
    if action and not viewer.may(action, school=school):
        raise NotAllowed
    return school


def may_everywhere(action):
    """Whether the person may do this in the whole county."""
    return current_viewer().reach(action).everywhere


def refuse_unless_everywhere(action):
    """Raise NotAllowed where the action is not given for the whole county."""
    if not may_everywhere(action):
        raise NotAllowed


def schools_in_reach(action="read_school"):
    """The schools at which the person may do this, by code."""
    viewer = current_viewer()
    return queries.schools_of(viewer.county_id, viewer.reach(action).school_ids)
