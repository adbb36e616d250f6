"""A made-up county's schools, canteens, groups, standards and ingredients as rows of the exchange format.

Schools, groups and ingredients are those of the demo (county.py, catalogue.known) or of the drill: they have the
attributes that are read here.
"""

from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.quantity import plain

POLICY = {"from_date": "2021-09-01", "subsidy_yuan": "5.00", "tolerance_yuan": "0.05"}


def school_row(school):
    return {
        "school_code": school.code,
        "name": school.name,
        "town": school.town,
        "school_type": school.school_type,
        "supply_mode": school.supply_mode,
        "principal": school.people["principal"],
    }


def canteen_row(canteen):
    return {
        "canteen_code": canteen.code,
        "school_code": canteen.school.code,
        "name": f"{canteen.school.name}食堂",
    }


def group_row(school, group, since):
    """A group with its counts from the day ``since`` on."""
    return {
        "school_code": school.code,
        "group_code": group.code,
        "name": group.name,
        "age_band": group.band,
        "canteen_code": school.canteen,
        "from_date": since.isoformat(),
        "beneficiaries": group.beneficiaries,
        "other_pupils": group.other_pupils,
    }


def standard_row(school, since):
    """The school's lunch with its top-up, from the day ``since`` on."""
    return {
        "school_code": school.code,
        "from_date": since.isoformat(),
        "meal": "lunch",
        "subsidised": "yes",
        "top_up_yuan": fen_as_yuan(school.top_up_fen),
    }


def ingredient_row(ingredient):
    return {
        "ingredient_code": ingredient.code,
        "name": ingredient.name,
        "food_group": ingredient.food_group,
        "base_unit": ingredient.base_unit,
        "package_name": ingredient.package_name,
        "package_content": ingredient.package_content or "",
        "grams_per_unit": plain(ingredient.grams_per_unit),
        "edible_percent": ingredient.edible_percent,
    }
