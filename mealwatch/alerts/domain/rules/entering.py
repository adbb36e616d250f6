"""When records were entered (W02) and which photos they show (W03)."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from mealwatch.alerts.domain.amounts import ratio
from mealwatch.alerts.domain.cooking import document
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO
from mealwatch.schools.domain import workdays

LEDGER = frozenset({"receipt", "issue", "delivery"})
_LATE = mark("{on} 的记录 {number} 到 {at} 才录入")
_LATE_THERE = mark("{on} 的记录 {number} 手机说 {at} 才填，{came} 送到")
_DOUBTED = mark("{on} 的记录 {number} 手机说填于 {at}，{came} 才送到；同一人当天 {other} 另有表单即时送到")
_AT_ONCE = mark("{on} {at} 起 {minutes} 分钟内录入 {count} 条记录（{by}）")
_SAMPLES = mark("近四周 {days} 天的留样时间每天都是 {at}，各菜相同")


def due_by(on, days):
    """Until when what happened on a day is entered in time: noon, so many working days later."""
    return datetime.combine(workdays.after(on, days), time(12), SHANGHAI)


@rule("W02")
def entered_late(given, limits):
    """Records entered days after the day they speak of, very many at once, or with one and the same time every day.

    What waited on a device for a network counts as entered when it was typed there, by the device's word; a word that
    other forms of the same person gainsay is told of and not judged.
    """
    entered, fen = defaultdict(list), defaultdict(int)
    for one in given.part("entered"):
        entered[one.school_id].append(one)
    for canteen_id, lines in given.part("prices").week(given.week.monday).items():
        for line in lines:
            fen[canteen_id, "receipt", line.doc_no] += line.fen + line.freight_fen
    samples = defaultdict(list)
    for one in given.part("papers").kept:
        if one.kind == "sample":
            samples[given.school_of_canteen[one.canteen_id]].append(one)
    for school_id in sorted(given.asked):
        mine = entered.get(school_id, ())
        if not any(one.on in given.week for one in mine):
            if school_id in given.school_of_canteen.values():
                yield Lacking(school_id, Line(mark("本周没有带录入时间的记录（导入的记录不看录入时间）")))
            continue
        late = [one for one in mine if one.when > due_by(one.on, int(limits.workdays))]
        days = {one.on for one in late}
        now = sorted((one for one in late if one.on in given.week), key=lambda one: (one.on, one.kind, one.number))
        sent = {(one.kind, one.when) for one in late}
        is_late = bool(now) and len(days) >= limits.late_days and len(sent) >= limits.late_records
        burst = _burst([one for one in mine if one.on in given.week], limits)
        alike = _alike(samples.get(school_id, ()), limits)
        doubted = _doubted(mine, given.week, limits)
        if not is_late and not burst and not alike and not doubted:
            continue
        rows = [
            Line(_LATE_THERE if one.by_device else _LATE, _when(one), _page(given, one))
            for one in (now if is_late else ())
        ]
        if burst:
            first, count = burst
            facts = {"on": first.when.astimezone(SHANGHAI).date().isoformat(), "at": _clock(first.when), "count": count}
            rows.append(Line(_AT_ONCE, facts | {"minutes": int(limits.minutes), "by": first.by}, _page(given, first)))
        if alike:
            rows.append(Line(_SAMPLES, alike))
        rows += [Line(_DOUBTED, _when(one) | {"other": _clock(other)}, _page(given, one)) for one, other in doubted]
        papers = {(one.canteen_id, one.kind, one.number) for one in now if is_late}
        yield Signal(
            school_id,
            "amber" if is_late or burst else "info",
            ratio(sum(fen[paper] for paper in papers)),
            _sentence(is_late, now, days, burst, doubted, alike),
            (
                Line(
                    mark(
                        "发生后第 {workdays} 个工作日中午还没录入算补录，"
                        "四周里满 {days} 天提示；{minutes} 分钟内满 {records} 条提示"
                    ),
                    {
                        "workdays": int(limits.workdays),
                        "days": int(limits.late_days),
                        "minutes": int(limits.minutes),
                        "records": int(limits.records),
                    },
                ),
                *_by_device(mine, limits),
            ),
            heaviest(rows),
        )


def _sentence(is_late, now, days, burst, doubted, alike):
    if is_late:
        facts = {"count": len(now), "days": len({one.on for one in now}), "all": len(days)}
        return Line(mark("本周 {days} 天的 {count} 条记录是隔几天补录的；近四周补录涉及 {all} 天"), facts)
    if burst:
        return Line(mark("有 {count} 条记录在几分钟内集中录入"), {"count": burst[1]})
    if doubted:
        facts = {"count": len(doubted), "days": len({one.on for one, _other in doubted})}
        return Line(
            mark("近四周 {days} 天的 {count} 条记录晚到，手机说是及时填的，同一人当天却有别的表单即时送到"), facts
        )
    return Line(_SAMPLES, alike)


def _by_device(mine, limits):
    """How many of four weeks' records were judged by a device's word, and what that changed."""
    told = [one for one in mine if one.by_device]
    if told:
        facts = {"count": len(told), "saved": len(_excused(mine, limits))}
        yield Line(
            mark(
                "近四周 {count} 条记录断网时填、后来送到，按手机自己说的填写时间算；其中 {saved} 条按送到时间算是补录"
            ),
            facts,
        )
    odd = sum(one.waited and not one.by_device for one in mine)
    if odd:
        yield Line(mark("{count} 条记录手机说的填写时间不合情理，按送到时间算"), {"count": odd})


def _excused(mine, limits):
    """What came too late and was typed in time, by the device's word."""
    due = [(one, due_by(one.on, int(limits.workdays))) for one in mine if one.by_device]
    return [one for one, until in due if one.when <= until < one.at]


