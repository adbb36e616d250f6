"""What became of the demo visits: findings answered, checked and sent back; differences confirmed, explained, declined.

One confirmed difference still waits before the first canteen as a proposal, others wait for a person of the bureau.
"""

from datetime import timedelta

from mealwatch.inspections.office import queries, service
from mealwatch.kernel.actor import Actor
from mealwatch.schools import queries as schools

_BUREAU, _SCHOOL = Actor("周敏（jiaoti）"), Actor("赵校长（xiaozhang）")
_ANSWERS = (
    ("已装挡鼠板，库房门缝封好，每周五由库管员检查。", None, ""),
    ("重新贴了标签，面粉离墙上架。", service.check, "现场看过，已改好"),
    ("已培训库管员，双人签字。", service.send_back, "入库单还是一个人签字，请补齐近两周的"),
)


def fill(county_id, *, by, now):
    """Three findings answered, three differences dealt with; the others are left as they were found."""
    at = now - timedelta(hours=3)
    pending = [
        one for one in queries.findings(county_id, open_only=True) if one.state == "open" and not one.finding.red
    ]
    for one, (words, then, say) in zip(pending, _ANSWERS, strict=False):
        service.answer(county_id, one.finding.id, words=words, by=_SCHOOL, now=at)
        if then:
            then(county_id, one.finding.id, words=say, by=_BUREAU, now=at + timedelta(hours=1))
    # Just now: what the canteens posted before must not look like their answer to it.
    at = now - timedelta(minutes=2)
    first = schools.schools_of(county_id)[0].id
    waiting = [one for one in queries.differences(county_id) if one.waits]
    own = [one for one in waiting if one.visit.school_id == first and one.proposed_as]
    other = [one for one in waiting if one not in own[:1]]
    for one in own[:1]:
        service.confirm(county_id, one.measured.id, words="和库管员当面复核，差异属实", by=_BUREAU, now=at)
    for one in other[:1]:
        service.explain(county_id, one.measured.id, words="当天早上已领用一部分，出库单中午才补录", by=_BUREAU, now=at)
    for one in [each for each in other[1:] if each.proposed_as][:1]:
        service.confirm(county_id, one.measured.id, words="复称两次，数一致", by=_BUREAU, now=at)
        standing = {each.measured.id for each in queries.differences(county_id) if each.posted is None}
        if one.measured.id not in standing:
            continue  # a document of the demo has settled it already
        said = "冰柜里还有一袋没有拿出来点，照片已交检查组"
        service.decline(
            county_id, one.measured.id, words=said, by=Actor("食堂管理员（shitang）"), now=at + timedelta(minutes=1)
        )
