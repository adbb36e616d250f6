import pytest

from tests.support.people import *  # noqa: F403
from tests.support.today import Kitchen
from tests.support.visits import Tablet


@pytest.fixture
def kitchen(site):
    """C001 with potatoes and rice, received on R1."""
    kitchen = Kitchen(site)
    kitchen.receive({"土豆": 22_000, "大米（粳米）": 50_000})
    return kitchen


@pytest.fixture
def tablet(site):
    return Tablet(site)
