"""What the ledger refuses."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class UnknownKind(Invalid):
    code = "stock.unknown_kind"
    says = mark("没有“{value}”这种单据")
    remedy = mark("单据类型有：期初、入库、出库、送餐、报损、盘点")


class NumberMissing(Invalid):
    code = "stock.number_missing"
    says = mark("没有填单号")
    remedy = mark("请填写单号，同一食堂同类单据不能重复")


class InTheFuture(Invalid):
    code = "stock.in_the_future"
    says = mark("日期 {value} 在今天（{today}）之后")
    remedy = mark("请改为今天或以前的日期")


class MealUnknown(Invalid):
    code = "stock.meal_unknown"
    says = mark("餐次“{value}”不对")
    remedy = mark("出库和送餐请选早餐、午餐、晚餐或加餐；其他单据不填餐次")


class NoLines(Invalid):
    code = "stock.no_lines"
    says = mark("单据里一行也没有")
    remedy = mark("请至少填写一种食材")


class OutOfRange(Invalid):
    code = "stock.out_of_range"
    says = mark("{value} 不在 {least} 到 {most} 之间")
    remedy = mark("请核对数量、金额和单位")


class ExpiredOnArrival(Invalid):
    code = "stock.expired_on_arrival"
    says = mark("保质期至 {value}，早于入库日期 {on}")
    remedy = mark("请核对保质期；过期食材应当场退回，不能入库")


class ExpiresBeforeMade(Invalid):
    code = "stock.expires_before_made"
    says = mark("保质期至 {value}，早于生产日期 {made}")
    remedy = mark("请核对生产日期和保质期")


class SamePersonTwice(Invalid):
    code = "stock.same_person_twice"
    says = mark("两处签字都是“{value}”")
    remedy = mark("必须由两个不同的人签字")


class CountedTwice(Invalid):
    code = "stock.counted_twice"
    says = mark("同一张盘点单里一种食材出现了两次")
    remedy = mark("请合并成一行")


class NotEnoughStock(Conflict):
    code = "stock.not_enough"
    says = mark("库存不足：要出 {wanted}，可出的只有 {held}")
    remedy = mark("请改数量，或先补入库；过期的和日期在后的批次不能出库")


class DocumentDiffers(Conflict):
    code = "stock.document_differs"
    says = mark("单号“{doc_no}”已经用过，内容不同")
    remedy = mark("要更正，请红冲原单，再用新单号录入")


class NothingToReverse(Conflict):
    code = "stock.nothing_to_reverse"
    says = mark("没有单号为“{doc_no}”的单据可红冲")
    remedy = mark("请核对食堂、单据类型和单号")


class AlreadyReversed(Conflict):
    code = "stock.already_reversed"
    says = mark("单据“{doc_no}”已在 {on} 红冲过")
    remedy = mark("一张单据只能红冲一次；要更正请录入新单")


class ReversedBeforeDated(Invalid):
    code = "stock.reversed_before_dated"
    says = mark("红冲日期 {value} 早于单据日期 {on}")
    remedy = mark("红冲日期不能早于原单日期")


class ReasonMissing(Invalid):
    code = "stock.reason_missing"
    says = mark("没有填写原因")
    remedy = mark("请写明原因")


class PersonMissing(Invalid):
    code = "stock.person_missing"
    says = mark("没有填写红冲人")
    remedy = mark("请填写是谁红冲的")


class LotsInUse(Conflict):
    code = "stock.lots_in_use"
    says = mark("这张单的食材已经出过库，不能红冲")
    remedy = mark("请先红冲用到它的出库、报损或盘点单：{documents}")


class WeekClosed(Conflict):
    code = "stock.week_closed"
    says = mark("{on} 所在的一周（{week}）已经周结")
    remedy = mark("已周结的一周不再接受单据；确需更正，请教体局两人批准重开")


class SpreadsIntoClosedWeek(Conflict):
    code = "stock.spreads_into_closed_week"
    says = mark("分摊天数会把费用摊到已周结的一周（{week}）")
    remedy = mark("请减少分摊天数，或改用未周结的日期")


class CostInClosedWeek(Conflict):
    code = "stock.cost_in_closed_week"
    says = mark("这张单的费用已计入已周结的一周（{week}），不能红冲")
    remedy = mark("确需更正，请教体局两人批准重开该周")


class UnitDoesNotFit(Invalid):
    code = "stock.unit_does_not_fit"
    says = mark("“{name}”不能用“{value}”计量")
    remedy = mark("请换一个单位：{options}")


class QuantityNotWhole(Invalid):
    code = "stock.quantity_not_whole"
    says = mark("“{name}”的数量 {value} 折算后不是整{base_unit}")
    remedy = mark("请核对数量和单位")


class NoDocument(NotFound):
    code = "stock.no_document"
    says = mark("这个食堂没有单号为“{value}”的单据")
    remedy = mark("请核对单据类型和单号")


class NoReversal(NotFound):
    code = "stock.no_reversal"
    says = mark("单据“{value}”没有红冲")
    remedy = mark("请核对单号")


class SignedAlready(Conflict):
    code = "stock.signed_already"
    says = mark("单据“{doc_no}”签字齐全，不用补签")
    remedy = mark("请返回单据查看")
