"""The schools that a cause reached, with the rows that show it; and the causes that a case's own canteen offers."""

from mealwatch.cases.following.domain import exposure
from mealwatch.cases.following.domain.exposure import EQUIPMENT, INGREDIENT, LOT, PERSON, SUPPLIER, Fed, Trace
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel.day_words import chinese_day
from mealwatch.safety import queries as safety
from mealwatch.safety.domain.equipment import KINDS
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import traced
from mealwatch.web.language import translate
from mealwatch.web.words import WORDS


def exposed(county_id, cause, key, first, last, *, but=()):
    """``{school id: [Trace]}`` of a cause over some days; ``but``: schools left out, as the case's own."""
    traces = _TRACES[cause](county_id, key, first, last)
    fed = _fed(county_id, first, last) if traces else []
    return {school_id: rows for school_id, rows in exposure.exposed(traces, fed, last).items() if school_id not in but}


def causes_of(county_id, canteen_ids, first, last):
    """``[(cause, [(key, what it is called)])]`` that the records of some canteens and days offer."""
    lines = traced.received(county_id, first, last, canteen_ids=canteen_ids)
    goods = {one.id: one.name for one in catalogue.ingredients_of(county_id)}
    names = {one.id: one.name for one in catalogue.suppliers_of(county_id)}
    suppliers = {one.supplier_id: names[one.supplier_id] for one in lines if one.supplier_id}
    bought = {one.ingredient_id: goods[one.ingredient_id] for one in lines if one.ingredient_id}
    lots = {
        f"{one.ingredient_id}/{one.batch_no}": f"{goods[one.ingredient_id]} {one.batch_no}"
        for one in lines
        if one.batch_no
    }
    machines = {one.kind for canteen_id in canteen_ids for one in safety.equipment_of(county_id, canteen_id)}
    people = {one.name: f"{one.name} {one.post}" for each in canteen_ids for one in safety.staff_of(county_id, each)}
    found = {
        SUPPLIER: suppliers,
        INGREDIENT: bought,
        LOT: lots,
        EQUIPMENT: {kind: translate(KINDS[kind]) for kind in sorted(machines)},
        PERSON: people,
    }
    return [
        (cause, sorted(((str(key), text) for key, text in choices.items()), key=lambda one: one[1]))
        for cause, choices in found.items()
        if choices
    ]


def _supplier(county_id, key, first, last):
    return _received(county_id, traced.received(county_id, first, last, supplier_id=_number(key)))


def _ingredient(county_id, key, first, last):
    return _received(county_id, traced.received(county_id, first, last, ingredient_id=_number(key)))


def _lot(county_id, key, first, last):
    ingredient, _sign, batch_no = key.partition("/")
    lines = traced.received(county_id, first, last, ingredient_id=_number(ingredient), batch_no=batch_no)
    return _received(county_id, lines)


def _equipment(county_id, key, first, last):
    kind = KINDS.get(key, key)
    return [Trace(canteen, first, f"{kind}：{name}") for canteen, name in safety.canteens_with(county_id, key)]


def _person(county_id, key, first, last):
    listed = [Trace(canteen, first, f"{key}（{post}）") for canteen, post in safety.canteens_of_person(county_id, key)]
    signed = [
        Trace(canteen, on, f"{chinese_day(on)} {WORDS['kind'][kind]} {doc_no}：{key}")
        for canteen, on, kind, doc_no in traced.handled(county_id, first, last, key)
    ]
    return [*listed, *signed]


_TRACES = {SUPPLIER: _supplier, INGREDIENT: _ingredient, LOT: _lot, EQUIPMENT: _equipment, PERSON: _person}


def _received(county_id, lines):
    goods = {one.id: one for one in catalogue.ingredients_of(county_id, {one.ingredient_id for one in lines} - {None})}
    return [Trace(one.canteen_id, one.on, _says(one, goods)) for one in lines]


def _says(one, goods):
    good = goods.get(one.ingredient_id)
    what = f"{good.name} {_amount(one.quantity, good.base_unit)}" if good else f"{one.quantity} 份"
    lot = f"，批号 {one.batch_no}" if one.batch_no else ""
    return f"{chinese_day(one.on)} {WORDS['kind'][one.kind]} {one.doc_no}：{what}{lot}"


def _amount(quantity, base):
    """In words that are kept with the question: kilograms, litres, pieces."""
    if base == "piece":
        return f"{quantity} 个"
    whole, rest = divmod(quantity, 1000)
    return f"{whole}{f'.{rest:03d}'.rstrip('0') if rest else ''} {'公斤' if base == 'g' else '升'}"


def _fed(county_id, first, last):
    """Which pupils ate where: of groups that had any."""
    roll = schools.roll_of(county_id)
    return [
        Fed(row.canteen_id, group.school_id, since, until)
        for group in schools.groups_of(county_id)
        for row, since, until in roll.during(group.id, first, last)
        if row.beneficiaries + row.other_pupils
    ]


def _number(key):
    return int(key) if key.isdecimal() else 0
