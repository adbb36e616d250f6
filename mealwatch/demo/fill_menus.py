"""Menus published in the demo county: this week nearly everywhere, next week by some, one changed with a reason.

The demo's own canteen has next week's menu with 豆角 in it, asked about and confirmed.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.menus import queries, service, views
from mealwatch.menus.domain.dishes import Dish, Portion
from mealwatch.schools import queries as schools

_BEANS = ("豆角炒肉丝", "炒", (("豇豆", 80_000), ("猪后腿肉", 40_000)))
_ANSWER = "是豇豆（长豆角），不是四季豆；烧熟煮透再供应"
_WHY = "供货商周三没有送到叶菜"
#: Of so many canteens one has not published this week, and one has planned the next already.
_LATE, _AHEAD = 5, 2


def fill(county_id, *, by, now):
    """Publish this week's menus and plan and publish next week's."""
    this = Week.of(now.date())
    friday = datetime.combine(this.monday - timedelta(days=3), time(16, 20), SHANGHAI)
    ours = schools.canteens_of(county_id)[0].code
    for place, canteen in enumerate(schools.canteens_of(county_id)):
        author = Actor(f"{canteen.name.removesuffix('食堂')}食堂管理员", by.account_id)
        bands = views.bands_of(county_id, canteen.id, this)
        meals = queries.meals_of(county_id, canteen.id, this, bands)
        if not meals:
            continue
        at = canteen.id, this
        if place % _LATE != _LATE - 1:
            service.publish(county_id, *at, by=author, now=min(friday, now))
        if place == 1:
            _change(county_id, canteen, this, meals, bands, by=author, now=now)
        if place % _AHEAD == 0:
            _next_week(county_id, canteen, this, meals, bands, ours, place, by=author, now=now)


def _change(county_id, canteen, week, meals, bands, *, by, now):
    """One dish less on the last day of the week: a second version with its reason."""
    last = meals[-1]
    service.plan_week(
        county_id, canteen.id, week, [replace(last, dishes=last.dishes[:-1])], bands, by=by, now=now, reason=_WHY
    )
    service.publish(county_id, canteen.id, week, by=by, now=now, reason=_WHY)


def _next_week(county_id, canteen, this, meals, bands, ours, place, *, by, now):
    """This week's menu copied to the supply days of the next, published by most."""
    following = this.shifted(1)
    days = schools.canteen_supply_days(county_id, canteen.id, following.monday, following.sunday)
    copied = [
        replace(meal, on=meal.on + timedelta(weeks=1), copied_from=str(this), serves_at=meal.serves_at or "12:00")
        for meal in meals
        if meal.on + timedelta(weeks=1) in days
    ]
    if not copied:
        return
    answers = {}
    if canteen.code == ours:
        copied[1:2] = [replace(copied[1], dishes=(*copied[1].dishes[:-1], _beans(county_id)))]
        answers = {f"F02:{_BEANS[0]}": _ANSWER}
    service.plan_week(county_id, canteen.id, following, copied, bands, by=by, now=now)
    if (place % _LATE < 3 or canteen.code == ours) and {meal.on for meal in copied} == set(days):
        service.publish(county_id, canteen.id, following, by=by, now=now, answers=answers)


def _beans(county_id):
    named = {one.name: one.id for one in catalogue.ingredients_of(county_id)}
    name, method, foods = _BEANS
    return Dish(name, method, tuple(Portion(named[food], {"": mg}) for food, mg in foods))
