"""Chance that always falls the same way: asked by a key, so that a change to one school moves no figure of another."""

from random import Random


def chance(*key):
    """A source of chance of its own for one key; ask it for whole numbers only."""
    return Random("/".join(map(str, key)))  # nosec B311
