"""An issued paper: read, printed again byte for byte, its tables taken along."""

from flask import render_template

from mealwatch.reports.official import queries
from mealwatch.reports.official.domain.issued import standing
from mealwatch.reports.official.pages.blueprint import READ, blueprint, pdf_file, the_paper, xlsx_file
from mealwatch.reports.official.shelf import kind as kind_of
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web import official
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/papers/<kind>/<int:year>/<int:number>")
@guard(*READ)
def issued(kind, year, number):
    """A paper as it went out."""
    viewer, one = current_viewer(), the_paper(kind, year, number)
    same = queries.papers(viewer.county_id, kind=kind, about=one.about)
    newer = standing(same)[one.kind, one.about]
    paper = official.from_json(queries.data_of(viewer.county_id, one))
    return render_template(
        "official/issued.html",
        one=one,
        kind=kind_of(kind),
        paper=paper.printed(),
        newer=None if newer.key == one.key else newer,
        may_issue=viewer.may("issue_papers"),
        plain_name=plain_name,
    )


@blueprint.get("/papers/<kind>/<int:year>/<int:number>/paper.pdf")
@guard(*READ)
def issued_pdf(kind, year, number):
    """The very bytes that were issued."""
    one = the_paper(kind, year, number)
    return pdf_file(queries.content_of(current_viewer().county_id, one), f"{one.label} {one.title}")


@blueprint.get("/papers/<kind>/<int:year>/<int:number>/tables.xlsx")
@guard(*READ)
def issued_xlsx(kind, year, number):
    """The tables of the issued paper."""
    one = the_paper(kind, year, number)
    paper = official.from_json(queries.data_of(current_viewer().county_id, one))
    return xlsx_file(official.xlsx(paper, kind_of(kind).sheets(paper)), f"{one.label} {one.title}")
