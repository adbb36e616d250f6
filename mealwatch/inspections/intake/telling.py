"""What rounds ask of visits: when a school was last visited, what is open there, which stops are done."""

from collections import Counter

from mealwatch.inspections import queries
from mealwatch.inspections.office import queries as office


def last_visits(county_id):
    """``{school id: date}`` of the last visit to each school."""
    return {school_id: one.dated_on for school_id, one in queries.last_visits(county_id).items()}


def open_findings(county_id):
    """``{school id: how many findings are not mended}``."""
    return dict(Counter(one.finding.school_id for one in office.findings(county_id, open_only=True) if one.pending))


def visited(county_id, stop_ids):
    """``{stop id: address of the visit's page}`` of the stops that were visited."""
    found = queries.visits(county_id, stop_ids=stop_ids) if stop_ids else ()
    return {one.stop_id: f"/inspections/{one.id}" for one in found}
