"""What came from whom: the receipts of orders, and the supplier from whom a canteen last bought an ingredient."""

from collections import defaultdict

from sqlalchemy import and_, exists, func, select

from mealwatch.extensions import db
from mealwatch.stock import models

_document = models.Document.__table__.c
_receipt = models.ReceiptLine.__table__.c
_reversal = models.Reversal.__table__.c
_correction = models.Correction.__table__.c
_issue = models.IssueLine.__table__.c
_UNDONE = exists().where(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id)


def received_by(county_id, document_ids):
    """``{document id: (standing id, {ingredient id: base units})}`` of these receipts, left out where none stands.

    What took the place of a corrected one counts for it.
    """
    standing, now = {}, set(document_ids)
    follows = {document_id: document_id for document_id in now}
    while now:
        rows = db.session.execute(
            select(_correction.document_id, _correction.replaced_by).where(
                _correction.county_id == county_id, _correction.document_id.in_(now)
            )
        ).all()
        later = {row.document_id: row.replaced_by for row in rows}
        follows = {first: later.get(last, last) for first, last in follows.items()}
        now = set(later.values())
    undone = exists().where(_reversal.county_id == _receipt.county_id, _reversal.document_id == _receipt.document_id)
    statement = select(_receipt.document_id, _receipt.ingredient_id, func.sum(_receipt.quantity)).where(
        _receipt.county_id == county_id, _receipt.document_id.in_(follows.values()), ~undone
    )
    for document_id, ingredient_id, base in db.session.execute(
        statement.group_by(_receipt.document_id, _receipt.ingredient_id)
    ):
        standing.setdefault(document_id, {})[ingredient_id] = int(base)
    return {first: (last, standing[last]) for first, last in follows.items() if last in standing}


def last_suppliers(county_id, canteen_id, since):
    """``{ingredient id: supplier id}``: from whom the canteen last bought each, by its receipts since that day."""
    statement = (
        select(_receipt.ingredient_id, _receipt.supplier_id)
        .join_from(
            models.Document.__table__,
            models.ReceiptLine.__table__,
            and_(_receipt.county_id == _document.county_id, _receipt.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.kind == "receipt",
            _document.dated_on >= since,
            _receipt.supplier_id.is_not(None),
            ~_UNDONE,
        )
        .order_by(_document.dated_on, _document.id, _receipt.line_no)
    )
    return {row.ingredient_id: row.supplier_id for row in db.session.execute(statement)}


def meals_issued(county_id, canteen_id, first, last):
    """``{(date, meal)}`` for which some issue stands."""
    statement = select(_document.dated_on, _document.meal).where(
        _document.county_id == county_id,
        _document.canteen_id == canteen_id,
        _document.kind == "issue",
        _document.dated_on.between(first, last),
        ~_UNDONE,
    )
    return {tuple(row) for row in db.session.execute(statement.distinct())}


def packages_issued(county_id, canteen_id, since, ingredient_ids):
    """Rows (ingredient_id, dated_on, quantity, use_days) of the issues of these ingredients that stand, by date."""
    statement = (
        select(_issue.ingredient_id, _document.dated_on, _issue.quantity, _issue.use_days)
        .join_from(
            models.Document.__table__,
            models.IssueLine.__table__,
            and_(_issue.county_id == _document.county_id, _issue.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.dated_on >= since,
            _issue.ingredient_id.in_(list(ingredient_ids)),
            ~_UNDONE,
        )
        .order_by(_document.dated_on, _document.id, _issue.line_no)
    )
    return db.session.execute(statement).all()


def issued_between(county_id, canteen_id, first, last, ingredient_ids):
    """``{ingredient id: base units}`` of the standing issues dated from ``first`` to ``last``."""
    found = defaultdict(int)
    statement = (
        select(_issue.ingredient_id, _issue.quantity)
        .join_from(
            models.Document.__table__,
            models.IssueLine.__table__,
            and_(_issue.county_id == _document.county_id, _issue.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.dated_on.between(first, last),
            _issue.ingredient_id.in_(list(ingredient_ids)),
            ~_UNDONE,
        )
    )
    for ingredient_id, quantity in db.session.execute(statement):
        found[ingredient_id] += quantity
    return dict(found)
