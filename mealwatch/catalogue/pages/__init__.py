"""Pages of the catalogue: ingredients, suppliers, forbidden foods, price lists."""

from mealwatch.catalogue.pages import forbidden, ingredients, prices, suppliers

BLUEPRINTS = (ingredients.blueprint, suppliers.blueprint, forbidden.blueprint, prices.blueprint)

__all__ = ["BLUEPRINTS", "forbidden", "ingredients", "prices", "suppliers"]
