"""Changing one thing of a list: each function takes the plain rows (domain.plain) and gives new ones.

What comes out is read again as a whole, so a change that breaks a rule is refused with the fault.
"""

from mealwatch.checklists import errors
from mealwatch.devices.domain.canonical import digest


def put_item(rows, was, item):
    """The item under the code ``was`` (None: a new one) becomes ``item``; in another section it goes to its end."""
    items = list(rows["items"])
    place = next((number for number, one in enumerate(items) if one["code"] == was), None)
    if was is not None and place is None:
        raise errors.NoItem(what="item", key=was)
    if place is not None and item["code"][:1] == items[place]["code"][:1]:
        items[place] = item
    else:
        items = [one for one in items if one["code"] != was] if was is not None else items
        items.append(item)
    return rows | {"items": items}


def remove_item(rows, code):
    """Without an item."""
    _place(rows["items"], code)
    return rows | {"items": [one for one in rows["items"] if one["code"] != code]}


def move_item(rows, code, step):
    """The item one place up (-1) or down (1) among those of its section; at an end it stays."""
    items = list(rows["items"])
    place = _place(items, code)
    mates = [number for number, one in enumerate(items) if one["code"][:1] == code[:1]]
    at = mates.index(place) + step
    if 0 <= at < len(mates):
        other = mates[at]
        items[place], items[other] = items[other], items[place]
    return rows | {"items": items}


def put_frame(rows, frame):
    """Title, sections, red lines, grades and deadlines; a section that still has items cannot go."""
    letters = {str(one.get("letter") or "").strip() for one in frame["sections"]}
    for section in rows["sections"]:
        count = sum(1 for item in rows["items"] if item["code"][:1] == section["letter"])
        if section["letter"] not in letters and count:
            raise errors.SectionFull(field="sections", letter=section["letter"], count=count)
    return rows | frame


def only_sections(rows, letters):
    """The list of some sections alone: a special inspection of its own."""
    return rows | {
        "sections": [one for one in rows["sections"] if one["letter"] in letters],
        "items": [one for one in rows["items"] if one["code"][:1] in letters],
    }


def next_code(rows, letter):
    """The number that a new item of a section takes."""
    used = [int(one["code"][1:]) for one in rows["items"] if one["code"][:1] == letter]
    return f"{letter}{max(used, default=0) + 1}"


def frame(rows):
    """What put_frame puts: everything beside the items."""
    return {name: part for name, part in rows.items() if name != "items"}


def mark_of(value):
    """A short mark by which a form knows what it was opened with."""
    return digest(value)[:16]


def find_item(rows, code):
    """The row of an item. Raises NoItem."""
    return rows["items"][_place(rows["items"], code)]


def _place(items, code):
    place = next((number for number, one in enumerate(items) if one["code"] == code), None)
    if place is None:
        raise errors.NoItem(what="item", key=code)
    return place
