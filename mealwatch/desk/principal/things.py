"""What needs the principal: each thing with a link to exactly the form that settles it."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from mealwatch.alerts.presenters import rule_name
from mealwatch.alerts.queries.alerts import open_alerts
from mealwatch.cases import queries as cases
from mealwatch.catalogue import queries as catalogue
from mealwatch.desk import weeks
from mealwatch.desk.domain.card import Thing, in_order
from mealwatch.duty import queries as duty
from mealwatch.duty.domain.papers import state_of
from mealwatch.inspections.office import queries as visited
from mealwatch.kernel.week import Week
from mealwatch.safety.queries import missed_accompanied
from mealwatch.safety.queries.due import open_findings
from mealwatch.schools import queries as schools
from mealwatch.signing import queries as signing
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.readiness import readiness
from mealwatch.spend.weeks import closes_at
from mealwatch.stock.queries.sources import suppliers_since
from mealwatch.web import words
from mealwatch.web.formats import day

#: Weeks to close, short weeks and missed meals are looked for so far back.
_BACK = 3
_BOUGHT = timedelta(days=60)
#: A problem's text is cut to so many signs.
_LINE = 40
#: Of one kind so many are listed one by one; the rest is one line.
_LISTED = 3


def things(viewer, school, now):
    """What needs the principal of a school, the gravest first."""
    county_id, today = viewer.county_id, now.date()
    canteens = _canteens(county_id, school, today)
    found = [
        *_cases(county_id, school, today),
        *_closes(county_id, school, now),
        *_signatures(viewer, now),
        *_missed(county_id, school, canteens, today),
        *_visited(county_id, school, today),
        *_findings(county_id, canteens, now),
        *_asked(viewer, school, today),
        *_short(county_id, school, today),
        *_papers(county_id, canteens, today),
        *_licences(county_id, canteens, today),
        *_closures(county_id, school),
    ]
    return in_order(found)


def _canteens(county_id, school, today):
    """The canteens that stand at the school or feed its pupils."""
    roll = schools.roll_of(county_id, [school.id])
    feeding = {row.canteen_id for group_id in roll.group_ids if (row := roll.on(group_id, today))}
    own = {one.id for one in schools.canteens_of(county_id, [school.id])}
    return {one.id: one for one in schools.canteens_of(county_id) if one.id in feeding | own}


def _cases(county_id, school, today):
    """Notices of the bureau: to sign for, to mend, to mend again."""
    due = cases.waiting_for(county_id, [school.id])
    for one in due[:_LISTED]:
        late = one.days_left(today) < 0
        says = {"issued": _("请签收"), "reopened": _("请重新签收"), "returned": _("请重新整改")}
        what = says.get(one.state) or _("%(day)s前改好", day=day(one.due_on))
        text = _("%(number)s %(what)s：%(text)s", number=one.number, what=what, text=_beginning(one.text))
        address = url_for("cases.case", case_id=one.id)
        yield Thing("overdue_case" if late else "case", f"case:{one.id}", text, address, one.clock)
    if len(due) > _LISTED:
        text = _("另有 %(count)s 件整改要办", count=len(due) - _LISTED)
        yield Thing("case", "case:more", text, url_for("cases.mine"), due[_LISTED].clock)


def _beginning(text):
    line = " ".join(text.split())
    return line if len(line) <= _LINE else line[: _LINE - 1] + "…"


def _closes(county_id, school, now):
    this = Week.of(now.date())
    closed = {one.week for one in figures(county_id, this.shifted(-_BACK), this, {school.id}) if one.closed}
    for week, ready in readiness(county_id, school.id, this.shifted(-_BACK), this, closed).items():
        if not ready.days or ready.days[-1] > now.date():
            continue
        until, label = closes_at(county_id, week), weeks.label(county_id, week, ready.days)
        if ready.lacking:
            text = _("%(week)s还不能周结：缺 %(count)s 项", week=label, count=ready.lacking)
        else:
            text = _("%(week)s可以周结了", week=label)
        kind = "overdue_close" if now >= until else "close"
        address = url_for("spend.close", school_code=school.code, week=week)
        yield Thing(kind, f"close:{week}", text, address, week.monday)


def _signatures(viewer, now):
    for one in signing.waiting_for(viewer.county_id, viewer.account_id, viewer.reach("sign_second").canteen_ids):
        text = _("等您签字：%(title)s（%(name)s）", title=one.title, name=plain_name(one.asked_by))
        address = url_for("signing.paper", request_id=one.id)
        yield Thing("sign", f"sign:{one.id}", text, address, one.asked_at.date())
    for one in signing.asked_by(viewer.county_id, viewer.account_id, now):
        if one.state == "returned":
            text = _("被退回：%(title)s，%(reason)s", title=one.title, reason=one.reason)
            address = url_for("signing.paper", request_id=one.id)
            yield Thing("returned", f"return:{one.id}", text, address, one.decided_at.date())


def _missed(county_id, school, canteens, today):
    monday = Week.of(today).shifted(-1).monday
    missed = missed_accompanied(county_id, [school.id], monday, today - timedelta(days=1))
    roll = schools.roll_of(county_id, [school.id])
    for _school_id, on, meal in sorted(missed, key=lambda one: one[1], reverse=True)[:_LISTED]:
        feeding = (row.canteen_id for group_id in roll.group_ids if (row := roll.on(group_id, on)))
        canteen = next((canteens[one] for one in feeding if one in canteens), None)
        if canteen is None:
            continue
        text = _("%(day)s %(meal)s没有陪餐记录", day=day(on), meal=words.word(meal, "meal"))
        address = url_for("safety.fill", canteen_code=canteen.code, kind="accompanied", date=on.isoformat(), meal=meal)
        yield Thing("accompany", f"accompany:{on}:{meal}", text, address, on)
    if len(missed) > _LISTED:
        canteen = next(iter(canteens.values()))
        text = _("两周来另有 %(count)s 餐没有陪餐记录", count=len(missed) - _LISTED)
        address = url_for("safety.month", canteen_code=canteen.code, kind="accompanied")
        yield Thing("accompany", "accompany:more", text, address, today)


def _visited(county_id, school, today):
    """What visits found and no case has taken over; what was answered waits for the office alone."""
    due = [one for one in visited.findings(county_id, [school.id], open_only=True) if one.state == "open"]
    followed = cases.of_sources(county_id, "finding", [one.finding.id for one in due]) if due else {}
    due = [one for one in due if str(one.finding.id) not in followed]
    for one in due[:_LISTED]:
        left = one.days_left(today)
        if left < 0:
            text = _("督查问题逾期 %(days)s 天：%(what)s", days=-left, what=one.finding.words or one.finding.text)
        else:
            what = one.finding.words or one.finding.text
            text = _("督查问题，%(day)s前改好：%(what)s", day=day(one.finding.due_on), what=what)
        kind = "overdue_finding" if left < 0 else "visit_finding"
        address = url_for("inspections.finding", finding_id=one.finding.id)
        yield Thing(kind, f"visited:{one.finding.id}", text, address, one.finding.due_on)
    if len(due) > _LISTED:
        text = _("督查还有 %(count)s 个问题待整改", count=len(due) - _LISTED)
        address = url_for("inspections.findings", state="pending", school=school.code)
        yield Thing("visit_finding", "visited:more", text, address, due[_LISTED].finding.due_on)


def _findings(county_id, canteens, now):
    for canteen in canteens.values():
        found = open_findings(county_id, canteen.id, now.date(), now)
        if found:
            text = _("%(canteen)s：安全检查发现的 %(count)s 个问题还没有整改", canteen=canteen.name, count=len(found))
            address = url_for("safety.today", canteen_code=canteen.code)
            yield Thing("finding", f"finding:{canteen.id}", text, address, min(one.on for one in found))


def _asked(viewer, school, today):
    """What the bureau asks the school to explain, the first to be due first."""
    if not viewer.may("explain_alert", school=school):
        return
    waiting = [one for one in open_alerts(viewer.county_id, [school.id]) if one.state == "explaining"]
    waiting = sorted(waiting, key=lambda one: (one.due_on, one.id))
    for one in waiting[:_LISTED]:
        late = one.due_on < today
        until = _("已过期限") if late else _("%(day)s前", day=day(one.due_on))
        text = _("请说明（%(until)s）：%(what)s", until=until, what=rule_name(one.rule))
        address = url_for("alerts.alert", alert_id=one.id)
        yield Thing("overdue_asked" if late else "asked", f"alert:{one.id}", text, address, one.due_on)
    if len(waiting) > _LISTED:
        text = _("县教体局还有 %(count)s 件要说明", count=len(waiting) - _LISTED)
        yield Thing("asked", "alert:more", text, url_for("alerts.asked"), waiting[_LISTED].due_on)


def _short(county_id, school, today):
    first, last = Week.of(today).shifted(-1 - _BACK), Week.of(today).shifted(-1)
    short = {one.week for one in figures(county_id, first, last, {school.id}) if one.state == "short"}
    noted = duty.notes_of(county_id, [school.id], first.monday, last.monday)
    for week in sorted(short):
        if (school.id, week.monday) not in noted:
            text = _("%(week)s未达标，还没有说明原因", week=weeks.label(county_id, week))
            address = url_for("desk_principal.note", school_code=school.code, week=week)
            yield Thing("explain", f"explain:{week}", text, address, week.monday)


def _papers(county_id, canteens, today):
    pressing = [one for one in duty.papers_of(county_id, canteens) if one.state(today) != "valid"]
    for one in pressing[:_LISTED]:
        kind = words.word(one.kind, "paper_kind")
        name = _("%(holder)s的%(paper)s", holder=one.holder, paper=kind) if one.holder else kind
        address = url_for("papers.one", canteen_code=canteens[one.canteen_id].code, paper_id=one.id)
        yield _running_out(name, f"paper:{one.id}", one.expires_on, address, today)
    if len(pressing) > _LISTED:
        count = len(pressing) - _LISTED
        address = url_for("papers.index", canteen_code=canteens[pressing[_LISTED].canteen_id].code)
        text = _("另有 %(count)s 份证件到期或快到期", count=count)
        yield Thing("soon", "paper:more", text, address, pressing[_LISTED].expires_on)


def _licences(county_id, canteens, today):
    bought = suppliers_since(county_id, canteens, today - _BOUGHT)
    for one in catalogue.suppliers_of(county_id):
        ends = one.licence_expires_on
        if one.id in bought and ends and state_of(ends, today) != "valid":
            name = _("供货商%(name)s的许可证", name=one.name)
            address = url_for("suppliers.index", q=one.name)
            yield _running_out(name, f"licence:{one.id}", ends, address, today)


def _running_out(name, key, expires_on, address, today):
    state = state_of(expires_on, today)
    if state == "expired":
        text = _("%(name)s已于 %(day)s 到期", name=name, day=day(expires_on))
    else:
        left = (expires_on - today).days
        text = _("%(name)s还有 %(count)s 天到期", name=name, count=left) if left else _("%(name)s今天到期", name=name)
    return Thing(state, key, text, address, expires_on)


def _closures(county_id, school):
    for one in schools.closure_requests_of(county_id, school_ids=[school.id], undecided=True):
        text = _("%(day)s不供餐的申请，县教体局还没有审批", day=day(one.dated_on))
        yield Thing("closure", f"closure:{one.id}", text, url_for("closures.index", state="waiting"), one.dated_on)
