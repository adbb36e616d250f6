"""Everything, once: from whether the file can be read at all to whether two people agreed.

The order: the file, the guards; then county by county the chain, the older
heads in the statements, changeable rows, append-only records, statements,
numbers, balances, approvals; at last what points nowhere. The first thing that
does not fit is raised.
"""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from mealwatch.acceptance import queries as acceptance
from mealwatch.accounts import queries as accounts
from mealwatch.alerts.queries import kept as alerts
from mealwatch.attachments import queries as attachments
from mealwatch.audit import entries as journal
from mealwatch.audit import refusals
from mealwatch.cases import queries as cases
from mealwatch.cases.following import queries as following
from mealwatch.catalogue import queries as catalogue
from mealwatch.checklists import queries as checklists
from mealwatch.counties import queries as counties
from mealwatch.counties.errors import NoCounty
from mealwatch.devices import queries as devices
from mealwatch.drafts import queries as drafts
from mealwatch.duty import queries as duty
from mealwatch.extensions import db
from mealwatch.inspections import queries as inspections
from mealwatch.inspections.office import queries as followed
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.messages import queries as messages
from mealwatch.purchasing import queries as purchasing
from mealwatch.reports.official import queries as papers
from mealwatch.rounds import queries as rounds
from mealwatch.safety import queries as safety
from mealwatch.schools import queries as schools
from mealwatch.signing import queries as signing
from mealwatch.stock.queries import corrected
from mealwatch.storage import view
from mealwatch.verification import errors
from mealwatch.verification.domain.counted import Checked
from mealwatch.verification.queries.balances import check_balances
from mealwatch.verification.queries.chain import walk
from mealwatch.verification.queries.eaten import check_meal_records, check_menus
from mealwatch.verification.queries.file import check_file, check_pointers
from mealwatch.verification.queries.guards import guards_missing
from mealwatch.verification.queries.ledger import check_ledger
from mealwatch.verification.queries.masters import check_masters
from mealwatch.verification.queries.numbers import check_numbers
from mealwatch.verification.queries.statements import check_approvals, check_older_heads, check_statements

KEPT = (
    *counties.KEPT,
    *schools.KEPT,
    *accounts.KEPT,
    *messages.KEPT,
    *refusals.KEPT,
    *catalogue.KEPT,
    *attachments.KEPT,
    *drafts.KEPT,
    *devices.KEPT,
    *acceptance.KEPT,
    *purchasing.KEPT,
    *corrected.KEPT,
    *meals.KEPT,
    *menus.KEPT,
    *safety.KEPT,
    *signing.KEPT,
    *duty.KEPT,
    *checklists.KEPT,
    *rounds.KEPT,
    *inspections.KEPT,
    *followed.KEPT,
    *alerts.KEPT,
    *cases.KEPT,
    *following.KEPT,
    *papers.KEPT,
)


class _County(NamedTuple):
    id: int
    code: str


def verify(county_code=None, anchors=()):
    """Check everything, or one county. Returns Checked; raises the first DoesNotFit, NoCounty, AnchorInvalid.

    ``anchors``: (county code or None, seq, hash) each, kept outside the machine.
    """
    try:
        return _verified(county_code, anchors, tolerant=False)
    except (DBAPIError, view.Unreadable) as error:
        if "decode" not in str(error):
            raise errors.Damaged(detail=str(error).splitlines()[0]) from error
    # Some text is no UTF-8 any more: once more with escapes, to name where.
    return _verified(county_code, anchors, tolerant=True)


def _verified(county_code, anchors, *, tolerant):
    with view.one_view(tolerant=tolerant):
        check_file()
        missing = guards_missing(db.engine)
        if missing:
            raise errors.GuardsMissing(names="、".join(missing))
        known = [_County(*row) for row in view.rows(_COUNTIES)]
        chosen = _chosen(known, county_code)
        anchored = _anchored(anchors, chosen)
        checked = Checked()
        for county in chosen:
            _check_county(county, anchored.get(county.code, {}), checked)
        stray = journal.of_no_county([county.id for county in known])
        if stray is not None:
            raise errors.NoSuchCounty(record="journal", id=stray)
        check_pointers()
    return checked


def _check_county(county, anchors, checked):
    walked = walk(county, {one.subject: one for one in KEPT}, anchors, checked)
    checked.heads.append(walked.head)
    check_older_heads(county)
    check_masters(county, KEPT, walked.last_words, checked)
    check_ledger(county, checked)
    check_meal_records(county, checked)
    check_menus(county, checked)
    check_statements(county, checked)
    check_numbers(county)
    check_balances(county)
    check_approvals(county)


def _chosen(known, county_code):
    chosen = [county for county in known if county_code in (None, county.code)]
    if county_code and not chosen:
        raise NoCounty(key=county_code)
    return chosen


def _anchored(anchors, chosen):
    """``{county code: {seq: hash}}``; an anchor without a code is for the only county."""
    found = {}
    for code, seq, hashed in anchors:
        if code is None and len(chosen) == 1:
            code = chosen[0].code
        if code not in [county.code for county in chosen]:
            raise errors.AnchorInvalid(field="anchor", value=f"{code or ''}:{seq}:{hashed}")
        found.setdefault(code, {})[seq] = hashed
    return found


_COUNTY = counties.KEPT[0].table.c
_COUNTIES = select(_COUNTY.id, _COUNTY.code).order_by(_COUNTY.id)
