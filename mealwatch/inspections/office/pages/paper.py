"""A visit on paper: the rectification notice with its stub and its reply, and the record with photos and signatures."""

from flask import make_response

from mealwatch.checklists import queries as checklists
from mealwatch.inspections.office import queries
from mealwatch.inspections.office.pages.blueprint import blueprint, the_visit
from mealwatch.inspections.office.pages.visit import told
from mealwatch.inspections.office.printing import notice, record
from mealwatch.web import official, paper
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/inspections/<int:visit_id>/notice.pdf")
@guard("read_visits", "read_school")
def notice_pdf(visit_id):
    """整改通知书: for the school, with the stub that the office keeps and the reply that comes back."""
    viewer = current_viewer()
    visit, school = the_visit(visit_id)
    version = checklists.version(viewer.county_id, visit.list_code, visit.list_version)
    found = queries.findings(viewer.county_id, visit_ids=[visit.id], twins=True)
    made = notice.paper(viewer.county_name, visit, school, version, found, demo=viewer.is_demo)
    return _answer(official.pdf(made), f"{visit.dated_on}-{school.code}-notice.pdf")


@blueprint.get("/inspections/<int:visit_id>/record.pdf")
@guard("read_visits", "read_school")
def record_pdf(visit_id):
    """现场检查记录: what was found and measured, small photos, the signatures as they were drawn."""
    viewer = current_viewer()
    visit, school = the_visit(visit_id)
    data = record.data(viewer.county_id, viewer.county_name, told(visit, school))
    return _answer(paper.pdf(record.TEMPLATE, data), f"{visit.dated_on}-{school.code}-record.pdf")


def _answer(content, name):
    response = make_response(content)
    response.content_type = paper.PDF_TYPE
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
