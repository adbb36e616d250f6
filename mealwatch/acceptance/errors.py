"""What can be wrong with goods in."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NotWeighed(Invalid):
    code = "acceptance.not_weighed"
    says = mark("没有填实称数量")
    remedy = mark("请填称出来的数，如 12.5斤、2袋；没有送来就填 0")


class QuantityUnclear(Invalid):
    code = "acceptance.quantity_unclear"
    says = mark("“{value}”看不出是多少")
    remedy = mark("请写成 12.5斤、1.5公斤、2袋、2袋+3斤 的样子")


class QuantityUnit(Invalid):
    code = "acceptance.quantity_unit"
    says = mark("“{name}”不能用“{value}”计量")
    remedy = mark("请换成这种食材的单位：{options}")


class QuantityParts(Invalid):
    code = "acceptance.quantity_parts"
    says = mark("“{name}”的数量“{value}”折算后不是整数")
    remedy = mark("请核对数量和单位")


class ReturnedMore(Invalid):
    code = "acceptance.returned_more"
    says = mark("退货比实称的还多")
    remedy = mark("请核对实称和退货数量")


class AcceptedMore(Invalid):
    code = "acceptance.accepted_more"
    says = mark("入库比实称减退货还多")
    remedy = mark("入库数量最多是实称减退货；请核对")


class PriceMissing(Invalid):
    code = "acceptance.price_missing"
    says = mark("没有填单价或金额")
    remedy = mark("请填单价（元/斤、元/公斤、元/袋），或者这一行的金额")


class PriceUnit(Invalid):
    code = "acceptance.price_unit"
    says = mark("“{name}”不能按“{value}”计价")
    remedy = mark("请换一个计价单位，或者直接填金额")


class ExpiryUnclear(Invalid):
    code = "acceptance.expiry_unclear"
    says = mark("“{value}”看不出保质到哪一天")
    remedy = mark("请写日期，如 2026-12-31，或写保质多久，如 7天、6个月、1年")


class PriceAsked(Invalid):
    code = "acceptance.price_asked"
    says = mark("“{name}”的单价请确认一下")
    remedy = mark("回答后照样入库，不再问")


class NothingCame(Invalid):
    code = "acceptance.nothing_came"
    says = mark("没有一样要入库的")
    remedy = mark("全部没有送来或全部退回时，请在备注里写明原因，再记为退货记录")


class SellerUnknown(Invalid):
    code = "acceptance.seller_unknown"
    says = mark("没有登记过供货商“{value}”")
    remedy = mark("请从列出的供货商里选；是没有登记的摊贩或农户，请勾选下面一项")


class SellerMissing(Invalid):
    code = "acceptance.seller_missing"
    says = mark("没有填供货商")
    remedy = mark("请选供货商，没有登记的写名称和电话")


class LicenceExpired(Conflict):
    code = "acceptance.licence_expired"
    says = mark("“{name}”的许可证已于 {on} 到期，不能入库")
    remedy = mark("填写的内容都还在；请联系县教体局放行，或换供货商")


class LicenceUnknown(Conflict):
    code = "acceptance.licence_unknown"
    says = mark("“{name}”没有登记许可证到期日，本县规定不能入库")
    remedy = mark("请把许可证报县教体局登记，或请县教体局放行")


class ForbiddenFood(Invalid):
    code = "acceptance.forbidden_food"
    says = mark("“{name}”不能进学校食堂：{rule}")
    remedy = mark("请当场退回；依据：{basis}")


class RiskyFood(Invalid):
    code = "acceptance.risky_food"
    says = mark("“{name}”属于要确认的食品：{rule}")
    remedy = mark("请核对后勾选“已确认”；依据：{basis}")


class TemperatureUnclear(Invalid):
    code = "acceptance.temperature_unclear"
    says = mark("“{value}”不是温度")
    remedy = mark("请填 -18、4 或 4.5 这样的数，单位是℃")


class AcceptanceDiffers(Conflict):
    code = "acceptance.differs"
    says = mark("单号“{doc_no}”已经用过，内容不同")
    remedy = mark("要更正，请在原单上更正，或用新单号录入")


class AllowanceEnds(Invalid):
    code = "acceptance.allowance_ends"
    says = mark("放行到 {until}，早于开始的 {start}")
    remedy = mark("请核对起止日期")


class AllowanceLong(Invalid):
    code = "acceptance.allowance_long"
    says = mark("放行最多 {most} 天")
    remedy = mark("请缩短期限；到期前可以再放行")


class AllowanceNeedless(Conflict):
    code = "acceptance.allowance_needless"
    says = mark("“{name}”的许可证在这段时间有效，不用放行")
    remedy = mark("请核对供货商")


class NoAllowance(NotFound):
    code = "acceptance.no_allowance"
    says = mark("没有第 {value} 号放行")
    remedy = mark("请从列表里选")


class AllowanceOver(Conflict):
    code = "acceptance.allowance_over"
    says = mark("这项放行已经结束或已收回")
    remedy = mark("不用再收回")
