"""Goods in as they were: what a document's page adds, and the list of a canteen with what went back."""

from datetime import timedelta

from flask import render_template

from mealwatch.acceptance import presenters, queries
from mealwatch.acceptance.pages.blueprint import blueprint
from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments import queries as attachments
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signing
from mealwatch.web.guards import current_viewer, guard

_DAYS = 60


@blueprint.get("/canteens/<canteen_code>/acceptances")
@guard("read_school")
def listed(canteen_code):
    """What came in the last two months, with differences and with what went back."""
    viewer, canteen, today = current_viewer(), the_canteen(canteen_code), clock.today()
    found = queries.slips(viewer.county_id, canteen.id, today - timedelta(days=_DAYS), today)
    return render_template(
        "acceptance/listed.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        slips=found,
        names=_names(viewer.county_id, found),
        show=presenters,
        days=_DAYS,
    )


def shown(county_id, canteen, head, _lines, _known):
    """What the page of a document also shows: its acceptance; empty for one that was entered without."""
    if head.kind not in ("receipt", "delivery"):
        return ""
    found = queries.slip_of(county_id, head.id)
    if found is None:
        return ""
    slip, lines = found
    digests = [*slip.slip_photos, *(digest for line in lines for digest in line.photos)]
    return render_template(
        "acceptance/shown.html",
        canteen=canteen,
        slip=slip,
        lines=lines,
        names=_names(county_id, [found]),
        photos=attachments.attachments_of(county_id, canteen.id, digests),
        allowance=queries.get_allowance(county_id, slip.allowance_id) if slip.allowance_id else None,
        signatures=signing.signatures(county_id, canteen.id, slip.kind, slip.doc_no, {"acceptance": slip.digest}),
        show=presenters,
    )


def content(kind):
    """What a record of this kind says now, for the signatures under it."""

    def now_says(county_id, canteen_id, key):
        digest = queries.slip_digest(county_id, canteen_id, kind, key)
        return {"acceptance": digest} if digest else None

    return now_says


def _names(county_id, found):
    ids = {line.ingredient_id for _slip, lines in found for line in lines} - {None}
    return Names(catalogue.ingredients_of(county_id, ids), catalogue.suppliers_of(county_id))
