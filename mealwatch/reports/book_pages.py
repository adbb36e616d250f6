"""账册打印: every book and form of a canteen, for a day, a week, a month or a term, as PDF and as a spreadsheet."""

from urllib.parse import quote

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.reports.printing import period, shelf
from mealwatch.reports.printing.about import about
from mealwatch.reports.printing.facts import Facts
from mealwatch.reports.printing.pdf import pdf
from mealwatch.reports.printing.workbook import xlsx
from mealwatch.schools import queries as schools
from mealwatch.stock import slots
from mealwatch.stock.errors import NoDocument
from mealwatch.web import paper
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import translate
from mealwatch.web.xlsx import TYPE

blueprint = Blueprint("books", __name__, template_folder="templates")


@blueprint.get("/books")
@guard("read_school")
def index():
    """The canteens in reach; straight to the books where there is but one."""
    viewer = current_viewer()
    reach = viewer.reach("read_school")
    found = [one for one in schools.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
    if len(found) == 1:
        return redirect(url_for("books.books", canteen_code=found[0].code, **request.args))
    at = {school.id: school for school in schools.schools_of(viewer.county_id)}
    return render_template("reports/canteens.html", canteens=found, at=at)


@blueprint.get("/canteens/<canteen_code>/books")
@guard("read_school")
def books(canteen_code):
    """All books of a canteen: how much stands in each, what it lacks, one tap for each to take along."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    facts = _facts(canteen)
    listed = []
    for part, some in shelf.by_part():
        listed.append((part, [(book, book.told(facts)) for book in some]))
    return render_template(
        "reports/books.html",
        canteen=canteen,
        school=facts.school,
        period=facts.period,
        choices=[(one, one.query) for one in period.choices(facts.period, facts.terms, facts.today)],
        before=period.beside(facts.period, facts.terms, -1),
        after=period.beside(facts.period, facts.terms, 1),
        today=facts.today,
        listed=listed,
        may_take=viewer.may("export_data", canteen=canteen),
    )


@blueprint.get("/canteens/<canteen_code>/books/<book>.pdf")
@guard("export_data")
def book_pdf(canteen_code, book):
    """One book of a period, on A4."""
    facts, book = _facts(the_canteen(canteen_code)), shelf.get_book(book)
    made = pdf(book.forms(facts), about(facts, current_viewer(), clock.now()))
    return _file(made, paper.PDF_TYPE, f"{_name(facts, book)}.pdf")


@blueprint.get("/canteens/<canteen_code>/books/<book>.xlsx")
@guard("export_data")
def book_xlsx(canteen_code, book):
    """The same rows as a spreadsheet."""
    facts, book = _facts(the_canteen(canteen_code)), shelf.get_book(book)
    conditions = [
        (_("学校"), facts.school.name),
        (_("食堂"), f"{facts.canteen.code} {facts.canteen.name}"),
        (_("从"), facts.period.first),
        (_("到"), facts.period.last),
    ]
    return _file(xlsx(book.name, book.forms(facts), conditions), TYPE, f"{_name(facts, book)}.xlsx")


@blueprint.get("/canteens/<canteen_code>/documents/<kind>/<path:doc_no>/print.pdf")
@guard("read_school")
def document_pdf(canteen_code, kind, doc_no):
    """One document as the form on which it is signed."""
    canteen, book = the_canteen(canteen_code), shelf.PAPER_OF.get(kind)
    facts = _facts(canteen, only=(kind, doc_no))
    if book is None:
        raise NoDocument(value=doc_no)
    days = [one.deliver_on for one in facts.orders] or [one.head.dated_on for one in facts.posted(kind)]
    if not days:
        raise NoDocument(value=doc_no)
    facts.narrow(days[0])
    made = pdf(shelf.get_book(book).forms(facts), about(facts, current_viewer(), clock.now()))
    return _file(made, paper.PDF_TYPE, f"{translate(shelf.get_book(book).name)}{doc_no}.pdf")


def _facts(canteen, only=None):
    county_id, today = current_viewer().county_id, clock.today()
    wanted = period.asked(request.args, schools.terms_of(county_id), today)
    return Facts(county_id, canteen, wanted, today, only)


def _name(facts, book):
    return f"{facts.school.name}{book.name}{facts.period.text}".replace("/", "-")


def _file(data, kind, name):
    response = make_response(data)
    response.headers["Content-Type"] = kind
    how = "inline" if kind == paper.PDF_TYPE else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    return response


def init_app(app):
    """Add the pages, and to a document's page the way to its form."""
    app.register_blueprint(blueprint)
    slots.shown_by(app, _to_print)


def _to_print(_county_id, canteen, head, _lines, _names):
    if head.kind not in shelf.PAPER_OF:
        return ""
    address = url_for("books.document_pdf", canteen_code=canteen.code, kind=head.kind, doc_no=head.doc_no)
    return render_template("reports/to_print.html", address=address)
