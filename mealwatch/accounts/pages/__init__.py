"""Pages of people: signing in, one's own account, the people of a county."""

from mealwatch.accounts.pages import account, people, signing

#: account and signing hang on one blueprint: what everybody does for themselves.
blueprints = (account.blueprint, people.blueprint)
__all__ = ["account", "blueprints", "people", "signing"]
