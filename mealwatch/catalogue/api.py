"""Ingredients and suppliers over the API."""

from flask.views import MethodView

from mealwatch.catalogue import presenters, queries, service
from mealwatch.catalogue.domain.search import search
from mealwatch.catalogue.schemas import (
    CatalogueQuery,
    IngredientSchema,
    IngredientsSchema,
    KnownIngredientSchema,
    KnownSupplierSchema,
    SupplierSchema,
    SuppliersSchema,
)
from mealwatch.catalogue.usage import used_ids
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered, part_of

blueprint = api_blueprint("Catalogue", "Ingredients and suppliers")
_INGREDIENT = {
    "name": "大米（粳米）",
    "aliases": ["粳米", "东北大米"],
    "food_group": "谷薯类",
    "base_unit": "g",
    "package_name": "袋",
    "package_content": 25000,
    "grams_per_unit": "1",
    "edible_percent": "100",
}
_SUPPLIER = {
    "name": "绿源农产品配送有限公司",
    "licence_no": "JY1360732",
    "licence_from": "2022-07-01",
    "licence_expires_on": "2027-06-30",
}


@blueprint.route("/ingredients")
class Ingredients(MethodView):
    @blueprint.arguments(CatalogueQuery, location="query")
    @blueprint.response(200, IngredientsSchema)
    @blueprint.doc(operationId="listIngredients", summary="Ingredients, all or those that a search finds, best first")
    @guard("read_school")
    def get(self, asked):
        found = queries.ingredients_of(current_viewer().county_id)
        if asked["q"]:
            found = search(found, asked["q"], limit=len(found))
        return part_of([presenters.on_the_wire(one) for one in found], asked)


@blueprint.route("/ingredients/<code>")
class Ingredient(MethodView):
    @blueprint.response(200, KnownIngredientSchema)
    @blueprint.doc(operationId="getIngredient", summary="One ingredient")
    @guard("read_school")
    def get(self, code):
        return presenters.on_the_wire(queries.get_ingredient(current_viewer().county_id, code))

    @blueprint.arguments(IngredientSchema, example=_INGREDIENT)
    @blueprint.response(200, KnownIngredientSchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=KnownIngredientSchema, description="Entered")
    @blueprint.doc(operationId="putIngredient", summary="Enter or change an ingredient")
    @guard("edit_catalogue")
    def put(self, given, code):
        viewer = current_viewer()
        known = queries.find_ingredient(viewer.county_id, code)
        used = used_ids(viewer.county_id, [known.id] if known else [])
        row = presenters.row_of(given)
        outcome = in_transaction(
            lambda: service.put_ingredient(
                viewer.county_id, by=viewer.actor(), now=clock.now(), used_ids=used, code=code, **row
            )
        )
        one = queries.get_ingredient(viewer.county_id, code)
        return answered(presenters.on_the_wire(one), outcome == "created")


@blueprint.route("/suppliers")
class Suppliers(MethodView):
    @blueprint.arguments(CatalogueQuery, location="query")
    @blueprint.response(200, SuppliersSchema)
    @blueprint.doc(operationId="listSuppliers", summary="Suppliers, all or those with these letters in name or code")
    @guard("read_school")
    def get(self, asked):
        text = asked["q"] or ""
        found = [
            presenters.on_the_wire(one)
            for one in queries.suppliers_of(current_viewer().county_id)
            if any(text in part for part in (one.code, one.name, *one.aliases))
        ]
        return part_of(found, asked)


@blueprint.route("/suppliers/<code>")
class Supplier(MethodView):
    @blueprint.response(200, KnownSupplierSchema)
    @blueprint.doc(operationId="getSupplier", summary="One supplier")
    @guard("read_school")
    def get(self, code):
        return presenters.on_the_wire(queries.get_supplier(current_viewer().county_id, code))

    @blueprint.arguments(SupplierSchema, example=_SUPPLIER)
    @blueprint.response(200, KnownSupplierSchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=KnownSupplierSchema, description="Entered")
    @blueprint.doc(operationId="putSupplier", summary="Enter or change a supplier")
    @guard("edit_catalogue")
    def put(self, given, code):
        viewer = current_viewer()
        outcome = in_transaction(
            lambda: service.put_supplier(viewer.county_id, by=viewer.actor(), now=clock.now(), code=code, **given)
        )
        one = queries.get_supplier(viewer.county_id, code)
        return answered(presenters.on_the_wire(one), outcome == "created")
