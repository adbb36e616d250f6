"""A tablet and its server under the protocol's faults: nothing lost, doubled, overwritten or hidden."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.faults import FAULTS, World
from tests.support.histories import History


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = World(tmp_path_factory.mktemp("histories"))
    with made.open():
        yield made
    made.close()


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32 - 1))
def test_nothing_is_lost_or_doubled_in_any_history(world, seed):
    assert History(world, Random(seed)).run() == []


def test_the_histories_went_through_every_fault(world):
    happened = set(world.faults)
    assert happened >= {*FAULTS, "killed", "clock", "restored", "revoked", "evicted", "altered"}
