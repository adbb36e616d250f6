"""Keeping meetings and rules; what was entered wrongly is entered again, and the journal keeps both."""

import json

from mealwatch.audit import rows as audited
from mealwatch.audit import service as journal
from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, models, queries
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id

_TITLE, _LONG = 120, 8000
KINDS = ("on_site", "study")


def keep_meeting(
    county_id,
    meeting_id=None,
    *,
    kind,
    on,
    title,
    place="",
    people="",
    decisions="",
    case_ids=(),
    photos=(),
    by,
    now,
):
    """Enter a meeting (现场会) or a study (专题研究), or change it; its number. Raises CasesMissing, NoMeeting."""
    journal.lock(county_id)
    checks.refuse(checks.one_of("kind", kind, KINDS))
    checks.refuse(checks.text("title", title, most=_TITLE))
    checks.refuse(checks.text("decisions", decisions, most=_LONG))
    if meeting_id is not None:
        queries.get_meeting(county_id, meeting_id)
    row = {
        "county_id": county_id,
        "id": meeting_id or next_id(models.Meeting, county_id),
        "kind": kind,
        "dated_on": on,
        "title": title.strip(),
        "place": place.strip(),
        "people": people.strip(),
        "decisions": decisions.strip(),
        "cases": _cases(county_id, case_ids),
        "photos": " ".join(photos),
        "canteen_id": None,
        "entered_at": now,
        "entered_by": by.name,
    }
    return _put(county_id, models.Meeting, row, "case_meeting", by=by, now=now)


def keep_rule(
    county_id,
    rule_id=None,
    *,
    title,
    text="",
    from_date,
    ended_on=None,
    case_ids=(),
    files=(),
    by,
    now,
):
    """Enter a rule that came out of cases, or change it. Returns its number.

    Raises CasesMissing, TextOrFile, DatesReversed, NoRule.
    """
    journal.lock(county_id)
    checks.refuse(checks.text("title", title, most=_TITLE))
    checks.refuse(checks.optional_text("text", text, most=_LONG))
    if not text.strip() and not files:
        raise errors.TextOrFile(field="text")
    if ended_on is not None and ended_on < from_date:
        raise errors.DatesReversed(field="ended_on")
    if rule_id is not None:
        queries.get_rule(county_id, rule_id)
    row = {
        "county_id": county_id,
        "id": rule_id or next_id(models.CaseRule, county_id),
        "title": title.strip(),
        "text": text.strip(),
        "from_date": from_date,
        "ended_on": ended_on,
        "cases": _cases(county_id, case_ids),
        "photos": " ".join(files),
        "canteen_id": None,
        "entered_at": now,
        "entered_by": by.name,
    }
    return _put(county_id, models.CaseRule, row, "case_rule", by=by, now=now)


def _cases(county_id, case_ids):
    wanted = tuple(dict.fromkeys(case_ids))
    if not wanted or len(cases.cases(county_id, ids=wanted)) != len(wanted):
        raise errors.CasesMissing(field="cases")
    return json.dumps(wanted)


def _put(county_id, model, row, subject, *, by, now):
    before = audited.held(model, county_id, model.id == row["id"])
    old = before.get((row["id"],))
    if old and all(old[name] == value for name, value in row.items() if not name.startswith("entered_")):
        return row["id"]
    audited.put(county_id, model, [row], before, subject=subject, key_of=lambda row: str(row["id"]), by=by, now=now)
    return row["id"]