def _doubted(mine, week, limits):
    """[(excused record, when another form came at once)] where the same person had a network on the day of typing.

    A queue empties itself as soon as there is one. Told of from as many days and papers on as late entries are, where
    some are of this week.
    """
    at_once = defaultdict(list)
    for one in mine:
        if not one.waited:
            at_once[one.by, one.at.astimezone(SHANGHAI).date()].append(one.at)
    found = []
    for one in sorted(_excused(mine, limits), key=lambda one: (one.on, one.kind, one.number)):
        others = at_once[one.by, one.when.astimezone(SHANGHAI).date()]
        after = [at for at in others if one.when < at < one.at]
        if after:
            found.append((one, min(after)))
    enough = (
        any(one.on in week for one, _other in found)
        and len({one.on for one, _other in found}) >= limits.late_days
        and len({(one.kind, one.when) for one, _other in found}) >= limits.late_records
    )
    return found if enough else []


def _burst(records, limits):
    """(the first record, how many) of the most that one person entered within the minutes, or None."""
    by_person, span = defaultdict(dict), timedelta(minutes=int(limits.minutes))
    for one in records:
        by_person[one.by].setdefault((one.kind, one.when), one)
    best = None
    for sent in by_person.values():
        ordered = sorted(sent.values(), key=lambda one: (one.when, one.kind, one.number))
        start = 0
        for end, one in enumerate(ordered):
            while one.when - ordered[start].when > span:
                start += 1
            count = end - start + 1
            if count >= limits.records and (best is None or count > best[1]):
                best = ordered[start], count
    return best


def _alike(samples, limits):
    """The facts of samples that are all taken at one time, day after day, or None; meals of one dish do not count."""
    by_meal = defaultdict(lambda: defaultdict(list))
    for one in samples:
        if one.fields and one.fields.get("taken_at"):
            by_meal[one.canteen_id, one.meal][one.on].append(one.fields["taken_at"])
    for _, days in sorted(by_meal.items()):
        times = {at for some in days.values() for at in some}
        several = [on for on, some in days.items() if len(some) > 1]
        if len(times) == 1 and len(several) >= limits.sample_days:
            return {"days": len(days), "at": times.pop()}
    return None


