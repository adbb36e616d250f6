"""From the codes that people write to the ids that rows carry, loaded once for many rows."""

from mealwatch.schools import errors, queries
from mealwatch.storage.keys import WHOLE


class Codes:
    """The codes of a county's schools, canteens and groups."""

    def __init__(self, county_id):
        self._county_id = county_id
        self._known = {}

    def school(self, code, **facts):
        """A school's id. Raises NoSchool."""
        return self._found("schools", code, errors.NoSchool(field="school_code", value=code, **facts))

    def canteen(self, code, **facts):
        """A canteen's id. Raises NoCanteen."""
        return self._found("canteens", code, errors.NoCanteen(field="canteen_code", value=code, **facts))

    def group(self, school_code, code, **facts):
        """A pupil group's id. Raises NoSchool or NoGroup."""
        place = self.school(school_code, **facts), code
        missing = errors.NoGroup(field="group_code", value=code, school=school_code, **facts)
        return self._found("groups", place, missing)

    def scope(self, school_code, group_code, **facts):
        """``(school id, group id)`` of a scope; an empty code stands for the whole."""
        if not school_code:
            return WHOLE, WHOLE
        if not group_code:
            return self.school(school_code, **facts), WHOLE
        return self.school(school_code, **facts), self.group(school_code, group_code, **facts)

    def groups(self):
        """``{(school id, group code): group id}``; groups added to it are known from then on."""
        return self._table("groups")

    def _found(self, kind, key, missing):
        found = self._table(kind).get(key)
        if found is None:
            raise missing
        return found

    def _table(self, kind):
        if kind not in self._known:
            self._known[kind] = _LOAD[kind](self._county_id)
        return self._known[kind]


_LOAD = {
    "schools": lambda county_id: {school.code: school.id for school in queries.schools_of(county_id)},
    "canteens": lambda county_id: {canteen.code: canteen.id for canteen in queries.canteens_of(county_id)},
    "groups": lambda county_id: {(group.school_id, group.code): group.id for group in queries.groups_of(county_id)},
}


def joined(*codes):
    """A journal key: codes and dates joined; an empty code in the middle stands for the whole."""
    return "/".join(str(code) for code in codes)
