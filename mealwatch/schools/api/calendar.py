"""The supply calendar and the terms over the API."""

from flask.views import MethodView

from mealwatch.kernel import clock
from mealwatch.schools import errors, queries, service
from mealwatch.schools.pages.place import refuse_unless_everywhere, schools_in_reach, the_school
from mealwatch.schools.schemas import (
    CalendarDaySchema,
    CalendarEntrySchema,
    CalendarQuery,
    DatedTermSchema,
    TermSchema,
)
from mealwatch.storage.keys import WHOLE
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered

blueprint = api_blueprint("Calendar", "The supply calendar, terms, requests for days without a meal")


@blueprint.route("/calendar")
class Calendar(MethodView):
    @blueprint.arguments(CalendarQuery, location="query")
    @blueprint.response(200, CalendarEntrySchema(many=True))
    @blueprint.doc(operationId="listCalendar", summary="The entries of the county and of the schools in reach")
    @guard("read_school")
    def get(self, asked):
        county_id = current_viewer().county_id
        schools = {school.id: school.code for school in schools_in_reach()}
        groups = {group.id: group.code for group in queries.groups_of(county_id, schools)}
        return [
            {
                "date": row.on,
                "day_type": row.day_type,
                "note": row.note,
                "school_code": schools.get(row.school_id),
                "group_code": groups.get(row.group_id),
            }
            for row in queries.calendar_rows(county_id, asked["first"], asked["last"], school_ids=schools)
        ]


def _add_day(name, address):
    """One entry of the calendar at the address of the county, of a school or of a pupil group."""

    class Day(MethodView):
        @blueprint.response(200, CalendarEntrySchema)
        @blueprint.doc(operationId=f"get{name}", summary="An entry of the calendar")
        @guard("read_school")
        def get(self, on, school_code="", group_code=""):
            return _entry(on, school_code, group_code)

        @blueprint.arguments(CalendarDaySchema, example={"day_type": "closed", "note": "运动会"})
        @blueprint.response(200, CalendarEntrySchema, description="Changed, or as it was")
        @blueprint.alt_response(201, schema=CalendarEntrySchema, description="Entered")
        @blueprint.doc(operationId=f"put{name}", summary="Say what a day is")
        @guard("edit_calendar")
        def put(self, given, on, school_code="", group_code=""):
            viewer = current_viewer()
            _refuse_unless_allowed(school_code)
            row = {"dated_on": on, "school_code": school_code, "group_code": group_code, **given}
            outcome = in_transaction(
                lambda: service.put_calendar_day(viewer.county_id, by=viewer.actor(), now=clock.now(), **row)
            )
            return answered(_entry(on, school_code, group_code), outcome == "created")

        @blueprint.response(204)
        @blueprint.doc(operationId=f"delete{name}", summary="Take an entry away, so that the wider one counts")
        @guard("edit_calendar")
        def delete(self, on, school_code="", group_code=""):
            viewer = current_viewer()
            _refuse_unless_allowed(school_code)
            scope = {"school_code": school_code, "group_code": group_code}
            in_transaction(
                lambda: service.remove_calendar_day(
                    viewer.county_id, dated_on=on, by=viewer.actor(), now=clock.now(), **scope
                )
            )

    blueprint.add_url_rule(f"{address}/<day:on>", name, Day)


_add_day("CountyDay", "/calendar")
_add_day("SchoolDay", "/schools/<school_code>/calendar")
_add_day("GroupDay", "/schools/<school_code>/groups/<group_code>/calendar")


@blueprint.route("/terms")
class Terms(MethodView):
    @blueprint.response(200, DatedTermSchema(many=True))
    @blueprint.doc(operationId="listTerms", summary="The county's terms, the earliest first")
    @guard("read_school")
    def get(self):
        return queries.terms_of(current_viewer().county_id)


@blueprint.route("/terms/<day:starts_on>")
class Term(MethodView):
    @blueprint.arguments(TermSchema, example={"ends_on": "2027-01-20", "name": "2026年秋季学期"})
    @blueprint.response(200, DatedTermSchema, description="Changed, or as it was")
    @blueprint.alt_response(201, schema=DatedTermSchema, description="Entered")
    @blueprint.doc(operationId="putTerm", summary="Enter or change the term that begins on a date")
    @guard("edit_calendar")
    def put(self, given, starts_on):
        refuse_unless_everywhere("edit_calendar")
        viewer = current_viewer()
        outcome = in_transaction(
            lambda: service.put_term(viewer.county_id, starts_on=starts_on, by=viewer.actor(), now=clock.now(), **given)
        )
        return answered({"starts_on": starts_on, **given}, outcome == "created")

    @blueprint.response(204)
    @blueprint.doc(operationId="deleteTerm", summary="Take a term away")
    @guard("edit_calendar")
    def delete(self, starts_on):
        refuse_unless_everywhere("edit_calendar")
        viewer = current_viewer()
        in_transaction(
            lambda: service.remove_term(viewer.county_id, starts_on=starts_on, by=viewer.actor(), now=clock.now())
        )


def _entry(on, school_code, group_code):
    county_id = current_viewer().county_id
    school_id = the_school(school_code).id if school_code else WHOLE
    group_id = queries.get_group(county_id, school_id, group_code).id if group_code else WHOLE
    for row in queries.calendar_rows(county_id, on, on, school_ids=[school_id]):
        if (row.school_id, row.group_id) == (school_id, group_id):
            scope = {"school_code": school_code or None, "group_code": group_code or None}
            return {"date": on, "day_type": row.day_type, "note": row.note, **scope}
    raise errors.NoCalendarDay(field="date", value=on)


def _refuse_unless_allowed(school_code):
    if school_code:
        the_school(school_code, "edit_calendar")
    else:
        refuse_unless_everywhere("edit_calendar")
