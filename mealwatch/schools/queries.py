"""Schools, canteens, groups and what is dated about them, as values.

Everything is read for many schools at once; nothing here asks the database per
school or per day.
"""

from sqlalchemy import bindparam, func, select

from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.schools import errors, models
from mealwatch.schools.domain.calendar import SupplyCalendar
from mealwatch.schools.domain.roll import Roll
from mealwatch.schools.domain.school import (
    CalendarEntry,
    Canteen,
    ClosureRequest,
    Enrolment,
    Group,
    School,
    Standard,
    aliases_of,
)
from mealwatch.schools.domain.standards import MealStandards
from mealwatch.schools.domain.supply import Supply
from mealwatch.schools.domain.terms import Term

_school = models.School.__table__.c
_canteen = models.Canteen.__table__.c
_group = models.PupilGroup.__table__.c
_enrolment = models.Enrolment.__table__.c
_standard = models.MealStandard.__table__.c
_day = models.CalendarDay.__table__.c
_request = models.ClosureRequest.__table__.c
_term = models.Term.__table__.c

_SCHOOL = select(
    _school.id,
    _school.code,
    _school.name,
    _school.aliases,
    _school.town,
    _school.school_type,
    _school.supply_mode,
    _school.principal,
)
_CANTEEN = select(_canteen.id, _canteen.code, _canteen.school_id, _canteen.name)
_CANTEEN_BY_ID = _CANTEEN.where(_canteen.county_id == bindparam("county"), _canteen.id == bindparam("canteen"))
_GROUP = select(_group.id, _group.school_id, _group.code)
_ENROLMENT = select(*(_enrolment[name] for name in Enrolment._fields))
_STANDARD = select(*(_standard[name] for name in Standard._fields))
_DAY = select(_day.dated_on, _day.school_id, _day.group_id, _day.day_type, _day.note)
_REQUEST = select(*(_request[name] for name in ClosureRequest.__dataclass_fields__))

#: What the journal keeps of the changeable tables.
KEPT = (
    Kept("school", models.School.__table__),
    Kept("canteen", models.Canteen.__table__),
    Kept("pupil_group", models.PupilGroup.__table__),
    Kept("enrolment", models.Enrolment.__table__),
    Kept("staff_count", models.StaffCount.__table__),
    Kept("meal_standard", models.MealStandard.__table__),
    Kept("calendar_day", models.CalendarDay.__table__),
    Kept("closure_request", models.ClosureRequest.__table__),
    Kept("term", models.Term.__table__),
)


def schools_of(county_id, school_ids=None):
    """The county's schools (or these of them), by code."""
    statement = _SCHOOL.where(_school.county_id == county_id).order_by(_school.code)
    return [_as_school(row) for row in _rows(_narrowed(statement, _school.id, school_ids))]


def find_school(county_id, code):
    """The school with this code, or None."""
    row = _row(_SCHOOL.where(_school.county_id == county_id, _school.code == code))
    return _as_school(row) if row else None


def get_school(county_id, code):
    """The school with this code. Raises NoSchool."""
    school = find_school(county_id, code)
    if school is None:
        raise errors.NoSchool(field="school_code", value=code)
    return school


def school_by_id(county_id, school_id):
    """The school with this id. Raises NoSchool."""
    row = _row(_SCHOOL.where(_school.county_id == county_id, _school.id == school_id))
    if row is None:
        raise errors.NoSchool(field="school_id", value=school_id)
    return _as_school(row)


def towns_of(county_id):
    """The names of the county's towns, in the order of their schools' codes."""
    statement = (
        select(_school.town)
        .where(_school.county_id == county_id)
        .group_by(_school.town)
        .order_by(func.min(_school.code))
    )
    return list(db.session.scalars(statement))


def canteens_of(county_id, school_ids=None):
    """The county's canteens (or those standing at these schools), by code."""
    statement = _CANTEEN.where(_canteen.county_id == county_id).order_by(_canteen.code)
    return [Canteen(*row) for row in _rows(_narrowed(statement, _canteen.school_id, school_ids))]


def find_canteen(county_id, code):
    """The canteen with this code, or None."""
    row = _row(_CANTEEN.where(_canteen.county_id == county_id, _canteen.code == code))
    return Canteen(*row) if row else None


