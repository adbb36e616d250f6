"""What follows from a case: look-backs, questions put to other schools, the ladder of escalation, meetings."""

from mealwatch.cases import registry
from mealwatch.cases.following.service import look_backs


def connect():
    """Hang look-backs on the course of cases: sealed when two people closed one, given up when it comes back."""
    registry.on("watching", look_backs.begin)
    for event in ("closed", "reopened", "returned"):
        registry.on(event, look_backs.end)


def init_app(app):
    """Add the pages; connect with cases and rounds; see every morning what is due."""
    from mealwatch.cases import slots
    from mealwatch.cases.following import pages, queries
    from mealwatch.kernel.errors import mark
    from mealwatch.rounds import known
    from mealwatch.web import navigation

    connect()
    known.tell_look_backs(pages.reserved, queries.looked_for)
    slots.shown_by(app, pages.beside)
    app.register_blueprint(pages.blueprint)
    app.before_request(pages.wake)
    navigation.add(app, 37, mark("回头看"), "following.todays", "read_cases")
    navigation.add(app, 38, mark("举一反三自查"), "following.checks", "read_cases", "answer_case", count=pages.waiting)
    navigation.add(app, 39, mark("督促措施"), "following.ladder_page", "read_cases")
    navigation.add(app, 39, mark("会议和制度"), "following.meetings", "read_cases")
