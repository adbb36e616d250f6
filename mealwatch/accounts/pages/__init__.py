"""Pages of people: signing in, one's own account, the people of a county."""

from mealwatch.accounts.pages import account, people, signing
from mealwatch.accounts.pages.blueprint import blueprint

__all__ = ["account", "blueprint", "people", "signing"]
