"""The rules run when weeks close; a strip says which have not been looked at since, and runs them now."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from mealwatch.alerts import service as alerts
from mealwatch.alerts.queries.runs import last_runs
from mealwatch.desk import weeks
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.spend.queries.statements import standing
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard

#: So many weeks back the strip looks, and not before the first run; what is older is caught up all the same.
_BACK = 12
bp = Blueprint("desk_run", __name__)


@dataclass(frozen=True)
class Behind:
    """So many schools and weeks wait for a run."""

    schools: int
    weeks: int


def behind(viewer, now):
    """What waits for a run since the rules began to look, for whom may start it; None for nothing."""
    if not viewer.may("handle_alerts"):
        return None
    here = Week.of(now.date())
    runs = last_runs(viewer.county_id, here.shifted(-_BACK), here)
    due = alerts.due(viewer.county_id, now, min(runs, default=here.shifted(-_BACK)), here)
    return Behind(len(_schools(viewer.county_id, due, runs)), len(due)) if due else None


def _schools(county_id, due, runs):
    """Those whose statement the last run has not seen; of a week that only became overdue, nobody can be named."""
    return {
        one.school_id
        for one in standing(county_id, due[0], due[-1])
        if one.week in due and (one.week not in runs or runs[one.week].judged.get(one.school_id) != one.version)
    }


@bp.post("/weeks/<week>/run")
@guard("handle_alerts")
def catch_up(week):
    """Look at the weeks that have not been looked at since they closed."""
    viewer, week = current_viewer(), weeks.the_week(week)
    runs = in_transaction(lambda: alerts.catch_up(viewer.county_id, by=viewer.actor(), now=clock.now()))
    flash(_("已更新 %(n)s 个周次的预警", n=len(runs)), "done")
    return redirect(url_for("desk.week", week=week))
