"""佐证材料包: which school and which days; then the zip."""

from flask import render_template, request, send_file

from mealwatch.kernel import clock
from mealwatch.reports.official.evidence import folder
from mealwatch.reports.official.pages.blueprint import ISSUE, asked_for, blueprint
from mealwatch.reports.official.pages.choices import span_of
from mealwatch.schools import queries as schools
from mealwatch.schools.errors import NoSchool
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/papers/evidence")
@guard(ISSUE)
def evidence():
    """What to put in."""
    asked_for("")
    county_id = current_viewer().county_id
    first, last = span_of(request.args, county_id, clock.today())
    return render_template(
        "official/evidence.html",
        first=first,
        last=last,
        school=request.args.get("school", ""),
        options=[(one.code, f"{one.name}（{one.town}）") for one in schools.schools_of(county_id)],
        terms=schools.terms_of(county_id)[::-1][:4],
    )


@blueprint.get("/papers/evidence.zip")
@guard(ISSUE)
def evidence_zip():
    """The folder of one school, or of the county."""
    asked = asked_for("")
    first, last = span_of(request.args, asked.county_id, asked.today)
    code = request.args.get("school", "").strip()
    school = schools.find_school(asked.county_id, code) if code else None
    if code and school is None:
        raise NoSchool(value=code)
    name = f"{school.name if school else asked.county_name}佐证材料 {first}—{last}.zip"
    answer = send_file(
        folder(asked, first, last, school), mimetype="application/zip", as_attachment=True, download_name=name
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
