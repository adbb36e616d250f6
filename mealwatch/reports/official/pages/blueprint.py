"""The blueprint of papers, who may draft and who may read."""

from base64 import b64encode
from urllib.parse import quote

from flask import Blueprint, make_response

from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.reports.official import queries
from mealwatch.reports.official.errors import NoPaper
from mealwatch.reports.official.kind import Asked
from mealwatch.web import paper
from mealwatch.web.guards import current_viewer
from mealwatch.web.language import translate
from mealwatch.web.xlsx import TYPE

blueprint = Blueprint("official", __name__, template_folder="../templates")
ISSUE = "issue_papers"
#: Who may read issued papers: the bureau and its auditors all, a school its own.
READ = (ISSUE, "read_cases", "answer_case")


def asked_for(about, typed=None):
    """What a draft is asked for by the person asking, who must be allowed the whole county. Raises NotAllowed."""
    viewer = current_viewer()
    if not viewer.reach(ISSUE).everywhere:
        raise NotAllowed
    return Asked(viewer.county_id, viewer.county_name, about, clock.now(), typed or {}, viewer.is_demo)


def readable():
    """The schools whose papers the person may read: None for all papers, else of these schools alone."""
    viewer = current_viewer()
    for action in (ISSUE, "read_cases"):
        if viewer.may(action) and viewer.reach(action).everywhere:
            return None
    return set().union(*(viewer.reach(action).schools for action in READ if viewer.may(action)))


def the_paper(kind, year, number):
    """An issued paper in reach. Raises NoPaper."""
    one = queries.get_paper(current_viewer().county_id, kind, year, number)
    here = readable()
    if here is not None and one.school_id not in here:
        raise NoPaper(value=f"{kind} {year} {number}")
    return one


def file(content, kind, name):
    """A file: a PDF is shown, a spreadsheet taken along."""
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    how = "inline" if kind == paper.PDF_TYPE else "attachment"
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def pdf_file(content, title):
    return file(content, paper.PDF_TYPE, f"{title}.pdf")


def xlsx_file(content, title):
    return file(content, TYPE, f"{title}.xlsx")


@blueprint.app_template_filter("translated")
def _translated(text):
    """A marked text in the reader's language."""
    return translate(text)


@blueprint.app_template_filter("base64")
def _base64(text):
    """For a drawing inside a page."""
    return b64encode(text.encode()).decode()
