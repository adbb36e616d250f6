"""A visit on A4."""
