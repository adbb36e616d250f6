"""Foods that do not belong in a school's kitchen; menus that repeat themselves, and issues copied from week to week."""

from mealwatch.alerts.domain import amounts
from mealwatch.alerts.domain.amounts import named, percent, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, document, goods, ledger, menu, plate
from mealwatch.alerts.domain.kitchen import alike
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO, Ratio

REFUSED, PROCESSED = "refuse", "processed"
#: What the service refused because of a food.
FORBIDDEN = ("menus.forbidden_food", "acceptance.forbidden_food")


@rule("Q03")
def not_for_schools(given, limits):
    """Forbidden or deep-processed foods received, issued or planned this week; attempts that were refused."""
    cooks, others = cooking(given)
    yield from others
    foods, kitchen = given.part("foods"), given.part("kitchen")
    received = by_canteen(row for row in given.part("received") if row.received_on in given.week)
    refused = by_canteen(row for row in given.part("refusals") if row.code in FORBIDDEN and row.on in given.week)
    for school_id, canteen_ids in cooks:
        hits, seen = [], False
        for one in canteen_ids:
            week = kitchen.weeks.get(one, {}).get(given.week)
            seen = seen or bool(received.get(one) or foods.planned.get(one) or week)
            hits += _received(given, foods, one, received.get(one, ()))
            hits += _issued(given, foods, one, week)
            hits += _planned(given, foods, school_id, one)
        tried = [row for one in canteen_ids for row in refused.get(one, ())]
        if not seen and not tried:
            yield Lacking(school_id, Line(mark("本周没有食谱，也没有入库和出库")))
            continue
        attempts = sum(row.count for row in tried)
        if not hits and attempts < limits.attempts:
            continue
        worst = _worst(hits)
        names = named(sorted({name for _, name, _, _ in hits}), 4)
        risk = sum(fen for _, _, fen, _ in hits)
        facts = {"names": names, "count": len(hits), "yuan": yuan(risk), "attempts": attempts}
        if worst == REFUSED:
            says = mark("本周有学校食堂不得使用的食品：{names}，共 {count} 处，入库 {yuan} 元")
        elif worst == PROCESSED:
            says = mark("本周有不宜作学生餐的深加工食品：{names}，共 {count} 处，入库 {yuan} 元")
        else:
            says = mark("本周 {attempts} 次要用禁用食品，都被系统拦下")
        rows = [line for *_, line in sorted(hits, key=lambda hit: (hit[0] != REFUSED, -hit[2], hit[1]))]
        rows += [
            Line(mark("{on}：系统拦下 {count} 次"), {"on": row.on.isoformat(), "count": row.count})
            for row in sorted(tried, key=lambda row: (-row.count, row.on, row.code))
        ]
        yield Signal(
            school_id,
            {REFUSED: "red", PROCESSED: "amber"}.get(worst, "info"),
            ratio(risk),
            Line(says, facts),
            tuple(Line(mark("依据：{basis}"), {"basis": text}) for text in _bases(given, foods, hits)),
            heaviest(rows),
        )


def _bases(given, foods, hits):
    """Why the foods of some hits do not belong here, each reason once."""
    named = {given.part("ingredients")[key].name: verdict for key, verdict in foods.ingredients.items()} | foods.dishes
    return sorted({named[name].basis for _, name, _, _ in hits if name in named and named[name].basis})


def _worst(hits):
    answers = {answer for answer, *_ in hits}
    return REFUSED if REFUSED in answers else PROCESSED if answers else None


def _bad(verdicts, key):
    verdict = verdicts.get(key)
    return verdict if verdict and verdict.answer in (REFUSED, PROCESSED) else None


def _received(given, foods, canteen_id, rows):
    for row in rows:
        verdict = _bad(foods.ingredients, row.ingredient_id)
        if verdict:
            facts = goods(given, row.ingredient_id, row.quantity)
            more = {"on": row.received_on.isoformat(), "yuan": yuan(row.fen)}
            place = document(given, canteen_id, "receipt", row.doc_no)
            line = Line(mark("{on} 入库 {name} {amount}，{yuan} 元"), facts | more, place)
            yield verdict.answer, facts["name"], row.fen, line


def _issued(given, foods, canteen_id, week):
    known = given.part("ingredients")
    for ingredient_id, out in sorted(week.out.items()) if week else ():
        verdict = _bad(foods.ingredients, ingredient_id)
        if verdict:
            ingredient = known[ingredient_id]
            facts = goods(given, ingredient_id, out.quantity)
            line = Line(mark("本周出库 {name} {amount}"), facts, ledger(given, canteen_id, ingredient))
            yield verdict.answer, ingredient.name, 0, line


def _planned(given, foods, school_id, canteen_id):
    known, seen = given.part("ingredients"), set()
    for on, meal, dish, ingredient_id in foods.planned.get(canteen_id, ()):
        named = ((foods.dishes, dish, dish), (foods.ingredients, ingredient_id, known[ingredient_id].name))
        for verdicts, key, name in named:
            verdict = _bad(verdicts, key)
            if verdict and (on, meal, name) not in seen:
                seen.add((on, meal, name))
                facts = {"on": on.isoformat(), "meal": amounts.meal(meal), "dish": dish, "name": name}
                line = Line(
                    mark("{on} {meal}食谱《{dish}》：{name}"), facts, plate(given, school_id, canteen_id, on, meal)
                )
                yield verdict.answer, name, 0, line


