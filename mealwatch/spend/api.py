"""Weekly figures, what they stand on, closing and reopening, over the API."""

from datetime import date

from flask.views import MethodView

from mealwatch.accounts.scope import the_school
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend import errors, schemas, weeks, wire
from mealwatch.spend.queries.causes import causes_of
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.grounds import grounds
from mealwatch.spend.queries.reopenings import reopenings
from mealwatch.spend.queries.statements import figures_of_version, statements_of
from mealwatch.spend.service import versions
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import language
from mealwatch.web.wire import PagingSchema, answered, part_of

blueprint = api_blueprint("Spend", "Weekly spend per pupil, its statements, closing and reopening")
_WEEK = "/schools/<school_code>/weeks/<week>"


@blueprint.route("/weeks/<week>/spend")
class Spend(MethodView):
    @blueprint.arguments(schemas.SpendQuery, location="query")
    @blueprint.response(200, schemas.ResultsSchema)
    @blueprint.doc(operationId="getSpend", summary="Every pupil group's week against its floor")
    @guard("read_school")
    def get(self, asked, week):
        viewer, week = current_viewer(), weeks.the_week(week)
        school_ids = _asked_schools(viewer, asked)
        found = figures(viewer.county_id, week, week, school_ids)
        part = part_of(found, asked)
        codes = _codes(viewer.county_id, {one.group_id for row in part["items"] for one in row.missing})
        return part | {"week": week, "items": [wire.result(one, codes) for one in part["items"]]}


@blueprint.route("/weeks/<week>/close")
class CloseDue(MethodView):
    @blueprint.response(200, schemas.ClosedSchema)
    @blueprint.doc(
        operationId="closeDueWeeks", summary="The deadline's close for all schools; doing it again closes nothing more"
    )
    @guard("close_week")
    def post(self, week):
        viewer, week = current_viewer(), weeks.the_week(week)
        if not viewer.reach("close_week").everywhere:
            raise NotAllowed
        closed = in_transaction(lambda: versions.close_due(viewer.county_id, week, by=viewer.actor(), now=clock.now()))
        codes = [one.code for one in schools.schools_of(viewer.county_id, closed)] if closed else []
        return {"week": week, "closed": codes}


@blueprint.route(_WEEK)
class SchoolWeek(MethodView):
    @blueprint.response(200, schemas.SchoolWeekSchema)
    @blueprint.doc(operationId="getSchoolWeek", summary="A school's week down to the draws and receipts")
    @guard("read_school")
    def get(self, school_code, week):
        viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
        county_id = viewer.county_id
        found = figures(county_id, week, week, {school.id})
        pots = grounds(county_id, week, school.id)
        codes = _codes(county_id, _groups_in(found) | _heads_in(pots), week=week, goods=True)
        known = statements_of(county_id, school.id, week)
        days = sorted({day.on for one in found for day in one.days}) or None
        label = weeks.Labels(county_id)(week, days)
        return {
            "school_code": school.code,
            "school_name": school.name,
            "week": week,
            "closes_at": weeks.closes_at(county_id, week),
            "statement": wire.statement(known[0], school.code) if known and known[0].standing else None,
            "groups": [wire.group_week(one, codes, label, language(), causes_of(county_id, one)) for one in found],
            "pots": [wire.pot(ground, codes) for ground in pots.values()],
        }


@blueprint.route(f"{_WEEK}/statements")
class Statements(MethodView):
    @blueprint.response(200, schemas.StatementSchema(many=True))
    @blueprint.doc(operationId="listStatements", summary="Every closing of a school's week, the newest first")
    @guard("read_school")
    def get(self, school_code, week):
        school, week = the_school(school_code), weeks.the_week(week)
        known = statements_of(current_viewer().county_id, school.id, week)
        return [wire.statement(one, school.code) for one in known]


@blueprint.route(f"{_WEEK}/statements/<int:version>")
class Statement(MethodView):
    @blueprint.response(200, schemas.FullStatementSchema)
    @blueprint.doc(operationId="getStatement", summary="One closing with the figures as they were frozen")
    @guard("read_school")
    def get(self, school_code, week, version):
        viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
        known = statements_of(viewer.county_id, school.id, week)
        one = next((head for head in known if head.version == version), None)
        if one is None:
            raise errors.NoStatement(week=week, version=version)
        found = figures_of_version(viewer.county_id, school.id, week, version)
        codes = _codes(viewer.county_id, _groups_in(found), week=week)
        label = weeks.Labels(viewer.county_id)(week)
        groups = [wire.group_week(figure, codes, label, language()) for figure in found]
        return wire.statement(one, school.code) | {"groups": groups}


