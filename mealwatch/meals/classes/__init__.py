"""Heads of classes: teachers tell them at a secret address, the canteen compares them with what it records."""
