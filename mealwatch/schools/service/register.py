"""Schools, canteens, pupil groups with their dated counts, and meal standards.

The plural forms take many rows at once (dicts, references by code): what is
there is loaded once and only differences are written, so an import of a county
takes seconds. A column that a row leaves out keeps what it has.
"""

from itertools import count

from sqlalchemy import true

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.kernel import checks
from mealwatch.schools import models
from mealwatch.schools.domain import checks as rules
from mealwatch.schools.domain.school import ALIAS_MARK
from mealwatch.schools.service.codes import Codes, joined
from mealwatch.storage.keys import next_id

FEW = 500


def put_schools(county_id, rows, *, by, now):
    """Register schools: code, name, town, school_type, supply_mode, principal, aliases (a list). Returns Written."""
    audit.lock(county_id)
    held = audited.held(models.School, county_id)
    by_code = {row["code"]: row for row in held.values()}
    fresh = count(next_id(models.School, county_id))
    wanted = []
    for place, row in _once(rows, "code", lambda row: row.get("code")):
        known = by_code.get(row.get("code"))
        kept = known or {"aliases": "", "principal": None}
        row = {**kept, **row}
        checks.refuse(rules.school(row), row=place)
        if not isinstance(row["aliases"], str):
            row["aliases"] = ALIAS_MARK.join(row["aliases"])
        row["principal"] = row["principal"] or None
        row["id"] = known["id"] if known else next(fresh)
        wanted.append(_columns(models.School, county_id, row))
    return _put(county_id, models.School, wanted, held, "school", lambda row: row["code"], by, now)


def put_canteens(county_id, rows, *, by, now):
    """Register canteens: code, school_code (where it stands), name. Returns Written."""
    audit.lock(county_id)
    held = audited.held(models.Canteen, county_id)
    by_code = {row["code"]: row["id"] for row in held.values()}
    fresh = count(next_id(models.Canteen, county_id))
    codes = Codes(county_id)
    wanted = []
    for place, row in _once(rows, "code", lambda row: row.get("code")):
        checks.refuse(rules.canteen(row), row=place)
        row = row | {"school_id": codes.school(row["school_code"], row=place)}
        row["id"] = by_code[row["code"]] if row["code"] in by_code else next(fresh)
        wanted.append(_columns(models.Canteen, county_id, row))
    return _put(county_id, models.Canteen, wanted, held, "canteen", lambda row: row["code"], by, now)


def put_group_states(county_id, rows, *, by, now):
    """What holds for pupil groups from dates on; a group not known yet is made.

    Rows: school_code, group_code, from_date, name, age_band, canteen_code, beneficiaries, other_pupils.
    Returns Written, counting the dated rows.
    """
    audit.lock(county_id)
    codes = Codes(county_id)
    groups = codes.groups()
    fresh = count(next_id(models.PupilGroup, county_id))
    new_groups, wanted, keys = [], [], {}
    for place, row in _once(rows, "from_date", _group_and_date):
        checks.refuse(rules.group_state(row), row=place)
        school_id = codes.school(row["school_code"], row=place)
        canteen_id = codes.canteen(row["canteen_code"], row=place)
        group = school_id, row["group_code"]
        if group not in groups:
            groups[group] = next(fresh)
            new = {"id": groups[group], "school_id": school_id, "code": row["group_code"]}
            new_groups.append(_columns(models.PupilGroup, county_id, new))
        keys[groups[group]] = joined(row["school_code"], row["group_code"])
        row = row | {"group_id": groups[group], "canteen_id": canteen_id}
        wanted.append(_columns(models.Enrolment, county_id, row))
    _put(county_id, models.PupilGroup, new_groups, {}, "pupil_group", lambda row: keys[row["id"]], by, now)
    held = audited.held(models.Enrolment, county_id, _few(models.Enrolment.group_id, keys))
    return _put(
        county_id,
        models.Enrolment,
        wanted,
        held,
        "enrolment",
        lambda row: joined(keys[row["group_id"]], row["from_date"]),
        by,
        now,
    )


def put_standards(county_id, rows, *, by, now):
    """Meal standards from dates on; an empty group_code is the whole school.

    Rows: school_code, group_code, from_date, meal, subsidised (bool), top_up_fen. Returns Written.
    """
    audit.lock(county_id)
    codes = Codes(county_id)
    wanted, keys = [], {}
    for place, row in _once(rows, "meal", _scope_date_and_meal):
        checks.refuse(rules.standard(row), row=place)
        group_code = row.get("group_code") or ""
        scope = codes.scope(row["school_code"], group_code, row=place)
        keys[scope] = joined(row["school_code"], group_code)
        row = row | {"school_id": scope[0], "group_id": scope[1]}
        wanted.append(_columns(models.MealStandard, county_id, row))
    school_ids = {school_id for school_id, _ in keys}
    return _put(
        county_id,
        models.MealStandard,
        wanted,
        audited.held(models.MealStandard, county_id, _few(models.MealStandard.school_id, school_ids)),
        "meal_standard",
        lambda row: joined(keys[row["school_id"], row["group_id"]], row["from_date"], row["meal"]),
        by,
        now,
    )


def put_school(county_id, *, by, now, **row):
    """Register one school (see put_schools). Returns created, updated or unchanged."""
    return put_schools(county_id, [row], by=by, now=now).outcome


def put_canteen(county_id, *, by, now, **row):
    """Register one canteen (see put_canteens). Returns created, updated or unchanged."""
    return put_canteens(county_id, [row], by=by, now=now).outcome


def put_group_state(county_id, *, by, now, **row):
    """What holds for one pupil group from a date on (see put_group_states). Returns created, updated or unchanged."""
    return put_group_states(county_id, [row], by=by, now=now).outcome


def put_standard(county_id, *, by, now, **row):
    """One meal standard (see put_standards). Returns created, updated or unchanged."""
    return put_standards(county_id, [row], by=by, now=now).outcome


def _group_and_date(row):
    return row.get("school_code"), row.get("group_code"), row.get("from_date")


def _scope_date_and_meal(row):
    return row.get("school_code"), row.get("group_code") or "", row.get("from_date"), row.get("meal")


def _once(rows, field, key_of):
    """The rows with their places; refuses one that comes twice, which could not say which of the two counts."""
    seen = set()
    for place, row in enumerate(rows):
        key = key_of(row)
        if key in seen:
            value = "/".join(str(part) for part in key) if isinstance(key, tuple) else key
            raise checks.Twice(field=field, value=value, row=place)
        seen.add(key)
        yield place, row


def _few(column, ids):
    """Read only the rows of these ids; for a whole county reading all is one plain statement."""
    return column.in_(ids) if len(ids) <= FEW else true()


def _columns(model, county_id, row):
    """The row with the columns of its table, and no others."""
    row = row | {"county_id": county_id}
    return {column.name: row[column.name] for column in model.__table__.columns}


def _put(county_id, model, wanted, held, subject, key_of, by, now):
    return audited.put(county_id, model, wanted, held, subject=subject, key_of=key_of, by=by, now=now)