@rule("Q04")
def same_again(given, limits):
    """The same menu week after week, the same issues for other heads, dishes changed late or without a reason."""
    cooks, others = cooking(given)
    yield from others
    weeks, published = given.part("kitchen").weeks, given.part("published")
    for school_id, canteen_ids in cooks:
        found = []
        for one in canteen_ids:
            mine = weeks.get(one, {})
            if mine.get(given.week) is None or not (mine[given.week].menu or mine[given.week].issues):
                continue
            found += _repeated(given, limits, one, mine)
            found += _copied(given, limits, one, mine)
            found += _changed(given, limits, one, published.get(one))
        if not any(given.week in weeks.get(one, {}) and weeks[one][given.week].menu for one in canteen_ids):
            yield Lacking(school_id, Line(mark("本周没有带量食谱")))
        if found:
            yield Signal(
                school_id,
                "amber",
                Ratio.total([risk for _, risk, _, _ in found]),
                found[0][0],
                tuple(line for *_, line, _ in found),
                heaviest(row for *_, rows in found for row in rows),
            )


def _repeated(given, limits, canteen_id, mine):
    now, run = mine[given.week], []
    for week in sorted((week for week in mine if week <= given.week), reverse=True):
        if not mine[week].menu:
            continue
        if not alike(mine[week].menu, now.menu, limits.days):
            break
        run.append(week)
    if len(run) >= limits.weeks:
        facts = {"weeks": len(run), "since": run[-1].monday.isoformat(), "least": int(limits.weeks)}
        yield (
            Line(mark("带量食谱连续 {weeks} 周一模一样（从 {since} 那周起）"), facts),
            ZERO,
            Line(mark("每天的菜品和食材逐项相同；连续 {least} 周起提示"), facts),
            [
                Line(mark("{monday} 那周的食谱"), {"monday": week.monday.isoformat()}, menu(given, canteen_id, week))
                for week in run
            ],
        )


def _copied(given, limits, canteen_id, mine):
    """Not one gram of the week's issues differs from an earlier week's: no scale does that."""
    now = mine[given.week]
    if given.small(given.school_of_canteen[canteen_id]):
        return
    for back in range(1, int(limits.back) + 1):
        before = mine.get(given.week.shifted(-back))
        if before is None or not alike(now.issues, before.issues, limits.days):
            continue
        then, heads = _heads(before), _heads(now)
        changed = sorted(place for place in heads if place in then and then[place] != heads[place])
        apart = sum(abs(heads[place] - then[place]) for place in changed)
        total = sum(heads.values())
        fen = sum(out.fen for out in now.out.values())
        facts = {"monday": before.week.monday.isoformat(), "meals": len(changed), "apart": apart, "total": total}
        yield (
            Line(
                mark("本周每一笔出库数量与 {monday} 那周完全相同，而有 {meals} 餐的就餐人数不同")
                if changed
                else mark("本周每一笔出库数量与 {monday} 那周完全相同，就餐人数也没有变化"),
                facts,
            ),
            ratio(fen) * Ratio(min(apart, total), total) if total and fen > 0 else ZERO,
            Line(mark("人数相差 {apart} 人次，本周共 {total} 人次；出库数量一克未变"), facts),
            [_heads_row(given, canteen_id, place, heads, then) for place in changed or sorted(heads)],
        )
        return


def _heads_row(given, canteen_id, place, heads, then):
    on, meal = given.week.days[place[0]], place[1]
    return Line(
        mark("{on} {meal}：就餐 {heads} 人，那周同一天 {then} 人"),
        {
            "on": on.isoformat(),
            "meal": amounts.meal(meal),
            "heads": heads[place],
            "then": then.get(place, "—"),
        },
        plate(given, given.school_of_canteen[canteen_id], canteen_id, on, meal),
    )


def _heads(week):
    return {(day, meal): heads for day, meal, heads in week.all_heads}


def _changed(given, limits, canteen_id, published):
    if not published or published.versions < 2 or not published.dishes:
        return
    if len(published.late) * 100 > limits.changed_percent * published.dishes:
        facts = {
            "count": len(published.late),
            "dishes": published.dishes,
            "percent": percent(ratio(len(published.late)).fraction() / published.dishes),
            "most": percent(limits.changed_percent / 100),
        }
        yield (
            Line(mark("公布的食谱 {dishes} 道菜里有 {count} 道（{percent}%）没写原因或在当天过后才改"), facts),
            ZERO,
            Line(mark("{count} ÷ {dishes} = {percent}%，高于 {most}%；写明原因、当天以前改的不算"), facts),
            [
                Line(
                    mark("{on} {meal}《{dish}》"),
                    {"on": on, "meal": amounts.meal(meal), "dish": dish},
                    (
                        "menus.published",
                        {"canteen_code": given.canteens[canteen_id].code, "week": str(given.week)},
                    ),
                )
                for on, meal, dish in published.late
            ],
        )
