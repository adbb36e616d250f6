"""What a canteen uses most, and in which unit it says it: its search box and its quantity fields remember."""

from sqlalchemy import func, select, union_all

from mealwatch.extensions import db
from mealwatch.stock import models

_document = models.Document.__table__.c
_TABLES = tuple(one.__table__ for one in (models.IssueLine, models.ReceiptLine, models.OpeningLine, models.LossLine))


def used_of(county_id, canteen_id, since):
    """``{ingredient id: (lines posted since that date, unit of the latest)}`` of one canteen.

    Issues, receipts, openings and losses count alike; reversed ones too, for somebody typed them.
    """
    parts = [
        select(table.c.ingredient_id, table.c.unit, func.count().label("lines"), func.max(_document.id).label("latest"))
        .join_from(
            table,
            models.Document.__table__,
            (_document.county_id == table.c.county_id) & (_document.id == table.c.document_id),
        )
        .where(_document.county_id == county_id, _document.canteen_id == canteen_id, _document.dated_on >= since)
        .group_by(table.c.ingredient_id, table.c.unit)
        for table in _TABLES
    ]
    used, latest = {}, {}
    for row in db.session.execute(union_all(*parts)):
        used[row.ingredient_id] = used.get(row.ingredient_id, 0) + row.lines
        latest[row.ingredient_id] = max(latest.get(row.ingredient_id, (0, "")), (row.latest, row.unit))
    return {ingredient_id: (lines, latest[ingredient_id][1]) for ingredient_id, lines in used.items()}


def last_collector(county_id, canteen_id, names):
    """Of these names the one that collected this canteen's latest issue that any of them collected; None for none."""
    line = models.IssueLine.__table__.c
    return db.session.scalar(
        select(line.collector)
        .join_from(
            models.IssueLine.__table__,
            models.Document.__table__,
            (_document.county_id == line.county_id) & (_document.id == line.document_id),
        )
        .where(_document.county_id == county_id, _document.canteen_id == canteen_id, line.collector.in_(list(names)))
        .order_by(_document.id.desc())
        .limit(1)
    )
