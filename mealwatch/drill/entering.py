"""When things are entered: mostly the same day, now and then a day or two late, and never after the deadline."""

from datetime import datetime, time, timedelta

from mealwatch.demo.chance import chance
from mealwatch.kernel.clock import SHANGHAI

_AT = {"receipts": time(7, 20), "issues": time(9, 30), "meals": time(12, 50), "counts": time(15, 10)}
_LATEST = time(16, 30)  # of the Monday after: the week closes in the evening
_EVENINGS = {"friday": (4, time(20, 10)), "sunday": (6, time(19, 20)), "monday": (7, time(14, 0))}


class Clerk:
    """Whoever types one canteen's records of one week."""

    def __init__(self, seed, canteen, week, case):
        self._seed, self._code, self._week = seed, canteen.code, week
        self._evening = _EVENINGS[case.variant] if case and case.scheme == "back_dating" else None
        self._typed = 0

    def at(self, on, what):
        """The moment at which something of a day is entered, as ``entered_at`` has it."""
        if self._evening:
            days, begins = self._evening
            self._typed += 1
            moment = _moment(self._week.days[0] + timedelta(days=days), begins)
            return (moment + timedelta(seconds=47 * self._typed)).isoformat()
        luck = chance(self._seed, "late", self._code, on)
        days, minutes = _days_late(luck.randint(1, 1000)), luck.randint(0, 80)
        moment = _moment(on + timedelta(days=days), _AT[what]) + timedelta(minutes=minutes)
        if days:
            moment = _moment(on + timedelta(days=days), time(8, 40)) + timedelta(minutes=minutes + _minutes(what))
        return min(moment, _moment(self._week.sunday + timedelta(days=1), _LATEST)).isoformat()

    def back_dated(self, on, days):
        """A paper written days after the date that it bears."""
        moment = _moment(on + timedelta(days=days), time(18, 40))
        return min(moment, _moment(self._week.sunday + timedelta(days=1), _LATEST)).isoformat()


def _days_late(draw):
    """Six days in a hundred are typed the day after, 1.5 two days after, four in a thousand are forgotten first."""
    if draw <= 60:
        return 1
    if draw <= 75:
        return 2
    return 3 if draw <= 79 else 0


def _minutes(what):
    return {"receipts": 0, "issues": 6, "meals": 14, "counts": 20}[what]


def _moment(on, at):
    return datetime.combine(on, at, SHANGHAI)