def get_canteen(county_id, code):
    """The canteen with this code. Raises NoCanteen."""
    canteen = find_canteen(county_id, code)
    if canteen is None:
        raise errors.NoCanteen(field="canteen_code", value=code)
    return canteen


def canteen_by_id(county_id, canteen_id):
    """The canteen with this id. Raises NoCanteen."""
    row = db.session.execute(_CANTEEN_BY_ID, {"county": county_id, "canteen": canteen_id}).one_or_none()
    if row is None:
        raise errors.NoCanteen(field="canteen_id", value=canteen_id)
    return Canteen(*row)


def canteen_code(county_id, canteen_id):
    """The code of the canteen with this id. Raises NoCanteen."""
    return canteen_by_id(county_id, canteen_id).code


def groups_of(county_id, school_ids=None):
    """The county's pupil groups (or those of these schools), by school and code."""
    statement = _GROUP.where(_group.county_id == county_id).order_by(_group.school_id, _group.code)
    return [Group(*row) for row in _rows(_narrowed(statement, _group.school_id, school_ids))]


def find_group(county_id, school_id, code):
    """The school's pupil group with this code, or None."""
    row = _row(_GROUP.where(_group.county_id == county_id, _group.school_id == school_id, _group.code == code))
    return Group(*row) if row else None


def get_group(county_id, school_id, code):
    """The school's pupil group with this code. Raises NoGroup."""
    group = find_group(county_id, school_id, code)
    if group is None:
        school = school_by_id(county_id, school_id)
        raise errors.NoGroup(field="group_code", value=code, school=school.code)
    return group


def group_by_id(county_id, group_id):
    """The pupil group with this id. Raises NoGroup."""
    row = _row(_GROUP.where(_group.county_id == county_id, _group.id == group_id))
    if row is None:
        raise errors.NoGroup(field="group_id", value=group_id, school="")
    return Group(*row)


def enrolments_of(county_id, school_ids=None, *, group_ids=None):
    """The dated enrolments, by group and date."""
    statement = _ENROLMENT.where(_enrolment.county_id == county_id)
    if school_ids is not None:
        here = select(_group.id).where(_group.county_id == county_id, _group.school_id.in_(list(school_ids)))
        statement = statement.where(_enrolment.group_id.in_(here))
    statement = _narrowed(statement, _enrolment.group_id, group_ids)
    return [Enrolment(*row) for row in _rows(statement.order_by(_enrolment.group_id, _enrolment.from_date))]


def enrolment_on(county_id, group_id, on):
    """What holds for the group on that day, or None before its first."""
    return roll_of(county_id, group_ids=[group_id]).on(group_id, on)


def roll_of(county_id, school_ids=None, *, group_ids=None):
    """The dated enrolments as a Roll."""
    return Roll(enrolments_of(county_id, school_ids, group_ids=group_ids))


def standard_rows(county_id, school_ids=None):
    """The rows of the meal standards, by school, group, date and meal."""
    statement = _narrowed(_STANDARD.where(_standard.county_id == county_id), _standard.school_id, school_ids)
    order = (_standard.school_id, _standard.group_id, _standard.from_date, _standard.meal)
    return [Standard(*row) for row in _rows(statement.order_by(*order))]


def standards_of(county_id, school_ids=None):
    """The meal standards as MealStandards."""
    return MealStandards(standard_rows(county_id, school_ids))


def calendar_rows(county_id, first=None, last=None, *, school_ids=None):
    """The entries of the supply calendar, by day and scope; with ``school_ids`` theirs and the county's."""
    statement = _DAY.where(_day.county_id == county_id)
    if first is not None:
        statement = statement.where(_day.dated_on >= first)
    if last is not None:
        statement = statement.where(_day.dated_on <= last)
    if school_ids is not None:
        statement = statement.where(_day.school_id.in_([0, *school_ids]))
    return [CalendarEntry(*row) for row in _rows(statement.order_by(_day.dated_on, _day.school_id, _day.group_id))]


def calendar_of(county_id, first=None, last=None, *, school_ids=None):
    """The supply calendar from ``first`` to ``last`` (both included; None: no bound)."""
    return SupplyCalendar(calendar_rows(county_id, first, last, school_ids=school_ids))


