"""Visits, findings and differences as the office and the schools see them."""


def init_app(app):
    """Add the pages, and what is proposed where the canteens work."""
    from mealwatch.inspections.office import pages, proposing
    from mealwatch.inspections.office import words as own
    from mealwatch.kernel.errors import mark
    from mealwatch.stock import slots
    from mealwatch.web import navigation, words

    words.WORDS.update(own.WORDS)
    words.MARKS.update(own.MARKS)
    app.register_blueprint(pages.blueprint)
    app.before_request(proposing.fill_walk)
    slots.noticed_by(app, proposing.noticed)
    slots.filled_by(app, proposing.fill_correction)
    navigation.add(app, 34, mark("督查记录"), "inspections.index", "read_visits")
    navigation.add(app, 35, mark("问题整改"), "inspections.findings", "read_visits", "answer_finding")
    navigation.add(app, 36, mark("称重盘点差异"), "inspections.differences", "read_visits")
