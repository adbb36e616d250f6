"""Look-backs of a closed case: sealed at the closing, called on their morning, settled by a visit or by the office."""

from mealwatch.audit import service as journal
from mealwatch.cases import queries as cases
from mealwatch.cases import service as case_service
from mealwatch.cases.domain import deadlines, states
from mealwatch.cases.following import errors, queries, sealed
from mealwatch.cases.following.domain import windows
from mealwatch.cases.following.domain.looks import ENDED_STEP, FAILED, LOOK_BACK, PASSED, SEEN, SHOWN, TODAY
from mealwatch.cases.following.service import calling
from mealwatch.cases.following.service.supplied import supply_days
from mealwatch.cases.following.service.writing import list_days, note, seal
from mealwatch.kernel import checks
from mealwatch.schools import queries as schools
from mealwatch.schools.domain import workdays

_WORDS = 1000


def begin(county_id, case, *, by, now):
    """Seal the look-backs of a case that two people closed; called at that step."""
    end(county_id, case, by=by, now=now)
    school = schools.school_by_id(county_id, case.school_id)
    spans, closed_on = windows.wanted(case.severity, case.level), now.date()
    first, last = windows.horizon(closed_on, spans)
    days = supply_days(county_id, [school], first, last)[school.id]
    draw_id = seal(county_id, LOOK_BACK, case.id, len(spans), by=by, now=now)
    for number, one in enumerate(windows.windows(closed_on, spans, days), start=1):
        list_days(county_id, draw_id, number, 1, {school.code: one.days}, one[:2], by=by, now=now)


def end(county_id, case, *, by, now):
    """Give up what is still open: the case came back, or its end was found otherwise. Its seed is shown."""
    for draw in queries.draws(county_id, now, kind=LOOK_BACK, subject_ids=[case.id], open_only=True):
        note(county_id, draw, ENDED_STEP, by=by, now=now)
        calling.drop_open(county_id, draw, by=by, now=now)
        show(county_id, draw, by=by, now=now)


def show(county_id, draw, *, by, now):
    """Show the seed of a draw that is over."""
    seed = sealed.find_seed(county_id, draw.id, draw.seed_hash)
    note(county_id, draw, SHOWN, seed=seed, by=by, now=now)


def settle(county_id, draw_id, n, outcome, *, words, photos=(), visit_id=None, by, now):
    """Say what a look found: passed or failed. A case goes on, is settled, or comes back one level higher.

    Raises NoDraw, NotToday, AlreadySettled, ResultEmpty, Invalid.
    """
    journal.lock(county_id)
    checks.refuse(checks.one_of("outcome", outcome, (PASSED, FAILED)))
    draw = queries.get_draw(county_id, draw_id, now)
    look = next((one for one in draw.looks if one.n == n), None)
    if look is None:
        raise errors.NoDraw(what="", key=str(draw_id))
    if look.result is not None:
        raise errors.AlreadySettled
    if not draw.open or look.state not in (TODAY, SEEN):
        raise errors.NotToday
    if not (words or "").strip():
        raise errors.ResultEmpty(field="words")
    checks.refuse(checks.text("words", words, most=_WORDS))
    words, told = words.strip(), {"words": words.strip(), "photos": photos, "visit_id": visit_id}
    note(county_id, draw, outcome, look, **told, by=by, now=now)
    calling.done(county_id, look, by=by, now=now)
    if draw.kind == LOOK_BACK:
        _go_on(county_id, draw, outcome, words=words, files=photos, by=by, now=now)
    else:
        draw = queries.get_draw(county_id, draw_id, now)
        if all(one.result for one in draw.looks):
            show(county_id, draw, by=by, now=now)


def _go_on(county_id, draw, outcome, *, words, files, by, now):
    case = cases.case(county_id, draw.subject_id)
    if case.state != states.WATCHING:
        return
    if outcome == FAILED:
        due_on = workdays.after(now.date(), deadlines.AGAIN)
        about = {"reason": "not_kept", "due_on": due_on, "level": 1}
        case_service.act(county_id, case.id, "reopen", words=words, files=files, by=by, now=now, **about)
        return
    case_service.act(county_id, case.id, "look_passed", words=words, files=files, by=by, now=now)
    draw = queries.get_draw(county_id, draw.id, now)
    if draw.all_passed:
        show(county_id, draw, by=by, now=now)
        case_service.act(county_id, case.id, "finish", words=words, by=by, now=now)
