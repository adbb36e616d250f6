"""Closed weeks as they were closed, where counts, canteens, standards or the calendar have changed since.

A set closes its weeks by what it says, so an export must say of a closed week
what held when it was closed. Where that differs from what holds now, rows of a
single day are put in: the day as it was, and from the day after what holds.
Usually nothing differs and nothing is put in. What other schools at the same
pot have changed in a week that is open for them cannot be told apart this way.
"""

from datetime import timedelta

from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import Enrolment
from mealwatch.spend.queries.statements import closed_figures

_DAY = timedelta(days=1)
_LUNCH = "lunch"


class AsClosed:
    """``calendar``, ``enrolments`` and ``standards`` are the rows to put in, by their keys."""

    def __init__(self, county_id, closings):
        self.calendar, self.enrolments, self.standards = {}, {}, {}
        if not closings:
            return
        self._plan = schools.calendar_of(county_id)
        self._roll = schools.roll_of(county_id)
        self._standing = schools.standards_of(county_id)
        self._rows = schools.standard_rows(county_id)
        groups = schools.groups_of(county_id)
        for week in sorted({closing.week for closing in closings}):
            closed = {closing.school_id for closing in closings if closing.week == week}
            figures = {one.group.group_id: one for one in closed_figures(county_id, week, week)}
            for group in groups:
                if group.school_id in closed:
                    self._week(group, week, figures.get(group.id))
        self._go_on()

    def _week(self, group, week: Week, figures):
        supplied = {on for on, _ in figures.supply} if figures else set()
        for on in week.days:
            if on in supplied:
                self._supplied(group, on, [meal for meal in figures.meals if meal.on == on])
            elif self._plan.is_supply(on, group.school_id, group.id) and self._roll.has_beneficiaries(group.id, on):
                self.calendar[on, group.school_id, group.id] = "closed"

    def _supplied(self, group, on, meals):
        if not self._plan.is_supply(on, group.school_id, group.id):
            self.calendar[on, group.school_id, group.id] = "supply"
        now = self._roll.on(group.id, on)
        if meals:
            was = meals[0].canteen_id, meals[0].enrolled, meals[0].others_enrolled
            if now and was != (now.canteen_id, now.beneficiaries, now.other_pupils):
                self.enrolments[group.id, on] = Enrolment(group.id, on, now.name, now.age_band, *was)
        was = {meal.meal: meal.top_up_fen for meal in meals}
        now = dict(self._standing.subsidised(group.school_id, group.id, on))
        for meal in {**was, **now}:
            if was.get(meal) != now.get(meal):
                self.standards[group.school_id, group.id, on, meal] = meal in was, was.get(meal, 0)

    def _go_on(self):
        """From the day after a day that is put in, what holds now goes on."""
        for (group_id, on), _ in sorted(self.enrolments.items()):
            now = self._roll.on(group_id, on + _DAY)
            if now.from_date != on + _DAY:
                self.enrolments.setdefault((group_id, on + _DAY), now._replace(from_date=on + _DAY))
        for school_id, group_id, on, meal in sorted(self.standards):
            self._standard_goes_on(school_id, group_id, on + _DAY, meal)

    def _standard_goes_on(self, school_id, group_id, day, meal):
        """The group now has rows of its own, so its school's later ones must be repeated for it."""
        own = {
            row.from_date
            for row in self._rows
            if (row.school_id, row.group_id, row.meal) == (school_id, group_id, meal)
        }
        school = {
            row.from_date for row in self._rows if (row.school_id, row.group_id, row.meal) == (school_id, 0, meal)
        }
        for from_date in {day, *(date for date in school if date > day)} - own:
            unset = (meal == _LUNCH, 0)
            now = self._standing.on(school_id, group_id, from_date).get(meal, unset)
            self.standards.setdefault((school_id, group_id, from_date, meal), now)
