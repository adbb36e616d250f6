"""The autumn term of 2026 as the demo county feeds it: which group is fed on which day."""

from datetime import date, timedelta

from mealwatch.demo.kept import rows

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)


def days_of(week):
    """Monday to Sunday of an ISO week such as ``2026-W47``."""
    year, number = week.split("-W")
    return [date.fromisocalendar(int(year), int(number), weekday) for weekday in range(1, 8)]


def week_of(on):
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02}"


def weeks_up_to(last_week, count):
    """The ``count`` ISO weeks that end with ``last_week``."""
    monday = days_of(last_week)[0]
    return [week_of(monday - timedelta(weeks=back)) for back in reversed(range(count))]


class Term:
    """The supply calendar from a week on: county days and, narrower, days of one school or one group."""

    def __init__(self, schools, first_week):
        self.first = max(FIRST, days_of(first_week)[0])
        codes = {school.code for school in schools}
        entries = dict(_county_days())
        entries |= {
            (date.fromisoformat(row["date"]), row["school_code"], row["group_code"]): (row["day_type"], row["note"])
            for row in rows("school_days")
            if row["school_code"] in codes
        }
        self._entries = {key: entry for key, entry in entries.items() if key[0] >= self.first}
        self._canteen_days = {}

    def rows(self):
        """The rows of calendar.csv."""
        return [
            {"date": on.isoformat(), "day_type": kind, "school_code": school, "group_code": group, "note": note}
            for (on, school, group), (kind, note) in sorted(self._entries.items())
        ]

    def is_fed(self, group, on):
        """Is the day a supply day of the group?"""
        for school, code in (group.key, (group.school, ""), ("", "")):
            if (on, school, code) in self._entries:
                return self._entries[on, school, code][0] == "supply"
        return False

    def canteen_days(self, canteen):
        """Every supply day of a canteen in the term, in order."""
        if canteen.code not in self._canteen_days:
            days = [FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1)]
            fed = [on for on in days if any(self.is_fed(group, on) for group in canteen.groups)]
            self._canteen_days[canteen.code] = fed
        return self._canteen_days[canteen.code]

    def canteen_week(self, canteen, week):
        return [on for on in self.canteen_days(canteen) if week_of(on) == week]


def _county_days():
    """School weekdays of the term, then the holidays and make-up days over them."""
    for i in range((LAST - FIRST).days + 1):
        on = FIRST + timedelta(days=i)
        if on.isoweekday() <= 5:
            yield (on, "", ""), ("supply", "")
    for row in rows("term_days"):
        yield (date.fromisoformat(row["date"]), "", ""), (row["day_type"], row["note"])
