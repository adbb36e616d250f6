"""Words and numbers of the papers, on the page and in the workbooks."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.reports.exports.details import Names
from mealwatch.reports.exports.face import closed_line
from mealwatch.reports.exports.group import NAMES
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.web.formats import week_label
from mealwatch.web.words import WORDS

_RULES = (
    "每餐单价 = 当餐食材（出库＋送餐）÷ 全部就餐人数；教职工和其他学生同锅就餐，按人头分摊。"
    "没有就餐记录的年级组按全部在册学生计入就餐人数，本组没有就餐记录或就餐 0 人的餐不计入。"
    "领用一次、分多天使用的食材（油、盐、整袋米面）按分摊天数计入各天。"
    "所有金额由公式算出，可逐格核对；显示保留的小数位不影响比较。"
)


@dataclass(frozen=True)
class Amount:
    """A line of a month's arithmetic: its sign, its word, fen, and where it can be looked at (or None)."""

    sign: str
    text: str
    fen: int
    address: str | None = None
    strong: bool = False


def names_of(sheet_or_canteens, *, ingredients, suppliers=(), schools=(), before=()):
    """The Names with which a workbook is written; always Chinese."""
    return Names(
        meals=WORDS["meal"],
        canteens=sheet_or_canteens,
        ingredients={one.id: one for one in ingredients},
        suppliers={one.id: one for one in suppliers},
        schools={one.code: one.name for one in schools},
        before=before,
    )


def heading_of(sheet, policy, terms, now, by):
    """The texts at the head of a week's sheet."""
    with force_locale("zh"):
        days = sorted({on for one in sheet.figures for on in [day.on for day in one.days]}) or None
        label = _label(sheet.week, terms, days)
    versions = {one.policy_version for one in sheet.figures} or {policy.version}
    deciding = {one.deciding for one in sheet.figures} or {policy.deciding}
    return {
        "week": f"{label}　{sheet.week}",
        "policy": f"核算口径第 {'、'.join(map(str, sorted(versions)))} 版，按“{NAMES[deciding.pop()]}”判定",
        "closed": closed_line(sheet.statement),
        "notes": [_RULES],
        "made": made_by(now, by),
    }


def made_by(now, by):
    """When and by whom a workbook was made."""
    return f"导出时间 {now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}，导出人 {by}"


def kinds():
    """The words of the documents, in Chinese."""
    return WORDS["kind"]


def arithmetic(one, may_look):
    """The lines by which a canteen's month comes to what was issued, each with its documents."""

    def documents(kind):
        return _documents(one, kind) if may_look else None

    goods = f"#goods-{one.canteen.code}"
    return [
        Amount("", _("月初库存"), one.total("start_fen"), goods),
        Amount("+", _("期初建账"), one.total("opened_fen"), documents("opening")),
        Amount("+", _("入库"), one.total("received_fen"), documents("receipt")),
        Amount("+", _("盘盈"), one.total("surplus_fen"), documents("stocktake")),
        Amount("−", _("报损"), one.total("lost_fen"), documents("loss")),
        Amount("−", _("盘亏"), one.total("short_fen"), documents("stocktake")),
        Amount("−", _("月末库存"), one.total("end_fen"), goods),
        Amount("=", _("出库"), one.issued_by_value_fen, documents("issue"), strong=True),
    ]


def destinations(one, may_look):
    """Where what was issued went."""
    issues = _documents(one, "issue") if may_look else None
    notes = _documents(one, "delivery") if may_look else None
    lines = [
        Amount("", _("享受补助的餐次"), one.here.subsidised_fen, issues),
        Amount("+", _("其他餐次"), one.here.other_fen, issues),
        Amount("+", _("分摊到其他月份的各天"), one.elsewhere_fen, issues),
        Amount("=", _("出库单合计"), one.lines_fen, issues, strong=True),
    ]
    if any(one.brought):
        lines += [
            Amount("", _("以前月份出库、分摊到本月：享受补助的餐次"), one.brought.subsidised_fen),
            Amount("", _("以前月份出库、分摊到本月：其他餐次"), one.brought.other_fen),
        ]
    if one.delivered_fen:
        lines.append(Amount("", _("企业送餐计入的食材"), one.delivered_fen, notes))
    return lines


def by_food_group(one, ingredients):
    """``[(food group, [(ingredient, Moved), ...]), ...]`` in the order of the groups' worth issued."""
    found = {}
    for moved in one.moved:
        item = ingredients[moved.ingredient_id]
        found.setdefault(item.food_group, []).append((item, moved))
    return sorted(found.items(), key=lambda entry: -sum(moved.issued_fen for _, moved in entry[1]))


def weeks_of(month, terms, today):
    """``[(week, its label), ...]`` of the weeks that touch the month and have begun."""
    weeks = Week.span(Week.of(month.first), Week.of(month.last))
    return [(week, _label(week, terms)) for week in weeks if week.monday <= today]


def _label(week, terms, days=None):
    found = teaching_week(terms, week)
    return week_label(week, found[0].starts_on if found else None, days)


def _documents(one, kind):
    return url_for(
        "stock.documents",
        canteen_code=one.canteen.code,
        kind=kind,
        first=one.month.first.isoformat(),
        last=one.month.last.isoformat(),
    )
