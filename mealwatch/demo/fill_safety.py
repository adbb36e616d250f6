"""Daily records of the demo county's last two weeks, with the gaps and slips that a county has.

Everything follows from the canteen's code and the day, so that two loads are
alike. Who is named is made up.
"""

import json
import random
from datetime import datetime, timedelta
from itertools import count

from mealwatch.audit.chain import canonical
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.menus import queries as menus
from mealwatch.safety import known, queries, service
from mealwatch.safety.domain.kinds.meals import RATED
from mealwatch.safety.domain.kinds.samples import guessed_category, is_dish, kept_until
from mealwatch.safety.domain.record import dish_mark
from mealwatch.safety.queries.served import served
from mealwatch.schools import queries as schools

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = ("秀英", "桂兰", "建国", "志强", "丽华", "玉梅", "国平", "小红", "春燕", "长青")
_POSTS = ("厨师长", "厨师", "面点", "保洁")
_MACHINES = (
    ("fridge", "1号冷藏柜"),
    ("freezer", "1号冰柜"),
    ("sample_cabinet", "留样柜"),
    ("uv_lamp", "备餐间紫外线灯"),
)
_DAYS = 14
_EATEN = {"breakfast": "07:20", "lunch": "11:50", "snack": "15:30", "dinner": "17:50"}


def fill(county_id, *, by, now):
    """Put the people, the equipment and two weeks of records into every canteen of the county."""
    last = now.date() - timedelta(days=1)
    first = last - timedelta(days=_DAYS - 1)
    meals, dishes = served(county_id, first, last), _dishes(county_id, first, last)
    at = {school.id: school for school in schools.schools_of(county_id)}
    for place, canteen in enumerate(schools.canteens_of(county_id)):
        days = sorted(day for day, canteen_id in meals if canteen_id == canteen.id)
        if not days:
            continue
        kitchen = _Kitchen(county_id, canteen, at, place, by, now)
        for day in days:
            kitchen.live(day, meals[day, canteen.id], dishes, last_day=day == days[-1])
        service.put_rows(county_id, canteen.code, kitchen.rows, by=by, now=now)


def _dishes(county_id, first, last):
    found = {}
    for row in menus.menu_rows(county_id, first, last):
        if is_dish(row.dish):
            found.setdefault((row.canteen_id, row.dated_on, row.meal), {})[row.dish] = None
    return found


