"""Exporting a county: the same set that import reads, in one canonical order, byte for byte the same each time."""

from mealwatch.exchange.exporting.whole import FORMATS, export_set

__all__ = ["FORMATS", "export_set"]
