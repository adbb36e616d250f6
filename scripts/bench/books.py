"""A county's books in the exchange format, of any number of schools and weeks, the same each time.

Every school has a canteen, two pupil groups, one delivery of goods and one issue of six ingredients a day, a menu,
a loss and a count a week; every fourth week has a reversal. The weeks end with the last one that is over.
"""

import csv
from datetime import timedelta
from random import Random

from mealwatch.kernel.week import Week

INGREDIENTS = (
    ("rice", "g", 120),
    ("flour", "g", 60),
    ("pork", "g", 50),
    ("leek", "g", 90),
    ("egg", "piece", 1),
    ("oil", "ml", 8),
)
#: So many base units cost a yuan at a school that is short, and at one that is not.
SHORT, MET = 150, 60
HEADINGS = {
    "schools": "school_code,name,town,school_type,supply_mode",
    "canteens": "canteen_code,school_code,name",
    "pupil_groups": "school_code,group_code,name,age_band,canteen_code,from_date,beneficiaries,other_pupils",
    "calendar": "date,day_type",
    "ingredients": "ingredient_code,name,food_group,base_unit",
    "suppliers": "supplier_code,name",
    "receipts": "canteen_code,doc_no,received_on,ingredient_code,quantity,unit,amount_yuan,supplier_code,batch_no,"
    "produced_on,expires_on,buyer,acceptor_1,acceptor_2",
    "issues": "canteen_code,doc_no,issued_on,meal,ingredient_code,quantity,unit,use_days,storekeeper,collector",
    "losses": "canteen_code,doc_no,lost_on,ingredient_code,quantity,unit,reason,approved_by",
    "stocktakes": "canteen_code,doc_no,counted_on,ingredient_code,counted_quantity,unit,reason,counted_by,witnessed_by",
    "reversals": "canteen_code,doc_kind,doc_no,reversed_on,reason,reversed_by",
    "meals": "school_code,group_code,date,meal,beneficiaries_served,other_pupils_served,staff_served",
    "menus": "canteen_code,date,meal,dish,ingredient_code,grams_per_pupil",
    "closings": "school_code,week,closed_at,closed_by",
}


def write(folder, schools, weeks, today, short=1):
    """Write the set; one school of so many is ``short`` of the floor (1: all). Returns how many rows it has."""
    folder.mkdir(parents=True)
    files = {name: (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") for name in HEADINGS}
    writers = {name: csv.writer(file) for name, file in files.items()}
    count = 0

    def put(name, *cells):
        nonlocal count
        count += 1
        writers[name].writerow(cells)

    for name, heading in HEADINGS.items():
        writers[name].writerow(heading.split(","))
    last = Week.of(today).shifted(-1)
    span = Week.span(last.shifted(1 - weeks), last)
    _standing(put, schools, span)
    for school in range(1, schools + 1):
        _school(put, Random(school), school, span, SHORT if school % short == 0 else MET)
    for file in files.values():
        file.close()
    return count


def _standing(put, schools, span):
    for code, unit, _ in INGREDIENTS:
        put("ingredients", code, code, "其他", unit)
    put("suppliers", "V1", "粮油公司")
    for week in span:
        for day in week.days[:5]:
            put("calendar", day, "supply")
    for school in range(1, schools + 1):
        put("schools", f"S{school}", f"第{school}小学", f"第{school % 12}镇", "primary", "canteen")
        put("canteens", f"C{school}", f"S{school}", "食堂")
        for group, band in (("G13", "6-8"), ("G46", "9-11")):
            put(
                "pupil_groups",
                f"S{school}",
                group,
                group,
                band,
                f"C{school}",
                span[0].monday,
                40 + school % 90,
                school % 7,
            )


def _school(put, random, school, span, per_yuan):
    canteen, heads = f"C{school}", 2 * (40 + school % 90)
    for week in span:
        for day in week.days[:5]:
            _day(put, random, canteen, heads, day, per_yuan)
            for group in ("G13", "G46"):
                put("meals", f"S{school}", group, day, "lunch", heads // 2 - random.randint(0, 4), school % 7, 2)
        put("losses", canteen, f"L{week}", week.days[4], "leek", 20, "g", "变质", "校长")
        put("stocktakes", canteen, f"T{week}", week.days[4], "rice", 200, "g", "盘点", "甲", "乙")
        if week.monday.toordinal() // 7 % 4 == 0:
            put("reversals", canteen, "loss", f"L{week}", week.days[4], "录错", "库管")
        put("closings", f"S{school}", week, f"{week.sunday + timedelta(days=1)}T18:00:00+08:00", "校长")


def _day(put, random, canteen, heads, day, per_yuan):
    for code, unit, each in INGREDIENTS:
        need = heads * each
        price = f"{need // per_yuan + random.randint(0, 9)}.{random.randint(0, 99):02}"
        expires = day + timedelta(days=60) if code != "rice" else ""
        received = canteen, f"R{day}", day, code, need + 5, unit, price, "V1", f"b{day}"
        put("receipts", *received, day - timedelta(days=1), expires, "采购", "验收一", "验收二")
        use_days = 5 if code == "oil" and day.weekday() == 0 else ""
        put("issues", canteen, f"I{day}", day, "lunch", code, need, unit, use_days, "库管", "领用")
        put("menus", canteen, day, "lunch", code, code, each)
