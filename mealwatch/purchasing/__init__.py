"""Purchasing: what a canteen orders from its suppliers, proposed from the menu, and what has come of it."""
