"""Taking in what tablets deposit. The session is left flushed."""

import json

from sqlalchemy import insert

from mealwatch.audit import rows as kept
from mealwatch.audit import service as journal
from mealwatch.checklists import queries as checklists
from mealwatch.checklists.domain.score import score
from mealwatch.extensions import db
from mealwatch.inspections import models, queries
from mealwatch.inspections.domain.oddities import oddities
from mealwatch.inspections.intake import rows
from mealwatch.inspections.queries.visits import with_uuid
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.rounds import queries as rounds
from mealwatch.rounds.errors import NoStop
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id


def take_visit(county_id, envelope, deposit, *, by, now):
    """Make the rows of a visit; again with the same record changes nothing. Returns the Visit's id.

    Raises NoCanteen, NoChecklist.
    """
    journal.lock(county_id)
    there = queries.find_visit_of_deposit(county_id, deposit.id)
    if there is not None:
        return there.id
    body = envelope["body"]
    used = body["list"]
    version = checklists.version(county_id, used["code"], used["version"])
    found = score(version, {code: one["answer"] for code, one in body["answers"].items()}, body["red_lines"])
    visit_id = next_id(models.Visit, county_id)
    places = {
        "county_id": county_id,
        "id": visit_id,
        "deposit_id": deposit.id,
        "school_id": deposit.school_id,
        "canteen_id": schools.get_canteen(county_id, body["visit"]["canteen"]).id,
    }
    flags = oddities(
        body,
        score=found,
        version=version,
        newest=checklists.current(county_id, used["code"]),
        pack=body["pack"] and queries.find_pack(county_id, body["pack"]["id"]),
        planned_at=_planned_at(county_id, body["visit"]["stop"]),
        school_id=deposit.school_id,
        received_on=deposit.received_at.astimezone(SHANGHAI).date(),
        again=bool(with_uuid(county_id, body["visit"]["id"])),
    )
    row = rows.visit_row(body, score=found, flags=flags, places=places, by=by, now=now)
    _put(county_id, models.Visit, "visit", [row], by=by, now=now)
    here = {"county_id": county_id, "visit_id": visit_id}
    at_school = here | {"school_id": deposit.school_id}
    first = next_id(models.Finding, county_id)
    lost = rows.finding_rows(body, version.list, at_school, first)
    _put(county_id, models.Finding, "visit_finding", lost, by=by, now=now)
    measured = rows.measurement_rows(body, here, next_id(models.Measurement, county_id))
    _put(county_id, models.Measurement, "visit_measurement", measured, by=by, now=now)
    known = {one.id for one in queries.findings(county_id, [deposit.school_id], last=row["dated_on"])}
    known -= {one["id"] for one in lost}
    again = rows.recheck_rows(body, known, here, next_id(models.Recheck, county_id), by=by, now=now)
    _put(county_id, models.Recheck, "finding_recheck", again, by=by, now=now)
    db.session.flush()
    return visit_id


def take_amendment(county_id, envelope, deposit, *, by, now):
    """Keep what a team added to a visit; again with the same record changes nothing."""
    journal.lock(county_id)
    body = envelope["body"]
    here = models.Amendment.__table__.c
    if kept.held(models.Amendment, county_id, here.deposit_id == deposit.id):
        return
    row = {
        "county_id": county_id,
        "deposit_id": deposit.id,
        "visit_uuid": body["visit"],
        "school_id": deposit.school_id,
        "text": body["text"],
        "photos": json.dumps(body["photos"]),
        "received_at": now,
        "received_by": by.name,
    }
    db.session.execute(insert(models.Amendment), [row])
    about = {"action": "create", "subject": "visit_amendment", "key": deposit.id, "body": kept.body_of(row)}
    journal.record(county_id, by=by, now=now, **about)
    db.session.flush()


def _planned_at(county_id, stop_id):
    """The school of a stop; None without one, or where nobody knows it."""
    try:
        return rounds.get_place(county_id, stop_id).school_id if stop_id else None
    except NoStop:
        return None


def _put(county_id, model, subject, some, *, by, now):
    if some:
        kept.put(county_id, model, some, {}, subject=subject, key_of=lambda row: str(row["id"]), by=by, now=now)
