"""Pupil groups with their dated counts, and meal standards, over the API."""

from flask.views import MethodView

from mealwatch.kernel import clock
from mealwatch.schools import errors, queries, service
from mealwatch.schools.api.register import blueprint
from mealwatch.schools.pages.place import the_school
from mealwatch.schools.schemas import (
    DatedGroupStateSchema,
    DatedStandardSchema,
    GroupSchema,
    GroupStateSchema,
    StandardSchema,
)
from mealwatch.storage.keys import WHOLE
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered, fields_as

_STATE = {
    "name": "1-6年级",
    "age_band": "9-11",
    "canteen_code": "C001",
    "beneficiaries": 154,
    "other_pupils": 0,
}


@blueprint.route("/schools/<school_code>/groups")
class Groups(MethodView):
    @blueprint.response(200, GroupSchema(many=True))
    @blueprint.doc(operationId="listGroups", summary="A school's pupil groups with everything that was said of them")
    @guard("read_school")
    def get(self, school_code):
        school, county_id = the_school(school_code), current_viewer().county_id
        roll, codes = queries.roll_of(county_id, [school.id]), _canteen_codes(county_id)
        return [
            {
                "school_code": school.code,
                "code": group.code,
                "states": [_as_state(row, codes) for row in roll.history(group.id)],
            }
            for group in queries.groups_of(county_id, [school.id])
        ]


@blueprint.route("/schools/<school_code>/groups/<group_code>/states/<day:from_date>")
class GroupState(MethodView):
    @blueprint.response(200, DatedGroupStateSchema)
    @blueprint.doc(operationId="getGroupState", summary="What was said of a group from a date on")
    @guard("read_school")
    def get(self, school_code, group_code, from_date):
        return _state(the_school(school_code), group_code, from_date)

    @blueprint.arguments(GroupStateSchema, example=_STATE)
    @blueprint.response(200, DatedGroupStateSchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=DatedGroupStateSchema, description="Entered")
    @blueprint.doc(operationId="putGroupState", summary="Say what holds for a pupil group from a date on")
    @guard("edit_schools")
    def put(self, given, school_code, group_code, from_date):
        viewer, school = current_viewer(), the_school(school_code, "edit_schools")
        row = {"school_code": school.code, "group_code": group_code, "from_date": from_date, **given}

        def work():
            with fields_as():
                return service.put_group_state(viewer.county_id, by=viewer.actor(), now=clock.now(), **row)

        outcome = in_transaction(work)
        return answered(_state(school, group_code, from_date), outcome == "created")


@blueprint.route("/schools/<school_code>/standards")
class Standards(MethodView):
    @blueprint.response(200, DatedStandardSchema(many=True))
    @blueprint.doc(operationId="listStandards", summary="A school's meal standards, its own and its groups'")
    @guard("read_school")
    def get(self, school_code):
        school, county_id = the_school(school_code), current_viewer().county_id
        codes = {group.id: group.code for group in queries.groups_of(county_id, [school.id])}
        rows = queries.standard_rows(county_id, [school.id])
        return [row._asdict() | {"group_code": codes.get(row.group_id)} for row in rows]


def _add_standards(name, address):
    """The standard of one meal from a date on, at the address of the whole school or of a group."""

    class Standard(MethodView):
        @blueprint.response(200, DatedStandardSchema)
        @blueprint.doc(operationId=f"get{name}", summary="A meal standard that begins on a date")
        @guard("read_school")
        def get(self, school_code, from_date, meal, group_code=""):
            return _standard(the_school(school_code), group_code, from_date, meal)

        @blueprint.arguments(StandardSchema, example={"subsidised": True, "top_up_yuan": "2.00"})
        @blueprint.response(200, DatedStandardSchema, description="Changed, or as it was")
        @blueprint.alt_response(201, schema=DatedStandardSchema, description="Entered")
        @blueprint.doc(operationId=f"put{name}", summary="Say which meal carries the subsidy, and X")
        @guard("edit_schools")
        def put(self, given, school_code, from_date, meal, group_code=""):
            viewer, school = current_viewer(), the_school(school_code, "edit_schools")
            if group_code:
                queries.get_group(viewer.county_id, school.id, group_code)
            row = {"school_code": school.code, "group_code": group_code, "from_date": from_date, "meal": meal, **given}

            def work():
                with fields_as(top_up_fen="top_up_yuan"):
                    return service.put_standard(viewer.county_id, by=viewer.actor(), now=clock.now(), **row)

            outcome = in_transaction(work)
            return answered(_standard(school, group_code, from_date, meal), outcome == "created")

    blueprint.add_url_rule(f"{address}/<day:from_date>/<meal:meal>", name, Standard)


_add_standards("Standard", "/schools/<school_code>/standards")
_add_standards("GroupStandard", "/schools/<school_code>/groups/<group_code>/standards")


def _state(school, group_code, from_date):
    county_id = current_viewer().county_id
    group = queries.get_group(county_id, school.id, group_code)
    for row in queries.enrolments_of(county_id, group_ids=[group.id]):
        if row.from_date == from_date:
            return _as_state(row, _canteen_codes(county_id))
    raise errors.NothingFrom(value=from_date)


def _standard(school, group_code, from_date, meal):
    county_id = current_viewer().county_id
    group_id = queries.get_group(county_id, school.id, group_code).id if group_code else WHOLE
    for row in queries.standard_rows(county_id, [school.id]):
        if (row.group_id, row.from_date, row.meal) == (group_id, from_date, meal):
            return row._asdict() | {"group_code": group_code or None}
    raise errors.NothingFrom(value=from_date)


def _as_state(row, codes):
    return row._asdict() | {"canteen_code": codes[row.canteen_id]}


def _canteen_codes(county_id):
    return {canteen.id: canteen.code for canteen in queries.canteens_of(county_id)}
