"""The bureau's Monday over the week of tests.support.week: S003 is short, S001 and S002 told nothing.

600 yuan a day over 125 at table are 4.80 a meal and 24.00 in five days, 1.00 below the floor; the rice came with
receipt R1, which has a photo.
"""

from unittest.mock import patch

from mealwatch.alerts import service as alerts
from mealwatch.alerts.queries.alerts import open_alerts
from mealwatch.attachments import service as attachments
from mealwatch.counties import service as counties
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from mealwatch.stock.queries import documents
from tests.support import county
from tests.support.files import a_png
from tests.support.week import DAYS, WEEK, cook, record

#: The week as addresses have it.
AT = f"/weeks/{WEEK}"


def at_desk():
    """A patch of the clock: Tuesday morning after the week's deadline."""
    return patch.object(clock, "now", lambda: county.NOW)


def short_week(site):
    """Fill the week and let the rules look at it. Returns {(school's code, rule): alert id}."""
    site.do(counties.change_county, live_from=county.BEGUN)
    cook(site, without=DAYS)
    for on in DAYS:
        record(site, on, 120)
    with site.app.app_context():
        canteen = schools.get_canteen(site.county_id, "C003")
        photo = county.do(attachments.keep, site.county_id, canteen.id, a_png(64))
        head = documents.find_head(site.county_id, canteen.id, "receipt", "R1")
        county.do(stock.photograph, site.county_id, canteen.id, head, [photo.digest])
    site.do(alerts.run, WEEK)
    with site.app.app_context():
        codes = {one.id: one.code for one in schools.schools_of(site.county_id)}
        return {(codes[one.school_id], one.rule): one.id for one in open_alerts(site.county_id)}
