"""The words of the exchange format: what is stored, and the word on screen that spreadsheets may carry instead."""

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS as GROUPS
from mealwatch.web.words import WORDS

MEALS = WORDS["meal"]
UNITS = WORDS["unit"]
BASE_UNITS = {name: UNITS[name] for name in ("g", "ml", "piece")}
SCHOOL_TYPES = WORDS["school_type"]
SUPPLY_MODES = WORDS["supply_mode"]
AGE_BANDS = WORDS["age_band"]
DAY_TYPES = WORDS["day_type"]
DECIDING = WORDS["deciding"]
YES_NO = {"yes": "是", "no": "否"}
FOOD_GROUPS = {name: name for name in GROUPS}
DOC_KINDS = {name: word for name, word in WORDS["kind"].items() if name != "reversal"}
#: Other words for the same that are read too.
ALSO = {"千克": "kg", "小学校": "primary", "初中": "junior", "九年一贯制": "nine_year"}
