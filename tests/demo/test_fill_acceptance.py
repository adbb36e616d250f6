"""The demo canteen's goods in: differences, a photographed slip, goods that went back, licences in every state."""

from datetime import datetime

import pytest

from mealwatch import create_app
from mealwatch.acceptance import queries, service
from mealwatch.acceptance.domain.licences import standing
from mealwatch.acceptance.errors import LicenceExpired
from mealwatch.attachments import queries as attachments
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue import service as catalogue_service
from mealwatch.demo import fill_acceptance
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.people import three_schools

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=SHANGHAI)


@pytest.fixture
def county_id(database_url):
    app = create_app({"DATABASE_URL": database_url})
    with app.app_context():
        county_id = three_schools()
        county.do(catalogue_service.take_over_known_ingredients, county_id)
        expired = {"code": "V05", "name": "远岭肉食品经营部", "licence_expires_on": NOW.date().replace(day=1)}
        rows = [{"code": "V06", "name": "绿圃蔬菜合作社", "licence_expires_on": NOW.date().replace(year=2028)}, expired]
        county.do(catalogue_service.put_suppliers, county_id, rows)
        in_transaction(lambda: fill_acceptance.fill(county_id, by=Actor("demo"), now=NOW))
        yield county_id
        db.session.remove()
        db.engine.dispose()


def test_the_demo_shows_goods_in_with_all_that_can_happen(county_id):
    canteen = schools.canteens_of(county_id)[0]
    found = queries.slips(county_id, canteen.id, NOW.date(), NOW.date())
    assert [slip.document_id is None for slip, _lines in found] == [True, False]
    slip, lines = found[1]
    assert any(line.quantities.differences() for line in lines)
    assert any(line.price_answer == "kept" for line in lines)
    assert any(line.returned for line in lines)
    photo = attachments.find_attachment(county_id, canteen.id, slip.slip_photos[0])
    assert photo.media_type == "image/png"
    assert photo.size < 300 * 1024


def test_one_expired_licence_is_let_deliver_and_one_is_not(county_id):
    canteen = schools.canteens_of(county_id)[0]
    let, expired, soon = (catalogue.get_supplier(county_id, code) for code in ("V16", "V05", "V17"))
    assert service.allowance_for(county_id, canteen.id, let, NOW.date())
    with pytest.raises(LicenceExpired):
        service.allowance_for(county_id, canteen.id, expired, NOW.date())
    assert standing(soon.licence_expires_on, NOW.date()) == "ending"
