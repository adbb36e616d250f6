"""What a case is opened from, with what its form starts with: neutral words, to be edited by a person."""

from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from mealwatch.alerts.known import catalogue
from mealwatch.alerts.queries.alerts import alert as get_alert
from mealwatch.inspections.office import queries as visited
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import School
from mealwatch.web.formats import long_day
from mealwatch.web.language import translate

_OF_ALERT = {"red": "serious", "amber": "ordinary", "info": "slight"}
_OF_FINDING = {"serious": "serious", "ordinary": "ordinary", "on_the_spot": "slight"}


@dataclass(frozen=True)
class Source:
    """``name`` and ``address`` lead back to it."""

    kind: str
    key: int
    school: School
    name: str
    address: str
    canteen_id: int | None = None
    start: dict = field(default_factory=dict, hash=False)


def of_alert(county_id, alert_id):
    """An alert. Raises NoAlert."""
    one = get_alert(county_id, alert_id)
    school = schools.school_by_id(county_id, one.school_id)
    rule = catalogue().get(one.rule)
    start = {"text": one.sentence.text(translate, long_day), "severity": _OF_ALERT[one.severity], "school": school.code}
    start["basis"] = rule.basis if rule else ""
    name = _("预警 %(id)s 号", id=one.id)
    return Source("alert", one.id, school, name, url_for("alerts.alert", alert_id=one.id), start=start)


def of_finding(county_id, finding_id):
    """A finding of a visit. Raises NoFinding."""
    one = visited.get_finding(county_id, finding_id)
    finding = one.finding
    school = schools.school_by_id(county_id, finding.school_id)
    item = f"{finding.code} {finding.text}"
    start = {
        "text": finding.words or item,
        "basis": _("%(day)s督查，检查表 %(item)s", day=one.visit.dated_on.isoformat(), item=item),
        "severity": _OF_FINDING[finding.severity],
        "kind": "fixed_now" if finding.severity == "on_the_spot" else "dated",
        "school": school.code,
    }
    name, address = _("问题 %(id)s 号", id=finding.id), url_for("inspections.finding", finding_id=finding.id)
    return Source("finding", finding.id, school, name, address, one.visit.canteen_id, start)


BY_NAME = {"alert": of_alert, "finding": of_finding}
