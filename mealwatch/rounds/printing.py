"""The data of rounds' papers. They are Chinese, whoever prints them; no telephone number of the public is on them."""

from flask_babel import force_locale

from mealwatch.rounds.domain.chance import FORM
from mealwatch.rounds.domain.record import PLANNED
from mealwatch.web import formats
from mealwatch.web.words import word

#: What a team takes along where the round says nothing else.
BRING = "执法记录仪或手机、平板（已下载离线包）、电子秤和砝码、测温计、工作证、一次性口罩帽子、督查表（备用纸质）"


def route(found, team, on, places, schools, county, *, demo):
    """The way of a team on one day."""
    with force_locale("zh"):
        plan = found.plan
        car = next((one for one in plan.teams if one.n == team), None)
        here = [one for one in places if (one.team, one.on, one.standing) == (team, on, PLANNED)]
        return {
            "county": county,
            "title": plan.title,
            "kind": word(plan.kind, "round_kind"),
            "team": team,
            "day": formats.full_day(on),
            "car": car.car if car else "",
            "driver": " ".join(part for part in (car.driver, car.driver_phone) if part) if car else "",
            "members": [[one.name, one.department, "组长" if one.leader else "组员"] for one in plan.members(team)],
            "stops": [
                [str(n), schools[one.school_id].name, schools[one.school_id].town] for n, one in enumerate(here, 1)
            ],
            "bring": plan.bring or BRING,
            "note": plan.note,
            "quiet": "不打招呼：出发前不得告诉学校，到校后先出示证件。" if plan.kind == "surprise" else "",
            "demo": demo,
            "phone": False,
        }


def seal(found, sealed, county, *, demo):
    """What was sealed, for the witness."""
    with force_locale("zh"):
        slate = sealed.slate
        return {
            "county": county,
            "title": found.plan.title,
            "form": FORM,
            "attempt": sealed.attempt,
            "at": formats.moment(sealed.at),
            "by": sealed.by,
            "seed_hash": sealed.seed_hash,
            "list_digest": sealed.list_digest,
            "wanted": "全部" if slate["wanted"] is None else f"{slate['wanted']} 所",
            "days": "、".join(slate["days"]),
            "teams": slate["teams"],
            "schools": [
                [one["code"], one["name"], one["town"], str(one["weight"]), "是" if one["overdue"] else ""]
                for one in slate["schools"]
            ],
            "people": [[one["name"], one["department"]] for one in slate["people"]],
            "demo": demo,
        }
