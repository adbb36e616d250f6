"""The tables below the sheet: draws and their lots, issue lines and their days, delivery notes, heads."""

from mealwatch.kernel.ratio import Ratio
from mealwatch.reports.domain.sheet import CHANGED, REPORTED, SILENT
from mealwatch.reports.exports.cells import As, Column, Live, Table

YES, NO = "是", "否"
STATUS = {REPORTED: "已报", SILENT: "未报", CHANGED: "周结后变动"}
UNDECLARED = "未申报"
DECLARED = "已申报"
_SOURCE = {"receipt": "入库单", "opening": "期初库存", "stocktake": "盘点单（盘盈）"}
_UNIT = {"g": "公斤", "ml": "升", "piece": "个"}

LOTS = (
    Column("line", "出库行", width=9),
    Column("ingredient", "食材", width=14),
    Column("source", "来源", width=13),
    Column("doc_no", "来源单号", width=14),
    Column("received_on", "入库日期", "date", 11),
    Column("supplier", "供货商", width=22),
    Column("batch", "批号", width=12),
    Column("expires_on", "保质期至", "date", 11),
    Column("bought", "购入数量", "kilo", 11),
    Column("unit", "单位", width=6),
    Column("paid", "购入金额（元）", "yuan", 11),
    Column("unit_price", "单价（元/单位）", "price", 10),
    Column("used", "此前已领数量", "kilo", 11),
    Column("drawn", "此前已计金额（元）", "yuan", 11),
    Column("quantity", "本次领用数量", "kilo", 11),
    Column("cost", "本次领用金额（元）", "yuan", 11),
)
ISSUES = (
    Column("no", "餐号", width=7),
    Column("on", "用餐日期", "date", 11),
    Column("meal", "餐次", width=6),
    Column("canteen", "食堂", width=20),
    Column("doc_no", "出库单号", width=14),
    Column("dated_on", "出库日期", "date", 11),
    Column("ingredient", "食材", width=14),
    Column("quantity", "出库数量", "kilo", 11),
    Column("unit", "单位", width=6),
    Column("cost", "出库金额（元）", "yuan", 11),
    Column("use_days", "分摊天数", "count", 8),
    Column("day_no", "第几天", "count", 7),
    Column("is_last", "余额归本日", width=8),
    Column("share", "计入当餐（元）", "yuan", 11),
    Column("storekeeper", "库管员", width=9),
    Column("collector", "领用人", width=9),
    Column("line", "出库行", width=9),
)
DELIVERIES = (
    Column("no", "餐号", width=7),
    Column("on", "送餐日期", "date", 11),
    Column("meal", "餐次", width=6),
    Column("canteen", "食堂", width=20),
    Column("doc_no", "送餐单号", width=14),
    Column("supplier", "供餐单位", width=24),
    Column("portions", "份数", "count", 8),
    Column("amount", "金额（元）", "yuan", 11),
    Column("food_cost", "其中食材成本（元）", "yuan", 11),
    Column("counted", "计入当餐（元）", "yuan", 11),
    Column("declared", "食材成本申报", width=10),
    Column("acceptor_1", "验收人1", width=9),
    Column("acceptor_2", "验收人2", width=9),
)
HEADS = (
    Column("no", "餐号", width=7),
    Column("on", "日期", "date", 11),
    Column("meal", "餐次", width=6),
    Column("canteen", "食堂", width=20),
    Column("school", "学校", width=22),
    Column("group", "供餐年级组", width=14),
    Column("key", "组号", width=7),
    Column("status", "情况", width=11),
    Column("own", "享受学生", "count", 9),
    Column("others", "其他学生", "count", 9),
    Column("staff", "教职工", "count", 8),
    Column("silent", "未报按在册", "count", 10),
    Column("eaters", "合计", "count", 8),
)
_SHARE = (
    'IF({is_last}="是",'
    "ROUND({cost}-INT(ROUND({cost}*100,0)*({day_no}-1)/{use_days}+0.5)/100,2),"
    "ROUND((INT(ROUND({cost}*100,0)*{day_no}/{use_days}+0.5)"
    "-INT(ROUND({cost}*100,0)*({day_no}-1)/{use_days}+0.5))/100,2))"
)
_COST = "ROUND(INT(ROUND({paid}*100,0)*ROUND(({used}+{quantity})*1000,0)/ROUND({bought}*1000,0)+0.5)/100-{drawn},2)"


