"""A drawn round on its way: off and home, absent people, moved and replaced stops, cars."""

from dataclasses import replace

from mealwatch.audit import service as journal
from mealwatch.rounds import errors, queries
from mealwatch.rounds.candidates import serving
from mealwatch.rounds.domain.plan import LEAST_IN_TEAM
from mealwatch.rounds.domain.record import DROPPED, PLANNED, REPLACED
from mealwatch.rounds.domain.steps import ON_THE_WAY
from mealwatch.rounds.service.planning import check_person
from mealwatch.rounds.service.writing import put_places, put_round, tell, to_state
from mealwatch.schools import queries as schools


def start(county_id, round_id, *, by, now):
    """Send the teams off. Raises NotNow, WithoutTeam."""
    journal.lock(county_id)
    found = queries.get_round(county_id, round_id)
    lacking = [one for one in _planned(county_id, round_id) if one.team is None]
    if lacking:
        raise errors.WithoutTeam(count=len(lacking))
    to_state(county_id, found, "start", by=by, now=now)
    tell(county_id, round_id, "started", by=by, now=now)


def finish(county_id, round_id, *, by, now):
    """Close a round in which every stop was visited or says why not. Raises NotNow, StillOpen."""
    journal.lock(county_id)
    found = queries.get_round(county_id, round_id)
    planned = _planned(county_id, round_id)
    done = queries.visited(county_id, planned)
    lacking = [one for one in planned if one.id not in done]
    if lacking:
        raise errors.StillOpen(count=len(lacking))
    to_state(county_id, found, "finish", by=by, now=now)
    tell(county_id, round_id, "finished", by=by, now=now)


def take_car(county_id, round_id, team, *, car, driver, driver_phone, by, now):
    """Say which car a team takes. Raises NoTeam."""
    journal.lock(county_id)
    found = _open(county_id, round_id)
    if not any(one.n == team for one in found.plan.teams):
        raise errors.NoTeam(field="car", value=team)
    cars = {"car": car, "driver": driver, "driver_phone": driver_phone}
    teams = tuple(replace(one, **cars) if one.n == team else one for one in found.plan.teams)
    if teams != found.plan.teams:
        put_round(county_id, round_id, plan=replace(found.plan, teams=teams), by=by, now=now)
        tell(county_id, round_id, "car", by=by, now=now, team=team, car=car, driver=driver)


def replace_person(county_id, round_id, n, substitute, *, reason, by, now):
    """Take somebody out of a team, with a substitute (a Person) or without where two stay.

    Raises NoPerson, UnknownAccount, PersonTwice, MustStayAway, LastTwo.
    """
    journal.lock(county_id)
    found = _open(county_id, round_id)
    plan, gone = found.plan, found.plan.person(n)
    if gone.out:
        raise errors.NoPerson(value=n)
    plan = plan.with_person(replace(gone, out=reason, leader=False))
    if substitute is not None:
        check_person(county_id, substitute)
        if any(one.key == substitute.key and not one.out for one in plan.people):
            raise errors.PersonTwice(field="name", name=substitute.name)
        leader = gone.leader and substitute.leads
        substitute = replace(substitute, n=plan.next_n, team=gone.team, leader=leader)
        _refuse_away(county_id, round_id, [substitute], gone.team)
        plan = plan.with_person(substitute)
    team = plan.members(gone.team)
    if len(team) < LEAST_IN_TEAM:
        raise errors.LastTwo(field="name")
    if not any(one.leader for one in team):
        head = next((one for one in team if one.leads), team[0])
        plan = plan.with_person(replace(head, leader=True))
    put_round(county_id, round_id, plan=plan, by=by, now=now)
    names = {"name": gone.name, "substitute": substitute.name if substitute else "", "team": gone.team}
    what = "replaced_person" if substitute else "left_person"
    tell(county_id, round_id, what, reason=reason, by=by, now=now, **names)


def move(county_id, stop_id, *, on, reason, by, now):
    """Put a stop off to another day on which the school serves. Raises AlreadyVisited, DaysInThePast, DayNotServed."""
    one, _ = _stop(county_id, stop_id)
    if on < now.date():
        raise errors.DaysInThePast(field="on", value=on)
    school = schools.school_by_id(county_id, one.school_id)
    if not serving(county_id, [school], [on])[school.id]:
        raise errors.DayNotServed(field="on", school=school.name, value=on)
    if on == one.on:
        return
    later = one._replace(on=on, place=_last(county_id, one.round_id, one.team, on) + 1, reason=reason)
    put_places(county_id, [later], by=by, now=now)
    days = {"from": one.on.isoformat(), "to": on.isoformat(), "school": school.name}
    tell(county_id, one.round_id, "moved", reason=reason, by=by, now=now, **days)


