"""What follows on a case's own page, on the rounds' pages, in the menu; and the morning's work before them."""

from flask import render_template, request

from mealwatch.cases.domain import states
from mealwatch.cases.following import presenters, queries, service
from mealwatch.cases.following.domain.looks import LOOK_BACK
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import Unavailable, mark
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer

SYSTEM = Actor(mark("系统"))
#: The pages that show what is due this morning, besides those of this feature.
_SHOWN_AT = frozenset(
    {"rounds.mine", "rounds.index", "visit_packs.index", "visit_packs.make", "cases.index", "cases.case"}
)


def wake():
    """See to what is due before a page that shows it; most of the time there is nothing, and nothing is written."""
    if request.endpoint not in _SHOWN_AT and request.blueprint != "following":
        return
    viewer, now = current_viewer(), clock.now()
    if viewer is None or not viewer.may("read_cases") or not service.is_due(viewer.county_id, now):
        return
    try:
        in_transaction(lambda: service.wake(viewer.county_id, by=SYSTEM, now=now))
    except Unavailable:
        return


def reserved(county_id):
    """Half days to be kept free."""
    return queries.reserved(county_id, clock.now())


def waiting():
    """Self-checks that wait for the person's schools; of the bureau nothing waits here."""
    viewer = current_viewer()
    if not viewer.may("answer_case"):
        return 0
    return queries.waiting_at(viewer.county_id, viewer.reach("answer_case").school_ids)


def beside(county_id, case, school, office):
    """A case's look-backs, the same elsewhere, the ladder, meetings and rules."""
    now = clock.now()
    draws = queries.draws(county_id, now, kind=LOOK_BACK, subject_ids=[case.id])
    if not office:
        told = [look for draw in draws for look in draw.looks if look.result]
        taken = queries.escalations(county_id, case_ids=[case.id], taken_only=True)
        return render_template("following/school.html", looks=told, taken=taken, show=presenters)
    may = current_viewer().may("handle_cases", school=school)
    return render_template(
        "following/beside.html",
        case=case,
        draws=draws,
        checks=queries.self_checks(county_id, case_ids=[case.id]),
        asked=queries.proposed_for(county_id, case, now.date()) if case.state in states.OPEN else None,
        steps=queries.escalations(county_id, case_ids=[case.id]),
        meetings=queries.meetings(county_id, case_id=case.id),
        rules=queries.rules(county_id, case_id=case.id),
        may=may,
        today=now.date(),
        show=presenters,
    )
