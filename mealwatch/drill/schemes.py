"""The labelled schemes: what each leaves in the records, which rules fit it, and where its cases are planted.

A scheme is described by what it does, never by what a rule looks for. Every case has
its school (a ring: several), its strength and its weeks; in one term a school has one
case at most. The words describe what was planted; the service itself says 差异, 疑似.
"""

from dataclasses import dataclass

from mealwatch.demo.chance import chance
from mealwatch.drill.calendar import TERMS
from mealwatch.kernel.week import Week

#: A case lasts so many weeks, or to the end of its term.
LASTS = 8
_CASES_OF_SCHOOLS = 15  # schools for each case of a scheme
_RING_OF_SCHOOLS, _RING = 20, 4  # schools for each ring, and how many canteens a ring serves
_LEAST_PUPILS = 40  # smaller kitchens are looked at over four weeks; schemes are planted in bigger ones
_QUIET_AT_START, _QUIET_AT_END = 2, 4  # weeks of a term in which no case begins


@dataclass(frozen=True)
class Scheme:
    """``fits``: rules whose alert finds it. ``variants`` and ``strengths`` are dealt out to its cases in turn.

    ``stays``: variants whose traces nobody takes away, what never came and was never issued; they are planted in the
    last term and last to the end of the year.
    """

    id: str
    name: str
    done: str
    fits: tuple[str, ...]
    strengths: tuple[int, ...]
    variants: tuple[str, ...] = ("",)
    stays: tuple[str, ...] = ()


SCHEMES = (
    Scheme(
        "steady_skim", "持续克扣", "每天出库比食谱少百分之几，少买少发",
        ("F01", "F02", "F03", "F06", "K01", "S06", "Q01"), (12, 8, 10, 6),
    ),
    Scheme(
        "ghost_meals", "虚报人数", "按在册或凑整人数登记，实到少百分之几，按实到下锅",
        ("H01", "H02", "H03", "H05", "F01", "F02", "F03", "F06", "K01"), (10, 7, 12, 8),
        ("enrolled", "rounded", "enrolled", "above"),
    ),
    Scheme(
        "fake_receipt", "虚假入库", "没有到货的入库：囤粮不出、当天整进整出、拆单，单据后补",
        ("S01", "S03", "S04", "S06", "S08", "P06", "W02"), (200, 45, 160, 60),
        ("hoard", "in_out", "split", "in_out"), ("hoard", "split"),
    ),
    Scheme(
        "padded_price", "价格虚高", "一家供货商的一类货比别处贵百分之几",
        ("P01", "P02", "V01"), (25, 40, 20, 32), ("meat", "vegetable", "meat", "dry"),
    ),
    Scheme(
        "downgraded", "以次充好", "菜单上的肉只出百分之几，其余用调理丸子、裹粉鸡块顶数",
        ("Q01", "Q02", "Q03", "Q05", "S06", "K01", "F01", "F02", "F03"), (40, 55, 30, 50),
    ),
    Scheme(
        "copied_weeks", "整周照抄", "食谱、出库、人数每周照抄上一周",
        ("Q04",), (100, 100, 100, 100),
    ),
    Scheme(
        "back_dating", "集中补录", "整周的单据在一个晚上补齐",
        ("W02",), (100, 100, 100, 100), ("sunday", "monday", "friday", "sunday"),
    ),
    Scheme(
        "supplier_ring", "串通供货", "两家同一电话的商行接下几所学校的一类货，价格逐周上涨",
        ("V01", "V02", "P01"), (4, 3, 5), ("meat", "meat", "vegetable"),
    ),
    Scheme(
        "menu_downgrade", "食谱降档", "公布的食谱照旧，肉蛋只出百分之几，用土豆白菜补足份量",
        ("S06", "Q01", "K01", "F01", "F02", "F03", "F06"), (60, 50, 70, 45),
    ),
    Scheme(
        "unreported", "漏报", "每周有几天没有任何记录",
        ("U01",), (1, 2, 3, 1),
    ),
)  # fmt: skip
SCHEME = {scheme.id: scheme for scheme in SCHEMES}
RING = "supplier_ring"


@dataclass(frozen=True)
class Case:
    """``schools`` do it; ``touched`` are all schools whose records show it, those that they cook for included."""

    number: int
    scheme: str
    variant: str
    strength: int
    schools: tuple[str, ...]
    touched: tuple[str, ...]
    first: Week
    last: Week

    def row(self):
        """The row of labels.csv."""
        return {
            "case": self.number,
            "scheme": self.scheme,
            "name": SCHEME[self.scheme].name,
            "variant": self.variant,
            "strength": self.strength,
            "schools": " ".join(self.schools),
            "touched": " ".join(self.touched),
            "first_week": str(self.first),
            "last_week": str(self.last),
            "done": SCHEME[self.scheme].done,
        }


def plant(seed, canteens, weeks):
    """The cases of a year, none of them at the same school in the same term."""
    slots = _slots(seed, canteens, weeks)
    cases = []
    wanted = {scheme.id: _wanted(scheme, canteens) for scheme in SCHEMES}
    for nth in range(max(wanted.values())):
        for scheme in SCHEMES:
            if nth >= wanted[scheme.id]:
                continue
            been = {code for case in cases if case.scheme == scheme.id for code in case.schools}
            variant = scheme.variants[nth % len(scheme.variants)]
            found = _take(seed, slots, scheme, variant, nth, been)
            if found:
                chosen, starts, ends = found
                cases.append(
                    Case(
                        len(cases) + 1, scheme.id, variant, scheme.strengths[nth % len(scheme.strengths)],
                        tuple(canteen.school.code for canteen in chosen),
                        tuple(code for canteen in chosen for code in canteen.codes),
                        starts, ends,
                    )
                )  # fmt: skip
    return cases


def _wanted(scheme, canteens):
    schools = sum(len(canteen.fed) for canteen in canteens)
    return max(1, schools // (_RING_OF_SCHOOLS if scheme.id == RING else _CASES_OF_SCHOOLS))


def _slots(seed, canteens, weeks):
    """``{term: (its weeks, the canteens that are still free)}``, the canteens in the order of the lot."""
    cooking = [one for one in canteens if one.school.supply_mode == "canteen" and one.school.pupils >= _LEAST_PUPILS]
    slots = {}
    for term in TERMS:
        of_term = [week for week in weeks if Week.of(term.first) <= week <= Week.of(term.last)]
        if len(of_term) > _QUIET_AT_START + _QUIET_AT_END:
            slots[term] = (of_term, chance(seed, "lot", term.name).sample(cooking, len(cooking)))
    return slots


def _take(seed, slots, scheme, variant, nth, been):
    """Free canteens of one term that did not do the same before, and the weeks; None where no term has them."""
    luck, count = chance(seed, "case", scheme.id, nth), _RING if scheme.id == RING else 1
    stays = variant in scheme.stays
    for term in list(slots)[-1:] if stays else luck.sample(list(slots), len(slots)):
        weeks, free = slots[term]
        chosen = [canteen for canteen in free if canteen.school.code not in been][:count]
        if len(chosen) == count:
            slots[term] = weeks, [canteen for canteen in free if canteen not in chosen]
            start = luck.randint(_QUIET_AT_START, len(weeks) - _QUIET_AT_END - 1)
            return chosen, weeks[start], weeks[-1 if stays else min(start + LASTS, len(weeks)) - 1]
    return None
