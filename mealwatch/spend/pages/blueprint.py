"""The blueprint of closing and reopening, and what its pages have in common."""

from flask import Blueprint

from mealwatch.schools import queries as schools
from mealwatch.spend.presenters import Names
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("spend", __name__, template_folder="../templates")


def names_for(figures, missing=(), papers=()):
    """The Names of the groups and canteens that figures and lacks speak of."""
    viewer = current_viewer()
    county_id = viewer.county_id
    group_ids = {one.group.group_id for one in figures} | {one.group_id for one in missing}
    groups = [one for one in schools.groups_of(county_id) if one.id in group_ids]
    listed = schools.schools_of(county_id, {one.school_id for one in groups})
    roll = schools.roll_of(county_id, group_ids=group_ids)
    on = max((one.week.sunday for one in figures), default=None)
    rows = {group_id: roll.on(group_id, on) for group_id in group_ids} if on else {}
    canteen_ids = {meal.pot.canteen_id for one in figures for meal in one.meals or ()}
    canteen_ids |= {paper.canteen_id for paper in papers}
    canteens = [one for one in schools.canteens_of(county_id) if one.id in canteen_ids]
    return Names(viewer, listed, groups, rows, canteens)
