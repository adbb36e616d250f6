"""What a higher feature knows of visits: asked here, told by whoever connects. Until then nobody was anywhere."""

from collections.abc import Callable
from datetime import date


def _nothing(_county_id):
    return {}


def _none_done(_county_id, _stop_ids):
    return {}


def _nothing_looked_for(_county_id, _stop_id):
    return frozenset()


def _none_reserved(_county_id):
    return []


def _no_bulletin(_round_id):
    return ""


#: ``fn(county_id) -> {school id: date}`` of the last visit to each school.
last_visits: Callable[[int], dict[int, date]] = _nothing
#: ``fn(county_id) -> {school id: count}`` of findings that are not mended yet.
open_findings: Callable[[int], dict[int, int]] = _nothing
#: ``fn(county_id, stop ids) -> {stop id: address of the visit's page, or ""}`` of the stops that were visited.
visited: Callable[[int, list[int]], dict[int, str]] = _none_done
#: ``fn(county_id, stop_id) -> findings`` (their numbers) that a stop is made for, mended or not.
looked_for: Callable[[int, int], frozenset] = _nothing_looked_for
#: ``fn(county_id) -> [(Week, half days)]`` to be kept free for look-backs whose day and school nobody knows yet.
reserved: Callable[[int], list] = _none_reserved
#: ``fn(round id) -> address`` of the bulletin about a round, or "".
bulletin: Callable[[int], str] = _no_bulletin


def connect(*, visits, findings, done):
    """Say who knows: called once, by the feature that keeps the visits."""
    global last_visits, open_findings, visited
    last_visits, open_findings, visited = visits, findings, done


def tell_look_backs(half_days, findings):
    """Say who knows the half days to be kept free, and what a look-back's stop is made for."""
    global reserved, looked_for
    reserved, looked_for = half_days, findings


def tell_bulletins(address):
    """Say where the bulletin about a round stands."""
    global bulletin
    bulletin = address
