"""What purchasing refuses."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class DaysInvalid(Invalid):
    code = "purchasing.days"
    says = mark("订货的日期范围不对")
    remedy = mark("结束日期不能早于开始日期，最多 {most} 天")


class DeliveredInThePast(Invalid):
    code = "purchasing.delivered_in_the_past"
    says = mark("送货日期 {value} 已经过去")
    remedy = mark("请改为 {today} 或以后的日期")


class TimeInvalid(Invalid):
    code = "purchasing.time"
    says = mark("“{value}”不是时间")
    remedy = mark("请写成 07:30 的样子")


class NothingOrdered(Invalid):
    code = "purchasing.nothing_ordered"
    says = mark("还没有要订的食材")
    remedy = mark("请至少填写一种食材的数量")


class TooManyLines(Invalid):
    code = "purchasing.too_many_lines"
    says = mark("一张订货单最多 {most} 行")
    remedy = mark("请分成几张订货单")


class QuantityInvalid(Invalid):
    code = "purchasing.quantity"
    says = mark("数量 {value} 不对")
    remedy = mark("请填写大于 0 的数量")


class OrderedTwice(Invalid):
    code = "purchasing.ordered_twice"
    says = mark("同一家供货商的同一种食材出现了两次")
    remedy = mark("请合并成一行")


class SupplierMissing(Invalid):
    code = "purchasing.supplier_missing"
    says = mark("“{name}”还没有选供货商")
    remedy = mark("请选择向谁订货")


class OrderDiffers(Conflict):
    code = "purchasing.order_differs"
    says = mark("订货单号“{order_no}”已经用过，内容不同")
    remedy = mark("请刷新页面，用新的单号再提交；要改已下的订货单，请打开它点“修改”")


class NotOpen(Conflict):
    code = "purchasing.not_open"
    says = mark("订货单“{order_no}”已经送完或取消，不能再改")
    remedy = mark("需要的话请重新订货")


class ReasonMissing(Invalid):
    code = "purchasing.reason_missing"
    says = mark("没有写明原因")
    remedy = mark("请写一句为什么改")


class NoOrder(NotFound):
    code = "purchasing.no_order"
    says = mark("这个食堂没有单号为“{value}”的订货单")
    remedy = mark("请核对单号")
