"""Issuing papers, each with the next number and kept as it was printed; putting alerts down for the briefing.

The session is left flushed.
"""

import json
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import insert

from mealwatch.audit import rows as audited
from mealwatch.audit import service as journal
from mealwatch.extensions import db
from mealwatch.reports.official import models, queries
from mealwatch.reports.official.domain.issued import label_of
from mealwatch.web import official


def issue(county_id, kind, about, paper, *, prefix, typed, by, now, school_id=None, label=None):
    """Give a draft (web.official.Paper) the next number of its kind and year, print it and keep it. Returns Issued.

    ``label``: a number that it has already, as a case has; the running number then only counts it. ``typed``: what an
    officer wrote into it. Raises NotPrinted.
    """
    journal.lock(county_id)
    year = paper.signed_on.year
    number = queries.last_number(county_id, kind, year) + 1
    label = label or label_of(prefix, year, number)
    final = replace(paper, number=label, draft=False)
    content = official.pdf(final)
    row = {
        "county_id": county_id,
        "kind": kind,
        "year": year,
        "number": number,
        "label": label,
        "about": about,
        "school_id": school_id,
        "title": final.title,
        "signed_on": final.signed_on,
        "typed": json.dumps(typed, ensure_ascii=False, sort_keys=True),
        "data": json.dumps(final.as_json(), ensure_ascii=False, sort_keys=True),
        "content": content,
        "digest": sha256(content).hexdigest(),
        "issued_at": now,
        "issued_by": by.name,
        "issued_by_id": by.account_id,
    }
    _put(county_id, row, by=by, now=now)
    return queries.get_paper(county_id, kind, year, number)


def include(county_id, alert_ids, *, by, now, words=""):
    """Put alerts down for their week's briefing (列入通报); again changes nothing. Returns audit.rows.Written."""
    journal.lock(county_id)
    before = audited.held(models.BriefingItem, county_id, models.BriefingItem.alert_id.in_(list(alert_ids)))
    new = [
        {"county_id": county_id, "alert_id": alert_id, "words": words, "entered_at": now, "entered_by": by.name}
        for alert_id in dict.fromkeys(alert_ids)
        if (alert_id,) not in before or before[alert_id,]["words"] != words
    ]
    return audited.put(
        county_id,
        models.BriefingItem,
        new,
        before,
        subject="briefing_item",
        key_of=lambda row: str(row["alert_id"]),
        by=by,
        now=now,
    )


def leave_out(county_id, alert_id, *, by, now):
    """Take an alert out of its week's briefing again; one that is not in it stays out."""
    journal.lock(county_id)
    held = audited.held(models.BriefingItem, county_id, models.BriefingItem.alert_id == alert_id)
    for row in held.values():
        audited.remove(county_id, models.BriefingItem, row, subject="briefing_item", key=str(alert_id), by=by, now=now)


def _put(county_id, row, *, by, now):
    """The journal's entry tells text and bytes by their hashes."""
    db.session.execute(insert(models.OfficialPaper), [row])
    key = f"{row['kind']}/{row['year']}/{row['number']}"
    body = queries.body_of_row(row)
    journal.record(county_id, by=by, action="create", subject="official_paper", key=key, body=body, now=now)
    db.session.flush()
