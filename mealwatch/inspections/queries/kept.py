"""What the journal keeps of the tables of visits, row by row."""

from hashlib import sha256

from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.inspections import models


def pack_body(row):
    """What the journal holds of a pack: the long texts by their digests."""
    long = {name: sha256(row[name].encode()).hexdigest() for name in ("commits", "candidates")}
    return body_of(row | long)


KEPT = (
    Kept("visit_pack", models.Pack.__table__, pack_body),
    Kept("visit", models.Visit.__table__),
    Kept("visit_finding", models.Finding.__table__),
    Kept("finding_recheck", models.Recheck.__table__),
    Kept("visit_measurement", models.Measurement.__table__),
    Kept("visit_amendment", models.Amendment.__table__),
)
