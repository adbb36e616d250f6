"""A made-up county: sixty schools, twelve weeks, honest noise and a dozen planted troubles."""

from mealwatch.demo.generator import generate
from mealwatch.demo.troubles import TROUBLES, Trouble

__all__ = ["TROUBLES", "Trouble", "generate"]
