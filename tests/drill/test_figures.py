"""The drill's figures, held: what the rules find of a school year, and how often they are wrong.

The default size, once: whoever makes a rule blind or makes it cry wolf sees it here.
"""

from fractions import Fraction

import pytest

from mealwatch.drill.living import live
from mealwatch.drill.schemes import SCHEMES
from mealwatch.drill.scoring import score

pytestmark = pytest.mark.slow

RECALL = Fraction(9, 10)  # of each scheme's cases, by the third week
FALSE_ALARMS = Fraction(1, 2)  # per school and term


@pytest.fixture(scope="module")
def year_and_score(migrated_sqlite, tmp_path_factory):
    from mealwatch import create_app
    from mealwatch.extensions import db

    folder = tmp_path_factory.mktemp("year")
    path = folder / "drill.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with create_app({"DATABASE_URL": f"sqlite:///{path}"}).app_context():
        lived = live(folder, seed=1, schools=60, weeks=40)
        yield lived, score(lived.year, lived.alerts)
        db.session.remove()
        db.engine.dispose()


def test_every_scheme_is_found_by_the_third_week(year_and_score):
    _, scored = year_and_score
    missed = {one.id: (one.found, one.cases) for one in scored.schemes if one.found < RECALL * one.cases}
    assert not missed
    assert len(scored.schemes) == len(SCHEMES)


def test_false_alarms_stay_below_the_bar(year_and_score):
    _, scored = year_and_score
    assert scored.rate <= FALSE_ALARMS, scored.false_runs


def test_the_year_was_lived_whole(year_and_score):
    """Both terms, every scheme with three cases at least, most school-terms without any."""
    lived, scored = year_and_score
    assert lived.year.terms == 2
    assert len(lived.year.weeks) >= 38
    assert min(one.cases for one in scored.schemes) >= 3
    assert scored.school_terms > 60
