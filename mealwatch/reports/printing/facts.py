"""What the books of one canteen and period are made of, each table read once, when a book first asks for it."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from mealwatch.acceptance import queries as acceptance
from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.purchasing import queries as purchasing
from mealwatch.reports import queries as reports
from mealwatch.reports.printing import period
from mealwatch.reports.printing.form import Quantity
from mealwatch.reports.printing.monthly import Monthly
from mealwatch.safety import queries as safety
from mealwatch.schools import queries as schools
from mealwatch.signing import queries as signing
from mealwatch.stock.domain.documents import MEALS
from mealwatch.stock.queries import documents, drawn
from mealwatch.stock.queries.prices import reference
from mealwatch.stock.queries.unsigned import SUBJECT, unsigned

#: Food groups that the eleven tables call staples (主食); all others are 副食.
STAPLES = ("谷薯类",)


@dataclass(frozen=True)
class Posted:
    """A document with its lines; ``undone`` says when and why it was reversed, or is empty."""

    head: Any
    lines: tuple

    @property
    def undone(self):
        head = self.head
        if head.reversed_on is None:
            return ""
        return f"已红冲（{head.reversed_on.isoformat()}，{head.reversal_reason}）"


class Facts(Monthly):
    """Everything known about a canteen in a Period up to ``today``; ``only`` narrows documents to (kind, number)."""

    def __init__(self, county_id, canteen, wanted, today, only=None):
        self.county_id = county_id
        self.canteen = canteen
        self.period = wanted
        self.today = today
        self.only = only
        self._posted = {}
        self._reconciled = {}
        self._prices, self._grounds = {}, {}
        self._served_of = {}
        self._records = {}
        self._signatures = {}

    def narrow(self, on):
        """Look at one day alone, whatever was asked: the day of the only document."""
        self.period = period.on(on)

    @cached_property
    def county(self):
        return counties.get_county(self.county_id)

    @cached_property
    def school(self):
        """The school at which the canteen stands."""
        return schools.school_by_id(self.county_id, self.canteen.school_id)

    @cached_property
    def terms(self):
        return schools.terms_of(self.county_id)

    @cached_property
    def ingredients(self):
        return {one.id: one for one in catalogue.ingredients_of(self.county_id)}

    @cached_property
    def suppliers(self):
        return {one.id: one for one in catalogue.suppliers_of(self.county_id)}

    def quantity(self, ingredient_id, base):
        """A Quantity of an ingredient, None for None."""
        return None if base is None else Quantity(base, self.ingredients[ingredient_id].base_unit)

    def is_staple(self, ingredient_id):
        return self.ingredients[ingredient_id].food_group in STAPLES

    def supplier_name(self, supplier_id):
        found = self.suppliers.get(supplier_id)
        return found.name if found else None

    def posted(self, kind):
        """The period's documents of a kind as Posted, by date, meal and entry."""
        if kind not in self._posted:
            self._posted[kind] = self._read(kind)
        return self._posted[kind]

    def _read(self, kind):
        if self.only:
            wanted_kind, doc_no = self.only
            head = documents.find_head(self.county_id, self.canteen.id, kind, doc_no) if kind == wanted_kind else None
            heads = [head] if head else []
        else:
            wanted = documents.Filter((self.canteen.id,), (kind,), self.period.first, self.period.last)
            heads = documents.documents_of(self.county_id, wanted)
        heads = sorted(heads, key=lambda head: (head.dated_on, _place(head.meal), head.id))
        lines = {}
        for line in documents.lines_of(self.county_id, kind, [head.id for head in heads]) if heads else ():
            lines.setdefault(line.document_id, []).append(line)
        return [Posted(head, tuple(lines.get(head.id, ()))) for head in heads]

    @cached_property
    def orders(self):
        """The orders in their newest versions of which goods come in the period, by day and number."""
        if self.only:
            one = purchasing.find_order(self.county_id, self.canteen.id, self.only[1])
            return [one] if one and self.only[0] == "order" else []
        found = purchasing.orders_of(self.county_id, self.canteen.id, since=self.period.first)
        return sorted((one for one in found if one.deliver_on in self.period), key=lambda one: (one.deliver_on, one.id))

    def unsigned(self, kind):
        """The period's standing documents of a kind that lack a signature, as the screens list them."""
        return [one for one in self._unsigned if one.kind == kind]

    @cached_property
    def _unsigned(self):
        return unsigned(self.county_id, [self.canteen.id], self.period.first, self.period.last)

    def signatures(self, kind):
        """``{doc_no: [Signature, ...]}`` of the signatures under the period's documents of a kind, the oldest first."""
        if kind not in self._signatures:
            numbers = [one.head.doc_no for one in self.posted(kind)]
            place = self.county_id, self.canteen.id
            later = signing.signatures_of(*place, SUBJECT, [f"{kind}/{number}" for number in numbers])
            at_once = signing.signatures_of(*place, kind, numbers)
            self._signatures[kind] = {
                number: [*at_once.get(number, ()), *later.get(f"{kind}/{number}", ())] for number in numbers
            }
        return self._signatures[kind]

    @cached_property
    def sources(self):
        """From which lots the period's issues drew: {(document id, line number): [Source, ...]}."""
        return drawn.sources_of(self.county_id, [one.head.id for one in self.posted("issue")])

    @cached_property
    def acceptances(self):
        """``{(document id, line number): Acceptance}`` of the period's receipts and deliveries."""
        return acceptance.acceptances(self.county_id, self.canteen.id, self.period.first, self.period.last)

    @cached_property
    def slip_of(self):
        """``{document id: Slip}``."""
        found = acceptance.slips(self.county_id, self.canteen.id, self.period.first, self.period.last)
        return {slip.document_id: slip for slip, _ in found if slip.document_id is not None}

    @cached_property
    def months(self):
        """The months that the period touches, up to this one."""
        found = [self.period.month]
        while found[-1].after.first <= min(self.period.last, self.today):
            found.append(found[-1].after)
        return found

    def reconciled(self, month):
        """The Reconciliation of a month."""
        if month not in self._reconciled:
            self._reconciled[month] = reports.reconciliations(self.county_id, [self.canteen], month)[0]
        return self._reconciled[month]

    @cached_property
    def menu(self):
        """``{(date, meal): [menu row, ...]}``."""
        found = {}
        for row in menus.menu_rows(self.county_id, self.period.first, self.period.last, canteen_ids=[self.canteen.id]):
            found.setdefault((row.dated_on, row.meal), []).append(row)
        return dict(sorted(found.items(), key=lambda entry: (entry[0][0], _place(entry[0][1]))))

    def prices(self, week):
        """Exact fen per base unit of what is on the period's menus: {(canteen id, ingredient id): Fraction}."""
        if week not in self._prices:
            wanted = {row.ingredient_id for rows in self.menu.values() for row in rows}
            self._prices[week] = reference(self.county_id, [self.canteen.id], wanted, week.monday)
        return self._prices[week]

    @cached_property
    def last_suppliers(self):
        """``{ingredient id: supplier id}`` of the last receipts up to the period's end."""
        return drawn.last_suppliers(self.county_id, self.canteen.id, self.period.last)

    def planned(self, on):
        """``{age band: [beneficiaries, other pupils]}`` of those whom the canteen feeds on a day, by the roll."""
        found = {}
        for row in self.roll.fed_by(self.canteen.id, on):
            pupils = found.setdefault(row.age_band, [0, 0])
            pupils[0] += row.beneficiaries
            pupils[1] += row.other_pupils
        return found

    def enrolled(self, on):
        """Pupils whom the canteen feeds on a day, by the roll."""
        return sum(map(sum, self.planned(on).values()))

    @cached_property
    def groups(self):
        """The groups that some day eat from this canteen, by id."""
        roll = self.roll
        known = {group.id: group for group in schools.groups_of(self.county_id)}
        return {group_id: known[group_id] for group_id in roll.groups_ever_at(self.canteen.id)}

    @cached_property
    def roll(self):
        return schools.roll_of(self.county_id)

    @cached_property
    def fed_schools(self):
        """The schools with a group that this canteen feeds some day of the period, its own first."""
        ids = {
            group.school_id
            for group in self.groups.values()
            for row, _, _ in self.roll.during(group.id, self.period.first, self.period.last)
            if row.canteen_id == self.canteen.id
        } | {self.canteen.school_id}
        found = schools.schools_of(self.county_id, ids)
        return sorted(found, key=lambda one: (one.id != self.canteen.school_id, one.code))

    @cached_property
    def served(self):
        """``{(date, meal): {group id: (beneficiaries, other pupils, staff)}}`` of those who ate from this canteen."""
        return self._served(self.period.first, self.period.last)

    def served_of(self, month):
        """The same of a month."""
        if month not in self._served_of:
            self._served_of[month] = self._served(month.first, month.last)
        return self._served_of[month]

    def _served(self, first, last):
        records = meals.served(self.county_id, first, last, group_ids=list(self.groups))
        found = {}
        for (on, meal), heads in records.items():
            here = {
                group_id: counts
                for group_id, counts in heads.items()
                if (row := self.roll.on(group_id, on)) and row.canteen_id == self.canteen.id
            }
            if here:
                found[on, meal] = here
        return dict(sorted(found.items(), key=lambda entry: (entry[0][0], _place(entry[0][1]))))

    def heads(self, on, meal):
        """``(beneficiaries, other pupils, staff)`` that ate at a meal, or None where nobody recorded it."""
        groups = self.served.get((on, meal))
        return tuple(map(sum, zip(*groups.values(), strict=True))) if groups else None

    def eaters(self, on, meal):
        """Everybody who ate at a meal, or None."""
        heads = self.heads(on, meal)
        return None if heads is None else sum(heads)

    @cached_property
    def supply_days(self):
        """The canteen's supply days of the period up to today."""
        last = min(self.period.last, self.today)
        if last < self.period.first:
            return []
        return schools.canteen_supply_days(self.county_id, self.canteen.id, self.period.first, last)

    def without(self, days):
        """The supply days that are not among these."""
        return [on for on in self.supply_days if on not in days]

    @cached_property
    def cooked(self):
        """The meals of the period up to today that were cooked: with an issue, a delivery or eaters."""
        places = {
            (one.head.dated_on, one.head.meal)
            for kind in ("issue", "delivery")
            for one in self.posted(kind)
            if not one.undone
        }
        places |= {place for place, groups in self.served.items() if any(map(sum, groups.values()))}
        return sorted((place for place in places if place[0] <= self.today), key=lambda one: (one[0], _place(one[1])))

    def records(self, kind, *, days_after=0):
        """The period's daily records of a kind, by date, meal and entry."""
        if (kind, days_after) not in self._records:
            last = self.period.last + timedelta(days=days_after)
            found = safety.records(self.county_id, self.canteen.id, [kind], self.period.first, last)
            found.sort(key=lambda one: (one.dated_on, _place(one.meal), one.number if kind != "uv" else ""))
            self._records[kind, days_after] = found
        return self._records[kind, days_after]

    @cached_property
    def machines(self):
        """The names of refrigerators and lamps by id."""
        return {one.id: one.name for one in safety.equipment_of(self.county_id, self.canteen.id, every=True)}

    @cached_property
    def machine_kinds(self):
        """How many machines in use there are of each kind."""
        return Counter(one.kind for one in safety.equipment_of(self.county_id, self.canteen.id))

    def check_list(self, kind, version):
        """The list that a safety check went through."""
        return safety.check_list(self.county_id, kind, version)


def _place(meal):
    return MEALS.index(meal) if meal in MEALS else -1
