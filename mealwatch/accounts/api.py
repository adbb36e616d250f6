"""People over the API: who am I, the people of the county, one person made or changed."""

from flask.views import MethodView

from mealwatch.accounts import queries
from mealwatch.accounts.presenters import places_named
from mealwatch.accounts.schemas import PersonSchema, ViewerSchema
from mealwatch.accounts.service import register
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import SIGNED_IN, current_viewer, guard

blueprint = api_blueprint("People", "People, their roles and their scopes")


@blueprint.route("/me")
class Me(MethodView):
    @guard(SIGNED_IN)
    @blueprint.response(200, ViewerSchema)
    def get(self):
        """Who the token acts for, and what they may do where."""
        viewer = current_viewer()
        return {
            "username": viewer.username,
            "name": viewer.name,
            "county_code": viewer.county_code,
            "county_name": viewer.county_name,
            "grants": _grants(viewer.county_id, viewer.grants),
        }


@blueprint.route("/people")
class People(MethodView):
    @guard("manage_people")
    @blueprint.response(200, PersonSchema(many=True))
    def get(self):
        """Everybody in the county who can sign in."""
        county_id = current_viewer().county_id
        return [_person(county_id, account) for account in queries.people_of(county_id)]


@blueprint.route("/people/<username>")
class Person(MethodView):
    @guard("manage_people")
    @blueprint.response(200, PersonSchema)
    def get(self, username):
        """One person."""
        county_id = current_viewer().county_id
        return _person(county_id, queries.get_account(county_id, username))

    @guard("manage_people")
    @blueprint.arguments(PersonSchema)
    @blueprint.response(200, PersonSchema)
    @blueprint.alt_response(201, schema=PersonSchema, description="The person is new")
    def put(self, wanted, username):
        """Make a person, or make them what is sent; sending it again changes nothing."""
        viewer = current_viewer()
        account, is_new = in_transaction(
            lambda: register.put_person(viewer.county_id, username, **wanted, by=viewer.actor(), now=clock.now())
        )
        return _person(viewer.county_id, account), 201 if is_new else 200


def _person(county_id, account):
    return {
        "username": account.username,
        "name": account.name,
        "active": account.active,
        "grants": _grants(county_id, account.grants),
        "created_on": account.created_at.date(),
    }


def _grants(county_id, grants):
    named = places_named(county_id, grants)
    return [
        {"role": one.role, "scope": one.scope_kind, "place": named[one.scope_kind, one.scope_key][1]} for one in grants
    ]
