"""Meals served over the API: one group, date and meal at an address of its own."""

from flask.views import MethodView

from mealwatch.accounts.scope import the_school
from mealwatch.kernel import clock
from mealwatch.meals import errors, presenters, queries, service
from mealwatch.meals.domain.served import Served
from mealwatch.meals.schemas import HistorySchema, MealsQuery, RecordsSchema, ServedSchema
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered, part_of

blueprint = api_blueprint("Meals", "Meals served, by pupil group, date and meal")
_EXAMPLE = {"beneficiaries": 148, "other_pupils": 0, "staff": 6}


@blueprint.route("/schools/<school_code>/meals")
class Meals(MethodView):
    @blueprint.arguments(MealsQuery, location="query")
    @blueprint.response(200, RecordsSchema)
    @blueprint.doc(operationId="listMeals", summary="What a school recorded between two dates")
    @guard("read_school")
    def get(self, asked, school_code):
        county_id, school = current_viewer().county_id, the_school(school_code)
        groups = {group.id: group.code for group in schools.groups_of(county_id, [school.id])}
        rows = queries.meal_rows(county_id, asked["first"], asked["last"], group_ids=groups)
        versions = {}
        for row in rows:
            versions[tuple(row[:3])] = versions.get(tuple(row[:3]), 0) + 1
        found = [
            _as_record(school, groups[key[0]], key[1], key[2], versions[key], counts)
            for key, counts in sorted(
                presenters.newest(rows).items(), key=lambda one: (one[0][1], one[0][2], one[0][0])
            )
        ]
        return part_of(found, asked)


@blueprint.route("/schools/<school_code>/groups/<group_code>/meals/<day:on>/<meal:meal>")
class Meal(MethodView):
    @blueprint.response(200, HistorySchema)
    @blueprint.doc(operationId="getMeal", summary="Who ate, with every version of the record")
    @guard("read_school")
    def get(self, school_code, group_code, on, meal):
        return _history(the_school(school_code), group_code, on, meal)

    @blueprint.arguments(ServedSchema, example=_EXAMPLE)
    @blueprint.response(200, HistorySchema, description="Recorded before with the same counts, or corrected")
    @blueprint.alt_response(201, schema=HistorySchema, description="Recorded")
    @blueprint.doc(operationId="putMeal", summary="Record who ate, or correct it with a reason")
    @guard("record_meals")
    def put(self, given, school_code, group_code, on, meal):
        viewer, school = current_viewer(), the_school(school_code)
        group = schools.get_group(viewer.county_id, school.id, group_code)
        reason = given.pop("reason")
        served = Served(group.id, on, meal, **given)
        done = in_transaction(
            lambda: service.record(viewer.county_id, served, by=viewer.actor(), now=clock.now(), reason=reason)
        )
        return answered(_history(school, group_code, on, meal), done.new and done.version == 1)


def _history(school, group_code, on, meal):
    county_id = current_viewer().county_id
    group = schools.get_group(county_id, school.id, group_code)
    versions = queries.versions(county_id, group.id, on, meal)
    if not versions:
        raise errors.NoRecord(value=on)
    last = versions[-1]
    counts = last.beneficiaries, last.other_pupils, last.staff
    return _as_record(school, group.code, on, meal, last.version, counts) | {"versions": versions}


def _as_record(school, group_code, on, meal, version, counts):
    names = dict(zip(("beneficiaries", "other_pupils", "staff"), counts, strict=True))
    return {
        "school_code": school.code,
        "group_code": group_code,
        "date": on,
        "meal": meal,
        "version": version,
        **names,
    }
