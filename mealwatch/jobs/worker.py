"""The worker: every ten minutes it does what is due in every county.

Huey keeps its little queue in a SQLite file of its own beside the site's data:
no other server is needed. The county's own records say what was done, so a
second worker, cron beside it or a lost queue do no harm.
"""

from pathlib import Path

from huey import SqliteHuey, crontab
from huey.consumer import Consumer

from mealwatch import config
from mealwatch.counties import queries as counties
from mealwatch.jobs.due import do_due
from mealwatch.kernel import clock
from mealwatch.web.language import translate

EVERY_MINUTES = "*/10"


def queue_file(settings):
    """Where the queue lies: MEALWATCH_JOBS_FILE, else beside the site's SQLite file or where that would be."""
    if settings["JOBS_FILE"]:
        return Path(settings["JOBS_FILE"])
    url = settings["DATABASE_URL"]
    beside = url if url.startswith("sqlite:///") else config.default_database()
    return Path(beside.removeprefix("sqlite:///")).with_name("jobs.sqlite")


def do_all(app):
    """What is due in every county that is no demo; a county whose jobs fail does not keep the others from theirs."""
    with app.app_context():
        for county in counties.counties():
            if county.is_demo:
                continue
            try:
                for one in do_due(county, clock.now(), settings=app.config["MEALWATCH"], translate=translate):
                    app.logger.info("%s: %s", county.code, one.text(str))
            except Exception:
                app.logger.exception("the jobs of county %s failed", county.code)


def worker(app, file):
    """The consumer of the queue in ``file``; ``run()`` works until it is stopped."""
    file.parent.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey("mealwatch", filename=str(file))

    @huey.periodic_task(crontab(minute=EVERY_MINUTES))
    def due():
        do_all(app)

    return Consumer(huey, workers=1, periodic=True)
