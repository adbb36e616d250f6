"""Schools and canteens over the API. A code in the address may be new: a PUT then registers it."""

from flask.views import MethodView

from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import errors, queries, service
from mealwatch.schools.pages.place import may_everywhere, schools_in_reach, the_school
from mealwatch.schools.schemas import (
    CanteenSchema,
    CanteensSchema,
    RegisteredCanteenSchema,
    RegisteredSchoolSchema,
    SchoolSchema,
    SchoolsQuery,
    SchoolsSchema,
)
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import PagingSchema, answered, part_of

blueprint = api_blueprint("Schools", "Schools, canteens, pupil groups with dated counts, meal standards")
_SCHOOL = {"name": "青山镇中心小学", "town": "青山镇", "school_type": "primary", "supply_mode": "canteen"}


@blueprint.route("/schools")
class Schools(MethodView):
    @blueprint.arguments(SchoolsQuery, location="query")
    @blueprint.response(200, SchoolsSchema)
    @blueprint.doc(operationId="listSchools", summary="The schools in reach, by code")
    @guard("read_school")
    def get(self, asked):
        found = [school for school in schools_in_reach() if asked["town"] in (None, school.town)]
        return part_of(found, asked)


@blueprint.route("/schools/<code>")
class School(MethodView):
    @blueprint.response(200, RegisteredSchoolSchema)
    @blueprint.doc(operationId="getSchool", summary="One school")
    @guard("read_school")
    def get(self, code):
        return the_school(code)

    @blueprint.arguments(SchoolSchema, example=_SCHOOL)
    @blueprint.response(200, RegisteredSchoolSchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=RegisteredSchoolSchema, description="Registered")
    @blueprint.doc(operationId="putSchool", summary="Register or change a school")
    @guard("edit_schools")
    def put(self, given, code):
        viewer = current_viewer()
        _refuse_unless_allowed(queries.find_school(viewer.county_id, code), code)
        outcome = in_transaction(
            lambda: service.put_school(viewer.county_id, by=viewer.actor(), now=clock.now(), code=code, **given)
        )
        return answered(queries.get_school(viewer.county_id, code), outcome == "created")


@blueprint.route("/canteens")
class Canteens(MethodView):
    @blueprint.arguments(PagingSchema, location="query")
    @blueprint.response(200, CanteensSchema)
    @blueprint.doc(operationId="listCanteens", summary="The canteens in reach, by code")
    @guard("read_school")
    def get(self, asked):
        viewer = current_viewer()
        reach = viewer.reach("read_school")
        found = [one for one in queries.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
        codes = {school.id: school.code for school in queries.schools_of(viewer.county_id)}
        return part_of([_as_canteen(one, codes[one.school_id]) for one in found], asked)


@blueprint.route("/canteens/<code>")
class Canteen(MethodView):
    @blueprint.response(200, RegisteredCanteenSchema)
    @blueprint.doc(operationId="getCanteen", summary="One canteen")
    @guard("read_school")
    def get(self, code):
        viewer = current_viewer()
        canteen = queries.get_canteen(viewer.county_id, code)
        if not viewer.may("read_school", canteen=canteen):
            raise errors.NoCanteen(field="canteen_code", value=code)
        return _as_canteen(canteen, queries.school_by_id(viewer.county_id, canteen.school_id).code)

    @blueprint.arguments(CanteenSchema, example={"school_code": "S001", "name": "青山镇中心小学食堂"})
    @blueprint.response(200, RegisteredCanteenSchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=RegisteredCanteenSchema, description="Registered")
    @blueprint.doc(operationId="putCanteen", summary="Register or change a canteen")
    @guard("edit_schools")
    def put(self, given, code):
        viewer = current_viewer()
        the_school(given["school_code"], "edit_schools")
        known = queries.find_canteen(viewer.county_id, code)
        if known and not viewer.may("edit_schools", canteen=known):
            raise errors.NoCanteen(field="canteen_code", value=code)
        outcome = in_transaction(
            lambda: service.put_canteen(viewer.county_id, by=viewer.actor(), now=clock.now(), code=code, **given)
        )
        canteen = queries.get_canteen(viewer.county_id, code)
        return answered(_as_canteen(canteen, given["school_code"]), outcome == "created")


def _refuse_unless_allowed(known, code):
    """A school that is there is changed within reach; a new one needs the whole county."""
    if known:
        the_school(code, "edit_schools")
    elif not may_everywhere("edit_schools"):
        raise NotAllowed


def _as_canteen(canteen, school_code):
    return {"code": canteen.code, "school_code": school_code, "name": canteen.name}
