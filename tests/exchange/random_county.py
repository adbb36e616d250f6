"""Random small counties with every feature of the contract, in an order of entry that the oracle accepts.

Documents are proposed at random and kept when the oracle's ledger takes them,
so that a set is full of shared canteens, late entries, reversals and closings
and still right. The same seed gives the same set.
"""

from copy import deepcopy
from datetime import date, timedelta
from random import Random

from tests.support.exchange_folder import week_of
from tests.support.oracle_county import County
from tests.support.oracle_ledger import Document, Ledger, Refused

FIRST = date(2026, 10, 12)
DAYS = [FIRST + timedelta(days=k) for k in range(21)]
MEALS = ("breakfast", "lunch", "dinner", "snack")
_UNITS = {"g": [("g", 1), ("kg", 1000), ("jin", 500)], "ml": [("ml", 1), ("L", 1000)], "piece": [("piece", 1)]}
_INGREDIENTS = {
    "rice": ("g", 25000),
    "egg": ("piece", 30),
    "oil": ("ml", 5000),
    "salt": ("g", None),
    "leek": ("g", None),
}
_ORDER = ("opening", "receipt", "issue", "delivery", "loss", "stocktake")
_FILES = {
    "opening": ("openings", "opened_on"),
    "receipt": ("receipts", "received_on"),
    "issue": ("issues", "issued_on"),
    "delivery": ("deliveries", "delivered_on"),
    "loss": ("losses", "lost_on"),
    "stocktake": ("stocktakes", "counted_on"),
}


class _Row(dict):
    def __missing__(self, column):
        return ""


def random_county(seed):
    """The tables of a set: {file: [row, ...]}."""
    return _Maker(Random(seed)).tables()


