"""Documents by PUT under their own number: the same again is the same document, other content is refused."""

from flask.views import MethodView

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.stock import errors, presenters, service
from mealwatch.stock.api.blueprint import blueprint
from mealwatch.stock.domain.documents import Reversal
from mealwatch.stock.queries import documents
from mealwatch.stock.schemas import (
    SCHEMAS,
    NumberSchema,
    PostedDocumentSchema,
    PostedReversalSchema,
    ReversalSchema,
)
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered, fields_as

PLURAL = {
    "opening": "openings",
    "receipt": "receipts",
    "issue": "issues",
    "delivery": "deliveries",
    "loss": "losses",
    "stocktake": "stocktakes",
}


def _document(canteen, kind, doc_no):
    """A posted document as PostedDocumentSchema dumps it. Raises NoDocument."""
    county_id = current_viewer().county_id
    head = _head(canteen, kind, doc_no)
    lines = documents.lines_of(county_id, kind, [head.id])
    ids = {line.ingredient_id for line in lines} if kind != "delivery" else ()
    names = Names(catalogue.ingredients_of(county_id, ids), catalogue.suppliers_of(county_id))
    total_fen = sum(getattr(line, presenters.AMOUNT[kind]) for line in lines)
    draws = documents.draws_of(county_id, head.id)
    return presenters.head_on_the_wire(head, canteen.code, total_fen) | {
        "lines": presenters.lines_on_the_wire(lines, draws, names)
    }


def _head(canteen, kind, doc_no):
    head = documents.find_head(current_viewer().county_id, canteen.id, kind, doc_no)
    if head is None:
        raise errors.NoDocument(value=doc_no)
    return head


def _add(kind):
    """The addresses of the documents of one kind."""
    plural, schema = PLURAL[kind], SCHEMAS[kind]
    name = kind.title()

    class Documents(MethodView):
        @blueprint.response(200, PostedDocumentSchema)
        @blueprint.doc(operationId=f"get{name}", summary=f"A posted {kind}")
        @guard("read_school")
        def get(self, canteen_code, doc_no):
            return _document(the_canteen(canteen_code), kind, doc_no)

        @blueprint.arguments(schema, example=EXAMPLES[kind])
        @blueprint.response(200, PostedDocumentSchema, description="It had been posted before, with the same content")
        @blueprint.alt_response(201, schema=PostedDocumentSchema, description="Posted")
        @blueprint.doc(operationId=f"put{name}", summary=f"Post {'an' if kind[0] in 'aeio' else 'a'} {kind}")
        @guard(f"post_{kind}")
        def put(self, given, canteen_code, doc_no):
            viewer, canteen = current_viewer(), the_canteen(canteen_code)
            number = NumberSchema().load({"doc_no": doc_no})["doc_no"]

            def work():
                return service.enter(
                    viewer.county_id, canteen.id, kind, number, given, by=viewer.actor(), now=clock.now()
                )

            try:
                with fields_as():
                    posted = in_transaction(work)
            except Problem as problem:
                known = Names(catalogue.ingredients_of(viewer.county_id))
                raise presenters.in_words(problem, known) from None
            return answered(_document(canteen, kind, number), posted.new)

    class Reversals(MethodView):
        @blueprint.response(200, PostedReversalSchema)
        @blueprint.doc(operationId=f"get{name}Reversal", summary=f"The reversal of a posted {kind}")
        @guard("read_school")
        def get(self, canteen_code, doc_no):
            head = _head(the_canteen(canteen_code), kind, doc_no)
            if head.reversed_on is None:
                raise errors.NoReversal(value=doc_no)
            return presenters.reversal_on_the_wire(head)

        @blueprint.arguments(ReversalSchema, example=REVERSAL)
        @blueprint.response(200, PostedReversalSchema, description="It had been reversed before, in the same words")
        @blueprint.alt_response(201, schema=PostedReversalSchema, description="Reversed")
        @blueprint.doc(operationId=f"put{name}Reversal", summary=f"Reverse a posted {kind}")
        @guard("reverse_document")
        def put(self, given, canteen_code, doc_no):
            viewer, canteen = current_viewer(), the_canteen(canteen_code)
            head = _head(canteen, kind, doc_no)

            def work():
                asked = Reversal(canteen.id, kind, head.doc_no, **given)
                return service.reverse(viewer.county_id, asked, by=viewer.actor(), now=clock.now())

            posted = in_transaction(work)
            return answered(presenters.reversal_on_the_wire(_head(canteen, kind, doc_no)), posted.new)

    address = f"/canteens/<canteen_code>/{plural}/<doc_no>"
    blueprint.add_url_rule(address, f"{kind}", Documents)
    blueprint.add_url_rule(f"{address}/reversal", f"{kind}_reversal", Reversals)


_GOODS = {"ingredient_code": "GS01", "quantity": "25", "unit": "kg"}
EXAMPLES = {
    "opening": {
        "dated_on": "2026-09-01",
        "counted_by": "李明",
        "witnessed_by": "王芳",
        "lines": [_GOODS | {"amount_yuan": "120.00", "expires_on": "2027-02-28"}],
    },
    "receipt": {
        "dated_on": "2026-11-02",
        "supplier_code": "V01",
        "buyer": "李明",
        "acceptor_1": "王芳",
        "acceptor_2": "赵军",
        "lines": [_GOODS | {"amount_yuan": "120.00", "expires_on": "2027-04-30"}],
    },
    "issue": {
        "dated_on": "2026-11-02",
        "meal": "lunch",
        "storekeeper": "李明",
        "collector": "周师傅",
        "lines": [{"ingredient_code": "GS01", "quantity": "34", "unit": "jin"}],
    },
    "delivery": {
        "dated_on": "2026-11-02",
        "meal": "lunch",
        "supplier_code": "V09",
        "acceptor_1": "王芳",
        "acceptor_2": "赵军",
        "lines": [{"portions": 154, "amount_yuan": "924.00", "food_cost_yuan": "770.00"}],
    },
    "loss": {
        "dated_on": "2026-11-02",
        "approved_by": "陈校长",
        "lines": [_GOODS | {"quantity": "1.5", "reason": "受潮发霉"}],
    },
    "stocktake": {
        "dated_on": "2026-11-30",
        "counted_by": "李明",
        "witnessed_by": "王芳",
        "lines": [{"ingredient_code": "GS01", "counted_quantity": "8.5", "unit": "kg", "reason": "秤差"}],
    },
}
REVERSAL = {"dated_on": "2026-11-03", "reason": "数量写错，应为 24 公斤", "reversed_by": "李明"}
for _kind in PLURAL:
    _add(_kind)
