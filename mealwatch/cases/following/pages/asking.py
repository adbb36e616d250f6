"""举一反三: from a case's cause to exactly the schools that it reached, and the question put to them."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema, ValidationError, fields

from mealwatch.cases.following import queries, service
from mealwatch.cases.following.domain.checks import DUE_AFTER, MINE, SCOPES
from mealwatch.cases.following.domain.exposure import BACK, CAUSES, MOST_BACK
from mealwatch.cases.following.pages.blueprint import blueprint, office_case, stamp
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.schools.domain import workdays
from mealwatch.web.fields import Choice, DateField, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.words import word

#: Lines for questions.
_LINES = 4


class QuestionSchema(Schema):
    text = Text(required=True)


class AskSchema(Schema):
    title = Text(most=80, required=True)
    questions = fields.List(fields.Nested(QuestionSchema), load_default=())
    due_on = DateField(required=True)
    scope = Choice("check_scope", of=SCOPES, required=True)
    town = Text(load_default="")


@blueprint.route("/cases/<int:case_id>/spread", methods=["GET", "POST"])
@guard("handle_cases")
def spread(case_id):
    """Choose the cause, see whom it reached, ask them; or widen the question to a town or the county."""
    case, school = office_case(case_id, "handle_cases")
    county_id, first, last = current_viewer().county_id, *_days()
    canteen = _kitchen_of(school)
    offered = queries.causes_of(county_id, [canteen.id], first, last) if canteen else []
    cause, key, text = _chosen(offered)
    reached = queries.exposed(county_id, cause, key, first, last, but={school.id}) if cause else {}
    form = Form(AskSchema(), start=_start(case, cause, text))

    def work(given):
        return service.ask(
            county_id,
            case_id,
            title=given["title"],
            questions=[row["text"] for row in given["questions"]],
            due_on=given["due_on"],
            scope=given["scope"],
            town=given["town"],
            cause=cause,
            key=key,
            text=text,
            first=first,
            last=last,
            **stamp(),
        )

    if form.sent and form.accepted(work):
        flash(_("已发给学校，答复会记在这里"), "done")
        return redirect(url_for(".check", check_id=form.result))
    at = {one.id: one for one in schools.schools_of(county_id)}
    return render_template(
        "following/spread.html",
        case=case,
        school=school,
        offered=offered,
        chosen=f"{cause}/{key}" if cause else "",
        first=first,
        last=last,
        reached=sorted(((at[one], rows) for one, rows in reached.items()), key=lambda pair: pair[0].code),
        form=form,
        lines=form.rows("questions", at_least=_LINES),
        towns=[(town, town) for town in schools.towns_of(county_id)],
    ), form.status


def _chosen(offered):
    """(cause, key, what it is called) of the address's query, if the records offer it; else nothing."""
    cause, _sign, key = request.args.get("cause", "").partition("/")
    texts = dict(dict(offered).get(cause, ())) if cause in CAUSES else {}
    return (cause, key, texts[key]) if key in texts else ("", "", "")


def _kitchen_of(school):
    """The canteen whose goods may be the cause: the school's own, else the one that feeds it, else None."""
    county_id = current_viewer().county_id
    found = schools.canteens_of(county_id, [school.id]) or schools.canteens_feeding(county_id, school.id, clock.today())
    return found[0] if found else None


def _days():
    today = clock.today()
    first, last = _asked("first") or today - timedelta(days=BACK), _asked("last") or today
    last = min(last, today)
    return max(min(first, last), last - timedelta(days=MOST_BACK)), last


def _asked(name):
    try:
        return DateField().deserialize(request.args.get(name) or None)
    except ValidationError:
        return None


def _start(case, cause, text):
    what = f"{word(cause, 'exposure')} {text}" if cause else ""
    question = _("本校是否也用过%(what)s，有没有同样的问题？", what=text) if cause else _("本校有没有同样的问题？")
    return {
        "title": _("关于%(number)s的自查", number=case.number) + (f"（{what}）" if what else ""),
        "due_on": workdays.after(clock.today(), DUE_AFTER).isoformat(),
        "scope": MINE if cause else "county",
        "questions": [{"text": question}],
    }
