"""The order of entry: documents, reversals and closings as one sequence of events, numbered from 1.

Where the files carry ``posted`` that order holds. Else documents go by date and
kind, a reversal right after its document when both have one date and before
everything else of its date when not, and closings come last.
"""

_POSTED = """
INSERT INTO event (what, ref) SELECT what, ref FROM (
    SELECT 'document' AS what, id AS ref, posted, 0 AS place, '' AS week, row FROM document WHERE state = 'new'
    UNION ALL SELECT 'reversal', id, posted, 1, '', row FROM reversal WHERE state = 'new'
    UNION ALL SELECT 'closing', id, posted, 2, monday, row FROM closing WHERE state = 'new'
) ORDER BY posted, place, week, row
"""
_BY_DATE = """
INSERT INTO event (what, ref) SELECT what, ref FROM (
    SELECT 'document' AS what, id AS ref, dated, 1 AS place, kind, row, 0 AS undone, 0 AS turn
    FROM document WHERE state = 'new'
    UNION ALL
    SELECT 'reversal', reversal.id, reversal.dated, 1, document.kind, document.row, 1, reversal.row
    FROM reversal JOIN document ON document.id = reversal.document AND document.dated = reversal.dated
    WHERE reversal.state = 'new'
    UNION ALL
    SELECT 'reversal', reversal.id, reversal.dated, 0, 0, 0, 0, reversal.row
    FROM reversal LEFT JOIN document ON document.id = reversal.document AND document.dated = reversal.dated
    WHERE reversal.state = 'new' AND document.id IS NULL
    UNION ALL
    SELECT 'closing', id, 'last ' || monday, 2, 0, 0, 0, row FROM closing WHERE state = 'new'
) ORDER BY dated, place, kind, row, undone, turn
"""


def put_in_order(staging):
    """Fill the staging's events. Returns how many there are."""
    placed = staging.one(
        "SELECT EXISTS (SELECT 1 FROM document WHERE posted IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM reversal WHERE posted IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM closing WHERE posted IS NOT NULL)"
    )[0]
    staging.run(_POSTED if placed else _BY_DATE)
    return staging.one("SELECT count(*) FROM event")[0]
