"""The API of schools: the register, the supply calendar, requests for days without a meal."""

from mealwatch.schools.api import calendar, closures, groups, register

BLUEPRINTS = (register.blueprint, calendar.blueprint)

__all__ = ["BLUEPRINTS", "calendar", "closures", "groups", "register"]
