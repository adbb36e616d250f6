"""Pages of schools: the register, the supply calendar, requests for days without a meal."""

from mealwatch.schools.pages import calendar, closures, groups, register, terms

BLUEPRINTS = (register.blueprint, calendar.blueprint, closures.blueprint)

__all__ = ["BLUEPRINTS", "calendar", "closures", "groups", "register", "terms"]
