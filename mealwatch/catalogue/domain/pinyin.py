"""Pinyin of names, worked out once when a name is entered: each part in full and by its initials.

``大米（粳米）``, also called 东北大米, becomes ``dami dm jingmi jm;dongbeidami dbdm``. The library reads characters in
their phrases; where it picks the wrong one of two readings for food, the table
``tables/pinyin.csv`` says the right one.
"""

import csv
import re
from functools import cache
from importlib import resources

#: Between the words of the name and those of the aliases.
MARK = ";"
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def pinyin_of(name, aliases=()):
    """What a search can match beside the Chinese: the words of the name, then those of the aliases."""
    own = words_of([name])
    others = [word for word in words_of(aliases) if word not in own]
    return MARK.join(" ".join(words) for words in (own, others)).rstrip(MARK)


def words_of(names):
    """Full pinyin and initials of each Chinese part of some names, in order, none twice."""
    words = {}
    for name in names:
        for part in _CHINESE.findall(name):
            syllables = syllables_of(part)
            words["".join(syllables)] = None
            words["".join(syllable[0] for syllable in syllables)] = None
    return list(words)


def syllables_of(chinese):
    """One syllable for each character, without tones; ü is written v."""
    syllables = []
    for piece in _corrected().split(chinese):
        known = _corrections().get(piece)
        syllables += known if known else _read(piece)
    return syllables


def _read(chinese):
    # Loading the dictionaries takes a moment that most commands never need.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(chinese, v_to_u=False) if chinese else []


@cache
def _corrections():
    table = resources.files("mealwatch.catalogue") / "tables" / "pinyin.csv"
    with table.open(encoding="utf-8") as lines:
        return {row["word"]: row["reading"].split() for row in csv.DictReader(lines)}


@cache
def _corrected():
    longest_first = sorted(_corrections(), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})")
