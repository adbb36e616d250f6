"""Today: three cards in the order of work, one form, one button; other days for what was not written in time."""

from datetime import timedelta
from hashlib import sha256

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue.domain.names import Names, the_one
from mealwatch.desk import weeks
from mealwatch.desk.today import errors, posting, presenters, records, waiting
from mealwatch.desk.today import rows as parts
from mealwatch.desk.today.day import Day
from mealwatch.desk.today.island import island, offers
from mealwatch.desk.today.schemas import ClosureSchema, TodaySchema
from mealwatch.desk.today.states import states_of
from mealwatch.inspections.office import queries as inspections
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.meals import queries as meals
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.schools.presenters import reason_text
from mealwatch.signing import presenters as signing
from mealwatch.stock import presenters as stock
from mealwatch.stock.queries import documents, usage
from mealwatch.web.fields import DateField
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

blueprint = Blueprint("today", __name__, template_folder="../templates")


@blueprint.get("/today")
@guard("record_meals")
def mine():
    """To the person's canteen; where there are several, they are listed."""
    viewer = current_viewer()
    reach = viewer.reach("post_issue") | viewer.reach("record_meals")
    found = [one for one in schools.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
    if len(found) == 1:
        return redirect(url_for("today.day", canteen_code=found[0].code))
    return render_template("today/choose.html", canteens=found, today=clock.today())


@blueprint.get("/canteens/<canteen_code>/today")
@guard("read_school")
def day(canteen_code):
    """A meal of a day as it stands, to fill in or to read."""
    day = _day(canteen_code)
    form = Form(TodaySchema(), start=_start(day))
    return _page(day, form)


@blueprint.post("/canteens/<canteen_code>/today")
@guard("record_meals")
def submit(canteen_code):
    """Record the heads and the issue that were typed."""
    day, viewer = _day(canteen_code), current_viewer()
    form = Form(TodaySchema(), typed=_typed())
    known = Names(list(day.ingredients.values()), [])

    def work(given):
        try:
            return posting.write(day, given, form.typed, viewer=viewer, now=clock.now())
        except Problem as problem:
            raise stock.in_words(problem, known) from None

    if form.accepted(work):
        flash(_done(form.result), "done")
        return redirect(url_for("today.day", canteen_code=day.canteen.code, date=day.on.isoformat(), meal=day.meal))
    return _page(_day(canteen_code), form)


@blueprint.post("/canteens/<canteen_code>/today/closure")
@guard("request_closure")
def close(canteen_code):
    """Ask, for every school that is fed, that this day have no meal."""
    day, viewer = _day(canteen_code), current_viewer()
    form = Form(ClosureSchema())

    def work(given):
        if given["kind"] == "other" and not given["words"]:
            raise errors.WordsMissing(field="words")
        asked = [school for school in posting.fed_schools(day) if viewer.may("request_closure", school=school)]
        if not asked:
            raise errors.NobodyToClose
        for school in asked:
            school_service.ask_closure(
                viewer.county_id,
                request_key=_request_key(day, school),
                school_id=school.id,
                dated_on=day.on,
                reason=reason_text(given["kind"], given["words"]),
                by=viewer.actor(),
                now=clock.now(),
            )

    if form.accepted(work):
        flash(_("不供餐申请已提交；教体局同意以前，这一天仍按供餐日算"), "done")
        return redirect(url_for("today.day", canteen_code=day.canteen.code, date=day.on.isoformat(), meal=day.meal))
    return _page(_day(canteen_code), form, closing=True)


def _day(canteen_code):
    """The day that the address asks for. Raises NoSuchDay for one to come."""
    today = clock.today()
    try:
        on = DateField().deserialize(request.args.get("date") or today.isoformat())
    except ValidationError:
        raise errors.NoSuchDay(value=request.args["date"]) from None
    if on > today:
        raise errors.NoSuchDay(value=on)
    return Day(current_viewer().county_id, the_canteen(canteen_code), on, request.args.get("meal"), today)


def _start(day):
    """What the form begins with: the heads as they are recorded."""
    heads = []
    for row in day.fed:
        group = day.groups[row.group_id]
        counts = dict(zip(("beneficiaries", "other_pupils", "staff"), day.records.get(row.group_id, ()), strict=False))
        heads.append({"school_code": day.schools[group.school_id].code, "group_code": group.code, **counts})
    number = documents.next_number(day.county_id, day.canteen.id, "issue", day.on)
    return {"heads": heads, "doc_no": number}


def _page(day, form, *, closing=False):
    viewer = current_viewer()
    states, papers = states_of(day, waiting.KIND)
    may = viewer.may("record_meals") and viewer.may("post_issue", canteen=day.canteen) and not day.is_closed
    again = "more" in request.args or "reopen" in request.args or (form.sent and not closing)
    sent = request.form if form.sent and not closing else g.get("reopened")
    rows = parts.typed(day, sent, lambda text: the_one(day.ingredients.values(), text)) if sent else parts.proposed(day)
    if closing:
        form, closure = Form(TodaySchema(), start=_start(day)).fresh(), form
    else:
        closure = Form(ClosureSchema()).fresh()
    issuing = may and not day.contractor and (again or states["issue"] in ("missing", "draft", "returned", "off"))
    choice = signing.choice(viewer, day.canteen, "collect", day.on) if issuing else None
    if choice and "second_account" not in form.start:
        form.start["second_account"] = _usual_collector(day, choice)
    page = render_template(
        "today/today.html",
        day=day,
        form=form,
        closure=closure,
        closing=closing,
        states=states,
        papers=papers,
        proposals=inspections.proposals(day.county_id, day.canteen) if may else [],
        may=may,
        may_close=viewer.may("request_closure"),
        issuing=issuing,
        filling=may and (issuing or states["heads"] in ("missing", "draft", "partly")),
        rows=rows if issuing else [],
        about=lambda row: parts.about(day, row),
        packed=parts.packed,
        offered=list(offers(day)) if issuing else [],
        island=island(day, rows if issuing else []),
        choice=choice,
        bars=[presenters.bar_texts(one, _names(day)) for one in day.bars],
        label=weeks.label(day.county_id, day.week),
        late=presenters.lateness(day.on, day.today),
        strip=_strip(day),
        issues=[_issue(day, head, lines) for head, lines in day.issues],
        records=records.of(day, clock.now()),
        compared=presenters.compared,
        state=presenters.state,
        reasons=presenters.closures(),
        before=day.on - timedelta(days=1),
        after=day.on + timedelta(days=1),
    )
    return page, (closure.status if closing else form.status)


def _names(day):
    return {row.group_id: day.name_of(row) for row in day.fed}


def _usual_collector(day, choice):
    """The username of who collected last time and can sign here; the only one with a PIN where nobody did."""
    signed = {one.name: one.username for one in choice.people if one.has_pin}
    known = usage.last_collector(day.county_id, day.canteen.id, signed)
    return signed.get(known) or (next(iter(signed.values())) if len(signed) == 1 else "")


def _issue(day, head, lines):
    """A posted issue for reading: (head, lines, total fen, the mark of a copy)."""
    found = meals.copies_of(day.county_id, [head.id]).get(head.id)
    rows = [
        (
            day.ingredients[line.ingredient_id],
            stock.given(line.quantity, line.unit, day.ingredients[line.ingredient_id]),
            line,
        )
        for line in lines
    ]
    return head, rows, sum(line.cost_fen for line in lines), waiting.copied_words(found) if found else ""


def _strip(day):
    """The week's days as (date, state, word)."""
    complete = {}
    for figures in day.figures:
        for one in figures.days:
            complete[one.on] = complete.get(one.on, True) and one.complete
    for on in day.week.days:
        if on not in complete:
            yield on, "off", _("不供餐")
        elif complete[on]:
            yield on, "done", _("已填")
        else:
            yield (on, "todo", _("未填")) if on <= day.today else (on, "ahead", _("供餐"))


def _request_key(day, school):
    """The same request however often it is sent; another one after a refusal."""
    before = sum(1 for one in day.closures if one.school_id == school.id and one.decision)
    return sha256(f"{day.canteen.code}/{day.on}/{school.code}/{before}".encode()).hexdigest()[:32]


def _done(written):
    """What to say of a day that was written down."""
    if written.issue == "waiting":
        return _("人数已提交；出库等领用人签字，签了才入账")
    if written.issue == "known":
        return _("这张出库单先前已经记过，没有重复记账")
    if written.issue == "posted":
        return _("已提交：人数和出库都记好了")
    return _("就餐人数已提交") if written.changed else _("和已填的一样，没有改动")


def _typed():
    """What was typed, without the rows of the issue that have no quantity, and what only the page's script keeps."""
    empty = {
        name.removesuffix("quantity")
        for name, value in request.form.items()
        if name.startswith("lines-") and name.endswith("-quantity") and not value.strip()
    }
    return {
        name: value
        for name, value in request.form.items()
        if not name.endswith("-touched") and not (name.startswith("lines-") and name.rpartition("-")[0] + "-" in empty)
    }
