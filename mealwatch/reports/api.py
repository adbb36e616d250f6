"""The monthly reconciliation over the API."""

from flask.views import MethodView

from mealwatch.accounts.scope import the_school
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.reports import queries
from mealwatch.reports.addresses import the_month
from mealwatch.reports.schemas import SchoolMonthSchema
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard

blueprint = api_blueprint("Reports", "The month of a school's canteens")
_MOVED = ("start", "opened", "received", "surplus", "lost", "short", "end")


@blueprint.route("/schools/<school_code>/months/<month>")
class SchoolMonth(MethodView):
    @blueprint.response(200, SchoolMonthSchema)
    @blueprint.doc(operationId="getSchoolMonth", summary="What a school's canteens issued in a month, reconciled")
    @guard("read_school")
    def get(self, school_code, month):
        county_id, school, month = current_viewer().county_id, the_school(school_code), the_month(month)
        canteens = queries.canteens_of_school(county_id, school, month)
        known = {one.id: one for one in catalogue.ingredients_of(county_id)}
        return {
            "school_code": school.code,
            "month": str(month),
            "first": month.first,
            "last": month.last,
            "canteens": [_canteen(one, known) for one in queries.reconciliations(county_id, canteens, month)],
        }


def _canteen(one, known):
    amounts = {name: one.total(f"{name}_fen") for name in _MOVED} | {
        "issued_by_value": one.issued_by_value_fen,
        "issue_lines": one.lines_fen,
        "difference": one.difference_fen,
        "subsidised_meals": one.here.subsidised_fen,
        "other_meals": one.here.other_fen,
        "other_months": one.elsewhere_fen,
        "brought_subsidised": one.brought.subsidised_fen,
        "brought_other": one.brought.other_fen,
        "delivered": one.delivered_fen,
    }
    told = {f"{name}_yuan": fen_as_yuan(fen) for name, fen in amounts.items()}
    return told | {"canteen_code": one.canteen.code, "goods": [_goods(moved, known) for moved in one.moved]}


def _goods(moved, known):
    item = known[moved.ingredient_id]
    amounts = {f"{name}_yuan": fen_as_yuan(getattr(moved, f"{name}_fen")) for name in (*_MOVED, "issued")}
    quantities = {"start_quantity": moved.start, "end_quantity": moved.end}
    return amounts | quantities | {"ingredient_code": item.code, "ingredient_name": item.name}
