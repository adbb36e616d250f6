"""Lists of documents, the stock as it stands, the ledger of one ingredient."""

from fractions import Fraction

from flask.views import MethodView

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import queries as catalogue
from mealwatch.stock import presenters
from mealwatch.stock.api.blueprint import blueprint
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.domain.ledger import extract
from mealwatch.stock.queries import documents, ledger
from mealwatch.stock.schemas import (
    BalanceSchema,
    DocumentsQuery,
    DocumentsSchema,
    LedgerQuery,
    LedgerSchema,
)
from mealwatch.web.guards import current_viewer, guard


@blueprint.route("/canteens/<canteen_code>/documents")
class Documents(MethodView):
    @blueprint.arguments(DocumentsQuery, location="query")
    @blueprint.response(200, DocumentsSchema)
    @blueprint.doc(operationId="listDocuments", summary="A canteen's documents, the latest date first")
    @guard("read_school")
    def get(self, asked, canteen_code):
        county_id, canteen = current_viewer().county_id, the_canteen(canteen_code)
        kinds = (asked["kind"],) if asked["kind"] else KINDS
        wanted = documents.Filter((canteen.id,), kinds, asked["first"], asked["last"])
        heads = documents.documents_of(county_id, wanted, asked["limit"], asked["offset"])
        sums = documents.sums_of(county_id, heads)
        return {
            "items": [presenters.head_on_the_wire(head, canteen.code, sums.get(head.id, (0, 0))[0]) for head in heads],
            "total": documents.count_documents(county_id, wanted),
            "limit": asked["limit"],
            "offset": asked["offset"],
        }


@blueprint.route("/canteens/<canteen_code>/stock")
class Stock(MethodView):
    @blueprint.response(200, BalanceSchema(many=True))
    @blueprint.doc(operationId="getStock", summary="What a canteen holds of each ingredient")
    @guard("read_school")
    def get(self, canteen_code):
        county_id, canteen = current_viewer().county_id, the_canteen(canteen_code)
        held = ledger.balances(county_id, canteen.id)
        ids = [row.ingredient_id for row in held]
        known = {one.id: one for one in catalogue.ingredients_of(county_id, ids)}
        return [
            {
                "ingredient_code": known[row.ingredient_id].code,
                "ingredient_name": known[row.ingredient_id].name,
                "quantity": Fraction(row.quantity),
                "base_unit": known[row.ingredient_id].base_unit,
                "value_fen": row.fen,
                "lots": row.lots,
                "expires_on": row.expires_on,
            }
            for row in sorted(held, key=lambda row: known[row.ingredient_id].code)
        ]


@blueprint.route("/canteens/<canteen_code>/ledger/<ingredient_code>")
class Ledger(MethodView):
    @blueprint.arguments(LedgerQuery, location="query")
    @blueprint.response(200, LedgerSchema)
    @blueprint.doc(operationId="getLedger", summary="Every movement of an ingredient with the balance after it")
    @guard("read_school")
    def get(self, asked, canteen_code, ingredient_code):
        county_id, canteen = current_viewer().county_id, the_canteen(canteen_code)
        ingredient = catalogue.get_ingredient(county_id, ingredient_code)
        found = extract(ledger.ledger_of(county_id, canteen.id, ingredient.id), **asked)
        return {
            "ingredient_code": ingredient.code,
            "ingredient_name": ingredient.name,
            "base_unit": ingredient.base_unit,
            "before": Fraction(found.before),
            "before_fen": found.before_fen,
            "entries": [presenters.entry_on_the_wire(row) for row in found.rows],
        }
