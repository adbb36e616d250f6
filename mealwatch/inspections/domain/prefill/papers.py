"""A5, B1, B2, C1: what was found before, licences, health certificates, suppliers."""

from mealwatch.inspections.domain.prefill.suggestion import FULL, HALF, NONE, Suggestion, Text, day, unknown
from mealwatch.kernel.errors import mark


def findings_closed(facts):
    """Full where every earlier finding is mended, none where one is open past its day."""
    found = facts.old_findings
    if not found:
        if facts.visited:
            return Suggestion(None, (Text(mark("上次检查没有发现问题，没有要整改的。")),))
        return unknown(mark("没有以前检查的记录。"))
    still = [one for one in found if one.open]
    late = [one for one in still if one.due_on < facts.today]
    says = Text(
        mark("以前发现 {total} 个问题：已整改 {mended} 个，未整改 {open} 个，其中超期 {late} 个。"),
        {"total": len(found), "mended": len(found) - len(still), "open": len(still), "late": len(late)},
    )
    rows = tuple((one.code, one.text, Text(mark("限 {day} 前"), {"day": day(one.due_on)})) for one in still)
    return Suggestion(NONE if late else HALF if still else FULL, (says,), rows)


def licence(facts):
    """Full where the canteen's licence is valid today."""
    if not facts.licences:
        return unknown(mark("没有食堂许可证的记录，请看原件。"))
    last = max(facts.licences, key=lambda one: one.expires_on)
    valid = last.expires_on >= facts.today
    sentence = (
        mark("许可证到期日 {day}，在有效期内；公示和经营项目请现场看。") if valid else mark("许可证已于 {day} 到期。")
    )
    return Suggestion(FULL if valid else NONE, (Text(sentence, {"day": last.expires_on.isoformat()}),))


def health_certificates(facts):
    """Full where everybody who works in the canteen has a valid certificate."""
    until = {}
    for one in facts.certificates:
        until[one.holder] = max(one.expires_on, until.get(one.holder, one.expires_on))
    people = tuple(dict.fromkeys((*facts.staff, *until)))
    if not people:
        return unknown(mark("没有从业人员和健康证的记录，请看原件。"))
    missing = [name for name in people if name not in until]
    expired = [name for name in people if name in until and until[name] < facts.today]
    says = Text(
        mark("从业人员 {total} 人：健康证有效 {valid} 人，过期 {expired} 人，没有记录 {missing} 人。"),
        {
            "total": len(people),
            "valid": len(people) - len(missing) - len(expired),
            "expired": len(expired),
            "missing": len(missing),
        },
    )
    rows = tuple((name, until[name].isoformat()) for name in expired)
    rows += tuple((name, Text(mark("没有记录"))) for name in missing)
    if expired:
        return Suggestion(HALF if len(expired) == 1 and len(people) > 2 else NONE, (says,), rows)
    return Suggestion(None if missing else FULL, (says,), rows)


def suppliers(facts):
    """None where goods came from one whose licence has run out; contracts are not on record."""
    if not facts.sources:
        return unknown(mark("近两个月没有供货商的记录。"))
    expired = [one for one in facts.sources if one.expires_on is not None and one.expires_on < facts.today]
    open_ones = [one for one in facts.sources if one.expires_on is None]
    says = Text(
        mark("近两个月有 {total} 家供货商：许可证有效 {valid} 家，过期 {expired} 家，没有记录 {missing} 家。"),
        {
            "total": len(facts.sources),
            "valid": len(facts.sources) - len(expired) - len(open_ones),
            "expired": len(expired),
            "missing": len(open_ones),
        },
    )
    contract = Text(mark("招标和合同没有记录，请看原件。"))
    rows = tuple((one.name, one.expires_on.isoformat()) for one in expired)
    rows += tuple((one.name, Text(mark("没有记录"))) for one in open_ones)
    return Suggestion(NONE if expired else None, (says, contract), rows)
