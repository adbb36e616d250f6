"""Daily records: accompanied meals (W04), and records that are missing on days with meals (W05)."""

from collections import Counter, defaultdict

from mealwatch.alerts.domain.cooking import CONTRACTOR, menu
from mealwatch.alerts.domain.papers import ACCOMPANIED, WANTED
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO
from mealwatch.safety.domain.kinds import KINDS

_NO_MEALS = mark("本周没有供餐的餐次")
_MISSING = {
    "sample": mark("{on} 没有留样记录"),
    "morning": mark("{on} 没有晨检记录"),
    "disinfection": mark("{on} 没有餐具消毒记录"),
}


def _meals_of(served):
    """``{school id: {(day, meal): canteen id}}``."""
    found = defaultdict(dict)
    for (on, canteen_id), meals in served.items():
        for meal, school_ids in meals.items():
            for school_id in school_ids:
                found[school_id][on, meal] = canteen_id
    return found


@rule("W04")
def accompanied(given, limits):
    """Meals that no leader of the school ate with the pupils, and the same words again and again."""
    papers = given.part("papers")
    kept = defaultdict(list)
    for one in papers.kept:
        if one.kind == ACCOMPANIED:
            kept[one.school_id].append(one)
    begun = {school_id for _, school_id, kind in papers.begun if kind == ACCOMPANIED}
    meals = _meals_of(papers.served)
    for school_id in sorted(given.asked):
        wanted, mine = meals.get(school_id, {}), kept.get(school_id, ())
        if not wanted:
            yield Lacking(school_id, Line(_NO_MEALS))
            continue
        if school_id not in begun:
            yield Lacking(school_id, Line(mark("本周以前没有在系统里填过陪餐记录")))
            continue
        there = {(one.on, one.meal) for one in mine}
        missing = sorted(place for place in wanted if place not in there)
        days = {on for on, _ in missing}
        said, times = _same_words(mine)
        if len(days) < limits.missing_days and times < limits.same_words:
            continue
        rows = [
            Line(mark("{on} 没有陪餐记录"), {"on": on.isoformat()}, _records(given, wanted[on, meal], ACCOMPANIED, on))
            for on, meal in missing
        ]
        if times >= limits.same_words:
            rows.append(
                Line(mark("近四周有 {count} 次陪餐写了同样的话：“{words}”"), {"count": times, "words": said[:40]})
            )
        yield Signal(
            school_id,
            "amber",
            ZERO,
            Line(
                mark("本周 {all} 餐里 {count} 餐没有陪餐记录；近四周同样的话最多写了 {times} 次"),
                {"all": len(wanted), "count": len(missing), "times": times},
            ),
            (
                Line(
                    mark("一周 {days} 天以上没有陪餐记录，或四周里同样的话写了 {times} 次以上，就提示"),
                    {"days": int(limits.missing_days), "times": int(limits.same_words)},
                ),
            ),
            heaviest(rows),
        )


def _same_words(records):
    """The words written most often about problems and their handling, and how often."""
    words = Counter(
        text.strip()
        for one in records
        for text in ((one.fields or {}).get("problem_text"), (one.fields or {}).get("handling"))
        if text and text.strip()
    )
    return max(words.items(), key=lambda pair: (pair[1], pair[0])) if words else ("", 0)


@rule("W05")
def missing_records(given, limits):
    """Days with meals without samples, morning checks or disinfection; a week whose menu was not put up."""
    papers = given.part("papers")
    there = {(one.canteen_id, one.kind, one.on) for one in papers.kept}
    begun = {(canteen_id, kind) for canteen_id, _, kind in papers.begun}
    days = defaultdict(list)
    for on, canteen_id in sorted(papers.served):
        days[canteen_id].append(on)
    canteens = defaultdict(list)
    for canteen_id, school_id in sorted(given.school_of_canteen.items()):
        canteens[school_id].append(canteen_id)
    for school_id in sorted(given.asked):
        here = [one for one in canteens.get(school_id, ()) if days.get(one)]
        if not here:
            continue
        contractor = given.schools[school_id].supply_mode == CONTRACTOR
        kinds = [kind for kind in WANTED if KINDS[kind].for_contractor or not contractor]
        keeping = [(canteen_id, kind) for canteen_id in here for kind in kinds if (canteen_id, kind) in begun]
        if len(keeping) < len(here) * len(kinds):
            yield Lacking(school_id, Line(mark("本周以前没有在系统里填过留样、晨检或消毒记录，没填过的不判断")))
        missing = [
            (on, canteen_id, kind)
            for canteen_id, kind in keeping
            for on in days[canteen_id]
            if (canteen_id, kind, on) not in there
        ]
        hidden = [one for one in here if one in papers.publishers and one not in papers.published]
        if not papers.publishers.intersection(here):
            yield Lacking(school_id, Line(mark("近几周没有在系统里公布过食谱")))
        if len(missing) < limits.missing and not hidden:
            continue
        rows = [Line(mark("本周食谱没有公布"), {}, menu(given, canteen_id)) for canteen_id in hidden]
        rows += [
            Line(_MISSING[kind], {"on": on.isoformat()}, _records(given, canteen_id, kind, on))
            for on, canteen_id, kind in sorted(missing)
        ]
        yield Signal(
            school_id,
            "amber",
            ZERO,
            Line(
                mark("本周供餐日少了 {count} 份留样、晨检、消毒记录；没有公布食谱的食堂 {hidden} 个"),
                {"count": len(missing), "hidden": len(hidden)},
            ),
            (
                Line(
                    mark("每个供餐日应有留样、晨检、餐具消毒记录；一周缺 {least} 份以上提示"),
                    {"least": int(limits.missing)},
                ),
            ),
            heaviest(rows),
        )


def _records(given, canteen_id, kind, on):
    return "safety.month", {"canteen_code": given.canteens[canteen_id].code, "kind": kind, "month": f"{on:%Y-%m}"}
