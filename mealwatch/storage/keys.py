"""Keys: every fact row carries its county first, so that one county can live on one shard."""

from sqlalchemy import func, select
from sqlalchemy.orm import mapped_column

from mealwatch.extensions import db
from mealwatch.storage.types import Whole

#: In a scope column: the row is for the whole county or the whole school.
WHOLE = 0


def key_part(**options):
    """One column of a composite primary key; numbers are given, never counted up by the database."""
    return mapped_column(Whole, primary_key=True, autoincrement=False, **options)


def next_id(model, county_id):
    """The next number of a county's rows of ``model``; the caller holds the county's journal head."""
    highest = db.session.scalar(select(func.max(model.id)).where(model.county_id == county_id))
    return (highest or 0) + 1
