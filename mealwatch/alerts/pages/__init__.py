"""Pages of alerts: the list, one alert, what is asked of a school, the rules."""

from mealwatch.alerts.pages import asked, listing, one, rules
from mealwatch.alerts.pages.blueprint import blueprint

__all__ = ["asked", "blueprint", "listing", "one", "rules"]
