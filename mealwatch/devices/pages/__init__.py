"""The bureau's pages of tablets, and what a signed-in inspector does for one."""

from mealwatch.devices.pages import deciding, enrolling, importing, listing
from mealwatch.devices.pages.blueprint import blueprint, waiting

__all__ = ["blueprint", "deciding", "enrolling", "importing", "listing", "waiting"]
