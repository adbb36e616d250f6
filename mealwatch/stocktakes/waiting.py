"""A count that waits for the person who watched: shown to them, posted when they sign."""

from flask import url_for
from flask_babel import gettext as _
from marshmallow import EXCLUDE

from mealwatch.catalogue import queries as catalogue
from mealwatch.stock import presenters
from mealwatch.stock.queries import documents
from mealwatch.stocktakes import service
from mealwatch.stocktakes.schemas import PostSchema
from mealwatch.web.forms import nested


def given_of(payload):
    """The typed form as the schema reads it."""
    return PostSchema().load(nested(payload), unknown=EXCLUDE)


def show(payload):
    """Rows (label, text) of a waiting count."""
    given = given_of(payload)
    rows = [(_("日期"), given["dated_on"].isoformat()), (_("盘点人"), given["counted_by"])]
    rows += [(line["ingredient_code"], line["counted"]) for line in given["lines"] if line["counted"] is not None]
    return rows


def done(county_id, canteen, payload, second, by, now):
    """Post a count that was watched."""
    return service.post(county_id, canteen.id, given_of(payload), second=second, by=by, now=now)


def address(canteen_code, _payload):
    """Where a returned count opens."""
    return url_for("stocktakes.walk", canteen_code=canteen_code)


def content(county_id, canteen_id, doc_no):
    """What a posted count says now, or None."""
    head = documents.find_head(county_id, canteen_id, "stocktake", doc_no)
    if head is None:
        return None
    rows = documents.lines_of(county_id, "stocktake", [head.id])
    known = {one.id: one for one in catalogue.ingredients_of(county_id, [row.ingredient_id for row in rows])}
    lines = []
    for row in rows:
        exact, unit = presenters.in_unit(row.counted, row.unit, known[row.ingredient_id])
        lines.append({"ingredient_code": known[row.ingredient_id].code, "counted": exact, "unit": unit})
    return service.content({"dated_on": head.dated_on, "lines": lines})
