"""A county's schools and canteens as the rights ask about them (domain.rights.Places); each set is read once."""

from mealwatch.schools import queries as schools


class CountyPlaces:
    """What lies where on one day."""

    def __init__(self, county_id, on):
        self._county_id = county_id
        self._on = on
        self._known = {}

    def schools_in(self, town):
        """The ids of a town's schools."""
        return {school.id for school in self._all_schools() if school.town == town}

    def canteens_at(self, school_ids):
        """The ids of the canteens that stand at these schools."""
        return {canteen.id for canteen in schools.canteens_of(self._county_id, school_ids)}

    def canteens_feeding(self, school_ids):
        """The ids of the canteens that feed pupils of these schools."""
        roll = schools.roll_of(self._county_id, school_ids)
        rows = (roll.on(group_id, self._on) for group_id in roll.group_ids)
        return {row.canteen_id for row in rows if row is not None}

    def schools_of_canteen(self, canteen_id):
        """The ids of the school at which a canteen stands and of those that it feeds."""
        own = schools.canteen_by_id(self._county_id, canteen_id).school_id
        return {own, *schools.schools_fed_by(self._county_id, canteen_id, self._on)}

    def _all_schools(self):
        if "schools" not in self._known:
            self._known["schools"] = schools.schools_of(self._county_id)
        return self._known["schools"]
