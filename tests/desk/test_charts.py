"""Drawings of weeks: what is missing keeps its place, and the floor its name."""

from mealwatch.desk import charts


def test_every_week_keeps_its_place_and_the_floor_its_name_where_the_first_weeks_have_no_figures():
    points = [charts.Point(f"9/{day}", None if day < 9 else 530) for day in range(1, 13)]
    for lowest in ((), [charts.Point("", None if day < 9 else 470) for day in range(1, 13)]):
        drawn = charts.trend(points, floor_fen=500, floor_name="标准 5.00", lowest=lowest, names=("中位数", "最低"))
        first, last = drawn.axes[0].get_xlim()
        assert first <= 0
        assert last >= 11
        text = charts.svg(drawn, "走势").decode()
        assert "标准 5.00" in text
