"""Pages of the catalogue: ingredients, suppliers, forbidden foods."""

from mealwatch.catalogue.pages import forbidden, ingredients, suppliers

BLUEPRINTS = (ingredients.blueprint, suppliers.blueprint, forbidden.blueprint)

__all__ = ["BLUEPRINTS", "forbidden", "ingredients", "suppliers"]