def number_of(pot):
    """What names a pot on the paper; never to be read as a number."""
    return f"餐{pot.number}"


def key_of(numbers, school_code, group_code):
    """What names one of the school's own groups on the paper; empty for other schools' groups."""
    number = numbers.get((school_code, group_code))
    return f"组{number}" if number else ""


class Names:
    """The names that the tables show, and how each lot stood when it was drawn from."""

    def __init__(self, *, meals, canteens, ingredients, suppliers=(), schools=(), before=()):
        self.meals = meals
        self._canteens = canteens
        self._ingredients = ingredients
        self._suppliers = dict(suppliers)
        self._schools = dict(schools)
        self.before = dict(before)

    def canteen(self, canteen_id):
        canteen = self._canteens[canteen_id]
        return f"{canteen.code} {canteen.name}"

    def canteen_code(self, canteen_id):
        return self._canteens[canteen_id].code

    def item(self, ingredient_id):
        return self._ingredients[ingredient_id]

    def ingredient(self, ingredient_id):
        return self._ingredients[ingredient_id].name

    def unit(self, ingredient_id):
        return _UNIT[self._ingredients[ingredient_id].base_unit]

    def quantity(self, ingredient_id, amount):
        """Base units as a cell in kilos, litres or pieces."""
        return As("count" if self._ingredients[ingredient_id].base_unit == "piece" else "kilo", amount)

    def supplier(self, supplier_id):
        return self._suppliers[supplier_id].name if supplier_id is not None else ""

    def school(self, code):
        return self._schools.get(code, code)


class Lots:
    """批次: every draw of the week's issue lines, with the lot it took from and how its cost came about."""

    title = "批次：出库从哪些批次领出"

    def __init__(self, paper, sheet, names):
        lines = {}
        for _, part in sheet.parts:
            lines.setdefault((part.line.document_id, part.line.line_no), part)
        self.number = {key: f"行{place}" for place, key in enumerate(lines, start=1)}
        self._rows = [(key, part, draw) for key, part in lines.items() for draw in part.draws]
        self._names = names
        self.table = Table(paper, 1, LOTS, len(self._rows))

    def write(self):
        names = self._names
        for place, (key, part, draw) in enumerate(self._rows):
            item = part.line.ingredient_id
            before = names.before[(*key, draw.lot_document_id, draw.lot_line_no)]
            scale = 1 if names.unit(item) == "个" else 1000
            self.table.write(
                place,
                {
                    "line": self.number[key],
                    "ingredient": names.ingredient(item),
                    "source": _SOURCE[draw.kind],
                    "doc_no": draw.doc_no,
                    "received_on": draw.received_on,
                    "supplier": names.supplier(draw.supplier_id),
                    "batch": draw.batch_no,
                    "expires_on": draw.expires_on,
                    "bought": names.quantity(item, draw.bought),
                    "unit": names.unit(item),
                    "paid": draw.lot_cost_fen,
                    "unit_price": Live("{paid}/{bought}", Ratio(draw.lot_cost_fen * scale, draw.bought)),
                    "used": names.quantity(item, before.used),
                    "drawn": before.drawn_fen,
                    "quantity": names.quantity(item, draw.quantity),
                    "cost": Live(_COST, draw.cost_fen),
                },
            )


