"""What the principal's card says of a running week."""

from types import SimpleNamespace

import pytest

from mealwatch.desk.principal import standing
from mealwatch.kernel.ratio import ZERO, Ratio


@pytest.mark.parametrize(
    ("done", "reached", "said"),
    [
        (0, ZERO, "供餐 5 天，报齐 0 天，标准 25.00 元，还差 25.00 元"),
        (1, Ratio(576), "供餐 5 天，报齐 1 天，到现在 5.76 元，标准 25.00 元，还差 19.24 元"),
    ],
    ids=["nothing told yet is not nothing spent", "a day told"],
)
def test_the_running_week(app, done, reached, said):
    week = SimpleNamespace(supply_days=5, complete_days=done, floor_fen=2500, complete=False)
    bar = SimpleNamespace(reached=reached, gap=Ratio(2500) - reached, missing=0, unknown=0, forecast=Ratio(2600))
    assert standing._so_far(week, bar) == f"{said}；按食谱一周是 26.00 元。"
