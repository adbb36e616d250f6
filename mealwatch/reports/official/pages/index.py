"""通报与台账: what can be written of this week, this month, some days, a school or a visit; and all that was issued."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for

from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.reports.official import queries, shelf
from mealwatch.reports.official.domain.issued import standing
from mealwatch.reports.official.pages import choices
from mealwatch.reports.official.pages.blueprint import ISSUE, READ, asked_for, blueprint, readable
from mealwatch.schools import queries as schools
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.spend.queries.figures import last_closed
from mealwatch.spend.weeks import Labels
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list

_EACH = 30


@blueprint.get("/papers")
@guard(*READ)
def index():
    """Who may issue begins here; others read what was issued to them."""
    viewer, today = current_viewer(), clock.today()
    here = readable()
    kind = request.args.get("kind") or None
    listed = queries.papers(viewer.county_id, kind=kind, school_ids=here)
    page = page_of_list(listed, _EACH)
    known = {one.id: one for one in schools.schools_of(viewer.county_id)}
    offered = None
    if viewer.may(ISSUE) and viewer.reach(ISSUE).everywhere:
        offered = _offered(viewer, listed if kind is None else queries.papers(viewer.county_id), today)
    return render_template(
        "official/index.html",
        offered=offered,
        page=page,
        kinds=shelf.KINDS,
        kind=kind,
        known=known,
        labels=Labels(viewer.county_id),
        plain_name=plain_name,
        month_label=choices.month_label,
    )


@blueprint.get("/papers/choose/<kind>")
@guard(ISSUE)
def choose(kind):
    """From what was chosen on the page to the draft of it."""
    shelf.kind(kind)
    asked_for("")
    about = choices.about_of(request.args, clock.today())
    if about is None:
        return redirect(url_for("official.index"))
    return redirect(url_for("official.draft", kind=kind, about=about))


def _offered(viewer, issued, today):
    """What the page offers: {what a kind is about: [(Kind, about, the paper that stands or None)]}."""
    week = _week(viewer, today)
    month = choices.month_of(request.args.get("month"), week)
    first, last = choices.span_of(request.args, viewer.county_id, today)
    abouts = {"week": str(week), "month": month, "span": f"{first}..{last}"}
    done = standing(issued)
    return {
        "week": week,
        "weeks": [(str(one), one) for one in reversed(Week.span(week.shifted(-11), Week.of(today)))],
        "month": month,
        "months": choices.months(today),
        "first": first,
        "last": last,
        "of": {
            per: [(one, about, done.get((one.code, about))) for one in shelf.KINDS.values() if one.per == per]
            for per, about in abouts.items()
        },
        **choices.matters(viewer.county_id, today),
    }


def _week(viewer, today):
    try:
        return Week.parse(request.args.get("week", ""))
    except ValueError:
        over = Week.of(today - timedelta(days=7))
        return (last_closed(viewer.county_id) or over) if viewer.is_demo else over
