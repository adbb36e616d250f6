"""All words of the app, from the table of each of its parts."""

from mealwatch.inspections.app import words_items, words_measures, words_shell


def all_words():
    """``{key: marked Chinese}``."""
    return words_shell.WORDS | words_items.WORDS | words_measures.WORDS
