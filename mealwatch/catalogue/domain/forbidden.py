"""Foods that a school canteen may not serve, or has to be asked about, found by words in a name.

A rule names words; ``*`` in a word stands for up to two characters. A word that says
it is another food (豇豆, 干黄花菜) lets the rule pass. The harshest rule that
hits decides: refused before asked before allowed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from mealwatch.catalogue.domain.search import folded

REFUSE, ASK, ALLOW = "refuse", "ask", "allow"
RULES = (REFUSE, ASK)
ANY, DISH, INGREDIENT = "any", "dish", "ingredient"
APPLIES_TO = (ANY, DISH, INGREDIENT)
#: Between the words of a rule.
MARK = ";"


@dataclass(frozen=True)
class Rule:
    """``words`` and ``excepted`` are those of their columns; ``applies_to`` is any, dish or ingredient."""

    code: str
    name: str
    words: tuple[str, ...]
    excepted: tuple[str, ...]
    rule: str
    applies_to: str
    basis: str
    active: bool = True

    def hit(self, texts, of):
        """The word that hits one of the names (folded), or None."""
        if not self.active or self.applies_to not in (ANY, of):
            return None
        word = _found(self.words, texts)
        return None if word is None or _found(self.excepted, texts) else word


@dataclass(frozen=True)
class Verdict:
    """What a name is judged as: ``answer`` is allow, ask or refuse; the rest says why (empty where allowed)."""

    answer: str
    name: str = ""
    word: str = ""
    code: str = ""
    rule: str = ""
    basis: str = ""

    @property
    def refused(self):
        return self.answer == REFUSE

    @property
    def asked(self):
        return self.answer == ASK

    @property
    def key(self):
        """By which an answer to the question names it."""
        return f"{self.code}:{self.name}"


def judge(name, aliases, rules, of=INGREDIENT):
    """The Verdict on a food by its name and other names; ``of`` says whether it is an ingredient or a dish."""
    found, texts = None, [folded(one) for one in (name, *aliases)]
    for rule in rules:
        word = rule.hit(texts, of)
        if word is None:
            continue
        verdict = Verdict(rule.rule, name, word, rule.code, rule.name, rule.basis)
        if verdict.refused:
            return verdict
        found = found or verdict
    return found or Verdict(ALLOW)


def words_of(text):
    """The words of a rule's column."""
    parts = re.split("[;；,，、\n]", text)
    return tuple(dict.fromkeys(word for word in (part.strip() for part in parts) if word.strip("* ")))


def _found(words, texts):
    if not words or not any(_any(words).search(text) for text in texts):
        return None
    return next(word for word in words if any(_any((word,)).search(text) for text in texts))


@lru_cache(maxsize=2048)
def _any(words):
    """One pattern for any of some words."""
    return re.compile("|".join(".{0,2}".join(re.escape(folded(part)) for part in word.split("*")) for word in words))