class _Maker:
    def __init__(self, random):
        self.random = random
        self.set = {}
        self.posted = random.random() < 0.6
        self.numbers = iter(range(10, 100_000, 7))
        self.count = 0

    def tables(self):
        self._county()
        self._eating()
        self.county = County(self.set)
        self.ledger = Ledger(self.set, self.county)
        if self.posted:
            self._entries_in_any_order()
        else:
            self._entries_by_date()
        if self.random.random() < 0.3:
            self.random.shuffle(self.set.get("meals", []))
        return {name: [dict(row) for row in rows] for name, rows in self.set.items() if rows}

    def _add(self, file, **cells):
        row = _Row({name: str(value) for name, value in cells.items() if value is not None})
        self.set.setdefault(file, []).append(row)
        return row

    def _county(self):
        random = self.random
        if random.random() < 0.7:
            self._add("policies", from_date="2021-09-01", subsidy_yuan="5.00", deciding="", tolerance_yuan="")
            if random.random() < 0.5:
                deciding = random.choice(("spend", "person_days", "enrolled"))
                subsidy = random.choice(("5.00", "5.60", "4.99"))
                self._add("policies", from_date=random.choice(DAYS), subsidy_yuan=subsidy, deciding=deciding)
        self.schools = [f"S{k}" for k in range(random.randint(1, 4))]
        self.canteens = [f"C{k}" for k in range(random.randint(1, 3))]
        for code in self.schools:
            self._add(
                "schools", school_code=code, name=f"学校{code}", town="镇", school_type="primary", supply_mode="canteen"
            )
        for code in self.canteens:
            self._add("canteens", canteen_code=code, school_code=random.choice(self.schools), name="食堂")
        self.groups = [(school, f"G{k}") for school in self.schools for k in range(random.randint(1, 2))]
        for school, code in self.groups:
            self._group(school, code)
        for code, (unit, package) in _INGREDIENTS.items():
            self._add(
                "ingredients", ingredient_code=code, name=code, food_group="其他", base_unit=unit,
                package_name="包" if package else None, package_content=package,
            )  # fmt: skip
        self._add("suppliers", supplier_code="V", name="供货商")
        self._calendar()
        self._standards()

    def _group(self, school, code):
        random = self.random
        dates = [date(2026, 9, 1) if random.random() < 0.8 else random.choice(DAYS)]
        dates += [on for on in random.sample(DAYS, random.choice((0, 0, 1, 2))) if on > dates[0]]
        for on in dates:
            self._add(
                "pupil_groups", school_code=school, group_code=code, name=code, age_band="9-11",
                canteen_code=random.choice(self.canteens), from_date=on,
                beneficiaries=random.choice((0, 3, 17, 40, 120)), other_pupils=random.choice((0, 0, 2, 9)),
            )  # fmt: skip

    def _calendar(self):
        random = self.random
        for on in DAYS:
            if on.weekday() < 5 or random.random() < 0.15:
                self._add("calendar", date=on, day_type=random.choices(("supply", "closed"), (12, 1))[0])
            if random.random() < 0.12:
                self._add(
                    "calendar",
                    date=on,
                    day_type=random.choice(("supply", "closed")),
                    school_code=random.choice(self.schools),
                )
            if random.random() < 0.12:
                school, code = random.choice(self.groups)
                self._add(
                    "calendar",
                    date=on,
                    day_type=random.choice(("supply", "closed")),
                    school_code=school,
                    group_code=code,
                )

    def _standards(self):
        random, seen = self.random, set()
        for _ in range(random.choice((0, 1, 3, 5))):
            school, code = random.choice(self.groups)
            key = school, random.choice((code, "")), random.choice((date(2026, 9, 1), *DAYS)), random.choice(MEALS)
            if key not in seen:
                seen.add(key)
                self._add(
                    "meal_standards", school_code=key[0], group_code=key[1], from_date=key[2], meal=key[3],
                    subsidised=random.choice(("yes", "yes", "no")), top_up_yuan=random.choice(("0.00", "1.30", "3.00")),
                )  # fmt: skip

    def _eating(self):
        random, county = self.random, County(self.set)
        for group in self.groups:
            for on in DAYS:
                standing = county.standing(group, on)
                if standing is None or (not county.has_supply(group, on) and random.random() < 0.9):
                    continue
                meals = {meal for meal, _ in county.subsidised(group, on)}
                meals |= {random.choice(MEALS)} if random.random() < 0.15 else set()
                for meal in sorted(meals):
                    if random.random() < 0.9:
                        most = 2 * standing.beneficiaries
                        served = random.choice((standing.beneficiaries, random.randint(0, most), 0))
                        self._add(
                            "meals", school_code=group[0], group_code=group[1], date=on, meal=meal,
                            beneficiaries_served=served, other_pupils_served=random.randint(0, standing.other_pupils),
                            staff_served=random.choice((0, 1, 4)),
                        )  # fmt: skip

    def _entries_in_any_order(self):
        """Mostly by date, some entered late, weeks closed on the way."""
        for on in [FIRST - timedelta(days=1), *DAYS]:
            for kind in _ORDER:
                for _ in range(self._how_many(kind)):
                    late = self.random.random() < 0.2
                    self._try_document(
                        kind, self.random.choice(DAYS[: DAYS.index(on) + 1]) if late and on >= FIRST else on
                    )
            for _ in range(self.random.choice((0, 0, 0, 1, 2))):
                self._try_reversal(on)
            if on.weekday() == 6 or self.random.random() < 0.05:
                self._try_closings(on)

    def _entries_by_date(self):
        """In the order that the format gives to a set without an order of entry."""
        for on in [FIRST - timedelta(days=1), *DAYS]:
            for _ in range(self.random.choice((0, 0, 1))):
                self._try_reversal(on, same_date=False)
            for kind in _ORDER:
                for _ in range(self._how_many(kind)):
                    document = self._try_document(kind, on)
                    if document and self.random.random() < 0.1:
                        self._try_reversal(on, document)
        self._try_closings(DAYS[-1])

    def _how_many(self, kind):
        weights = {
            "opening": (9, 1, 0),
            "receipt": (2, 4, 3),
            "issue": (1, 4, 5),
            "delivery": (6, 2, 0),
            "loss": (8, 2, 0),
        }
        return self.random.choices((0, 1, 3), weights.get(kind, (8, 2, 0)))[0]

    def _try_document(self, kind, on):
        self.count += 1
        document = Document(self.random.choice(self.canteens), kind, f"{kind[0]}{self.count}", on, [], 0)
        meal = self.random.choices(MEALS, (1, 8, 1, 2))[0]
        ingredients = self.random.sample(sorted(_INGREDIENTS), self.random.choice((1, 1, 2, 3)))
        for code in ingredients if kind != "delivery" else (None,):
            for _ in range(self.random.choice((1, 1, 1, 2)) if kind not in ("delivery", "stocktake") else 1):
                document.rows.append(self._row(document, code, meal))
        if not self._accepted(lambda: self.ledger.post(document)):
            return None
        posted = next(self.numbers) if self.posted else None
        for row in document.rows:
            self._add(_FILES[kind][0], **row, posted=posted)
        return document

    def _row(self, document, code, meal):
        random, kind = self.random, document.kind
        row = _Row(canteen_code=document.canteen, doc_no=document.number)
        row[_FILES[kind][1]] = str(document.on)
        if kind in ("issue", "delivery"):
            row["meal"] = meal
        if kind == "delivery":
            amount = random.randint(0, 99999)
            food = random.choice(("", f"{amount // 2}.{amount % 100:02}"))
            return _Row(row, portions=str(random.randint(1, 99)), amount_yuan=f"{amount}.05", food_cost_yuan=food)
        unit, content = random.choice(_UNITS[_INGREDIENTS[code][0]])
        if _INGREDIENTS[code][1] and random.random() < 0.2:
            unit, content = "package", _INGREDIENTS[code][1]
        base = random.choice((1, 7, 50, 999, 4000, 33333)) * (3 if kind in ("opening", "receipt") else 1)
        quantity = (
            f"{base}" if content == 1 else f"{max(base // content, 1)}" + (".5" if content in (1000, 500) else "")
        )
        row |= {"ingredient_code": code, "unit": unit}
        row["counted_quantity" if kind == "stocktake" else "quantity"] = (
            "0" if kind == "stocktake" and base == 1 else quantity
        )
        if kind in ("opening", "receipt"):
            row["amount_yuan"] = f"{random.choice((0, 1, 33, 487))}.{random.randint(0, 99):02}"
            if random.random() < 0.6:
                row["expires_on"] = str(document.on + timedelta(days=random.choice((0, 1, 4, 30))))
        if kind == "opening":
            row["counted_by"] = "甲"
        if kind == "issue" and random.random() < 0.2:
            row["use_days"] = str(random.choice((1, 2, 3, 7, 30, 60)))
        return row

    def _try_reversal(self, on, document=None, same_date=None):
        there = [one for one in self.ledger._documents.values() if not one.reversed and one.on <= on]
        if same_date is False:
            there = [one for one in there if one.on != on]
        document = document or (self.random.choice(there) if there else None)
        if document is None or self._is_closed(document.canteen, on):
            return
        cells = {
            "canteen_code": document.canteen,
            "doc_kind": document.kind,
            "doc_no": document.number,
            "reversed_on": str(on),
        }
        if self._accepted(lambda: self.ledger.reverse(_Row(cells))):
            posted = next(self.numbers) if self.posted else None
            self._add("reversals", **cells, reason="录错", reversed_by="库管", posted=posted)

    def _is_closed(self, canteen, on):
        """Whether a reversal dated on this day comes too late for a school that the canteen then feeds."""
        return any((school, week_of(on)) in self.ledger.closed for school, _ in self.county.fed(canteen, on))

    def _try_closings(self, on):
        posted = next(self.numbers) if self.posted else None
        for week in sorted({week_of(day) for day in DAYS if week_of(day) <= week_of(on)}):
            for school in self.schools:
                if self.random.random() < 0.4 and (school, week) not in self.ledger.closed:
                    self.ledger.closed.add((school, week))
                    moment = "2026-11-02T18:00:00+08:00"
                    self._add(
                        "closings", school_code=school, week=week, closed_at=moment, closed_by="校长", posted=posted
                    )

    def _accepted(self, work):
        """Whether the ledger takes it; what it refuses leaves it as it was."""
        before = deepcopy(self.ledger.__dict__, {id(self.county): self.county})
        try:
            work()
        except Refused:
            self.ledger.__dict__ = before
            return False
        return True
