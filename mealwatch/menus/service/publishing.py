"""Publishing a week: the plan as it stands becomes a version that nothing changes any more.

The first version needs no reason, each later one does. What the list of
forbidden foods refuses stops it; what the list asks about needs an answer,
which stays on record with the version.
"""

from sqlalchemy import insert

from mealwatch.audit import service as journal
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.forbidden import DISH, INGREDIENT, judge
from mealwatch.extensions import db
from mealwatch.menus import errors, facts, queries
from mealwatch.menus.domain import publication as published
from mealwatch.menus.domain.dishes import plain_plan
from mealwatch.menus.domain.figures import costs
from mealwatch.menus.models import MenuPublication
from mealwatch.schools import queries as schools


def publish(county_id, canteen_id, week, *, by, now, reason=None, answers=None):
    """Publish a canteen's week as it is planned. Returns the Publication; unchanged: the one that stands.

    ``answers``: {verdict key: why it may be served}. Raises NothingPlanned, DayMissing, AmountMissing,
    ForbiddenFood, AnswerNeeded, and ReasonNeeded for a second version.
    """
    journal.lock(county_id)
    canteen = schools.canteen_by_id(county_id, canteen_id)
    known = {one.id: one for one in catalogue.ingredients_of(county_id)}
    days = schools.canteen_supply_days(county_id, canteen_id, week.monday, week.sunday)
    bands = [band for band, _ in facts.bands_fed(county_id, canteen_id, days[0] if days else week.monday)]
    meals = queries.meals_of(county_id, canteen_id, week, bands)
    _complete(meals, days, known, week)
    before = queries.latest_publication(county_id, canteen_id, week.monday)
    confirmed = _confirmed(county_id, meals, known, answers or {}, before)
    cost = _cost(county_id, canteen, week, meals, known, now)
    content = published.content_of(meals, known, confirmed=confirmed, cost=cost)
    if before and before.days == content["days"]:
        return before
    if before and not (reason and reason.strip()):
        raise errors.ReasonNeeded(field="reason", week=week, version=before.version)
    text, digest = published.text_of(content)
    row = {
        "county_id": county_id,
        "canteen_id": canteen_id,
        "monday": week.monday,
        "version": before.version + 1 if before else 1,
        "digest": digest,
        "content": text,
        "reason": reason.strip() if before and reason else None,
        "published_at": now,
        "published_by": by.name,
    }
    db.session.execute(insert(MenuPublication), [row])
    key = f"{canteen.code}/{week}/{row['version']}"
    told = queries.told(row)
    journal.record(county_id, by=by, action="create", subject="menu_publication", key=key, body=told, now=now)
    db.session.flush()
    return queries.latest_publication(county_id, canteen_id, week.monday)


def follow(county_id, canteen_id, week, *, by, now, reason=None):
    """After a change to one meal: where its week is published the change is published too, as the next version."""
    if queries.latest_publication(county_id, canteen_id, week.monday):
        publish(county_id, canteen_id, week, by=by, now=now, reason=reason)


def verdicts_on(meals, known, rules):
    """What the list of forbidden foods refuses or asks about, once each: dishes, then ingredients."""
    dishes = [dish for meal in meals for dish in meal.dishes]
    found = [judge(name, (), rules, DISH) for name in dict.fromkeys(dish.name for dish in dishes)]
    used = dict.fromkeys(one.ingredient_id for dish in dishes for one in dish.portions)
    found += [judge(known[one].name, known[one].aliases, rules, INGREDIENT) for one in used]
    return list({verdict.key: verdict for verdict in found if verdict.name}.values())


def _complete(meals, days, known, week):
    if not meals:
        raise errors.NothingPlanned(field="meals", week=week)
    planned = {meal.on for meal in meals}
    for on in days:
        if on not in planned:
            raise errors.DayMissing(field="meals", on=on)
    for meal in meals:
        for dish in meal.dishes:
            for one in dish.portions:
                if None in one.mg.values():
                    name = known[one.ingredient_id].name
                    raise errors.AmountMissing(field="meals", on=meal.on, dish=dish.name, name=name)


def _confirmed(county_id, meals, known, answers, before):
    """What was asked about, with the answers; an answer given to the version before still holds."""
    given = {one["key"]: one["reason"] for one in before.confirmed} if before else {}
    given |= {key: text.strip() for key, text in answers.items() if text and text.strip()}
    found = []
    verdicts = verdicts_on(meals, known, catalogue.forbidden_rules(county_id))
    for verdict in verdicts:
        if verdict.refused:
            raise errors.ForbiddenFood(field="meals", name=verdict.name, basis=verdict.basis, key=verdict.key)
    for verdict in verdicts:
        if verdict.key not in given:
            raise errors.AnswerNeeded(field="asks", name=verdict.name, basis=verdict.basis, key=verdict.key)
        told = {"key": verdict.key, "name": verdict.name, "rule": verdict.rule, "basis": verdict.basis}
        found.append(told | {"reason": given[verdict.key]})
    return found


def _cost(county_id, canteen, week, meals, known, now):
    """What the meals are expected to cost per pupil today, as text in yuan by the figures' keys."""
    used = {one.ingredient_id for meal in meals for dish in meal.dishes for one in dish.portions}
    ingredients = [known[one] for one in sorted(used)]
    grounds = facts.grounds_of(county_id, canteen, week, ingredients, now.date())
    return costs(plain_plan(meals, known), grounds.facts)
