"""What was done for a day or a week, so that it is done once."""

from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.messages import queries
from mealwatch.messages.models import JobRun


def keep_job(county_id, job, period, *, result, by, now):
    """Write down that a job was done for a period; in the transaction of what it did.

    Returns False where it was written down already: then nothing must be done.
    """
    journal.lock(county_id)
    if period in queries.jobs_done(county_id, job, period):
        return False
    row = {"county_id": county_id, "job": job, "period": period, "result": result, "done_at": now}
    rows.put(
        county_id,
        JobRun,
        [row],
        {},
        subject="job_run",
        key_of=lambda row: f"{row['job']}/{row['period']}",
        by=by,
        now=now,
    )
    return True
