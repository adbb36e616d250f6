"""What is no food, how many of the schools' own people may eat, and how many were recorded."""

import csv
from functools import cache
from pathlib import Path

from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.money import NotFood, StaffMeals
from mealwatch.catalogue.domain.forbidden import words_of
from mealwatch.meals import queries as meals
from mealwatch.schools import staff

_TABLE = Path(__file__).parents[2] / "tables" / "not_food.csv"


@part("not_food")
def not_food(_county_id, _given):
    """The NotFood values of the product."""
    return read_not_food()


@cache
def read_not_food():
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(
            NotFood(row["what"], words_of(row["words"]), words_of(row["except"])) for row in csv.DictReader(table)
        )


@part("staff_counts")
def staff_counts(county_id, given):
    """``{school id: StaffCount}`` in force on the week's Sunday."""
    return {one.school_id: one for one in staff.staff_counts_of(county_id) if one.from_date <= given.week.sunday}


@part("staff_meals")
def staff_meals(county_id, given):
    """``{school id: StaffMeals}`` of four weeks."""
    school_of = {one.id: one.school_id for one in given.part("groups").values()}
    found = {}
    for by_group in meals.served(county_id, given.weeks(4)[0].monday, given.week.sunday).values():
        at_once = {}
        for group_id, (own, others, own_people) in by_group.items():
            pupils, people = at_once.get(school_of[group_id], (0, 0))
            at_once[school_of[group_id]] = pupils + own + others, people + own_people
        for school_id, (pupils, people) in at_once.items():
            held = found.get(school_id, (0, 0, 0))
            found[school_id] = held[0] + pupils, held[1] + people, max(held[2], people)
    return {school_id: StaffMeals(*counts) for school_id, counts in found.items()}
