"""A day's issue that waits for its collector's own account: shown, posted once signed; and the mark of a copy."""

from flask import render_template, url_for
from flask_babel import gettext as _

from mealwatch.desk.today import posting
from mealwatch.meals import queries as meals
from mealwatch.web import formats, words

KIND = "today_issue"


def show(payload):
    """Rows of the paper for a page: the day, then what is to leave the store."""
    typed, lines = payload["typed"], []
    for name, text in typed.items():
        if name.endswith("-quantity") and text.strip():
            place = name.removesuffix("quantity")
            lines.append(f"{typed.get(place + 'ingredient_code', '')} {text}")
    return [
        (_("日期"), payload["on"]),
        (_("餐次"), words.word(payload["meal"], "meal")),
        (_("出库"), [posting.named(line) for line in lines]),
    ]


def done(county_id, canteen, payload, second, by, now):
    """Post what was typed, with the collector who signed."""
    return posting.post_waiting(county_id, canteen, payload, second, by, now)


def address(canteen_code, payload):
    """Where the paper opens again."""
    return url_for("today.day", canteen_code=canteen_code, date=payload["on"], meal=payload["meal"])


def copied(county_id, _canteen, head, _lines, _names):
    """On an issue's page: that it began as a copy, and how much of it was left as it was."""
    found = meals.copies_of(county_id, [head.id]).get(head.id) if head.kind == "issue" else None
    if not found:
        return ""
    return render_template("today/copied.html", text=copied_words(found))


def copied_words(found):
    """``由11月16日 周一的出库复制，12 行中 11 行没有改``."""
    on, lines, unchanged = found
    return _(
        "由%(day)s的出库复制，%(lines)s 行中 %(unchanged)s 行没有改",
        day=formats.day(on),
        lines=lines,
        unchanged=unchanged,
    )
