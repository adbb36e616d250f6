"""A canteen's week put together for its page: what is planned and published, what is offered to plan with."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import the_one
from mealwatch.catalogue.errors import NoIngredient
from mealwatch.catalogue.presenters import offer
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.menus import book, errors, facts, queries
from mealwatch.menus import planner_words as presenters
from mealwatch.menus.domain.dishes import METHODS, Dish, Meal, Portion, plain_plan
from mealwatch.menus.domain.menu import MEALS
from mealwatch.menus.domain.publication import Publication, content_of
from mealwatch.menus.figure_words import script_words
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week

NOTHING, PLANNED, PUBLISHED, CHANGED = "nothing", "planned", "published", "changed"


@dataclass(frozen=True)
class PlannedWeek:
    """``state`` is nothing, planned, published or changed (since it was published)."""

    week: Week
    meals: list
    grounds: facts.Grounds
    plain: list
    published: Publication | None
    state: str
    term: tuple | None
    bands: list
    known: dict
    names: dict

    @property
    def by_place(self):
        return {(meal.on, meal.meal): meal for meal in self.meals}

    @property
    def kinds(self):
        """The meals on the plan, lunch always among them, in the order of the day."""
        planned = {meal.meal for meal in self.meals} | {"lunch"}
        return [kind for kind in MEALS if kind in planned]

    @property
    def days(self):
        """The days to show: Monday to Friday, supply days, and days with a meal."""
        planned = {meal.on for meal in self.meals}
        return [on for on in self.week.days if on.weekday() < 5 or on in self.grounds.days or on in planned]


def bands_of(county_id, canteen_id, week):
    """The age bands that a canteen feeds in a week."""
    days = schools.canteen_supply_days(county_id, canteen_id, week.monday, week.sunday)
    return [band for band, _ in facts.bands_fed(county_id, canteen_id, days[0] if days else week.monday)]


def week_of(county_id, canteen, week, ingredients, today, *, whole=True):
    """The PlannedWeek; ``whole``: with prices for every ingredient, else only for those on the plan."""
    bands = bands_of(county_id, canteen.id, week)
    meals = queries.meals_of(county_id, canteen.id, week, bands)
    known = {one.id: one for one in ingredients}
    used = {one.ingredient_id for meal in meals for dish in meal.dishes for one in dish.portions}
    priced = ingredients if whole else [known[one] for one in used]
    grounds = facts.grounds_of(county_id, canteen, week, priced, today)
    published = queries.latest_publication(county_id, canteen.id, week.monday)
    same = published and published.days == content_of(meals, known)["days"]
    state = PUBLISHED if same else CHANGED if published else PLANNED if meals else NOTHING
    term = teaching_week(schools.terms_of(county_id), week)
    plain = plain_plan(meals, known)
    return PlannedWeek(week, meals, grounds, plain, published, state, term, bands, known, _names(county_id, meals))


def _names(county_id, meals):
    """What the weeks are called from which meals were copied: {week as text: name}."""
    terms = schools.terms_of(county_id)
    return {meal.copied_from: week_name(terms, Week.parse(meal.copied_from)) for meal in meals if meal.copied_from}


def week_name(terms, week):
    """``第12教学周``; outside a term the ISO week."""
    term = teaching_week(terms, week)
    return _("第%(number)s教学周", number=term[1]) if term else str(week)


def meal_of(given, known):
    """A planned Meal from what WeekSchema loaded; ``known``: {code: Ingredient}. Raises NoIngredient, HourInvalid."""
    dishes = tuple(_dish(one, known) for one in given["dishes"])
    at = (given["at"] or "").strip().replace("：", ":")
    if at and not presenters.HOUR.fullmatch(at):
        raise errors.HourInvalid(field="meals", value=at[:20])
    copied = str(given["copied"]) if given["copied"] and dishes else None
    return Meal(given["on"], given["meal"], dishes, at or None, copied)


def _dish(one, known):
    portions = {}
    for row in one["rows"]:
        found = known.get(row["code"]) or the_one(known.values(), row["name"])
        if found is None:
            raise NoIngredient(field="meals", value=row["name"] or row["code"])
        if found.id in portions:
            raise errors.RowTwice(field="meals", dish=one["name"])
        # Nothing for a band is no row of that band; nothing for all is said as 0 grams.
        mg = {band: amount for band, amount in row["grams"].items() if not band or amount != 0}
        if mg:
            portions[found.id] = Portion(found.id, mg)
    return Dish(one["name"], one["method"], tuple(portions.values()))


def island(county_id, canteen, planned, ingredients, answers=None):
    """Everything that the planner's script knows, as JSON values; ``answers``: those that were typed."""
    before_these = {one["key"]: one["reason"] for one in planned.published.confirmed} if planned.published else {}
    week, known = planned.week, {one.id: one for one in ingredients}
    before = queries.week_before(county_id, canteen.id, week)
    dishes = book.dishes_before(county_id, canteen.id, week.sunday + timedelta(weeks=2), planned.bands)
    if len(dishes) < book.FEW:
        names = {dish.name for dish, _ in dishes}
        dishes += [(one, 0) for one in book.published_dishes(ingredients) if one.name not in names]
    used = {}
    for dish, times in dishes:
        for one in dish.portions:
            used[one.ingredient_id] = used.get(one.ingredient_id, 0) + max(times, 1)
    return {
        "week": str(week),
        "names": planned.names,
        "today": clock.today().isoformat(),
        "days": [presenters.day_for_script(on, planned.grounds.days) for on in week.days],
        "bands": [[band, presenters.band_word(band)] for band in planned.bands],
        "last": _last(county_id, canteen, before, planned, known) if before else None,
        "book": [presenters.dish_offered(dish, times, known) for dish, times in dishes],
        "foods": [
            offer(one, held=one.food_group, used=used.get(one.id, 0)) | {"aliases": list(one.aliases)}
            for one in ingredients
        ],
        "methods": METHODS,
        "hours": presenters.hours(queries.last_hours(county_id, canteen.id)),
        "facts": planned.grounds.facts,
        "sources": planned.grounds.sources,
        "rules": [presenters.rule_for_script(rule) for rule in catalogue.forbidden_rules(county_id) if rule.active],
        "answers": before_these | (answers or {}),
        "words": script_words(),
    }


def _last(county_id, canteen, monday, planned, known):
    """The last week with a menu, to copy from: its meals by weekday."""
    week = Week(monday)
    meals = queries.meals_of(county_id, canteen.id, week, planned.bands)
    name = week_name(schools.terms_of(county_id), week)
    return {
        "week": str(week),
        "name": name,
        "older": week != planned.week.shifted(-1),
        "meals": [
            {"day": meal.on.weekday(), "meal": meal.meal, "at": meal.serves_at or "", "dishes": dishes}
            for meal in meals
            for dishes in [[presenters.dish_for_script(dish, known) for dish in meal.dishes]]
        ],
    }