class _Kitchen:
    """One canteen: who works there, and the rows of its records."""

    def __init__(self, county_id, canteen, at, place, by, now):
        self.canteen, self.at, self.place, self.by, self.now = canteen, at, place, by, now
        self.chance = random.Random(canteen.code)  # noqa: S311 - made-up data  # nosec B311
        self.contractor = at[canteen.school_id].supply_mode == "contractor"
        self.rows, self.numbers, self.samples = [], count(1), []
        names = [self._name() for _ in _POSTS]
        self.people = list(dict.fromkeys(names))
        staff = [{"name": name, "post": post, "active": True} for name, post in zip(self.people, _POSTS, strict=False)]
        service.put_staff(county_id, canteen, staff, by=by, now=now)
        machines = [
            {"kind": kind, "name": name, "used_minutes": 60 * self.chance.randrange(200, 900), "active": True}
            for kind, name in _MACHINES
        ]
        service.put_equipment(county_id, canteen, machines, by=by, now=now)
        self.machines = {one.kind: one.id for one in queries.equipment_of(county_id, canteen.id)}

    def live(self, day, meals, dishes, *, last_day):
        """The records of one day."""
        if not self.contractor:
            self._of_the_kitchen(day, last_day)
        for meal, school_ids in meals.items():
            menu = dishes.get((self.canteen.id, day, meal), ())
            self._of_a_meal(day, meal, school_ids, list(menu))
        self._check(day, last_day)
        self._dispose(day)

    def _of_the_kitchen(self, day, last_day):
        cook, helper = self.people[0], self.people[-1]
        unfit = self.place == 0 and last_day
        morning = {"heads": len(self.people), "checked_at": "06:50", "unfit": unfit, "person": cook}
        private = None
        if unfit:
            morning |= {"unfit_heads": 1, "signs": ["fever"], "measure": "停止上岗，送医检查", "moved": True}
            private = {"names": [helper], "cause": "体温 38.2 ℃"}
        self._add("morning", day.isoformat(), day, morning, "07:05", private=private)
        for kind, low, high in (("fridge", 20, 60), ("freezer", -190, -150), ("sample_cabinet", 20, 60)):
            degrees, more = self.chance.randrange(low, high), {}
            if kind == "fridge" and self.chance.random() < 0.03:
                degrees, more = 96, {"measure": "调低一档，一小时后复测 5.2 ℃"}
            values = {"equipment": self.machines[kind], "degrees": degrees, "read_at": "08:10", "person": cook}
            self._add("temperature", f"d{next(self.numbers)}-{self.machines[kind]}", day, values | more, "08:15")
        lamp = {"equipment": self.machines["uv_lamp"], "start": "18:30", "end": "19:10", "minutes": 40}
        self._add("uv", f"d{next(self.numbers)}-{self.machines['uv_lamp']}", day, lamp | {"person": helper}, "19:20")
        weight = self.chance.randrange(60, 320)
        waste = {"waste_kind": "food", "weight": weight, "receiver": "县环卫收运点", "person": helper}
        self._add("waste", f"d{next(self.numbers)}", day, waste, "14:20")

    def _of_a_meal(self, day, meal, school_ids, menu):
        eaten = _EATEN[meal]
        for school_id in school_ids:
            # On most days somebody eats with the pupils; some days nobody did, or nobody wrote it down.
            if self.chance.random() < 0.06:
                continue
            principal = self.at[school_id].principal or "值班领导"
            values = {"person": principal, "post": "principal", "heads": 1, "dishes": menu or ["盒饭"]}
            values |= {name: "good" for name, _ in RATED} | {"problem": False, "paid": True}
            if self.chance.random() < 0.08:
                values |= {"warmth": "fair", "problem": True, "problem_text": "后打饭的班级菜有些凉"}
                values |= {"handling": "保温台提前开，分两批打饭"}
            late = self.chance.random() < 0.05
            entered = "13:10" if meal == "lunch" else "19:10" if meal == "dinner" else "16:30"
            self._add(
                "accompanied", f"d{next(self.numbers)}", day, values, entered, meal, school_id=school_id, late=late
            )
        for dish in menu:
            values = {
                "dish": dish,
                "category": guessed_category(dish),
                "weight": 10 * self.chance.randrange(126, 165),
                "taken_at": f"{eaten[:3]}{self.chance.randrange(10, 50)}",
                "place": "留样柜",
                "temperature": self.chance.randrange(25, 55),
                "keeper": self.people[0],
            }
            number = f"{day}.{meal}.{dish_mark(dish)}"
            self._add(
                "sample", number, day, values, "13:20" if meal == "lunch" else "19:20", meal, second=self.people[1]
            )
            self.samples.append((number, day, meal, values))
        if not self.contractor:
            ware = {"ware": ["bowls", "plates", "chopsticks"], "method": "steam", "degrees": 100, "start": "13:40"}
            ware |= {"end": "14:10", "minutes": 30, "stored": True, "person": self.people[-1]}
            if meal == "dinner":
                ware |= {"start": "19:00", "end": "19:30"}
            self._add("disinfection", f"d{next(self.numbers)}", day, ware, ware["end"], meal, second=self.people[0])

    def _check(self, day, last_day):
        used = known.newest("daily_check")
        groups = {str(number): "fine" for number in range(1, len(used.groups) + 1)}
        found = []
        if self.chance.random() < 0.04 or (self.place == 0 and last_day):
            deadline = (day + timedelta(days=7)).isoformat()
            measure = "联系维修，暂时加挡板"
            found = [{"item": 24, "problem": "纱窗破损一处", "measure": measure, "deadline": deadline}]
            found[0] |= {"on_the_spot": False}
            groups["6"] = "found"
        values = {"groups": groups, "found": found, "list_version": used.version, "person": self.people[0]}
        self._add("daily_check", day.isoformat(), day, values, "16:40")
        if day.weekday() == 4:
            used = known.newest("weekly_check")
            groups = {str(number): "fine" for number in range(1, len(used.groups) + 1)}
            values = {"groups": groups, "found": [], "list_version": used.version, "person": self.people[0]}
            self._add("weekly_check", f"{day:%G-W%V}", day, values, "17:30")

    def _dispose(self, day):
        """Samples go the morning after their 48 hours; in one canteen one of them stands a day too long."""
        left = []
        for number, on, meal, values in self.samples:
            until = kept_until(on, values["taken_at"])
            goes_at = datetime.combine(until.date(), datetime.min.time(), SHANGHAI) + timedelta(hours=14)
            goes_at = max(goes_at, until + timedelta(minutes=20))
            slow = self.place == 1 and on.weekday() == 1
            goes_at += timedelta(days=1 if slow else 0)
            if goes_at > self.now or goes_at.date() > day + timedelta(days=3):
                left.append((number, on, meal, values))
                continue
            done = {"disposed_at": goes_at.isoformat(timespec="minutes"), "person": self.people[-1]}
            self._add("disposal", number, goes_at.date(), done, f"{goes_at + timedelta(minutes=5):%H:%M}", meal)
        self.samples = left

    def _add(
        self, kind, number, day, values, entered, meal="", *, school_id=None, second=None, private=None, late=False
    ):
        hour, minute = entered.split(":")
        entered_at = datetime.combine(day, datetime.min.time(), SHANGHAI).replace(hour=int(hour), minute=int(minute))
        if late:
            entered_at += timedelta(days=2)
        self.rows.append(
            {
                "canteen_id": self.canteen.id,
                "kind": kind,
                "number": number,
                "version": 1,
                "dated_on": day,
                "meal": meal,
                "school_id": school_id,
                "content": canonical(values),
                "private": json.dumps({"salt": self.canteen.code, "fields": private}, ensure_ascii=False)
                if private
                else None,
                "second_name": second,
                "second_how": "pin" if second else None,
                "signature_id": None,
                "reason": None,
                "withdrawn": False,
                "entered_at": min(entered_at, self.now),
                "entered_by": f"{self.people[0]}（{self.canteen.code}）",
                "entered_by_id": None,
            }
        )

    def _name(self):
        return self.chance.choice(_SURNAMES) + self.chance.choice(_GIVEN)
