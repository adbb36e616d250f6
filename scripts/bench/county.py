"""A county of any size for the benchmarks: rows of every table the weekly spend reads, the same each time.

Of ten schools one is a teaching point fed by its neighbour's canteen and two board (three meals a day); there
are dated counts, calendars of a school and of a grade, top-ups, a missing record in fifty, corrections and
reversals. With everything, one school of ten is supplied by a contractor and the others spread a sack and a
barrel a week over 5 and 20 days.
"""

import random
from datetime import date, timedelta

MONDAY = date(2026, 11, 2)
WEEKS = 3  # of ledger: the week under test and two before it
AHEAD = 6  # more weeks that the calendar names
LINES = 12
COUNTY = 1
ENTERED = "2026-11-08T12:00:00+08:00"


def rows(schools, everything=False):
    """(table, columns, rows) in an order that keeps the foreign keys."""
    made = _County(schools, everything)
    for table, columns in COLUMNS.items():
        yield table, columns.split(), getattr(made, table)


COLUMNS = {
    "counties": "id code name is_demo created_at",
    "policies": "county_id from_date version subsidy_fen deciding tolerance_fen close_after_days close_at choices",
    "journal_heads": "county_id seq hash posted",
    "schools": "county_id id code name aliases town school_type supply_mode",
    "canteens": "county_id id code school_id name",
    "pupil_groups": "county_id id school_id code",
    "enrolments": "county_id group_id from_date name age_band canteen_id beneficiaries other_pupils",
    "meal_standards": "county_id school_id group_id from_date meal subsidised top_up_fen",
    "calendar_days": "county_id dated_on school_id group_id day_type",
    "ingredients": "county_id id code name aliases pinyin food_group base_unit",
    "documents": "county_id id kind canteen_id doc_no dated_on meal digest entered_at entered_by imported",
    "issue_lines": "county_id document_id line_no ingredient_id quantity unit use_days cost_fen",
    "delivery_lines": "county_id document_id line_no portions amount_fen food_cost_fen",
    "reversals": "county_id document_id id canteen_id dated_on reason reversed_by entered_at entered_by imported",
    "meal_records": "county_id dated_on group_id meal version school_id beneficiaries other_pupils staff "
    "entered_at entered_by imported",
}


class _County:
    def __init__(self, schools, everything):
        dice = random.Random(25)
        for table in COLUMNS:
            setattr(self, table, [])
        self._dice = dice
        self._everything = everything
        self._posted = 0
        self._whole_county()
        for school in range(1, schools + 1):
            self._school(school, feeds_itself=school % 10 != 0)
        self.journal_heads.append((COUNTY, 0, "0" * 64, self._posted))

    def _whole_county(self):
        self.counties.append((COUNTY, "000001", "Benchmark", False, ENTERED))
        self.policies.append((COUNTY, date(2021, 9, 1), 1, 500, "spend", 5, 1, "18:00", "{}"))
        for k in range(-7 * (WEEKS - 1), 7 * (AHEAD + 1)):
            on = MONDAY + timedelta(days=k)
            self.calendar_days.append((COUNTY, on, 0, 0, "supply" if on.weekday() < 5 else "closed"))
        for number in range(1, LINES + 1):
            self.ingredients.append((COUNTY, number, f"F{number}", f"F{number}", "", "", "其他", "g"))

    def _school(self, school, feeds_itself):
        dice = self._dice
        canteen = school if feeds_itself else school - 1
        boards, contractor = school % 10 in (3, 4), self._everything and school % 10 == 5
        self.schools.append((COUNTY, school, f"S{school:05}", f"S{school}", "", "T", "primary", "canteen"))
        if feeds_itself:
            self.canteens.append((COUNTY, school, f"C{school:05}", school, f"C{school}"))
        if school % 7 == 0:
            self.meal_standards.append((COUNTY, school, 0, date(2026, 9, 1), "lunch", True, 100))
        if school % 20 == 3:
            self.meal_standards.append((COUNTY, school, 0, date(2026, 9, 1), "breakfast", True, 0))
        if school % 20 == 6:
            self.calendar_days.append((COUNTY, MONDAY + timedelta(days=2), school, 0, "closed"))
        meals = ("breakfast", "lunch", "dinner") if boards else ("lunch",)
        heads = sum(self._group(school, canteen, group, meals) for group in (2 * school - 1, 2 * school))
        if feeds_itself:
            for on in self._days():
                for meal in meals:
                    cost = heads * dice.randint(430, 560)
                    (self._delivery if contractor else self._issue)(canteen, on, meal, cost, heads)

    def _group(self, school, canteen, group, meals):
        dice = self._dice
        counts = dice.randint(30, 180), dice.randint(0, 12)
        self.pupil_groups.append((COUNTY, group, school, f"G{group % 2}"))
        self._enrol(group, date(2026, 9, 1), canteen, *counts)
        if group % 5 == 0:
            self._enrol(group, MONDAY + timedelta(days=1), canteen, counts[0] + 2, counts[1])
        if group % 40 == 7:
            self.calendar_days.append((COUNTY, MONDAY + timedelta(days=4), school, group, "closed"))
        for on in self._days():
            for meal in meals:
                if dice.random() >= 0.02:
                    self._served(on, group, meal, school, *counts)
        return sum(counts)

    def _days(self):
        return [day[1] for day in self.calendar_days[: 7 * WEEKS] if day[4] == "supply"]

    def _enrol(self, group, on, canteen, beneficiaries, others):
        self.enrolments.append((COUNTY, group, on, "G", "6-8", canteen, beneficiaries, others))

    def _served(self, on, group, meal, school, beneficiaries, others):
        dice = self._dice
        record = (school, beneficiaries - dice.randint(0, 4), others, dice.randint(1, 5), ENTERED, "bench", True)
        self.meal_records.append((COUNTY, on, group, meal, 1, *record))
        if dice.random() < 0.01:
            self.meal_records.append((COUNTY, on, group, meal, 2, *record))

    def _document(self, kind, canteen, on, meal):
        self._posted += 1
        number = self._posted
        self.documents.append((COUNTY, number, kind, canteen, f"N{number}", on, meal, "0" * 64, ENTERED, "bench", True))
        return number

    def _issue(self, canteen, on, meal, cost, heads):
        number = self._document("issue", canteen, on, meal)
        for line in range(1, LINES + 1):
            spread = self._everything and on.weekday() == 0 and meal == "lunch" and line < 3
            use_days = (5, 20)[line - 1] if spread else 1
            self.issue_lines.append((COUNTY, number, line, line, heads * 30, "g", use_days, cost // LINES + line))
        if self._dice.random() < 0.01:
            self._posted += 1
            self.reversals.append((COUNTY, number, self._posted, canteen, on, "bench", "bench", ENTERED, "bench", True))
            self._issue(canteen, on, meal, cost, heads)

    def _delivery(self, canteen, on, meal, cost, heads):
        number = self._document("delivery", canteen, on, meal)
        self.delivery_lines.append((COUNTY, number, 1, heads, cost * 4 // 3, cost if canteen % 20 == 5 else None))
