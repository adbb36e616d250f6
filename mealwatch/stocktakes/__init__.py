"""Stocktakes by phone: the store is walked blind, differences are explained, a second person watches."""


def init_app(app):
    """Add the walk, and say how a count that waits for its witness is shown and posted."""
    from mealwatch.signing import registry
    from mealwatch.stocktakes import pages, waiting

    registry.kind("stocktake", show=waiting.show, done=waiting.done, address=waiting.address)
    registry.content("stocktake", waiting.content)
    app.register_blueprint(pages.blueprint)
