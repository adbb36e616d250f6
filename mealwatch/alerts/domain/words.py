"""Words that several rules say: which week, which meal, where a row can be seen."""

from mealwatch.kernel.errors import mark
from mealwatch.schools.domain.terms import teaching_week

MEALS = {"breakfast": mark("早餐"), "lunch": mark("午餐"), "dinner": mark("晚餐"), "snack": mark("加餐")}
_IN_TERM = mark("第{number}教学周")
_ISO = mark("{week} 周")
_IN_MONTH = mark("（{month}月{first}日—{last}日）")
_OVER_MONTHS = mark("（{month}月{first}日—{last_month}月{last}日）")


def week_clauses(week, terms, days=None):
    """``(clauses, facts)`` that name a week: ``第11教学周（11月9日—13日）``; ``days``: its supply days."""
    first, last = (days[0], days[-1]) if days else (week.days[0], week.days[4])
    found = teaching_week(terms, week)
    facts = {"week": str(week), "month": first.month, "first": first.day, "last": last.day, "last_month": last.month}
    if found:
        facts["number"] = found[1]
    same = first.month == last.month
    return (_IN_TERM if found else _ISO, _IN_MONTH if same else _OVER_MONTHS), facts


def meal_place(given, school_id, canteen_id, on, meal):
    """The page of one meal, down to issues and receipts; None where the canteen is not known."""
    canteen, school = given.canteens.get(canteen_id), given.schools.get(school_id)
    if canteen is None or school is None:
        return None
    return "desk_meal.meal", {
        "school_code": school.code,
        "on": on.isoformat(),
        "meal": meal,
        "canteen": canteen.code,
    }


def week_place(given, school_id, week=None):
    """The page of a school's week."""
    return "desk_school.week", {"school_code": given.schools[school_id].code, "week": str(week or given.week)}
