"""H05: eggs that left the store against those that the menu gives each eater."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from mealwatch.alerts.domain.kitchen import Eaters, Kitchen, Plate
from mealwatch.kernel.ratio import Ratio
from tests.alerts.small import WEEK, given, judged, lacking

EGG, RICE = 1, 2
KNOWN = {EGG: SimpleNamespace(base_unit="piece", name="鸡蛋"), RICE: SimpleNamespace(base_unit="g", name="大米")}


class Kept(Kitchen):
    def price(self, canteen_id, ingredient_id):
        return Fraction(80)


def here(*issued, ingredient=EGG, package=False):
    plates = [
        Plate(
            1,
            WEEK.days[day],
            "lunch",
            Eaters({"6-8": 100}),
            {ingredient: Fraction(100)},
            {ingredient: pieces},
            {ingredient: "蛋"},
            frozenset({ingredient} if package else ()),
        )
        for day, pieces in enumerate(issued)
    ]
    return given(kitchen=Kept({}, {1: plates}), ingredients=KNOWN)


@pytest.mark.parametrize(
    ("issued", "fires", "risk"),
    [
        ([100, 100], False, 0),
        ([97, 97], False, 0),
        ([96, 97], True, 7 * 80),
        ([100, 60], True, 40 * 80),
        ([110, 110], False, 0),
        ([111, 110], True, 0),
    ],
)
def test_pieces(issued, fires, risk):
    found = judged("H05", here(*issued))
    assert [one.at_risk for one in found] == ([Ratio(risk)] if fires else [])


def test_the_sentence_counts():
    [found] = judged("H05", here(100, 60))
    assert found.sentence.text() == "鸡蛋一周出库 160 个，按食谱和就餐人数应有 200 个，只有 0.80 倍，需要说明。"
    assert found.rows[0].facts["issued"] == "60"


def test_what_is_weighed_or_opened_for_days_is_not_counted():
    assert lacking("H05", here(50, ingredient=RICE))
    assert lacking("H05", here(50, package=True))
