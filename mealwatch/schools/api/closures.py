"""Requests for days without a meal, and the bureau's decisions, over the API."""

from flask.views import MethodView

from mealwatch.kernel import clock
from mealwatch.schools import errors, presenters, queries, service
from mealwatch.schools.api.calendar import blueprint
from mealwatch.schools.pages.place import schools_in_reach, the_school
from mealwatch.schools.schemas import (
    AskedClosureSchema,
    ClosureSchema,
    ClosuresQuery,
    ClosuresSchema,
    DecisionSchema,
)
from mealwatch.storage.keys import WHOLE
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered, part_of


@blueprint.route("/closure-requests")
class Requests(MethodView):
    @blueprint.arguments(ClosuresQuery, location="query")
    @blueprint.response(200, ClosuresSchema)
    @blueprint.doc(operationId="listClosureRequests", summary="The requests of the schools in reach")
    @guard("read_school")
    def get(self, asked):
        county_id = current_viewer().county_id
        schools = {school.id: school.code for school in schools_in_reach()}
        groups = {group.id: group.code for group in queries.groups_of(county_id, schools)}
        found = queries.closure_requests_of(county_id, school_ids=schools, undecided=asked["undecided"])
        rows = [presenters.closure_on_the_wire(one, schools[one.school_id], groups.get(one.group_id)) for one in found]
        return part_of(rows, asked)


@blueprint.route("/schools/<school_code>/closure-requests/<request_key>")
class Request(MethodView):
    @blueprint.response(200, AskedClosureSchema)
    @blueprint.doc(operationId="getClosureRequest", summary="One request")
    @guard("read_school")
    def get(self, school_code, request_key):
        return _shown(the_school(school_code), request_key)

    @blueprint.arguments(ClosureSchema, example={"date": "2026-11-20", "group_code": None, "reason": "停课：暴雨"})
    @blueprint.response(200, AskedClosureSchema, description="Asked before, in the same words")
    @blueprint.alt_response(201, schema=AskedClosureSchema, description="Asked; the day stays due until approved")
    @blueprint.doc(operationId="putClosureRequest", summary="Ask that a day have no meal")
    @guard("request_closure")
    def put(self, given, school_code, request_key):
        viewer, school = current_viewer(), the_school(school_code, "request_closure")
        known = queries.find_closure_request(viewer.county_id, request_key)
        group_id = WHOLE
        if given["group_code"]:
            group_id = queries.get_group(viewer.county_id, school.id, given["group_code"]).id
        in_transaction(
            lambda: service.ask_closure(
                viewer.county_id,
                request_key=request_key,
                school_id=school.id,
                group_id=group_id,
                dated_on=given["date"],
                reason=given["reason"],
                by=viewer.actor(),
                now=clock.now(),
            )
        )
        return answered(_shown(school, request_key), known is None)


@blueprint.route("/schools/<school_code>/closure-requests/<request_key>/decision")
class Decision(MethodView):
    @blueprint.arguments(DecisionSchema, example={"decision": "approved", "note": None})
    @blueprint.response(200, AskedClosureSchema)
    @blueprint.doc(operationId="putClosureDecision", summary="Approve or refuse a request; another person than asked")
    @guard("decide_closure")
    def put(self, given, school_code, request_key):
        viewer, school = current_viewer(), the_school(school_code, "decide_closure")
        asked = _find(school, request_key)
        in_transaction(
            lambda: service.decide_closure(
                viewer.county_id,
                asked.id,
                approve=given["decision"] == "approved",
                note=given["note"],
                by=viewer.actor(),
                now=clock.now(),
            )
        )
        return _shown(school, request_key)


def _find(school, request_key):
    asked = queries.find_closure_request(current_viewer().county_id, request_key)
    if asked is None or asked.school_id != school.id:
        raise errors.NoRequest(value=request_key)
    return asked


def _shown(school, request_key):
    asked = _find(school, request_key)
    groups = {group.id: group.code for group in queries.groups_of(current_viewer().county_id, [school.id])}
    return presenters.closure_on_the_wire(asked, school.code, groups.get(asked.group_id))
