"""The jobs against a county: a Monday does everything once, twice does nothing twice, a missed one is caught up."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from mealwatch.config import DEFAULTS
from mealwatch.counties import queries as counties
from mealwatch.counties import service as county_service
from mealwatch.extensions import db
from mealwatch.jobs import worker
from mealwatch.jobs.due import do_due
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.messages import queries as messages
from mealwatch.spend.queries.statements import standing
from tests.support.kitchen import MON, NEXT_MON, bare_app

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
