"""Meals served: how many of each kind of eater sat at a meal."""
