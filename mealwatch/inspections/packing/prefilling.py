"""What was gathered, as the facts that the rules of domain.prefill ask for."""

from datetime import timedelta

from mealwatch.catalogue.known_nutrients import content_of, known_as
from mealwatch.inspections.domain.prefill import RULES, facts
from mealwatch.kernel.week import Week
from mealwatch.menus import standard
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.signing.domain.exceptions import is_mark

_MEAT = set(standard.GROUPS[standard.MEAT])
_OTHER = {"蛋类", "奶及奶制品", standard.SOY}
_VEGETABLES = "蔬菜类"
#: Whose names stand on a line of each kind, by role; the second acceptor is another acceptor.
_SIGNERS = {
    "receipt": (("buyer", "buyer"), ("acceptor_1", "acceptor"), ("acceptor_2", "second_acceptor")),
    "delivery": (("acceptor_1", "acceptor"), ("acceptor_2", "second_acceptor")),
    "issue": (("storekeeper", "storekeeper"), ("collector", "collector")),
}


def prefill(version, gathered, translate):
    """``{item code: suggestion}`` of the items of a list that are filled in before the visit."""
    known = facts_of(gathered)
    return {
        item.code: RULES[item.prefill](known).as_json(translate) for item in version.list.items if item.prefill in RULES
    }


def facts_of(gathered):
    """The Facts of a school."""
    meals = _meals(gathered)
    return facts.Facts(
        today=gathered.today,
        since=gathered.since,
        has_stock=gathered.has_stock,
        visited=gathered.last_visit is not None,
        old_findings=tuple(map(_old_finding, gathered.findings)),
        licences=_papers(gathered, "licence"),
        staff=tuple(person.name for person in gathered.staff),
        certificates=_papers(gathered, "health"),
        sources=tuple(
            facts.Source(gathered.suppliers[one].name, gathered.suppliers[one].licence_expires_on)
            for one in sorted(gathered.used)
        ),
        papers=tuple(
            _paper(gathered, head)
            for kind in ("receipt", "delivery", "issue")
            for head in gathered.of_kind(kind, gathered.since)
        ),
        menu_days=tuple(_menu_days(gathered)),
        served_days=frozenset(day for day, _ in gathered.served if day <= gathered.today),
        meals=meals,
        not_accompanied=tuple((on, meal) for _, on, meal in gathered.missed),
        to_accompany=_to_accompany(gathered),
        weeks=_weeks(gathered),
    )


def _old_finding(followed):
    one = followed.finding
    return facts.OldFinding(one.code, one.text, one.due_on, followed.pending)


def _papers(gathered, kind):
    return tuple(facts.Certificate(one.holder, one.expires_on) for one in gathered.papers if one.kind == kind)


def _paper(gathered, head):
    lines = gathered.lines[head.kind].get(head.id, ())
    people, lacks = {}, []
    for column, role in _SIGNERS[head.kind]:
        names = {getattr(line, column) for line in lines}
        if None in names or "" in names:
            lacks.append(role)
        people.setdefault("acceptor" if role == "second_acceptor" else role, set()).update(
            name for name in names if name and not is_mark(name)
        )
    if head.kind in ("receipt", "delivery") and any(line.supplier_id is None for line in lines):
        lacks.append("supplier")
    if head.kind == "receipt" and not head.imported:
        people["bookkeeper"] = {head.entered_by.partition("（")[0]}
    entered = head.entered_at.date()
    return facts.Paper(
        kind=head.kind,
        no=head.doc_no,
        on=head.dated_on,
        people={role: tuple(sorted(names)) for role, names in people.items()},
        twice=tuple(sorted({line.acceptor_1 for line in lines if head.kind != "issue" and _accepted_alone(line)})),
        lacks=tuple(lacks),
        late_on=entered if not head.imported and entered > head.dated_on else None,
        signed_later=bool(lacks) and "supplier" not in lacks and (head.kind, head.doc_no) not in gathered.unsigned,
    )


def _accepted_alone(line):
    return line.acceptor_1 and line.acceptor_1 == line.acceptor_2


def _menu_days(gathered):
    """The days of the look-back that have a menu, with what stands in it."""
    by_day = {}
    for meal in gathered.menus:
        if gathered.since <= meal.on <= gathered.today:
            by_day.setdefault(meal.on, []).append(meal)
    for on, meals in sorted(by_day.items()):
        portions = [one for meal in meals for dish in meal.dishes for one in dish.portions]
        goods = {one.ingredient_id: gathered.ingredients[one.ingredient_id] for one in portions}
        vegetables = [one for one in goods.values() if one.food_group == _VEGETABLES]
        contents = {one.code: content_of(known_as(one)) for one in vegetables}
        yield facts.MenuDay(
            on=on,
            animal=tuple(one.name for one in goods.values() if one.food_group in _MEAT),
            other=tuple(one.name for one in goods.values() if one.food_group in _OTHER),
            vegetables=tuple(one.name for one in vegetables),
            dark=tuple(one.name for one in vegetables if contents[one.code] and contents[one.code].dark),
            unknown=tuple(one.name for one in vegetables if contents[one.code] is None),
            meat_mg={band: _meat(portions, goods, band) for band, _ in gathered.bands},
            least_mg={band: _least(meals, band) for band, _ in gathered.bands},
        )


def _meat(portions, goods, band):
    those = [one for one in portions if goods[one.ingredient_id].food_group in _MEAT]
    return sum(one.mg.get(band, one.mg.get("")) or 0 for one in those)


def _least(meals, band):
    """What the standard asks of the planned meals of a day together, in whole milligrams."""
    kinds = {meal.meal for meal in meals} & set(standard.SHARES)
    return sum(int(standard.group_span(band, kind, standard.MEAT).low * 1000) for kind in kinds)


def _meals(gathered):
    """The school's subsidised meals of the look-back before today, its groups together."""
    found = {}
    for one in gathered.weeks:
        for meal in one.meals or ():
            if gathered.since <= meal.on < gathered.today:
                found.setdefault((meal.on, meal.meal), []).append(meal)
    return tuple(
        facts.MealFact(
            on,
            name,
            all(meal.has_cost for meal in meals),
            sum(meal.enrolled for meal in meals),
            None if any(meal.served is None for meal in meals) else sum(meal.served for meal in meals),
        )
        for (on, name), meals in sorted(found.items())
    )


def _to_accompany(gathered):
    last = gathered.today - timedelta(days=1)
    return sum(
        gathered.school.id in eaters
        for (on, _), meals in gathered.served.items()
        if on <= last
        for eaters in meals.values()
    )


def _weeks(gathered):
    """The weeks that are over and had supply days."""
    terms = schools.terms_of(gathered.county_id)
    return tuple(
        facts.WeekFact(
            one.week.monday, _number(terms, one.week), one.group.group_code, one.state, one.decides, one.floor_fen
        )
        for one in gathered.weeks
        if one.week < Week.of(gathered.today) and one.state != "none"
    )


def _number(terms, week):
    found = teaching_week(terms, week)
    return found and found[1]
