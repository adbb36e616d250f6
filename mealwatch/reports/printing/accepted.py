"""What acceptance wrote down beside a receipt's line; nothing of it where a receipt came another way."""

from typing import Any, NamedTuple

from mealwatch.acceptance.domain.record import BAD, GOOD


class Extra(NamedTuple):
    """Words and quantities beside a receipt line; None where nobody wrote anything."""

    brand_and_spec: Any = None
    seller: Any = None
    spoiled: Any = None
    smell: Any = None
    fresh: Any = None
    package: Any = None
    returned: Any = None
    freight_fen: Any = None
    slip_no: Any = None


def told(facts, document_id, line_no):
    """The Extra of a receipt's line."""
    one = facts.acceptances.get((document_id, line_no))
    if one is None:
        return Extra()
    slip = facts.slip_of.get(document_id)
    return Extra(
        brand_and_spec=" ".join(filter(None, (one.brand, one.spec, one.grade))) or None,
        seller=slip.deliverer if slip else None,
        spoiled=_found(one, "sound", fine="无", not_fine="有"),
        smell=_found(one, "smell", fine="无", not_fine="有"),
        fresh=_found(one, "fresh", fine="是", not_fine="否"),
        package=_found(one, "packaging", fine="是", not_fine="否"),
        returned=one.returned or None,
        freight_fen=one.freight_fen or None,
        slip_no=slip.slip_no if slip else None,
    )


def _found(one, check, *, fine, not_fine):
    return {GOOD: fine, BAD: not_fine}.get(one.checks.get(check))
