"""Changes to classes, links and what was told. The canteen's record of a meal ends the telling."""

from datetime import timedelta

from mealwatch.accounts import hashing
from mealwatch.audit import rows as audited
from mealwatch.audit import service as journal
from mealwatch.kernel import checks
from mealwatch.meals import errors
from mealwatch.meals import queries as meals
from mealwatch.meals.classes import queries
from mealwatch.meals.models import ClassHeads, ClassLink, IssueCopy, SchoolClass
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id

#: A class of the country is never larger; a larger number is a typing error.
MOST_PUPILS = 500
#: So many more than enrolled may be present: a pupil who moved in this week.
_NEWCOMERS = 10
_SPAN = timedelta(minutes=10)
_MOST_IN_SPAN = 200
_MOST_VERSIONS = 20


def put_classes(county_id, school_id, rows, *, by, now):
    """Set a school's classes: name, group_id, enrolled each; a class that is not named is no longer counted.

    Returns audit.rows.Written. Raises ClassTwice and what the checks raise.
    """
    journal.lock(county_id)
    school = schools.school_by_id(county_id, school_id)
    held = audited.held(SchoolClass, county_id, SchoolClass.school_id == school_id)
    known = {row["name"]: row for row in held.values()}
    fresh, wanted, names = next_id(SchoolClass, county_id), [], set()
    for place, row in enumerate(rows):
        name = row["name"].strip()
        checks.refuse(checks.text(f"classes.{place}.name", name, most=40))
        checks.refuse(checks.count(f"classes.{place}.enrolled", row["enrolled"], most=MOST_PUPILS))
        if name in names:
            raise errors.ClassTwice(field=f"classes.{place}.name", value=name)
        names.add(name)
        was = known.get(name)
        new = {"county_id": county_id, "school_id": school_id, "name": name, "active": True}
        new |= {"id": was["id"] if was else fresh, "group_id": row["group_id"], "enrolled": row["enrolled"]}
        fresh += was is None
        wanted.append(new)
    wanted += [row | {"active": False} for row in held.values() if row["name"] not in names]
    return _put(county_id, SchoolClass, wanted, held, "school_class", lambda row: f"{school.code}/{row['id']}", by, now)


def renew_link(county_id, school_id, *, by, now):
    """Make the school's link, and end the one before. Returns the token, which is shown once and never kept."""
    journal.lock(county_id)
    school = schools.school_by_id(county_id, school_id)
    _end_links(county_id, school, by, now)
    secret = hashing.new_key()
    row = {
        "county_id": county_id,
        "id": next_id(ClassLink, county_id),
        "school_id": school_id,
        "token_hash": hashing.hash_of(secret),
        "created_at": now,
        "created_by": by.name,
        "revoked_at": None,
    }
    _put_link(county_id, school, [row], {}, by, now)
    return f"{county_id}.{secret}"


def revoke_link(county_id, school_id, *, by, now):
    """Take the school's link out of use; where there is none nothing changes."""
    journal.lock(county_id)
    _end_links(county_id, schools.school_by_id(county_id, school_id), by, now)


def read_token(text):
    """``(county id, hash)`` of a token's text, or None if it is none."""
    county, _, secret = text.partition(".")
    if not (county.isascii() and county.isdigit() and len(county) < 10) or not secret or len(text) > 80:
        return None
    return int(county), hashing.hash_of(secret)


def tell(county_id, link_id, class_id, *, on, meal, present, eating, signed_by, by, now):
    """Write down what a teacher told; the same again changes nothing. Returns the version.

    Raises NoClass, DayPosted, MoreEatingThanPresent, MorePresentThanEnrolled, ToldTooOften.
    """
    journal.lock(county_id)
    link = audited.held(ClassLink, county_id, ClassLink.id == link_id).get((link_id,))
    held = audited.held(SchoolClass, county_id, SchoolClass.id == class_id).get((class_id,))
    if not link or link["revoked_at"]:
        raise errors.NoLink
    if not held or not held["active"] or held["school_id"] != link["school_id"]:
        raise errors.NoClass(field="class_id")
    checks.refuse(checks.text("signed_by", signed_by, most=20))
    checks.refuse(checks.count("present", present, most=MOST_PUPILS))
    checks.refuse(checks.count("eating", eating, most=MOST_PUPILS))
    if eating > present:
        raise errors.MoreEatingThanPresent(field="eating", value=eating, present=present)
    if present > held["enrolled"] + _NEWCOMERS:
        raise errors.MorePresentThanEnrolled(field="present", value=present, enrolled=held["enrolled"])
    if meals.current(county_id, held["group_id"], on, meal):
        raise errors.DayPosted
    was = queries.told(county_id, [class_id], on, meal).get(class_id)
    signed = signed_by.strip()
    if was and (was.present, was.eating, was.signed_by) == (present, eating, signed):
        return was.version
    version = was.version + 1 if was else 1
    if version > _MOST_VERSIONS or queries.told_since(county_id, link_id, now - _SPAN) >= _MOST_IN_SPAN:
        raise errors.ToldTooOften
    row = {"county_id": county_id, "class_id": class_id, "dated_on": on, "meal": meal, "version": version}
    row |= {"link_id": link_id, "present": present, "eating": eating, "signed_by": signed, "entered_at": now}
    key = f"{class_id}/{on.isoformat()}/{meal}/{version}"
    _put(county_id, ClassHeads, [row], {}, "class_heads", lambda _row: key, by, now)
    return version


def note_copy(county_id, document_id, *, canteen_id, copied_from, lines, unchanged, by, now):
    """Mark a posted issue that began as a copy of another day's."""
    journal.lock(county_id)
    row = {"county_id": county_id, "document_id": document_id, "canteen_id": canteen_id, "copied_from": copied_from}
    row |= {"lines": lines, "unchanged": unchanged, "entered_at": now, "entered_by": by.name}
    _put(county_id, IssueCopy, [row], {}, "issue_copy", lambda row: str(row["document_id"]), by, now)


def _end_links(county_id, school, by, now):
    held = audited.held(ClassLink, county_id, ClassLink.school_id == school.id, ClassLink.revoked_at.is_(None))
    _put_link(county_id, school, [row | {"revoked_at": now} for row in held.values()], held, by, now)


def _put_link(county_id, school, rows, held, by, now):
    _put(county_id, ClassLink, rows, held, "class_link", lambda row: f"{school.code}/{row['id']}", by, now)


def _put(county_id, model, rows, held, subject, key_of, by, now):
    return audited.put(county_id, model, rows, held, subject=subject, key_of=key_of, by=by, now=now)
