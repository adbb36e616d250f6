"""Visits of the demo county's last weeks, deposited by two tablets as any tablet does.

At the first school findings were made and mended, others are open and one is overdue; two teams were at one school on
one morning and saw some items differently. Two findings have pictures.
"""

from datetime import datetime, time, timedelta
from pathlib import Path

from mealwatch.checklists import queries as checklists
from mealwatch.demo.inspection import Inspection
from mealwatch.demo.tablet import Tablet
from mealwatch.inspections import queries
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.rounds import queries as rounds
from mealwatch.schools import queries as schools
from mealwatch.web import paper

_SPOT = Path(__file__).with_name("tables") / "spot.typ"
_LEADER = {"name": "吴强", "department": "县教体局", "username": "ducha", "leader": True}
_OTHERS = (("孙梅", "县市场监管局"), ("何建国", "县财政局"), ("林秀英", "县卫健局"))
_BY, _OFFICER = Actor("吴强（ducha）"), Actor("周敏（jiaoti）")
#: School (its place in the county), days ago, items that lost points: half, none, and those that are serious.
_VISITS = (
    (3, 27, "F3 C6 E1", "", "F3"),
    (4, 26, "C3", "B6 D4", "C3"),
    (5, 20, "", "F6", ""),
    (7, 13, "B6", "C2 C3 C4 D2 E1 F3 H3", "C3 F3 D2"),
    (8, 12, "E1 I5", "C1 D3 F1 G3", "D3"),
)
_NO_SAMPLES = (9, 16)


def fill(county_id, *, by, now):
    """Ten visits at eight schools."""
    places = schools.schools_of(county_id)
    began = _at(now, 40, time(9))
    fleet = [Tablet(county_id, name, _OFFICER, began) for name in ("督查平板 1", "督查平板 2")]
    county = _County(county_id, checklists.current(county_id), fleet, now)
    first = places[0]
    county.visit(first, 28, _at_first_school)
    for place, days, *lost in _VISITS:
        if place < len(places):
            county.visit(places[place], days, lambda made, lost=lost: _plainly(made, *lost))
    place, days = _NO_SAMPLES
    if place < len(places):
        county.visit(places[place], days, _without_samples)
    county.visit(first, 9, lambda made: _back_at_first_school(made, county_id, first))
    if len(places) > 2:
        county.visit(places[2], 6, lambda made: _plainly(made, "C3 B6", "", "C3"))
        county.visit(places[2], 6, lambda made: _plainly(made, "", "C3", "C3"), tablet=1)


class _County:
    """Who goes where with which tablet."""

    def __init__(self, county_id, version, fleet, now):
        self.county_id, self.version, self.fleet, self.now, self.made = county_id, version, fleet, now, 0

    def visit(self, school, days_ago, fill_in, *, tablet=0):
        """One visit on a school day, with the pack of the evening before; it comes in that evening."""
        days_ago += max(0, _at(self.now, days_ago, time(6)).weekday() - 4)
        on = (self.now - timedelta(days=days_ago)).date()
        device = self.fleet[tablet]
        pack = device.take(school, by=_BY, now=_at(self.now, days_ago + 1, time(17, 30)))
        made = Inspection(pack, self.version, on, self._team(tablet), stop=self._stop(school, on))
        fill_in(made)
        device.deposit(made.body(), made.photos, author="ducha", now=_at(self.now, days_ago, time(18, 40)))
        self.made += 1

    def _team(self, tablet):
        name, department = _OTHERS[self.made % len(_OTHERS)]
        member = {"name": name, "department": department, "username": None, "leader": False}
        if not tablet:
            return [_LEADER, member]
        return [{"name": "周敏", "department": "县教体局", "username": "jiaoti", "leader": True}, member]

    def _stop(self, school, on):
        found = rounds.stops_for(self.county_id, on, on, [school.id])
        return found[0].id if found else None


def _at_first_school(made):
    shelf = made.picture(_spot(made, kind="shelf", name="库房货架：标签缺失，靠墙堆放"))
    made.lose("C6", "half", note="三样调料没有标签，两袋面粉靠墙放", photos=[shelf])
    made.lose("B6", "half", note="库房门下缝隙没有挡鼠板")
    made.lose("F6", "none", "on_the_spot", fixed=[shelf])
    made.weigh(0, -200)
    made.count(0, 0, -150)


def _back_at_first_school(made, county_id, school):
    made.kind = "look_back"
    before = queries.findings(county_id, [school.id], open_only=True)
    made.see_again(before, mended={"C6"})
    scale = made.picture(_spot(made, kind="scale", name="大米（复称）", figure="21.40 kg"))
    made.lose("C4", "half", "serious", note="一样实重低于单据，原因待核", photos=[scale])
    made.lose("C3", "half", "ordinary")
    made.leave_out("H2")
    made.weigh(-620, 0, -80, photo=scale)
    made.count(-400, 0, 250, 0, -30)


def _without_samples(made):
    made.red_lines = {
        "RL8": {"note": "昨天午餐整餐没有留样", "photos": [made.picture(_spot(made, kind="shelf", name="留样柜"))]}
    }
    made.refusal = "不同意红线的认定，要求复查"
    _plainly(made, "C6", "F3 F6", "F3")


def _plainly(made, half, none, serious):
    for answer, codes in (("half", half.split()), ("none", none.split())):
        for code in codes:
            made.lose(code, answer, "serious" if code in serious.split() else "ordinary")
    made.weigh(0, -300)
    made.count(0, -500)


def _spot(made, *, kind, name, figure=""):
    stamp = f"{made.on.isoformat()} 07:{10 + len(made.photos)}"
    return paper.png(_SPOT, {"kind": kind, "name": name, "figure": figure, "stamp": stamp}, ppi=96)


def _at(now, days_ago, hour):
    return datetime.combine((now - timedelta(days=days_ago)).date(), hour, SHANGHAI)