def _page(given, one):
    if one.kind in LEDGER:
        return document(given, one.canteen_id, one.kind, one.number)
    return "safety.record", {
        "canteen_code": given.canteens[one.canteen_id].code,
        "kind": one.kind,
        "number": one.number,
    }


def _when(one):
    """The facts of a record's moment, and of its arrival."""
    came = {"came": _moment(one.at)} if one.by_device else {}
    return {"on": one.on.isoformat(), "number": one.number, "at": _moment(one.when)} | came


def _moment(at):
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _clock(at):
    return f"{at.astimezone(SHANGHAI):%H:%M}"


@rule("W03")
def photo_again(given, limits):
    """The same photo, to the byte, on papers of different days, kinds or canteens; a photo of another day."""
    shown = defaultdict(list)
    for one in given.part("photos"):
        shown[one.digest].append(one)
    now = [one for one in given.part("photos") if one.on in given.week]
    again, other_day = defaultdict(list), defaultdict(list)
    for digest, some in shown.items():
        occasions = {(one.canteen_id, one.kind, one.on, one.seller) for one in some}
        if len(occasions) > limits.times:
            for school_id in {given.school_of_canteen[one.canteen_id] for one in some if one.on in given.week}:
                again[school_id].append((digest, some))
    for one in now:
        if one.shot_at and not _of_its_day(one, limits.hours):
            other_day[given.school_of_canteen[one.canteen_id]].append(one)
    here = {given.school_of_canteen[one.canteen_id] for one in now}
    for school_id in sorted(given.asked):
        if school_id not in here:
            if school_id in given.school_of_canteen.values():
                yield Lacking(school_id, Line(mark("本周的单据和记录没有照片")))
            continue
        same, strange = again.get(school_id, ()), other_day.get(school_id, ())
        if not same and not strange:
            continue
        yield Signal(
            school_id,
            "amber",
            ZERO,
            Line(
                mark("本周有 {count} 张照片在别的单据或记录上用过，{strange} 张不是当天拍的"),
                {"count": len(same), "strange": len({one.digest for one in strange})},
            ),
            (
                Line(mark("按照片内容逐字节比对近十二周；同一天同一家供货商的单据共用一张不算")),
                Line(
                    mark("照片带有拍摄时间的，与单据日期相差 {hours} 小时以上就提示；压缩过的照片没有拍摄时间，不比"),
                    {"hours": int(limits.hours)},
                ),
            ),
            heaviest((*_same_photos(given, same), *_of_other_days(given, strange))),
        )


def _of_its_day(one, hours):
    begins = datetime.combine(one.on, time(0), SHANGHAI)
    leeway = timedelta(hours=int(hours))
    return begins - leeway <= one.shot_at < begins + timedelta(days=1) + leeway


def _same_photos(given, again):
    for digest, some in sorted(again, key=lambda pair: (-len(pair[1]), pair[0])):
        for one in sorted(some, key=lambda one: (one.on, one.canteen_id, one.kind, one.number), reverse=True):
            facts = {"digest": digest[:8], "on": one.on.isoformat(), "number": one.number, "count": len(some)}
            yield Line(mark("照片 {digest} 用在 {on} 的 {number} 上，共出现 {count} 次"), facts, _page(given, one))


def _of_other_days(given, strange):
    for one in sorted(strange, key=lambda one: (one.on, one.kind, one.number, one.digest)):
        facts = {"digest": one.digest[:8], "on": one.on.isoformat(), "number": one.number, "at": _moment(one.shot_at)}
        yield Line(mark("照片 {digest} 用在 {on} 的 {number} 上，拍摄时间是 {at}"), facts, _page(given, one))
