"""Cases of rectification: a notice that is signed for, what the school does, the end that two people and a look make.

``following/`` has what comes of a case: look-backs, the same cause elsewhere, the ladder.
"""


def init_app(app):
    """Add the pages, and what a finding with a case shows; then what comes of cases."""
    from mealwatch.cases import findings, following
    from mealwatch.cases.pages import blueprint
    from mealwatch.kernel.errors import mark
    from mealwatch.web import navigation

    app.register_blueprint(blueprint)
    findings.init_app(app)
    navigation.add(app, 31, mark("整改督办"), "cases.index", "read_cases", count=findings.waiting_office)
    navigation.add(app, 3, mark("整改通知"), "cases.mine", "answer_case", count=findings.waiting_school)
    following.init_app(app)
