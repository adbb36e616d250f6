"""The jobs against a county: a Monday does everything once, twice does nothing twice, a missed one is caught up."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from mealwatch.alerts.queries import alerts
from mealwatch.config import DEFAULTS
from mealwatch.counties import queries as counties
from mealwatch.counties import service as county_service
from mealwatch.extensions import db
from mealwatch.jobs import worker
from mealwatch.jobs.due import do_due
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.messages import queries as messages
from mealwatch.spend import service as spend
from mealwatch.spend.queries.statements import standing
from mealwatch.stock.domain.documents import IssueLine, ReceiptLine
from tests.support.kitchen import FRI, MON, NEXT_MON, bare_app

WEEK = Week(MON)


def at(on, hour=9):
    return datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def county(kitchen):
    kitchen.do(county_service.change_county, name="示例县", live_from=MON)
    return counties.get_county(kitchen.county_id)


def done(county, now):
    return [one.text(str) for one in do_due(county, now, settings=DEFAULTS, translate=str)]


def counted():
    tables = ("journal", "statements", "alerts", "messages", "job_runs")
    return [db.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables]


def test_a_monday_is_done_once_and_a_missed_one_is_caught_up(county):
    before = done(county, at(NEXT_MON, 17))
    assert not any("周结 " in line and "到期" in line for line in before)
    assert standing(county.id, WEEK, WEEK) == []
    late = at(NEXT_MON + timedelta(days=16), 19)
    said = done(county, late)
    assert any(line.startswith(f"{WEEK}：到期周结") for line in said)
    assert any(line.startswith(f"{WEEK}：按规则核对了") for line in said)
    assert len(standing(county.id, WEEK, WEEK)) > 0
    assert str(WEEK) in messages.jobs_done(county.id, "close", "2026-W01")
    rows = counted()
    assert done(county, late + timedelta(minutes=10)) == []
    assert counted() == rows


def a_poor_week(kitchen):
    """S003's week, whole and signed: half of what 40 pupils are owed."""
    rice = kitchen.ingredients["rice"]
    bought = ReceiptLine(rice, 300_000, "g", 150_000, acceptor_1="验收乙", acceptor_2="验收丙")
    kitchen.post(kitchen.document("receipt", "R1", MON, bought, canteen="C002"))
    for day in WEEK.days[:5]:
        line = IssueLine(rice, 20_000, "g", storekeeper="库管丁", collector="领用戊")
        kitchen.post(kitchen.document("issue", f"I{day:%d}", day, line, canteen="C002"))
        kitchen.serve(day, 40, group=("S003", "G16"))
    return kitchen.schools["S003"]


def test_a_week_that_the_principal_closes_is_looked_at_when_the_worker_comes_next(county, kitchen):
    """On Friday afternoon, three days before the deadline; the close itself runs no rule."""
    school_id, closed_at = a_poor_week(kitchen), at(FRI, 14)
    done(county, closed_at - timedelta(minutes=5))
    kitchen.do(spend.close_week, school_id, WEEK, how="principal", by=Actor("校长", 3), now=closed_at)
    assert alerts.alerts(county.id, WEEK, WEEK) == []
    assert f"{WEEK}：按规则核对了 1 所学校" in done(county, closed_at + timedelta(minutes=5))
    found = alerts.alerts(county.id, WEEK, WEEK)
    assert ("F01", school_id) in {(one.rule, one.school_id) for one in found}
    assert {one.school_id for one in found} == {school_id}
    rows = counted()
    assert done(county, closed_at + timedelta(minutes=15)) == []
    assert counted() == rows
    assert alerts.alerts(county.id, WEEK, WEEK) == found


def test_a_county_on_trial_is_left_alone(kitchen):
    kitchen.do(county_service.change_county, name="示例县", live_from=None)
    county = counties.get_county(kitchen.county_id)
    done(county, at(NEXT_MON + timedelta(days=16), 19))
    assert standing(county.id, WEEK, WEEK) == []


def test_the_workers_queue_lies_beside_the_data(tmp_path):
    site = {"JOBS_FILE": "", "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite'}"}
    assert worker.queue_file(site) == tmp_path / "jobs.sqlite"
    assert worker.queue_file(site | {"JOBS_FILE": "/srv/queue"}).as_posix() == "/srv/queue"
    assert worker.queue_file({"JOBS_FILE": "", "DATABASE_URL": "postgresql://x/y"}).name == "jobs.sqlite"


def test_the_worker_asks_every_ten_minutes(tmp_path, database_url):
    app = bare_app(database_url)
    made = worker.worker(app, tmp_path / "queue" / "jobs.sqlite")
    (task,) = made.huey._registry.periodic_tasks
    hour = [datetime(2026, 11, 16, 18, minute) for minute in range(60)]
    assert [moment.minute for moment in hour if task.validate_datetime(moment)] == [0, 10, 20, 30, 40, 50]
