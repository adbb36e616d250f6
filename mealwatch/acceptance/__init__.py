"""Goods in: what was ordered, noted, weighed and accepted; prices that are asked about, licences that stop goods."""


def init_app(app):
    """Take the places that stock leaves open, and add the pages."""
    from mealwatch.acceptance.pages import blueprint, delivery, listed, receipt
    from mealwatch.acceptance.service import admit_document
    from mealwatch.acceptance.service.following import follow
    from mealwatch.kernel.errors import mark
    from mealwatch.signing import registry
    from mealwatch.stock import slots
    from mealwatch.web import navigation

    slots.admitted_by(app, admit_document)
    slots.entered_by(app, "receipt", receipt.receipt)
    slots.entered_by(app, "delivery", delivery.delivery)
    slots.shown_by(app, listed.shown)
    slots.followed_by(app, follow)
    for kind, page in (("receipt", receipt), ("delivery", delivery)):
        registry.kind(kind, show=page.show, done=page.done, address=delivery.address(kind))
        registry.content(kind, listed.content(kind))
    app.register_blueprint(blueprint)
    navigation.add(app, 72, mark("许可证"), "acceptance.allowances", "read_county")
