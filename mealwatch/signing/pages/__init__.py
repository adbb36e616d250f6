"""The inbox of papers to sign, drawn signatures, and exceptions."""

from mealwatch.signing.pages import drawn, inbox  # noqa: F401 - they hang their views on the blueprint
from mealwatch.signing.pages.blueprint import blueprint
from mealwatch.signing.pages.exceptions import blueprint as exceptions
from mealwatch.signing.pages.inbox import waiting_here

blueprints = (blueprint, exceptions)
__all__ = ["blueprints", "waiting_here"]