def hand_over(county_id, stop_id, team, *, reason, by, now):
    """Give a stop to another team. Raises AlreadyVisited, NoTeam, MustStayAway."""
    one, found = _stop(county_id, stop_id)
    if not any(each.n == team for each in found.plan.teams):
        raise errors.NoTeam(field="team", value=team)
    school = schools.school_by_id(county_id, one.school_id)
    _refuse_from(county_id, found.plan.members(team), school)
    if team == one.team:
        return
    last = _last(county_id, one.round_id, team, one.on)
    put_places(county_id, [one._replace(team=team, place=last + 1)], by=by, now=now)
    told = {"school": school.name, "from": one.team, "to": team}
    tell(county_id, one.round_id, "handed_over", reason=reason, by=by, now=now, **told)


def swap(county_id, stop_id, *, reason, by, now):
    """Put the next reserve of the draw in a stop's place; who may not go or does not serve that day is passed over.

    Returns the new stop's number. Raises AlreadyVisited, NoReserve.
    """
    one, found = _stop(county_id, stop_id)
    drawn = queries.draw_of(county_id, one.round_id)
    used = {each.school_id for each in queries.places_of(county_id, one.round_id)}
    known, passed = {each.code: each for each in schools.schools_of(county_id)}, []
    members, away = found.plan.members(one.team), queries.away_from(county_id)
    for reserve in drawn.result.reserves if drawn else ():
        school = known[reserve.code]
        if school.id in used:
            continue
        barred = any((who.key, school.id) in away for who in members)
        if barred or not serving(county_id, [school], [one.on])[school.id]:
            passed.append(school.name)
            continue
        new = one._replace(id=queries.last_stop_id(county_id) + 1, school_id=school.id, how="reserve", replaces=one.id)
        put_places(county_id, [one._replace(standing=REPLACED, reason=reason), new], by=by, now=now)
        gone = schools.school_by_id(county_id, one.school_id)
        told = {"school": gone.name, "reserve": school.name, "passed": passed}
        tell(county_id, one.round_id, "swapped", reason=reason, by=by, now=now, **told)
        return new.id
    raise errors.NoReserve


def drop(county_id, stop_id, *, reason, by, now):
    """Say why a school is not visited in this round. Raises AlreadyVisited."""
    one, _ = _stop(county_id, stop_id)
    put_places(county_id, [one._replace(standing=DROPPED, reason=reason)], by=by, now=now)
    school = schools.school_by_id(county_id, one.school_id)
    tell(county_id, one.round_id, "dropped", reason=reason, by=by, now=now, school=school.name)


def shift(county_id, stop_id, step, *, by, now):
    """Move a stop one place up (-1) or down (+1) on its team's way that day."""
    journal.lock(county_id)
    one = queries.get_place(county_id, stop_id)
    _open(county_id, one.round_id)
    way = [each for each in _planned(county_id, one.round_id) if (each.team, each.on) == (one.team, one.on)]
    at = [each.id for each in way].index(one.id) if one in way else None
    if at is None or not 0 <= at + step < len(way):
        return
    way[at], way[at + step] = way[at + step], way[at]
    put_places(county_id, [each._replace(place=n) for n, each in enumerate(way, start=1)], by=by, now=now)


def _open(county_id, round_id):
    found = queries.get_round(county_id, round_id)
    if found.state not in ON_THE_WAY:
        raise errors.NotNow(state=found.state)
    return found


def _stop(county_id, stop_id):
    """A planned stop that nobody has visited, and its round."""
    journal.lock(county_id)
    one = queries.get_place(county_id, stop_id)
    found = _open(county_id, one.round_id)
    if one.standing != PLANNED:
        raise errors.NotNow(state=one.standing)
    if one.id in queries.visited(county_id, [one]):
        raise errors.AlreadyVisited
    return one, found


def _planned(county_id, round_id):
    return [one for one in queries.places_of(county_id, round_id) if one.standing == PLANNED]


def _last(county_id, round_id, team, on):
    way = [one.place for one in _planned(county_id, round_id) if (one.team, one.on) == (team, on)]
    return max(way, default=0)


def _refuse_away(county_id, round_id, people, team):
    done = queries.visited(county_id, _planned(county_id, round_id))
    for one in _planned(county_id, round_id):
        if one.team == team and one.id not in done:
            _refuse_from(county_id, people, schools.school_by_id(county_id, one.school_id))


def _refuse_from(county_id, people, school):
    away = queries.away_from(county_id)
    for one in people:
        if (one.key, school.id) in away:
            raise errors.MustStayAway(field="name", name=one.name, school=school.name)
