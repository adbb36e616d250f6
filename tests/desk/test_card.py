"""What needs the principal comes in order."""

from datetime import timedelta

from mealwatch.desk.domain.card import ORDER, Thing, in_order
from tests.spend.weeks import MON


def test_the_gravest_comes_first_then_the_oldest():
    days = [MON, MON - timedelta(days=7)]
    things = [Thing(kind, f"{kind}:{on}", "", "", on) for kind in reversed(ORDER) for on in days]
    found = in_order(things)
    assert [one.kind for one in found] == [kind for kind in ORDER for _ in days]
    assert [one.since for one in found[:2]] == sorted(days)
    assert ORDER.index("overdue_close") < ORDER.index("sign") < ORDER.index("close") < ORDER.index("closure")
