"""What schools and the bureau are told by themselves."""

from collections import Counter

from mealwatch.alerts.queries.alerts import alerts
from mealwatch.cases import queries as cases
from mealwatch.counties import queries as counties
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.figures import figures


def remind_gaps(county_id, week, *, by, now):
    """Tell each school of the days of a week that still miss a record. Returns how many schools were told."""
    until = counties.policies_of(county_id).on(week.monday).closes_at(week)
    missing = {}
    for one in figures(county_id, week, week):
        if not one.closed:
            missing.setdefault(one.group.school_id, set()).update(gap.on for gap in one.missing if gap.on <= now.date())
    told = 0
    for school in schools.schools_of(county_id, {school_id for school_id, days in missing.items() if days}):
        days = sorted(missing[school.id])
        told += 1
        messages.tell(
            county_id,
            to=("school", school.id),
            kind="reminder",
            says=mark("{school} {days} 还缺就餐人数或出库，请在 {until} 周结前补上；缺的不算零，按未报通报"),
            facts={
                "school": school.name,
                "days": "、".join(f"{on.month}月{on.day}日" for on in days),
                "until": f"{until:%m-%d %H:%M}",
            },
            link=f"/schools/{school.code}/weeks/{week}",
            key=f"gaps/{school.code}/{week}/{now.date()}",
            by=by,
            now=now,
        )
    return told


def tell_digest(county_id, week, *, by, now):
    """Tell the bureau how many things a week's close has brought. Returns how many people were told."""
    found = Counter(one.rule for one in alerts(county_id, week, week) if one.state == "new")
    overdue = sum(one.overdue_days(now.date()) > 0 for one in cases.cases(county_id))
    return messages.tell(
        county_id,
        to=("right", "handle_alerts"),
        kind="digest",
        says=mark(
            "{week} 已周结：低于标准 {short} 所，未报 {unreported} 所，其他需要看的 {others} 条；整改逾期 {overdue} 件"
        ),
        facts={
            "week": str(week),
            "short": found["F01"],
            "unreported": found["U01"],
            "others": sum(found.values()) - found["F01"] - found["U01"],
            "overdue": overdue,
        },
        link=f"/weeks/{week}",
        key=f"digest/{week}",
        by=by,
        now=now,
    )
