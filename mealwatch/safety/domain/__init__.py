"""The rules of daily records."""
