"""What is wrong between cells, rows, and what the county holds."""

from mealwatch.kernel.errors import Conflict, Invalid, mark


class UnknownCode(Invalid):
    code = "exchange.unknown_code"
    says = mark("没有编码为“{value}”的{thing}")
    remedy = mark("请核对编码，或先在相应的表里登记")


class NameMatchesNone(Invalid):
    code = "exchange.name_matches_none"
    says = mark("没有名称为“{value}”的{thing}")
    remedy = mark("请核对名称，或用 --match 给出名称和编码的对照表")


class NameMatchesSeveral(Invalid):
    code = "exchange.name_matches_several"
    says = mark("名称为“{value}”的{thing}不止一个：{codes}")
    remedy = mark("请改填编码，或用 --match 给出名称和编码的对照表")


class KeyTwice(Invalid):
    code = "exchange.key_twice"
    says = mark("与第 {first} 行是同一条（{key}）")
    remedy = mark("请只留一行")


class GroupWithoutSchool(Invalid):
    code = "exchange.group_without_school"
    says = mark("填了供餐年级组“{value}”却没有填学校")
    remedy = mark("请填学校编码，或把供餐年级组留空")


class RowsDiffer(Invalid):
    code = "exchange.rows_differ"
    says = mark("同一张单据（{key}）各行的“{chinese}”不一致：第 {first} 行是“{other}”")
    remedy = mark("一张单据只有一个日期、一个餐次；请改正或拆成两个单号")


class PostedShared(Invalid):
    code = "exchange.posted_shared"
    says = mark("录入次序 {value} 与 {file} 第 {first} 行重复")
    remedy = mark("每张单据、每条红冲的录入次序各不相同")


class UnitDoesNotFit(Invalid):
    code = "exchange.unit_does_not_fit"
    says = mark("“{ingredient}”以{base}计，不能用单位“{value}”")
    remedy = mark("请改单位；用包装作单位的，先在食材表里填包装含量")


class NotWholeUnits(Invalid):
    code = "exchange.not_whole_units"
    says = mark("{value} {unit}折算后不是整数个基本单位")
    remedy = mark("请核对数量和单位")


class TooMuch(Invalid):
    code = "exchange.too_much"
    says = mark("数量“{value}”大得不合情理")
    remedy = mark("请核对数量和单位")


class InTheFuture(Invalid):
    code = "exchange.in_the_future"
    says = mark("日期 {value} 在今天（{today}）之后")
    remedy = mark("请改为今天或以前的日期")


class ExpiredOnArrival(Invalid):
    code = "exchange.expired_on_arrival"
    says = mark("保质期至 {value}，早于入库日期 {on}")
    remedy = mark("请核对保质期")


class SameAcceptor(Invalid):
    code = "exchange.same_acceptor"
    says = mark("两名验收人都是“{value}”")
    remedy = mark("必须由两个不同的人验收")


class GroupNotThereYet(Invalid):
    code = "exchange.group_not_there_yet"
    says = mark("供餐年级组在 {value} 还没有设立")
    remedy = mark("请核对日期，或登记更早的起始日期")


class FarMoreThanEnrolled(Invalid):
    code = "exchange.far_more_than_enrolled"
    says = mark("享受学生就餐 {value} 人，超过享受人数 {enrolled} 人的两倍")
    remedy = mark("请核对人数；确有变动请先更新享受人数")


class CountedTwice(Invalid):
    code = "exchange.counted_twice"
    says = mark("同一张盘点单里“{value}”出现了两次（第 {first} 行）")
    remedy = mark("请合并成一行")


class BaseUnitFixed(Conflict):
    code = "exchange.base_unit_fixed"
    says = mark("“{ingredient}”以{base}计，不能改为“{value}”")
    remedy = mark("基本单位登记后不能改；请另设一个食材编码")


class NothingToReverse(Invalid):
    code = "exchange.nothing_to_reverse"
    says = mark("没有单号为“{value}”的{kind}单可红冲")
    remedy = mark("请核对食堂、单据类型和单号；红冲不能排在原单之前")


class AlreadyReversed(Conflict):
    code = "exchange.already_reversed"
    says = mark("单据“{value}”已经红冲过")
    remedy = mark("一张单据只能红冲一次")


class ReversedBeforeDated(Invalid):
    code = "exchange.reversed_before_dated"
    says = mark("红冲日期 {value} 早于单据日期 {on}")
    remedy = mark("红冲日期不能早于原单日期")


class ReversalDiffers(Conflict):
    code = "exchange.reversal_differs"
    says = mark("单据“{value}”已经红冲过，日期、原因或红冲人不同")
    remedy = mark("已有的红冲不能改")


class DocumentDiffers(Conflict):
    code = "exchange.document_differs"
    says = mark("单号“{value}”已经用过，内容不同")
    remedy = mark("要更正，请红冲原单，再用新单号录入；单号不能重复使用")


class MealDiffers(Conflict):
    code = "exchange.meal_differs"
    says = mark("已经填过这一餐，人数不同（{was}）")
    remedy = mark("要更正，请加 --correct 原因")


class MenuDiffers(Conflict):
    code = "exchange.menu_differs"
    says = mark("已有这一行食谱，克数不同（{was}）")
    remedy = mark("要更正，请加 --correct 原因")


class WeekClosed(Conflict):
    code = "exchange.week_closed"
    says = mark("{on} 所在的一周（{week}）已经周结")
    remedy = mark("已周结的一周不再接受更改；确需更正，请教体局两人批准重开")


class ClosedTwice(Conflict):
    code = "exchange.closed_twice"
    says = mark("这一周已经周结（{closed_at}，{closed_by}）")
    remedy = mark("已有的周结不能改；请删去这一行")


class NotEnoughStock(Conflict):
    code = "exchange.not_enough_stock"
    says = mark("“{ingredient}”库存不足：要出 {value} {unit}，可出的只有 {held} {unit}")
    remedy = mark("请核对数量和单位、入库日期和保质期；缺的入库单先补上")


class LotsInUse(Conflict):
    code = "exchange.lots_in_use"
    says = mark("单据“{value}”的食材已经出过库，不能红冲")
    remedy = mark("请先红冲用到它的出库、报损或盘点单")


class SpreadsIntoClosedWeek(Conflict):
    code = "exchange.spreads_into_closed_week"
    says = mark("分摊 {value} 天会把费用摊到已周结的一周（{week}）")
    remedy = mark("请减少分摊天数，或改用未周结的日期")


class CostInClosedWeek(Conflict):
    code = "exchange.cost_in_closed_week"
    says = mark("单据“{value}”的费用已计入已周结的一周（{week}），不能红冲")
    remedy = mark("确需更正，请教体局两人批准重开该周")
