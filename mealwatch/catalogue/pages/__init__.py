"""Pages of the catalogue: ingredients and suppliers."""

from mealwatch.catalogue.pages import ingredients, suppliers

BLUEPRINTS = (ingredients.blueprint, suppliers.blueprint)

__all__ = ["BLUEPRINTS", "ingredients", "suppliers"]
