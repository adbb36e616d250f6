"""Two rounds of the demo county: one of some weeks ago that went off, one drawn for the next day of meals.

The visits of the first are made by ``fill_visits``, which finds these stops; ``fill_bulletin`` ends it.
"""

from datetime import datetime, time, timedelta
from hashlib import sha256

from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.rounds import candidates, queries, service
from mealwatch.rounds.domain.plan import Person, Plan, Team
from mealwatch.schools import queries as schools

PAST, COMING = "十一月第一轮食堂督查", "十二月飞行检查"
_OFFICER = Actor("周敏（jiaoti）")
_WITNESS = {"witness": "高明", "department": "县纪委驻教体局纪检组"}
_PEOPLE = (
    Person(1, "吴强", "县教体局", "ducha", phone="139****0011", leads=True),
    Person(2, "孙梅", "县市场监管局", phone="139****0012"),
    Person(3, "何建国", "县财政局", phone="139****0013", leads=True),
    Person(4, "林秀英", "县卫健局", phone="139****0014"),
)
#: School (its place in the county) and how many days ago it was visited, of those in ``fill_visits``.
_VISITED = ((7, 13), (8, 12), (9, 16))
_SNOWED_IN = 6


def fill(county_id, *, by, now):
    """Draw both rounds; a county too small for them, or without days of meals, has none."""
    listed = schools.schools_of(county_id)
    visits = [(listed[place], _weekday(now.date(), days)) for place, days in _VISITED if place < len(listed)]
    if len(visits) == len(_VISITED):
        _past(county_id, visits, listed[_SNOWED_IN])
    after = _served(county_id, listed, now.date() + timedelta(days=1), now.date() + timedelta(days=14))
    if after:
        _coming(county_id, after[0], now - timedelta(minutes=40))


def _past(county_id, visits, snowed_in):
    """Four schools on three days: three were visited on the days that ``fill_visits`` knows, one was snowed in."""
    days = tuple(sorted({on for _school, on in visits}))
    at = datetime.combine(days[0] - timedelta(days=1), time(16, 20), SHANGHAI)
    away = {"name": "孙梅", "department": "县市场监管局", "kind": "relative", "reason": "姐姐是该校食堂管理员"}
    service.avoid(
        county_id, username=None, school_code=schools.schools_of(county_id)[1].code, **away, by=_OFFICER, now=at
    )
    codes = (*(school.code for school, _on in visits), snowed_in.code)
    plan = Plan(PAST, "surprise", days, scope="chosen", schools=codes, people=_PEOPLE)
    number = _drawn(county_id, plan, "八十八", at)
    _car(county_id, number, at)
    wanted = {school.id: on for school, on in visits}
    for one in queries.places_of(county_id, number):
        on = wanted.get(one.school_id)
        if on not in (None, one.on):
            service.move(county_id, one.id, on=on, reason="按路线调整", by=_OFFICER, now=at + timedelta(hours=1))
    service.start(county_id, number, by=_OFFICER, now=at + timedelta(hours=13))
    stop = next(one for one in queries.places_of(county_id, number) if one.school_id == snowed_in.id)
    service.drop(county_id, stop.id, reason="连日降雪，进山道路封闭", by=_OFFICER, now=at + timedelta(days=1))


def _coming(county_id, day, now):
    plan = Plan(COMING, "surprise", (day,), wanted=4, people=_PEOPLE, teams=(Team(1), Team(2)), seen_days=3)
    number = _drawn(county_id, plan, "三百零七", now)
    _car(county_id, number, now + timedelta(minutes=30))


def _car(county_id, number, now):
    cars = {"car": "赣B·D2051", "driver": "司机班", "driver_phone": ""}
    service.take_car(county_id, number, 1, **cars, by=_OFFICER, now=now)


def _drawn(county_id, plan, words, now):
    number = service.plan(county_id, plan, by=_OFFICER, now=now)
    service.seal(county_id, number, seed=sha256(plan.title.encode()).hexdigest(), by=_OFFICER, now=now)
    service.draw(county_id, number, words=words, **_WITNESS, by=_OFFICER, now=now + timedelta(minutes=20))
    return number


def _served(county_id, listed, first, last):
    """The days on which some of these schools serve."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    served = candidates.serving(county_id, listed, days)
    return [on for on in days if any(on in served[one.id] for one in listed)]


def _weekday(today, days_ago):
    """As ``fill_visits`` has it: so many days ago, or the Friday before."""
    return today - timedelta(days=days_ago + max(0, (today - timedelta(days=days_ago)).weekday() - 4))
