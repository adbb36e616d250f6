"""What one version of a list has that another has not, item by item, as it is told before publishing."""

from dataclasses import dataclass

from mealwatch.checklists.domain.words import COLUMNS, GRADES, METHODS, PARTS, PREFILLS, SCORED, SEVERITIES


@dataclass(frozen=True)
class Change:
    """``what``: added, removed, changed, moved. ``kind``: title, section, item, red_line, grade, deadline.

    ``fields``: (name of the field, before, after) as texts of the list and words of the vocabulary.
    """

    what: str
    kind: str
    code: str
    text: str
    fields: tuple[tuple[str, str, str], ...] = ()


def changes(before, after):
    """The Changes from one Checklist (None: there was none) to another, in the order of the list."""
    if before is None:
        return [Change("added", "item", item.code, item.text) for item in after.items]
    found = []
    if before.title != after.title:
        found.append(Change("changed", "title", "", after.title, ((COLUMNS["title"], before.title, after.title),)))
    found += _between("section", _sections(before), _sections(after))
    found += _between("item", _items(before), _items(after))
    found += _moved(before, after)
    found += _between("red_line", _red_lines(before), _red_lines(after))
    found += _numbers("grade", "least", before.grades, after.grades, GRADES)
    found += _numbers("deadline", "days", before.deadlines, after.deadlines, SEVERITIES)
    return found


def _sections(content):
    return {one.letter: {"section_title": one.title} for one in content.sections}


def _red_lines(content):
    return {one.code: {"red_text": one.text} for one in content.red_lines}


def _items(content):
    return {item.code: _told(item) for item in content.items}


def _told(item):
    return {
        "text": item.text,
        "points": str(item.points),
        "scored": SCORED[item.scored],
        "methods": "、".join(METHODS[one] for one in item.methods),
        "prefill": PREFILLS.get(item.prefill, ""),
        "part": PARTS.get(item.part, ""),
        "phrases": "；".join(item.phrases),
    }


def _between(kind, before, after):
    for code, now in after.items():
        was = before.get(code)
        title = next(iter(now.values()))
        if was is None:
            yield Change("added", kind, code, title)
        elif was != now:
            fields = tuple((COLUMNS[name], was[name], now[name]) for name in now if was[name] != now[name])
            yield Change("changed", kind, code, title, fields)
    for code, was in before.items():
        if code not in after:
            yield Change("removed", kind, code, next(iter(was.values())))


def _moved(before, after):
    """Sections and items that are there in both, but in another order: the fewest that explain it."""
    for kind, was, now in (
        ("section", list(_sections(before)), _sections(after)),
        ("item", list(_items(before)), _items(after)),
    ):
        titles = {code: next(iter(told.values())) for code, told in now.items()}
        common = [code for code in was if code in now]
        stays = _longest_rising([common.index(code) for code in now if code in common])
        kept = {common[place] for place in stays}
        for code in now:
            if code in common and code not in kept:
                yield Change("moved", kind, code, titles[code])


def _longest_rising(places):
    best = []
    for place in places:
        run = max((one for one in best if one[-1] < place), key=len, default=())
        best.append((*run, place))
    return max(best, key=len, default=())


def _numbers(kind, column, before, after, words):
    was = dict(before)
    for code, value in after:
        if was[code] != value:
            yield Change("changed", kind, code, words[code], ((COLUMNS[column], str(was[code]), str(value)),))