def supply_of(county_id, first=None, last=None, *, school_ids=None, locks=None):
    """The calendar and the roll together, closed weeks by ``locks`` (see domain/supply.py)."""
    calendar = calendar_of(county_id, first, last, school_ids=school_ids)
    return Supply(calendar, roll_of(county_id, school_ids), groups_of(county_id, school_ids), locks)


def canteen_supply_days(county_id, canteen_id, first, last, locks=None):
    """The canteen's supply days from ``first`` to ``last``, both included, in order; closed weeks by ``locks``."""
    groups = _groups_ever_at(county_id, canteen_id)
    calendar = calendar_of(county_id, first, last, school_ids={group.school_id for group in groups})
    roll = roll_of(county_id, group_ids=[group.id for group in groups])
    return Supply(calendar, roll, groups, locks).canteen_days(canteen_id, first, last)


def schools_fed_by(county_id, canteen_id, on):
    """The ids of the schools with a group that the canteen feeds on that day, as a set."""
    school_of = {group.id: group.school_id for group in _groups_ever_at(county_id, canteen_id)}
    roll = roll_of(county_id, group_ids=school_of.keys())
    return {school_of[row.group_id] for row in roll.fed_by(canteen_id, on)}


def canteens_feeding(county_id, school_id, on=None):
    """The canteens that feed a group of the school on that day (None: on any day), by code."""
    rows = enrolments_of(county_id, [school_id])
    if on is not None:
        roll = Roll(rows)
        rows = [row for row in (roll.on(group_id, on) for group_id in roll.group_ids) if row]
    ids = {row.canteen_id for row in rows}
    return [canteen for canteen in canteens_of(county_id) if canteen.id in ids] if ids else []


def groups_sharing_pots(county_id, school_ids):
    """The groups that some day eat from a canteen from which some day a group of these schools eats."""
    here = select(_group.id).where(_group.county_id == county_id, _group.school_id.in_(list(school_ids)))
    canteens = select(_enrolment.canteen_id).where(_enrolment.county_id == county_id, _enrolment.group_id.in_(here))
    sharing = select(_enrolment.group_id).where(_enrolment.county_id == county_id, _enrolment.canteen_id.in_(canteens))
    statement = _GROUP.where(_group.county_id == county_id, _group.id.in_(sharing))
    return [Group(*row) for row in _rows(statement.order_by(_group.school_id, _group.code))]


def terms_of(county_id):
    """The county's terms, the earliest first."""
    statement = select(_term.starts_on, _term.ends_on, _term.name).where(_term.county_id == county_id)
    return [Term(*row) for row in _rows(statement.order_by(_term.starts_on))]


def closure_requests_of(county_id, *, school_ids=None, undecided=False):
    """Requests for days without a meal, the latest asked last."""
    statement = _REQUEST.where(_request.county_id == county_id).order_by(_request.id)
    statement = _narrowed(statement, _request.school_id, school_ids)
    if undecided:
        statement = statement.where(_request.decision.is_(None))
    return [ClosureRequest(*row) for row in _rows(statement)]


def find_closure_request(county_id, request_key):
    """The request with the identity that its sender gave it, or None."""
    row = _row(_REQUEST.where(_request.county_id == county_id, _request.request_key == request_key))
    return ClosureRequest(*row) if row else None


def get_closure_request(county_id, request_id):
    """The request with this number. Raises NoRequest."""
    row = _row(_REQUEST.where(_request.county_id == county_id, _request.id == request_id))
    if row is None:
        raise errors.NoRequest(field="id", value=request_id)
    return ClosureRequest(*row)


def _groups_ever_at(county_id, canteen_id):
    """The groups that the canteen feeds on some day."""
    here = select(_enrolment.group_id).where(_enrolment.county_id == county_id, _enrolment.canteen_id == canteen_id)
    return [Group(*row) for row in _rows(_GROUP.where(_group.county_id == county_id, _group.id.in_(here)))]


def _as_school(row):
    return School(row.id, row.code, row.name, aliases_of(row.aliases), *row[4:])


def _narrowed(statement, column, ids):
    return statement if ids is None else statement.where(column.in_(list(ids)))


def _rows(statement):
    return db.session.execute(statement).all()


def _row(statement):
    return db.session.execute(statement).one_or_none()
