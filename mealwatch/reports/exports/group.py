"""One pupil group on the face of the sheet: its meals, its readings, its verdict, all by live formulas.

A meal's price is the pot over everyone who ate from it; it counts where the
group's record served a beneficiary. The columns past the printed page hold what
the verdict needs: whether the day is complete, the heads, the entitlement.
"""

from typing import NamedTuple

from mealwatch.kernel.ratio import ZERO, Ratio
from mealwatch.reports.exports.cells import Column, Live, Table
from mealwatch.reports.exports.details import NO, STATUS, UNDECLARED, YES, number_of
from mealwatch.spend.domain.readings import READINGS

UNVERIFIED = "待核实"
COUNTED, NOT_COUNTED = "计入", "不计入"
MEALS = (
    Column("no", "餐号", width=6),
    Column("on", "日期", "date", 10),
    Column("meal", "餐次", width=6),
    Column("canteen", "食堂", width=7),
    Column("issued", "出库食材（元）", "yuan", 9),
    Column("delivered", "送餐食材（元）", "yuan", 9),
    Column("pot", "当餐食材合计（元）", "yuan", 9),
    Column("own", "享受学生", "count", 7),
    Column("others", "其他学生", "count", 7),
    Column("staff", "教职工", "count", 7),
    Column("silent", "未报按在册", "count", 7),
    Column("eaters", "就餐合计", "count", 7),
    Column("shared", "教职工和其他学生分摊（元）", "yuan", 9),
    Column("pupils", "享受学生食材（元）", "yuan", 9),
    Column("price", "每餐单价（元）", "price", 9),
    Column("served", "本组享受学生就餐", "count", 7),
    Column("enrolled", "本组享受学生在册", "count", 7),
    Column("counted", "计入单价（元）", "price", 9),
    Column("food", "本组享受学生食材（元）", "yuan", 9),
    Column("subsidy", "补助标准（元）", "yuan", 7),
    Column("top_up", "学生自理X（元）", "yuan", 8),
    Column("why", "是否计入", width=7),
    Column("reason", "说明", "long", 20),
    Column("missing", "缺报组数", "count", 8),
    Column("complete", "当餐报齐", width=8),
    Column("day_complete", "当日报齐", width=8),
    Column("heads", "人次基数", "count", 8),
    Column("unverified", "食材成本", width=8),
    Column("entitled", "按享受人数折算", "price", 10),
)
PRINTED = next(place for place, column in enumerate(MEALS) if column.name == "reason")
NAMES = {"spend": "每餐单价之和", "person_days": "按人次加权", "enrolled": "按享受人数"}


class Below(NamedTuple):
    """The tables that the face's formulas speak of."""

    issues: object
    deliveries: object
    heads: object


