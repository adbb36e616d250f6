"""Whether what a tablet deposited can be understood as a visit, or as an addition to one."""

from mealwatch.checklists import queries as checklists
from mealwatch.checklists.errors import NoChecklist
from mealwatch.devices.domain.reasons import Reason
from mealwatch.inspections.domain import visit as rules
from mealwatch.inspections.intake.schemas import AmendmentSchema, VisitSchema
from mealwatch.inspections.intake.strict import misfits
from mealwatch.inspections.queries.visits import with_uuid
from mealwatch.kernel.errors import mark
from mealwatch.schools import queries as schools

#: In receipts for ever, so in Chinese.
WORDS = {
    "shape": mark("检查记录的 {what} 不合格式"),
    "school": mark("检查记录写的学校（{what}）与信封不一致"),
    "canteen": mark("没有编码为“{what}”的食堂"),
    "list": mark("没有检查表 {what}"),
    "again": mark("这次检查已由另一条记录（{what}）交来"),
    "photo": mark("{what} 的照片不在附件里"),
}
#: A receipt names so many reasons.
_MOST = 20


def check_visit(county_id, envelope):
    """What is wrong with a visit: Reasons. Nothing is read of a body without its shape."""
    body = envelope["body"]
    paths = misfits(VisitSchema(), body)
    if paths:
        return [_reason("shape", path) for path in paths]
    head, used = body["visit"], body["list"]
    reasons = []
    if head["school"] != envelope["school"]:
        reasons.append(_reason("school", head["school"]))
    if schools.find_canteen(county_id, head["canteen"]) is None:
        reasons.append(_reason("canteen", head["canteen"]))
    twins = [one.deposit_id for one in with_uuid(county_id, head["id"]) if one.deposit_id != envelope["id"]]
    if twins:
        reasons.append(_reason("again", twins[0]))
    version = find_version(county_id, used)
    if version is None:
        return [*reasons, _reason("list", f"{used['code']} {used['version']}")]
    if version.digest != used["digest"]:
        reasons.append(_rule("list", f"{used['code']} {used['version']}"))
    attached = {one["sha256"]: one["role"] for one in envelope["attachments"]}
    reasons += [_rule(*fault) for fault in rules.faults(body, version.list, attached)]
    return reasons[:_MOST]


def check_amendment(county_id, envelope):
    """What is wrong with an addition; the visit itself may come later."""
    body = envelope["body"]
    paths = misfits(AmendmentSchema(), body)
    if paths:
        return [_reason("shape", path) for path in paths]
    attached = {one["sha256"] for one in envelope["attachments"]}
    return [_reason("photo", one[:8]) for one in body["photos"] if one not in attached][:_MOST]


def find_version(county_id, used):
    """The version of a list that a body names, or None."""
    try:
        return checklists.version(county_id, used["code"], used["version"])
    except NoChecklist:
        return None


def _reason(code, what):
    return Reason(f"visit_{code}", WORDS[code].format(what=what))


def _rule(code, about):
    return Reason(f"visit_{code}", rules.said(code, about))
