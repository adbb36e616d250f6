"""What becomes of a visit that a tablet deposited: checked, then rows."""


def init_app(_app):
    from mealwatch.devices import registry
    from mealwatch.inspections.intake import checking, service, telling
    from mealwatch.rounds import known

    registry.kind("visit", check=checking.check_visit, done=service.take_visit)
    registry.kind("visit_amendment", check=checking.check_amendment, done=service.take_amendment)
    known.connect(visits=telling.last_visits, findings=telling.open_findings, done=telling.visited)