@blueprint.route(f"{_WEEK}/close")
class Close(MethodView):
    @blueprint.arguments(schemas.StatementVersionSchema)
    @blueprint.response(200, schemas.StatementSchema, description="This version is there already")
    @blueprint.alt_response(201, schema=schemas.StatementSchema, description="Closed")
    @blueprint.doc(
        operationId="closeWeek",
        summary="Close a school's week as the version named: a principal when nothing is missing, the bureau when due",
    )
    @guard("close_week")
    def post(self, given, school_code, week):
        viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
        how = "deadline" if viewer.may("read_county") else "principal"
        head, is_new = in_transaction(
            lambda: versions.close_version(
                viewer.county_id, school.id, week, given["version"], how=how, by=viewer.actor(), now=clock.now()
            )
        )
        return answered(wire.statement(head, school.code), is_new)


@blueprint.route(f"{_WEEK}/reopening")
class Reopening(MethodView):
    @blueprint.arguments(schemas.ReopeningAskedSchema)
    @blueprint.response(200, schemas.ReopeningSchema, description="Asked before in the same words")
    @blueprint.alt_response(201, schema=schemas.ReopeningSchema, description="Asked")
    @blueprint.doc(operationId="askReopening", summary="Ask to reopen a closed week; another person has to agree")
    @guard("reopen_week")
    def post(self, given, school_code, week):
        viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
        asked, is_new = in_transaction(
            lambda: versions.ask_version(
                viewer.county_id,
                school.id,
                week,
                given["version"],
                reason=given["reason"],
                by=viewer.actor(),
                now=clock.now(),
            )
        )
        return answered(wire.reopening(asked, school.code, week), is_new)


@blueprint.route(f"{_WEEK}/reopening/agreement")
class Agreement(MethodView):
    @blueprint.arguments(schemas.StatementVersionSchema)
    @blueprint.response(200, schemas.ReopeningSchema, description="Agreed before by the same person")
    @blueprint.alt_response(201, schema=schemas.ReopeningSchema, description="Reopened")
    @blueprint.doc(operationId="agreeReopening", summary="Agree, as the second person, to reopen a closed week")
    @guard("reopen_week")
    def post(self, given, school_code, week):
        viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
        asked, is_new = in_transaction(
            lambda: versions.agree_version(
                viewer.county_id, school.id, week, given["version"], by=viewer.actor(), now=clock.now()
            )
        )
        return answered(wire.reopening(asked, school.code, week), is_new)


@blueprint.route("/reopenings")
class Reopenings(MethodView):
    @blueprint.arguments(PagingSchema, location="query")
    @blueprint.response(200, schemas.ReopeningsSchema)
    @blueprint.doc(operationId="listReopenings", summary="Requests to reopen weeks, those that wait first")
    @guard("read_county")
    def get(self, asked):
        viewer = current_viewer()
        part = part_of(reopenings(viewer.county_id, viewer.reach("read_county").school_ids), asked)
        codes = _schools(viewer.county_id, {one.school_id for one in part["items"]})
        items = [wire.reopening(one, codes[one.school_id].code, Week(one.monday)) for one in part["items"]]
        return part | {"items": items}


def _asked_schools(viewer, asked):
    """The ids of the schools asked for, within the viewer's reach; None for all of the county."""
    reach = viewer.reach("read_school").school_ids
    if asked["school"]:
        return {the_school(asked["school"]).id}
    if asked["town"]:
        return {one.id for one in schools.schools_of(viewer.county_id, reach) if one.town == asked["town"]}
    return reach


def _codes(county_id, group_ids, *, week=None, goods=False):
    """The Codes of some groups and their schools; with ``goods`` of ingredients and suppliers too."""
    groups = [one for one in schools.groups_of(county_id) if one.id in group_ids] if group_ids else []
    roll = schools.roll_of(county_id, group_ids=group_ids) if week and group_ids else None
    on = week.sunday if week else date.max
    return wire.Codes(
        schools=schools.schools_of(county_id, {one.school_id for one in groups}) if groups else (),
        groups=groups,
        rows={group_id: roll.on(group_id, on) for group_id in group_ids} if roll else {},
        canteens=schools.canteens_of(county_id) if week else (),
        ingredients=catalogue.ingredients_of(county_id) if goods else (),
        suppliers=catalogue.suppliers_of(county_id) if goods else (),
    )


def _groups_in(found):
    own = {one.group.group_id for one in found}
    silent = {group_id for one in found for meal in one.meals for group_id in meal.pot.silent}
    return own | silent | {one.group_id for row in found for one in row.missing}


def _heads_in(pots):
    return {head.group.group_id for ground in pots.values() for head in ground.heads}


def _schools(county_id, school_ids):
    return {one.id: one for one in schools.schools_of(county_id, school_ids)} if school_ids else {}
