"""Who works in a canteen and which refrigerators and lamps it has: changeable, each change in the journal."""

from mealwatch.audit import rows as audited
from mealwatch.audit import service as journal
from mealwatch.kernel import checks
from mealwatch.kernel.errors import mark
from mealwatch.safety import errors, models
from mealwatch.safety.domain.equipment import KINDS, MOST_MINUTES
from mealwatch.storage.keys import next_id


def put_staff(county_id, canteen, rows, *, by, now):
    """Enter people of a canteen: ``rows`` of name, post, active and, to change one, id. Returns Written."""
    return _put(county_id, canteen, models.CanteenStaff, "canteen_staff", rows, _check_person, by=by, now=now)


def put_equipment(county_id, canteen, rows, *, by, now):
    """Enter equipment of a canteen: ``rows`` of kind, name, used_minutes, active and, to change one, id."""
    return _put(county_id, canteen, models.Equipment, "canteen_equipment", rows, _check_machine, by=by, now=now)


def _put(county_id, canteen, model, subject, rows, check, *, by, now):
    journal.lock(county_id)
    before = audited.held(model, county_id, model.__table__.c.canteen_id == canteen.id)
    taken = {row["name"]: row["id"] for row in before.values()}
    fresh, written = next_id(model, county_id), []
    for row in rows:
        row = {"county_id": county_id, "canteen_id": canteen.id, **row, "name": row["name"].strip()}
        check(row)
        if row.get("id") is None:
            row["id"], fresh = fresh, fresh + 1
        elif (row["id"],) not in before:
            raise errors.NoRecord
        if taken.setdefault(row["name"], row["id"]) != row["id"]:
            raise errors.NameTaken(field="name", value=row["name"])
        written.append({column.name: row[column.name] for column in model.__table__.columns})
    return audited.put(
        county_id,
        model,
        written,
        before,
        subject=subject,
        key_of=lambda row: f"{canteen.code}/{row['id']}",
        by=by,
        now=now,
    )


def _check_person(row):
    checks.refuse(checks.text("name", row["name"]))
    checks.refuse(checks.optional_text("post", row["post"]))


def _check_machine(row):
    checks.refuse(checks.text("name", row["name"]))
    if row["kind"] not in KINDS:
        raise errors.ChoiceUnknown(field="kind", thing=mark("种类"), value=row["kind"])
    if not 0 <= row["used_minutes"] <= MOST_MINUTES:
        raise errors.ValueImpossible(
            field="used_minutes",
            thing=mark("累计使用"),
            value=row["used_minutes"],
            least=0,
            most=MOST_MINUTES,
            unit=mark("分钟"),
        )