class Issues:
    """出库明细: what each issue line put into a pot; a package's cost is spread over its days of use."""

    title = "出库明细：每一行出库计入当餐的金额"

    def __init__(self, paper, sheet, names, lots):
        self._sheet = sheet
        self._names = names
        self._lots = lots
        changed = sum(bool(pot.changed_fen) for pot in sheet.pots.values())
        self.table = Table(paper, 1, ISSUES, len(sheet.parts) + changed)

    def write(self):
        place = 0
        for pot in self._sheet.pots.values():
            for part in pot.parts:
                self.table.write(place, self._row(pot, part))
                place += 1
            if pot.changed_fen:
                place_of = _place_of(pot, self._names)
                self.table.write(place, place_of | {"ingredient": STATUS[CHANGED], "share": pot.changed_fen})
                place += 1

    def _row(self, pot, part):
        line, names = part.line, self._names
        lots = self._lots.table
        cost = f"ROUND(SUMIFS({lots.span('cost')},{lots.span('line')},{{line}}),2)"
        return _place_of(pot, names) | {
            "doc_no": line.doc_no,
            "dated_on": line.dated_on,
            "ingredient": names.ingredient(line.ingredient_id),
            "quantity": names.quantity(line.ingredient_id, line.quantity),
            "unit": names.unit(line.ingredient_id),
            "cost": Live(cost, line.cost_fen),
            "use_days": line.use_days,
            "day_no": part.day_no,
            "is_last": YES if part.is_last else NO,
            "share": Live(_SHARE, part.cost_fen),
            "storekeeper": line.storekeeper,
            "collector": line.collector,
            "line": self._lots.number[line.document_id, line.line_no],
        }


class Deliveries:
    """送餐明细: contractors' delivery notes."""

    title = "送餐明细：企业送餐计入当餐的金额"

    def __init__(self, paper, sheet, names):
        self._rows = [(pot, note) for pot in sheet.pots.values() for note in pot.deliveries]
        self._names = names
        self.table = Table(paper, 1, DELIVERIES, len(self._rows))

    def write(self):
        for place, (pot, note) in enumerate(self._rows):
            whole, food = note["amount_fen"], note["food_cost_fen"]
            counted = Live('IF({food_cost}="",{amount},{food_cost})', whole if food is None else food)
            declared = UNDECLARED if food is None else DECLARED
            self.table.write(
                place,
                _place_of(pot, self._names)
                | {
                    "doc_no": note["doc_no"],
                    "supplier": self._names.supplier(note["supplier_id"]),
                    "portions": note["portions"],
                    "amount": whole,
                    "food_cost": food,
                    "counted": counted,
                    "declared": Live(f'IF({{food_cost}}="","{UNDECLARED}","{DECLARED}")', declared),
                    "acceptor_1": note["acceptor_1"],
                    "acceptor_2": note["acceptor_2"],
                },
            )


class Heads:
    """就餐人数: who sat at each pot, of all groups and schools that it fed."""

    title = "就餐人数：同一锅饭的全部就餐人员"

    def __init__(self, paper, sheet, names):
        self._rows = [(pot, row) for pot in sheet.pots.values() for row in pot.heads]
        self._numbers = sheet.group_numbers
        self._names = names
        self.table = Table(paper, 1, HEADS, len(self._rows))

    def write(self):
        for place, (pot, row) in enumerate(self._rows):
            reported = row.status == REPORTED
            self.table.write(
                place,
                _place_of(pot, self._names)
                | {
                    "school": self._names.school(row.school_code),
                    "group": row.group_code,
                    "key": key_of(self._numbers, row.school_code, row.group_code),
                    "status": STATUS[row.status],
                    "own": row.beneficiaries if reported else None,
                    "others": row.others if reported else None,
                    "staff": row.staff if reported else None,
                    "silent": None if reported else row.unreported,
                    "eaters": Live("SUM({own}:{silent})", row.eaters),
                },
            )


def _place_of(pot, names):
    return {
        "no": number_of(pot),
        "on": pot.on,
        "meal": names.meals[pot.meal],
        "canteen": names.canteen(pot.canteen_id),
    }
