"""Setting a round out: its plan, and who stays away from which school."""

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain.rights import gives
from mealwatch.audit import service as journal
from mealwatch.checklists import queries as checklists
from mealwatch.rounds import errors, models, queries
from mealwatch.rounds.domain.plan import check, person_key
from mealwatch.rounds.domain.steps import PLANNING
from mealwatch.rounds.service.writing import held, put_avoidance, put_round, tell, to_state
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id


def plan(county_id, wanted, *, by, now):
    """Begin a round from a Plan. Returns its number. Raises what ``check`` raises, UnknownAccount, NoChecklist."""
    journal.lock(county_id)
    _check(county_id, wanted)
    round_id = next_id(models.Round, county_id)
    put_round(county_id, round_id, plan=wanted, state=PLANNING, by=by, now=now)
    tell(county_id, round_id, "planned", by=by, now=now)
    return round_id


def change_plan(county_id, round_id, wanted, *, seen, by, now):
    """Change the plan of a round that is not sealed. ``seen``: the revision that the person saw.

    Raises NoRound, NotNow, ChangedMeanwhile, and as ``plan``.
    """
    journal.lock(county_id)
    found = queries.get_round(county_id, round_id)
    if found.state != PLANNING:
        raise errors.NotNow(state=found.state)
    if found.revision != seen:
        raise errors.ChangedMeanwhile
    if found.plan == wanted:
        return
    _check(county_id, wanted)
    put_round(county_id, round_id, plan=wanted, by=by, now=now)
    tell(county_id, round_id, "changed", by=by, now=now)


def cancel(county_id, round_id, *, reason, by, now):
    """Call a round off; what was sealed and drawn stays readable."""
    journal.lock(county_id)
    to_state(county_id, queries.get_round(county_id, round_id), "cancel", by=by, now=now)
    tell(county_id, round_id, "cancelled", reason=reason, by=by, now=now)


def avoid(county_id, *, username, name, department, school_code, kind, reason, by, now):
    """Declare that a person stays away from a school. Returns the number; declaring it again changes nothing.

    Raises UnknownAccount, NoSchool.
    """
    journal.lock(county_id)
    if username:
        name = _account(county_id, username, "username").name
    school = schools.get_school(county_id, school_code)
    key = person_key(username, name, department)
    for one in queries.avoidances_of(county_id):
        if (one.person, one.school_id) == (key, school.id):
            return one.id
    row = {
        "county_id": county_id,
        "id": next_id(models.Avoidance, county_id),
        "person": key,
        "name": name,
        "department": department,
        "school_id": school.id,
        "kind": kind,
        "reason": reason,
        "entered_at": now,
        "entered_by": by.name,
        "ended_at": None,
        "ended_by": None,
    }
    put_avoidance(county_id, row, by=by, now=now)
    return row["id"]


def end_avoidance(county_id, avoidance_id, *, by, now):
    """Say that somebody need no longer stay away; it stays readable. Raises NoConflict."""
    journal.lock(county_id)
    found = held(models.Avoidance, county_id, models.Avoidance.id == avoidance_id)
    if not found:
        raise errors.NoConflict(value=avoidance_id)
    [row] = found.values()
    if row["ended_at"] is None:
        put_avoidance(county_id, row | {"ended_at": now, "ended_by": by.name}, by=by, now=now)


def check_person(county_id, one, field="username"):
    """That a person with an account may visit schools. Raises UnknownAccount."""
    if one.username:
        _account(county_id, one.username, field)


def _check(county_id, wanted):
    check(wanted)
    checklists.version(county_id, wanted.list_code, wanted.list_version)
    known = {one.code for one in schools.schools_of(county_id)} if wanted.schools else ()
    for code in wanted.schools:
        if code not in known:
            raise errors.SchoolsMissing(field="schools")
    for number, one in enumerate(wanted.people):
        check_person(county_id, one, f"people-{number}-username")


def _account(county_id, username, field):
    found = accounts.find_account(county_id, username)
    if found is None or not found.active or not gives(found.grants, "inspect"):
        raise errors.UnknownAccount(field=field, value=username)
    return found