class GroupTable:
    """The rows of one group, one per supply day and subsidised meal, a bare one for a day without any."""

    def __init__(self, paper, top, figures, sheet, names, below):
        self.figures = figures
        self._sheet = sheet
        self._names = names
        self._below = below
        self._rows = [row for day in figures.days for row in _rows_of(day)]
        self.table = Table(paper, top, MEALS, len(self._rows))
        group = figures.group
        self._key = f"组{sheet.group_numbers[group.school_code, group.group_code]}"

    def write(self):
        """The rows; returns the row below them."""
        self.table.write_headings()
        for place, (day, meal, is_first) in enumerate(self._rows):
            own = self._meal(meal) if meal else {"meal": "—", "reason": "当天没有享受补助的餐次", "complete": YES}
            own |= {
                "on": day.on,
                "subsidy": day.subsidy_fen if is_first else None,
                "day_complete": Live(
                    f'IF(COUNTIFS({self.table.span("on")},{{on}},{self.table.span("complete")},"{NO}")=0,'
                    f'"{YES}","{NO}")',
                    YES if day.complete else NO,
                ),
            }
            self.table.write(place, own)
        return self.table.last + 1

    def _meal(self, meal):
        pot = self._sheet.pot_of(meal)
        issues, deliveries, heads = (below.table for below in self._below)
        price, served = meal.pot.price, meal.served or 0
        counted = price if meal.counts else ZERO
        shared = price * (pot.sum_of("others") + pot.sum_of("staff"))
        food = counted * served

        def of_pot(table, name):
            return f"SUMIFS({table.span(name)},{table.span('no')},{{no}})"

        return {
            "no": number_of(pot),
            "meal": self._names.meals[pot.meal],
            "canteen": self._names.canteen_code(pot.canteen_id),
            "issued": Live(of_pot(issues, "share"), pot.issued_fen),
            "delivered": Live(of_pot(deliveries, "counted"), pot.delivered_fen),
            "pot": Live("{issued}+{delivered}", pot.fen),
            "own": Live(of_pot(heads, "own"), pot.sum_of("beneficiaries")),
            "others": Live(of_pot(heads, "others"), pot.sum_of("others")),
            "staff": Live(of_pot(heads, "staff"), pot.sum_of("staff")),
            "silent": Live(of_pot(heads, "silent"), pot.sum_of("unreported")),
            "eaters": Live("SUM({own}:{silent})", pot.eaters),
            "shared": Live("IF({eaters}=0,0,{pot}*({others}+{staff})/{eaters})", shared),
            "pupils": Live("{pot}-{shared}", pot.fen - shared),
            "price": Live("IF({eaters}=0,0,{pot}/{eaters})", price),
            "served": Live(
                f'SUMIFS({heads.span("own")},{heads.span("no")},{{no}},{heads.span("key")},"{self._key}")', served
            ),
            "enrolled": meal.enrolled,
            "counted": Live("IF({served}>0,{price},0)", counted),
            "food": Live("{counted}*{served}", food),
            "top_up": meal.top_up_fen,
            "why": Live(f'IF({{served}}>0,"{COUNTED}","{NOT_COUNTED}")', COUNTED if meal.counts else NOT_COUNTED),
            "reason": self._reason(meal, pot),
            "missing": Live(
                f'COUNTIFS({heads.span("no")},{{no}},{heads.span("status")},"{STATUS["silent"]}")', pot.silent_groups
            ),
            "complete": Live(
                f'IF(AND({{missing}}=0,OR({{pot}}>0,{{served}}=0)),"{YES}","{NO}")', YES if meal.complete else NO
            ),
            "heads": Live("IF({served}>0,{served},{enrolled})", served or meal.enrolled),
            "unverified": Live(
                f'IF(COUNTIFS({deliveries.span("no")},{{no}},{deliveries.span("declared")},"{UNDECLARED}")>0,'
                f'"{UNVERIFIED}","")',
                "" if pot.verified else UNVERIFIED,
            ),
            "entitled": Live(
                "IF({enrolled}=0,0,{food}/{enrolled})", food * Ratio(1, meal.enrolled) if meal.enrolled else ZERO
            ),
        }

    def _reason(self, meal, pot):
        said = []
        if meal.record is None:
            said.append("本组没有就餐记录")
        elif not meal.counts:
            said.append("本组享受学生就餐 0 人")
        elif not meal.has_cost:
            said.append("没有出库或送餐")
        group = self.figures.group
        own = group.school_code, group.group_code
        silent = [row for row in pot.heads if row.status == "silent" and (row.school_code, row.group_code) != own]
        for row in silent:
            home = "" if row.school_code == group.school_code else self._names.school(row.school_code)
            said.append(f"缺{home} {row.group_code} 的就餐记录")
        if not pot.verified:
            said.append("未申报食材成本，按送餐金额全额计入")
        return "；".join(said)

    def reading(self, name, *, of_complete_days=False):
        """The formula of a reading and its exact value, over the whole week or its complete days alone."""
        span, also = self.table.span, ""
        if of_complete_days:
            also = f',{span("day_complete")},"{YES}"'
        days = [day for day in self.figures.days if day.complete or not of_complete_days]
        exact = READINGS[name]([meal for day in days for meal in day.meals])
        if name == "person_days":
            meals = sorted({meal.pot.meal for day in self.figures.days for meal in day.meals})
            parts = [self._by_heads(self._names.meals[meal], also) for meal in meals]
            return "+".join(parts) or "0", exact
        column = span("counted" if name == "spend" else "entitled")
        return (f"SUMIFS({column}{also})" if also else f"SUM({column})"), exact

    def _by_heads(self, meal, also):
        span = self.table.span
        of_meal = f'{span("meal")},"{meal}"{also}'
        heads = f"SUMIFS({span('heads')},{of_meal})"
        return f"IF({heads}=0,0,SUMIFS({span('food')},{of_meal})/{heads}*COUNTIFS({of_meal}))"


def _rows_of(day):
    if not day.meals:
        yield day, None, True
    for place, meal in enumerate(day.meals):
        yield day, meal, place == 0
