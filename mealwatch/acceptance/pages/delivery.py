"""A contractor's meals on the phone: portions, what they cost, who took them in."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.acceptance import entering
from mealwatch.acceptance.domain.record import CHECKS
from mealwatch.acceptance.pages import posting
from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signing
from mealwatch.stock import presenters as stock
from mealwatch.stock.domain.documents import MEALS
from mealwatch.stock.queries import documents
from mealwatch.stock.queries.paid import suppliers_used
from mealwatch.web import words
from mealwatch.web.asked import asked_day
from mealwatch.web.guards import current_viewer

#: Meals are looked at otherwise than goods.
LOOKED_AT = tuple(name for name in CHECKS if name in ("colour", "smell", "texture", "packaging", "in_date"))


def delivery(canteen_code):
    """Show the form of a delivered meal; post what was sent."""
    viewer, canteen, today = current_viewer(), the_canteen(canteen_code), clock.today()
    known = posting.known_names()
    form = posting.form_of("delivery", canteen, _start(canteen, known, today))
    if posting.sent(form):
        answer = posting.posted("delivery", canteen, form, known)
        if answer:
            return answer
    page = render_template(
        "acceptance/delivery.html",
        form=form,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        rows=posting.rows_of(form, 1),
        sellers=posting.sellers(canteen, known, today, "delivery"),
        people=documents.people_named(viewer.county_id, canteen.id),
        second=signing.choice(viewer, canteen, "accept", today),
        checks=LOOKED_AT,
        today=today,
    )
    return page, form.status


def _start(canteen, known, today):
    """The usual contractor stands there already; ``?date=&meal=`` is the meal from which the person came."""
    start = posting.start_of("delivery", canteen, asked_day("date") or today)
    if request.args.get("meal") in MEALS:
        start["meal"] = request.args["meal"]
    used = suppliers_used(current_viewer().county_id, canteen.id, today - posting.USED_WITHIN, "delivery")
    if used:
        start["supplier_code"] = known.suppliers[max(used, key=lambda one: (used[one], -one))].name
    return start


def show(payload):
    """A waiting delivery note for whoever is to sign it: rows (label, text)."""
    rows = [
        (_("供货商"), payload.get("supplier_code", "")),
        (_("日期"), payload.get("dated_on", "")),
        (_("餐次"), words.word(payload.get("meal", ""), "meal")),
    ]
    for number in sorted({int(name.split("-")[1]) for name in payload if name.startswith("lines-")}):
        at = f"lines-{number}-"
        rows.append((_("份数"), payload.get(at + "portions", "")))
        rows.append((_("金额"), _("%(yuan)s 元", yuan=payload.get(at + "amount_yuan", ""))))
    return rows


def done(county_id, canteen, payload, second, by, now):
    """Post a delivery note that the second person has signed."""
    known = entering.names_of(county_id)
    given = entering.loaded("delivery", payload)
    try:
        return entering.accept(county_id, canteen.id, "delivery", given, known, second=second, by=by, now=now)
    except Problem as problem:
        raise stock.in_words(problem, known) from None


def address(kind):
    """The address of a form, for a paper that came back."""

    def of(canteen_code, _payload):
        return url_for(f"stock.enter_{kind}", canteen_code=canteen_code)

    return of
