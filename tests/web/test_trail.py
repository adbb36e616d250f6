"""Filters are carried down and back, and nothing else of an address is."""

import pytest
from flask import Flask

from mealwatch.web.trail import kept_filters, trail

APP = Flask(__name__)


@pytest.mark.parametrize(
    ("address", "down", "back"),
    [
        ("/weeks", {}, {}),
        ("/weeks?town=青山镇&state=short&page=2", {"from": "town=%E9%9D%92%E5%B1%B1%E9%95%87&state=short&page=2"}, {}),
        ("/weeks?lang=en&next=//elsewhere", {}, {}),
        ("/school?from=town%3Dx%26state%3Dshort", {"from": "town=x&state=short"}, {"town": "x", "state": "short"}),
        ("/school?from=week%3D1%26_external%3D1%26town%3Dx", {"from": "week=1&_external=1&town=x"}, {"town": "x"}),
        ("/school?from=" + "a" * 500, {}, {}),
    ],
)
def test_only_filters_travel(address, down, back):
    with APP.test_request_context(address):
        assert trail() == down
        assert kept_filters() == back
