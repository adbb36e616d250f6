"""What the forms of the editor hand in: texts and numbers; what a list allows is said by domain.plain."""

from marshmallow import Schema, fields, validate

from mealwatch.checklists.domain.checklist import GRADES
from mealwatch.checklists.domain.words import METHODS
from mealwatch.kernel.errors import mark
from mealwatch.web.fields import Flag, Text, WholeNumber, normal

_CHOOSE = mark("请从列表中选择")


class Code(Text):
    """An item's number: full-width and small letters are read."""

    def _deserialize(self, value, attr, data, **kwargs):
        return normal(super()._deserialize(value, attr, data, **kwargs)).upper()


class ItemForm(Schema):
    code = Code(most=10, required=True)
    text = Text(most=200, required=True)
    points = WholeNumber(most=100, load_default=0)
    method_look = Flag(load_default=False)
    method_records = Flag(load_default=False)
    method_ask = Flag(load_default=False)
    method_weigh = Flag(load_default=False)
    scored = Flag(load_default=False)
    prefill = Text(most=40, empty=True, load_default="")
    part = Text(most=40, empty=True, load_default="")
    phrases = Text(most=1500, empty=True, load_default="")
    seen = Text(most=64, empty=True, load_default="")


class SectionRow(Schema):
    letter = Code(most=10, load_default="")
    title = Text(most=60, load_default="", empty=True)


class RedLineRow(Schema):
    code = Code(most=10, load_default="")
    text = Text(most=200, load_default="", empty=True)


class FrameForm(Schema):
    title = Text(most=60, required=True)
    sections = fields.List(fields.Nested(SectionRow), load_default=list)
    red_lines = fields.List(fields.Nested(RedLineRow), load_default=list)
    excellent = WholeNumber(most=100, required=True)
    good = WholeNumber(most=100, required=True)
    ok = WholeNumber(most=100, required=True)
    ordinary = WholeNumber(most=365, required=True)
    serious = WholeNumber(most=365, required=True)
    seen = Text(most=64, empty=True, load_default="")


class PublishForm(Schema):
    note = Text(most=200, required=True)
    revision = WholeNumber(required=True)


class NewForm(Schema):
    title = Text(most=60, required=True)
    source = Text(most=20, required=True)


class MoveForm(Schema):
    way = fields.String(required=True, validate=validate.OneOf(("up", "down"), error=_CHOOSE))


def item_of(given):
    """The plain row of an item from what ItemForm gives."""
    return {
        "code": given["code"],
        "text": given["text"],
        "points": given["points"],
        "methods": [code for code in METHODS if given[f"method_{code}"]],
        "scored": given["scored"],
        "prefill": given["prefill"] or None,
        "part": given["part"] or None,
        "phrases": [line.strip() for line in given["phrases"].splitlines() if line.strip()],
    }


def item_start(item):
    """What ItemForm starts with."""
    start = {f"method_{code}": "yes" for code in item["methods"]}
    start |= {name: item[name] for name in ("code", "text", "points")}
    start |= {"prefill": item["prefill"] or "", "part": item["part"] or "", "phrases": "\n".join(item["phrases"])}
    return start | ({"scored": "yes"} if item["scored"] else {})


def frame_of(given):
    """The plain rows beside the items from what FrameForm gives; a row without text is one taken away."""
    return {
        "title": given["title"],
        "sections": [row for row in given["sections"] if row["title"]],
        "red_lines": [row for row in given["red_lines"] if row["text"]],
        "grades": {"excellent": given["excellent"], "good": given["good"], "pass": given["ok"], "fail": 0},
        "deadlines": {"on_the_spot": 0, "ordinary": given["ordinary"], "serious": given["serious"]},
    }


def frame_start(rows):
    """What FrameForm starts with."""
    places = dict(zip(GRADES, ("excellent", "good", "ok", "fail"), strict=True))
    start = {places[code]: least for code, least in rows["grades"].items()} | rows["deadlines"]
    return start | {name: rows[name] for name in ("title", "sections", "red_lines")}
