"""What the rules of one week are given: the week, the schools, whom to judge, and parts that are read when asked for.

A part is loaded once for all schools and shared by the rules. Nothing after the
Sunday of the week is looked at, so that a past week judged again gives the same.
"""

from mealwatch.kernel.week import Week

_PARTS = {}
#: Schools with fewer pupils have noisy prices: rules on prices and quality look over four weeks.
SMALL = 30


def part(name):
    """Register ``fn(county_id, given) -> value`` as the loader of a part."""

    def registered(function):
        if name in _PARTS:
            raise ValueError(f"part {name} is there twice")
        _PARTS[name] = function
        return function

    return registered


def load(name, county_id, given):
    """Read a part. Raises KeyError for a name that nobody registered."""
    return _PARTS[name](county_id, given)


class Given:
    """The values of one week. ``asked``: the schools to judge (week closed or overdue); ``closed`` among them."""

    def __init__(
        self,
        week: Week,
        county_id: int,
        schools: dict,
        *,
        canteens: dict | None = None,
        pupils: dict | None = None,
        asked=None,
        closed=None,
        today=None,
        parts: dict | None = None,
    ):
        self.week = week
        self.county_id = county_id
        self.schools = schools
        self.canteens = canteens or {}
        self.school_of_canteen = {one.id: one.school_id for one in self.canteens.values()}
        self.asked = frozenset(schools if asked is None else asked)
        self.closed = self.asked if closed is None else frozenset(closed)
        self.today = today
        self._pupils = pupils or {}
        self._parts = dict(parts or {})
        self._alike = None

    @classmethod
    def of(cls, week, schools=(), *, canteens=(), parts=None, **more):
        """For tests: schools and canteens as lists, parts by name."""
        return cls(
            week, 1, {one.id: one for one in schools}, canteens={one.id: one for one in canteens}, parts=parts, **more
        )

    def part(self, name):
        """A part by its name, read once."""
        if name not in self._parts:
            self._parts[name] = load(name, self.county_id, self)
        return self._parts[name]

    def weeks(self, count):
        """The ``count`` weeks up to and with this one, the earliest first."""
        return Week.span(self.week.shifted(1 - count), self.week)

    def pupils(self, school_id):
        """Beneficiaries and other pupils enrolled on the week's Monday."""
        return self._pupils.get(school_id, 0)

    def small(self, school_id):
        """Whether the school is so small that its prices are looked at over four weeks."""
        return self.pupils(school_id) < SMALL

    def peers(self, school_id):
        """Ids of the schools of the same type and supply mode, the school itself with them."""
        if self._alike is None:
            self._alike = {}
            for one in self.schools.values():
                self._alike.setdefault((one.school_type, one.supply_mode), set()).add(one.id)
        one = self.schools[school_id]
        return frozenset(self._alike[one.school_type, one.supply_mode])
