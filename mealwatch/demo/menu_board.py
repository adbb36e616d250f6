"""The week's menu on the wall: planned at the week's prices, written band by band where bands share a pot."""

from fractions import Fraction

from mealwatch.demo.chance import chance
from mealwatch.demo.heads import LUNCH
from mealwatch.demo.plan import BAND_PERCENT, planned_week
from mealwatch.kernel.quantity import plain

SCHOOL_WEEK = 5
_JUNIOR_PERCENT = 106
_SACKS_UP_TO = 130  # heads; a bigger canteen weighs its rice every day


def opens_sacks(canteen):
    """Does the canteen open rice by the sack, and so cook rice every day?"""
    return canteen.heads < _SACKS_UP_TO


def put_up_menu(demo, canteen, books, week, change):
    """Plan the lunches of a week and write them on the menu. Returns ``{day: [Portion]}``."""
    days = demo.term.canteen_week(canteen, week)
    if not days:
        return {}
    school = canteen.school
    honest = chance(demo.seed, "level", school.code).randint(2580, 2850)
    honest += chance(demo.seed, "week", school.code, week).randint(-25, 30) + SCHOOL_WEEK * school.top_up_fen
    target = (change.target_fen or honest) * len(days) // SCHOOL_WEEK
    turn = int(week[-2:]) + int(school.code[1:])
    percent = _JUNIOR_PERCENT if school.school_type == "junior" else 100
    plan = planned_week(
        days, turn, percent, lambda known: demo.market.price(canteen, known, week), target, opens_sacks(canteen)
    )
    bands = sorted({group.band for group in canteen.groups}) if canteen.by_bands else [""]
    for on, portions in plan.items():
        for band in bands:
            books.note("menus", [_row(canteen, on, portion, band) for portion in portions])
    return plan


def grams_for(portion, band):
    """Edible grams of a portion for one age band (``""`` for all), to the half gram."""
    if not band or portion.counted:
        return portion.grams
    return portion.sized(Fraction(BAND_PERCENT[band], 100)).grams


def _row(canteen, on, portion, band):
    return {
        "canteen_code": canteen.code,
        "date": on.isoformat(),
        "meal": LUNCH,
        "dish": portion.dish,
        "ingredient_code": portion.ingredient.code,
        "grams_per_pupil": plain(grams_for(portion, band)),
        "age_band": band,
    }
