"""Writing a day down: heads at once, the issue with its two people, both in one transaction or not at all."""

from dataclasses import dataclass
from datetime import date

from mealwatch.catalogue import errors as catalogue_errors
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.amounts import amount
from mealwatch.catalogue.domain.names import the_one
from mealwatch.desk.today import errors
from mealwatch.desk.today.schemas import TodaySchema
from mealwatch.desk.today.states import place_of
from mealwatch.drafts import service as drafts
from mealwatch.kernel.errors import Problem
from mealwatch.meals import service as meals
from mealwatch.meals.domain.served import COUNTS, Served
from mealwatch.schools import queries as schools
from mealwatch.signing import service as signing
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import Document, IssueLine
from mealwatch.stock.queries import documents
from mealwatch.web.forms import nested


@dataclass(frozen=True)
class Written:
    """What submitting a day did: ``issue`` is posted, waiting, known (posted before) or none."""

    issue: str
    doc_no: str
    changed: bool


def write(day, given, typed, *, viewer, now):
    """Record the heads and post (or hand on) the issue. Returns Written.

    ``given``: what TodaySchema loaded; ``typed``: the form's fields, kept while a paper waits. Raises HeadsMissing,
    NothingIssued and what meals, stock and signing raise, with fields as in the form.
    """
    by = viewer.actor()
    changed = _heads(day, given, viewer, by, now)
    drafts.drop(day.county_id, f"{day.canteen.code}/{place_of(day)}")
    lines = _lines(day.ingredients, given)
    served = sum(sum(row[name] or 0 for name in COUNTS) for row in given["heads"])
    if not lines:
        if served and not day.contractor and not day.issues and day.is_supply_day:
            raise errors.NothingIssued(field="lines", heads=served)
        return Written("none", given["doc_no"], changed)
    known = documents.find_head(day.county_id, day.canteen.id, "issue", given["doc_no"])
    if known and _same(day.county_id, known, day, lines):
        return Written("known", given["doc_no"], changed)
    if given["second_how"] == "ask":
        payload = {"on": day.on.isoformat(), "meal": day.meal, "typed": typed}
        title = f"{day.on.month}月{day.on.day}日 出库 {len(lines)} 样"
        signing.ask(
            day.county_id, day.canteen.id, "today_issue", payload, purpose="collect", title=title, by=by, now=now
        )
        return Written("waiting", given["doc_no"], True)
    second = signing.second(
        day.county_id,
        day.canteen.id,
        given,
        purpose="collect",
        subject="issue",
        key=given["doc_no"],
        content=content(day.canteen.id, given["doc_no"], day.on, day.meal, lines),
        on=day.on,
        by=by,
        now=now,
    )
    _post(day.county_id, day.canteen, day.on, day.meal, given, lines, (viewer.name, second.name), by, now)
    return Written("posted", given["doc_no"], True)


def post_waiting(county_id, canteen, payload, second, by, now):
    """Post the issue of a paper that its collector has signed with an account."""
    given = TodaySchema().load(nested(payload["typed"]), unknown="exclude")
    known = {one.id: one for one in catalogue.ingredients_of(county_id)}
    lines = _lines(known, given)
    on, keeper = date.fromisoformat(payload["on"]), by.name.partition("（")[0]
    return _post(county_id, canteen, on, payload["meal"], given, lines, (keeper, second.name), by, now)


def content(canteen_id, doc_no, on, meal, lines):
    """What a collector signs: the document without its people."""
    return ["issue", canteen_id, doc_no, on.isoformat(), meal, [[one, base, days] for one, base, _, days in lines]]


def named(line):
    """A paper's line with the ingredient's own name in place of its code."""
    from mealwatch.web.guards import current_viewer

    code, _space, text = line.partition(" ")
    viewer = current_viewer()
    known = {one.code: one.name for one in catalogue.ingredients_of(viewer.county_id)} if viewer else {}
    return f"{known.get(code, code)} {text}"


def _heads(day, given, viewer, by, now):
    """Record who ate; whether anything was new."""
    rows = {(row["school_code"], row["group_code"]): (place, row) for place, row in enumerate(given["heads"])}
    changed = False
    for fed in day.fed:
        group = day.groups[fed.group_id]
        school = day.schools[group.school_id]
        place, row = rows.get((school.code, group.code), (None, None))
        if place is None or not viewer.may("record_meals", school=school):
            continue
        if row["beneficiaries"] is None:
            if fed.group_id in day.due or row["other_pupils"] or row["staff"]:
                raise errors.HeadsMissing(field=f"heads.{place}.beneficiaries", name=day.name_of(fed))
            continue
        served = Served(group.id, day.on, day.meal, *(row[name] for name in COUNTS))
        try:
            changed |= meals.record(day.county_id, served, by=by, now=now, reason=given["reason"]).new
        except Problem as problem:
            if problem.field in COUNTS:
                problem.field = f"heads.{place}.{problem.field}"
            raise
    return changed


def _lines(ingredients, given):
    """(ingredient id, base units, unit, use_days) of each line. Raises NoIngredient and what ``amount`` raises."""
    found = []
    for number, line in enumerate(given["lines"]):
        place = f"lines.{number}."
        one = the_one(ingredients.values(), line["ingredient_code"])
        if one is None:
            raise catalogue_errors.NoIngredient(field=place + "ingredient_code", value=line["ingredient_code"])
        base, unit = amount(one, line["quantity"], line["unit"], field=place + "quantity")
        found.append((one.id, base, unit, line["use_days"]))
    return found


def _post(county_id, canteen, on, meal, given, lines, people, by, now):
    keeper, collector = people
    rows = tuple(IssueLine(one, base, unit, days, keeper, collector) for one, base, unit, days in lines)
    document = Document("issue", canteen.id, given["doc_no"], on, rows, meal)
    posted = stock.post(county_id, document, by=by, now=now)
    if posted.new and given["copied_from"]:
        _note_copy(county_id, canteen, posted.id, meal, given["copied_from"], lines, by, now)
    return posted


def _note_copy(county_id, canteen, document_id, meal, copied_from, lines, by, now):
    """Mark the issue as a copy, if there was something to copy on that day."""
    wanted = documents.Filter((canteen.id,), ("issue",), copied_from, copied_from)
    heads = [one for one in documents.documents_of(county_id, wanted) if one.meal == meal]
    if not heads:
        return
    source = {
        (line.ingredient_id, line.quantity)
        for line in documents.lines_of(county_id, "issue", [one.id for one in heads])
    }
    unchanged = sum((one, base) in source for one, base, _, _ in lines)
    meals.note_copy(
        county_id,
        document_id,
        canteen_id=canteen.id,
        copied_from=copied_from,
        lines=len(lines),
        unchanged=unchanged,
        by=by,
        now=now,
    )


def _same(county_id, head, day, lines):
    """Whether a posted issue is this one, sent again."""
    posted = documents.lines_of(county_id, "issue", [head.id])
    there = [(line.ingredient_id, line.quantity, line.use_days) for line in posted]
    return (head.dated_on, head.meal) == (day.on, day.meal) and there == [(one, base, n) for one, base, _, n in lines]


def fed_schools(day):
    """The schools that have a supply day and are fed here that day, each once."""
    ids = dict.fromkeys(day.groups[row.group_id].school_id for row in day.fed if day.has(row.group_id))
    return [schools.school_by_id(day.county_id, school_id) for school_id in ids]
