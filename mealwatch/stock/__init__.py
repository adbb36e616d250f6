"""Stock: openings, receipts, lots, issues, deliveries, losses, stocktakes, reversals."""


def init_app(app):
    """Add the pages of the canteens' books and the API of documents."""
    from mealwatch.catalogue import usage
    from mealwatch.kernel.errors import mark
    from mealwatch.signing import registry
    from mealwatch.stock import api, slots
    from mealwatch.stock.pages import blueprint, cosigning
    from mealwatch.stock.queries.documents import ingredients_in_use
    from mealwatch.stock.service.cosigning import countersign
    from mealwatch.web import navigation
    from mealwatch.web.api import api as site_api

    registry.kind(cosigning.WAITING, show=cosigning.show, done=countersign, address=cosigning.address)
    slots.shown_by(app, cosigning.part)
    usage.answered_by(app, ingredients_in_use)
    app.register_blueprint(blueprint)
    site_api.register_blueprint(api.blueprint)
    navigation.add(app, 5, mark("食堂记账"), "stock.canteens", "post_receipt")
    navigation.add(app, 45, mark("食堂台账"), "stock.canteens", "read_county", "close_week")
