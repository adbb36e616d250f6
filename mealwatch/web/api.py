"""The API: one OpenAPI 3.1 document under /api/v1, onto which each feature registers its blueprints.

    blueprint = api_blueprint("Stock", "Stock documents")
    @blueprint.route("/canteens/<canteen_code>/receipts/<doc_no>")
    class Receipts(MethodView): ...
    api.register_blueprint(blueprint)        # in the feature's init_app(app)

Only bearer tokens count here; cookies are not looked at.
"""

import flask_smorest
from flask import current_app, render_template
from marshmallow import Schema, fields, missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest

from mealwatch.web import converters
from mealwatch.web.guards import PUBLIC, guard

PREFIX = "/api/v1"


class FaultSchema(Schema):
    """One thing that is wrong with what was sent."""

    field = fields.String(metadata={"description": "Where: lines-0-quantity is the quantity of the first line"})
    code = fields.String()
    text = fields.String(metadata={"description": "What is wrong, in the language of Accept-Language (zh, en)"})
    advice = fields.String(metadata={"description": "What to do about it"})
    value = fields.String(metadata={"description": "What was sent there"})


class ProblemSchema(Schema):
    """A refusal: a stable code, what is wrong, what to do."""

    code = fields.String(metadata={"example": "stock.not_enough"})
    status = fields.Integer()
    message = fields.String()
    advice = fields.String()
    errors = fields.List(fields.Nested(FaultSchema))


class JsonParser(FlaskParser):
    """Reads bodies as strictly as the rest of the app (web.limits)."""

    def _raw_load_json(self, req):
        body = req.get_data(cache=True)
        if not req.is_json or not body:
            return missing
        try:
            return current_app.json.loads(body)
        except ValueError:  # bytes that are no text are one too
            raise BadRequest from None


class ApiBlueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = JsonParser()


class Api(flask_smorest.Api):
    """flask-smorest would answer every HTTP error of the app in JSON; web.problems answers all of them."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self):
        """Leave the errors to web.problems."""

    def register_blueprint(self, blp, *, parameters=None, **options):
        options.setdefault("url_prefix", PREFIX + (blp.url_prefix or ""))
        super().register_blueprint(blp, parameters=parameters, **options)

    @guard(PUBLIC)
    def _openapi_json(self):
        return super()._openapi_json()


api = Api()


def api_blueprint(name, description):
    """A blueprint of the API. ``name`` heads its part of the document; its capital keeps it apart from the pages'."""
    return ApiBlueprint(name[0].upper() + name[1:], __name__, description=description)


def init_app(app):
    from mealwatch import __version__

    app.config.update(
        API_TITLE="mealwatch",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "security": [{"bearer": []}],
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
        },
    )
    api.init_app(app)
    converters.init_app(app, api)
    app.add_url_rule("/api/docs", "api_docs", api_docs)


@guard(PUBLIC)
def api_docs():
    """The API to read and to try, from files of our own."""
    return render_template("web/api_docs.html")
