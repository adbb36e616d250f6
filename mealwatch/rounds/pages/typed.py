"""From a form to a plan, and back."""

from dataclasses import replace

from mealwatch.checklists import queries as checklists
from mealwatch.rounds import errors
from mealwatch.rounds.domain.plan import Person, Plan, Team
from mealwatch.rounds.pages.blueprint import in_reach, inspectors
from mealwatch.web.guards import current_viewer


def plan_of(given, before=None):
    """The Plan that a form asks for; cars and what the form does not show stay as they were ``before``."""
    code, version = _checklist(given["checklist"], before)
    teams = {one.n: one for one in before.teams} if before else {}
    wanted = Plan(
        title=given["title"],
        kind=given["kind"],
        days=tuple(sorted({row["on"] for row in given["days"]})),
        list_code=code,
        list_version=version,
        scope=given["scope"],
        town=given["town"] if given["scope"] == "town" else "",
        schools=tuple(sorted({row["code"] for row in given["picks"]})) if given["scope"] == "chosen" else (),
        wanted=given["wanted"],
        gap_days=given["gap_days"],
        seen_days=given["seen_days"],
        weights={row["factor"]: (row["each"], row["most"]) for row in given["weights"]},
        note=given["note"],
        bring=given["bring"],
        people=tuple(person_of(row, number) for number, row in enumerate(given["people"], start=1)),
        teams=tuple(teams.get(n, Team(n)) for n in range(1, given["teams"] + 1)),
    )
    if not in_reach(wanted):
        raise errors.OutOfReach(field="scope")
    return wanted


def person_of(row, number):
    """A Person from a row; somebody with an account has its name unless another was typed."""
    names = dict(inspectors())
    name = names.get(row["username"], "") if row["username"] else row["name"]
    if not name and not row["username"]:
        raise errors.NameMissing(field=f"people-{number - 1}-name")
    return Person(
        number,
        name or row["name"],
        row["department"],
        row["username"],
        row["phone"],
        row["leads"],
        row["team"],
    )


def start_of(plan, revision):
    """What the form starts with."""
    row = plan.as_json()
    return row | {
        "seen": revision,
        "checklist": f"{plan.list_code}@{plan.list_version}",
        "days": [{"on": on} for on in row["days"]],
        "picks": [{"code": code} for code in plan.schools],
        "wanted": plan.wanted,
        "teams": len(plan.teams),
        "people": [vars(replace(one, leader=False)) | {"leads": "yes" if one.leads else ""} for one in plan.people],
    }


def lists_offered(plan=None):
    """``[(code@version, title)]`` of the checklists that can be used; the plan's own stays among them."""
    county_id = current_viewer().county_id
    found = [
        (f"{one.code}@{one.current.number}", one.title)
        for one in checklists.lists(county_id)
        if one.active and one.current
    ]
    if plan is not None:
        own = f"{plan.list_code}@{plan.list_version}"
        if own not in dict(found):
            found.append((own, checklists.version(county_id, plan.list_code, plan.list_version).list.title))
    return found


def _checklist(text, before):
    code, _, version = text.partition("@")
    if not version.isdecimal():
        current = checklists.current(current_viewer().county_id, code)
        return current.code, current.number
    if before and (code, int(version)) == (before.list_code, before.list_version):
        return code, int(version)
    return code, checklists.version(current_viewer().county_id, code, int(version)).number
