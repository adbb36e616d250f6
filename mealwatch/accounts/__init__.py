"""People, roles and scopes, sessions and keys."""


def init_app(app):
    """Say who is asking, check the codes in addresses, and add the pages of people."""
    from mealwatch.accounts import api, identity, refused, scope, sign_in
    from mealwatch.accounts.pages import blueprints
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api
    from mealwatch.web.cookies import secret_from
    from mealwatch.web.guards import viewers_from
    from mealwatch.web.problems import refusals_to, sign_in_with

    secret_from(app, identity.page_key)
    viewers_from(app, identity.find_viewer)
    sign_in_with(app, sign_in.ask)
    refusals_to(app, refused.keep)
    app.before_request(scope.check_address)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 90, mark("人员"), "people.index", "manage_people", "read_people")
