"""Meal records and menus against their entries: they have no order of entry, so entries look up what they tell of.

A few hundred entries at a time; what no entry told of then shows in how many there are.
"""

import json
from datetime import date
from itertools import islice

from mealwatch.audit import entries as journal
from mealwatch.audit.kept import body_text
from mealwatch.meals import queries as meals
from mealwatch.meals.domain import record as meal_record
from mealwatch.menus import queries as menus
from mealwatch.menus.domain import record as menu_record
from mealwatch.schools import queries as schools
from mealwatch.verification import errors

_AT_ONCE = 250


def check_meal_records(county, checked):
    """Each version of each record is what its entry says."""
    groups = _groups(county)
    count = 0
    for some in _chunks(county, "meal_record"):
        places = [_meal_place(groups, key, body) for _, _, key, body in some]
        found = meals.rows_at(county.id, [place for place in places if place])
        for place, (seq, _, key, body) in zip(places, some, strict=True):
            record = f"meal_record {key}"
            if place not in found:
                raise errors.RecordGone(county=county.code, record=record, seq=seq)
            if body_text(meal_record.body, found[place]) != body:
                raise errors.RecordChanged(county=county.code, record=record, seq=seq, differences="")
        count += len(some)
    if count != meals.how_many(county.id):
        told = {_as_text(_meal_place(groups, key, body)) for _, _, key, body in _told(county, "meal_record")}
        codes = {group_id: "/".join(place) for place, group_id in groups.items()}
        for on, group_id, meal, version in meals.places(county.id):
            if (on, group_id, meal, version) not in told:
                place = f"{codes.get(group_id, group_id)}/{on}/{meal}"
                raise errors.RecordUnknown(county=county.code, record=f"meal_record {place}")
    checked.add("meal_records", count)


def check_menus(county, checked):
    """A menu's entry names the rows that it wrote; together the entries name each row once."""
    codes = {canteen.code: canteen.id for canteen in schools.canteens_of(county.id)}
    count = 0
    for some in _chunks(county, "menu"):
        places = [_menu_place(codes, key) for _, _, key, _ in some]
        found = menus.rows_at(county.id, list({place for place in places if place}))
        for place, (seq, _, key, body) in zip(places, some, strict=True):
            rows = found.get(place, {})
            wrote = [rows.get(tuple(name)) for name in json.loads(body)["rows"]]
            if None in wrote:
                raise errors.RecordGone(county=county.code, record=f"menu {key}", seq=seq)
            if body_text(menu_record.body, wrote) != body:
                raise errors.RecordChanged(county=county.code, record=f"menu {key}", seq=seq, differences="")
            count += len(wrote)
    if count != menus.how_many(county.id):
        raise _unknown_menu_row(county, codes)
    checked.add("menu_rows", count)


def _unknown_menu_row(county, codes):
    told = {
        (*_as_text(_menu_place(codes, key)), *name)
        for _, _, key, body in _told(county, "menu")
        for name in json.loads(body)["rows"]
    }
    names = {canteen_id: code for code, canteen_id in codes.items()}
    for place in menus.places(county.id):
        if place not in told:
            canteen_id, on, meal, position, version = place
            record = f"menu {names.get(canteen_id, canteen_id)}/{on}/{meal} #{position}.{version}"
            return errors.RecordUnknown(county=county.code, record=record)
    raise AssertionError("two entries told of the same row")


def _told(county, subject):
    return journal.told(county.id, [subject])


def _chunks(county, subject):
    entries = _told(county, subject)
    while some := list(islice(entries, _AT_ONCE)):
        yield some


def _groups(county):
    """``{(school code, group code): group id}``."""
    codes = {school.id: school.code for school in schools.schools_of(county.id)}
    return {(codes[group.school_id], group.code): group.id for group in schools.groups_of(county.id)}


def _meal_place(groups, key, body):
    """(date, group id, meal, version) of a meal record's entry; None where there is no such group."""
    school_code, group_code, on, meal = key.split("/")
    group_id = groups.get((school_code, group_code))
    return group_id and (date.fromisoformat(on), group_id, meal, json.loads(body)["version"])


def _menu_place(codes, key):
    """(canteen id, date, meal) of a menu's entry; None where there is no such canteen."""
    code, on, meal = key.split("/")
    return codes.get(code) and (codes[code], date.fromisoformat(on), meal)


def _as_text(place):
    return tuple(part.isoformat() if isinstance(part, date) else part for part in place or ())
