"""The county and its policies over the API."""

from flask.views import MethodView

from mealwatch.counties import errors, queries, service
from mealwatch.counties.schemas import CountySchema, DatedPolicySchema, KnownCountySchema, PolicySchema
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import SIGNED_IN, current_viewer, guard
from mealwatch.web.wire import answered, fields_as

blueprint = api_blueprint("County", "The county, its trial period and its dated policies")
_POLICY = {"subsidy_yuan": "5.00", "deciding": "spend", "tolerance_yuan": "0.05", "close_after_days": 1}


@blueprint.route("/county")
class County(MethodView):
    @blueprint.response(200, KnownCountySchema)
    @blueprint.doc(operationId="getCounty", summary="The county of the person whose token this is")
    @guard(SIGNED_IN)
    def get(self):
        return queries.get_county(current_viewer().county_id)

    @blueprint.arguments(CountySchema, example={"code": "360732", "name": "示例县", "live_from": "2026-12-01"})
    @blueprint.response(200, KnownCountySchema)
    @blueprint.doc(operationId="putCounty", summary="Change code and name, and say when the trial ends")
    @guard("edit_county")
    def put(self, given):
        viewer = current_viewer()
        return in_transaction(
            lambda: service.change_county(viewer.county_id, by=viewer.actor(), now=clock.now(), **given)
        )


@blueprint.route("/policies")
class Policies(MethodView):
    @blueprint.response(200, DatedPolicySchema(many=True))
    @blueprint.doc(operationId="listPolicies", summary="What the county has decided, the earliest first")
    @guard("read_county")
    def get(self):
        return list(queries.policies_of(current_viewer().county_id))


@blueprint.route("/policies/<day:from_date>")
class Policy(MethodView):
    @blueprint.response(200, DatedPolicySchema)
    @blueprint.doc(operationId="getPolicy", summary="The policy that begins on a date")
    @guard("read_county")
    def get(self, from_date):
        policy = _find(from_date)
        if policy is None:
            raise errors.NoPolicyFrom(value=from_date)
        return policy

    @blueprint.arguments(PolicySchema, example=_POLICY)
    @blueprint.response(200, DatedPolicySchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=DatedPolicySchema, description="Decided")
    @blueprint.doc(operationId="putPolicy", summary="Decide something from a date on")
    @guard("edit_policy")
    def put(self, given, from_date):
        viewer, known = current_viewer(), _find(from_date)

        def work():
            with fields_as(subsidy_fen="subsidy_yuan", tolerance_fen="tolerance_yuan"):
                return service.set_policy(
                    viewer.county_id, from_date=from_date, by=viewer.actor(), now=clock.now(), **given
                )

        policy = in_transaction(work)
        return answered(policy, known is None and policy.from_date == from_date)


def _find(from_date):
    book = queries.policies_of(current_viewer().county_id)
    return next((policy for policy in book if policy.from_date == from_date), None)
