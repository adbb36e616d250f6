"""What leaves the store beside meals, by phone: the store walked and counted blind, spoiled goods written off."""


def init_app(app):
    """Add the walk, and say how a count that waits for its witness is shown and posted."""
    from mealwatch.signing import registry
    from mealwatch.stock import slots
    from mealwatch.stocktakes import losses, pages, waiting

    registry.kind("stocktake", show=waiting.show, done=waiting.done, address=waiting.address)
    registry.content("stocktake", waiting.content)
    slots.entered_by(app, "loss", losses.page)
    app.register_blueprint(pages.blueprint)
