"""Making a pack. On record stays what a visit can be checked against, who took it and when; the key does not."""

import json
import secrets
import uuid

from sqlalchemy import insert

from mealwatch.audit import service as journal
from mealwatch.checklists import queries as checklists
from mealwatch.devices.domain.canonical import digest
from mealwatch.extensions import db
from mealwatch.inspections import errors, models
from mealwatch.inspections.packing import content
from mealwatch.inspections.packing.gathered import gather
from mealwatch.inspections.packing.prefilling import prefill
from mealwatch.inspections.packing.sealing import Sealer
from mealwatch.inspections.queries.kept import pack_body
from mealwatch.kernel.errors import mark
from mealwatch.rounds import known
from mealwatch.rounds import queries as rounds
from mealwatch.schools import queries as schools


def make_pack(county_id, school, *, month=False, stop=None, team=(), canteen=None, translate=mark, by, now):
    """Make a pack for a school. Returns ``(pack, key)``: what the tablet keeps, and the key as base64.

    ``stop``: a Stop of rounds, or None; ``team``: [Member] otherwise. ``canteen``: where a school eats from several.
    Raises NoCanteenFeeds.
    """
    journal.lock(county_id)
    today = now.date()
    gathered = gather(county_id, school, canteen or the_canteen_of(county_id, school, today), month=month, today=today)
    version = _the_list(county_id, stop)
    sealer, seed = Sealer(), secrets.token_hex(16)
    days, match_refs = content.match_days(gathered, seed)
    pack = {
        "id": str(uuid.uuid4()),
        "made_at": now.isoformat(timespec="seconds"),
        "from": gathered.first.isoformat(),
        "to": today.isoformat(),
        "month": month,
        "seed": seed,
        **content.school_part(gathered),
        "stop": stop and _stop(stop),
        "team": [_member(one) for one in (stop.team if stop and stop.team else team)],
        "list": version.as_json(),
        "prefill": prefill(version, gathered, translate),
        **content.history(gathered, known.looked_for(county_id, stop.id) if stop else frozenset()),
        **content.food(gathered),
        **content.goods(gathered),
        **content.sealed(gathered, sealer),
        "match_days": days,
    }
    pack["digest"] = digest(pack)
    candidates = {kind: [one["ref"] for one in pack[kind]] for kind in ("weigh", "count")}
    candidates |= {"match": match_refs, "days": content.codes_by_day(gathered)}
    candidates["names"] = {one["ref"]: one["name"] for kind in ("weigh", "count") for one in pack[kind]}
    _keep(county_id, gathered, pack, sealer.commits, candidates, by=by, now=now)
    return pack, sealer.key_text


def the_canteen_of(county_id, school, on):
    """The canteen from which a school eats: its own before others'. Raises NoCanteenFeeds."""
    feeding = schools.canteens_feeding(county_id, school.id, on) or schools.canteens_of(county_id, [school.id])
    if not feeding:
        raise errors.NoCanteenFeeds(value=school.name)
    return next((one for one in feeding if one.school_id == school.id), feeding[0])


def _the_list(county_id, stop):
    """The version by which the stop's round is made, else the newest."""
    if stop is None:
        return checklists.current(county_id)
    plan = rounds.get_round(county_id, stop.round_id).plan
    return checklists.version(county_id, plan.list_code, plan.list_version)


def _stop(stop):
    return {
        "id": stop.id,
        "round": stop.round_id,
        "title": stop.title,
        "on": stop.on.isoformat(),
        "team": [_member(one) for one in stop.team],
        "car": stop.car,
    }


def _member(one):
    return {"name": one.name, "department": one.department, "username": one.username, "leader": one.leader}


def _keep(county_id, gathered, pack, commits, candidates, *, by, now):
    row = {
        "county_id": county_id,
        "id": pack["id"],
        "school_id": gathered.school.id,
        "canteen_id": gathered.canteen.id,
        "stop_id": pack["stop"] and pack["stop"]["id"],
        "month": pack["month"],
        "from_date": gathered.first,
        "to_date": gathered.today,
        "seed": pack["seed"],
        "digest": pack["digest"],
        "commits": json.dumps(commits, ensure_ascii=False, sort_keys=True),
        "candidates": json.dumps(candidates, ensure_ascii=False, sort_keys=True),
        "list_code": pack["list"]["code"],
        "list_version": pack["list"]["version"],
        "made_at": now,
        "made_by": by.name,
        "made_by_id": by.account_id,
    }
    db.session.execute(insert(models.Pack), [row])
    journal.record(
        county_id, by=by, action="create", subject="visit_pack", key=pack["id"], body=pack_body(row), now=now
    )
    db.session.flush()
