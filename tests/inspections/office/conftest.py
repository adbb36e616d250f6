import pytest

from tests.support.people import *  # noqa: F403
from tests.support.today import Kitchen
from tests.support.visits import A_PHOTO, Tablet, counted, digest, lost, weighed


@pytest.fixture
def kitchen(site):
    kitchen = Kitchen(site)
    kitchen.receive({"土豆": 22_000, "大米（粳米）": 50_000})
    return kitchen


@pytest.fixture
def tablet(site):
    return Tablet(site)


@pytest.fixture
def visit_id(kitchen, tablet):
    """A visit at S001: potatoes weighed 21 for 22 kilos, rice counted 48 for 50, one item lost with a photo."""
    potato, rice = kitchen.by_name["土豆"], kitchen.by_name["大米（粳米）"]
    body = tablet.body(
        answers={"B6": lost("库房墙角有老鼠屎", photos=[digest(A_PHOTO)])},
        weighings=[weighed(potato.code, potato.name, 21_000, 22_000, "R1/1")],
        counts=[counted(rice.code, rice.name, 48_000, 50_000)],
    )
    return tablet.deposit(body)
