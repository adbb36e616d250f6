"""Deposited visits: the list with its filters, the same list for Excel."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.checklists.domain.checklist import GRADES
from mealwatch.inspections import queries as visited
from mealwatch.inspections.domain.records import KINDS
from mealwatch.inspections.office import queries
from mealwatch.inspections.office.pages.blueprint import blueprint, reach, schools_here
from mealwatch.web import words
from mealwatch.web.asked import asked_day, asks_for
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Cell, Listing, choice, conditions, for_template, picked, place_choices
from mealwatch.web.xlsx import Column

SORTS = ("latest", "score", "findings", "school")


@blueprint.get("/inspections")
@guard("read_visits", "read_school")
def index():
    """The visits of the person's reach, the latest first or as they are sorted."""
    listing, choices, counts = _listing()
    return render_template(
        "visited/index.html",
        counts=counts,
        **for_template(listing, choices),
    )


@blueprint.get("/inspections.xlsx")
@guard("export_data")
def index_xlsx():
    """The list as it stands on the screen."""
    listing, _choices, _counts = _listing()
    return listing.as_excel(_("督查记录"))


def _listing():
    viewer, at = current_viewer(), schools_here()
    first, last = asked_day("first"), asked_day("last")
    choices = _choices(at)
    wanted = [
        one for one in visited.visits(viewer.county_id, reach(), first=first, last=last) if _lets_through(one, at)
    ]
    found = _told(viewer.county_id, wanted)
    rows = [_row(one, at[one.school_id], *found[one.id]) for one in _sorted(wanted, at, found)]
    counts = {
        "visits": len(wanted),
        "schools": len({one.school_id for one in wanted}),
        "red": sum(1 for one in wanted if one.red_lines),
        "pending": sum(found[one.id][1] for one in wanted),
        "waiting": sum(found[one.id][2] for one in wanted),
    }
    return Listing(_columns(), rows, conditions(choices, first, last)), choices, counts


def _told(county_id, visits):
    """{visit: (findings, still pending, differences that wait)}."""
    ids = [one.id for one in visits]
    found = {one: [0, 0, 0] for one in ids}
    if ids:
        for one in queries.findings(county_id, visit_ids=ids, twins=True):
            found[one.visit.id][0] += 1
            found[one.visit.id][1] += one.pending
        for one in queries.differences(county_id, visit_ids=ids):
            found[one.visit.id][2] += one.waits
    return found


def _choices(at):
    return [
        *place_choices(at.values()),
        choice("kind", _("检查方式"), [(one, words.word(one, "visit_kind")) for one in KINDS]),
        choice("grade", _("等级"), [(one, words.word(one, "visit_grade")) for one in GRADES]),
        choice("red", _("红线"), [("yes", _("触碰红线"))]),
        choice("sort", _("排序"), [(one, text) for one, text in _sort_words().items()]),
    ]


def _sort_words():
    return {
        "latest": _("最近的在前"),
        "score": _("得分低的在前"),
        "findings": _("待整改多的在前"),
        "school": _("按学校"),
    }


def _lets_through(visit, at):
    school = at.get(visit.school_id)
    return (
        school is not None
        and asks_for(town=school.town, school=school.code, kind=visit.kind, grade=visit.grade)
        and (request.args.get("red") != "yes" or bool(visit.red_lines))
    )


def _sorted(visits, at, found):
    keys = {
        "score": lambda one: (one.tenths is None, one.tenths or 0, -one.id),
        "findings": lambda one: (-found[one.id][1], -found[one.id][0], -one.id),
        "school": lambda one: (at[one.school_id].code, -one.dated_on.toordinal(), -one.id),
    }
    how = picked("sort", SORTS)
    return sorted(visits, key=keys[how]) if how in keys else visits


def _columns():
    return [
        Column(_("日期"), "date"),
        Column(_("学校"), width=26),
        Column(_("乡镇")),
        Column(_("检查方式")),
        Column(_("得分"), "tenth"),
        Column(_("等级")),
        Column(_("红线"), width=14),
        Column(_("问题"), "whole"),
        Column(_("待整改"), "whole"),
        Column(_("差异待核实"), "whole"),
        Column(_("检查组"), width=24),
    ]


def _row(visit, school, findings, pending, waiting):
    grade = words.word(visit.grade, "visit_grade") if visit.grade else ""
    address = url_for("inspections.visit", visit_id=visit.id)
    return [
        Cell(visit.dated_on, address=address),
        Cell(school.name, address=address),
        school.town,
        words.word(visit.kind, "visit_kind"),
        visit.tenths,
        Cell(grade, look=words.mark_of(visit.grade, "visit_grade") if visit.grade else ""),
        Cell("、".join(visit.red_lines), look="short" if visit.red_lines else ""),
        findings,
        pending,
        waiting,
        "、".join(_names(visit)),
    ]


def _names(visit):
    return [one.name for one in sorted(visit.team, key=lambda one: not one.leader)]
