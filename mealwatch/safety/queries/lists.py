"""The lists of safety checks: those that come with the product, and the county's own versions."""

import json

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.safety import known
from mealwatch.safety.domain.kinds.checks import CheckList, Item
from mealwatch.safety.models import CheckListVersion

_list = CheckListVersion.__table__.c


def lists_of(county_id):
    """``{(kind, version): CheckList}`` of every list that a record may have used."""
    rows = db.session.execute(select(_list.kind, _list.version, _list["items"]).where(_list.county_id == county_id))
    own = {
        (row.kind, row.version): CheckList(row.kind, row.version, tuple(Item(*one) for one in json.loads(row[2])))
        for row in rows
    }
    return known.check_lists() | own


def check_list(county_id, kind, version=None):
    """A list; without a version the newest, which counts now."""
    found = lists_of(county_id)
    if version is None:
        version = max(number for one, number in found if one == kind)
    return found[kind, version]
