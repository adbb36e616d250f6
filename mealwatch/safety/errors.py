"""What daily records refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class FieldMissing(Invalid):
    code = "safety.missing"
    says = mark("还没有填“{thing}”")
    remedy = mark("请填写这一项")


class ValueImpossible(Invalid):
    code = "safety.impossible"
    says = mark("“{thing}”填了 {value}，不合常理")
    remedy = mark("请填 {least} 到 {most} {unit}之间的数")


class ValueUnreadable(Invalid):
    code = "safety.unreadable"
    says = mark("“{thing}”里的“{value}”看不懂")
    remedy = mark("请重新填写这一项")


class ChoiceUnknown(Invalid):
    code = "safety.choice_unknown"
    says = mark("“{thing}”没有“{value}”这个选项")
    remedy = mark("请从列出的选项里选")


class InTheFuture(Invalid):
    code = "safety.in_the_future"
    says = mark("填的时间 {value} 还没有到，现在是 {now}")
    remedy = mark("请按实际发生的时间填")


class EndBeforeStart(Invalid):
    code = "safety.end_before_start"
    says = mark("结束时间 {end} 不晚于开始时间 {start}")
    remedy = mark("请核对开始和结束时间")


class TooLight(Invalid):
    code = "safety.too_light"
    says = mark("“{dish}”留样 {grams} 克，不足 125 克")
    remedy = mark("请补足到 125 克以上，再称一次，按秤上的数填")


class TooEarly(Invalid):
    code = "safety.too_early"
    says = mark("“{dish}”要留到 {until} 才满 48 小时，填的处理时间是 {value}")
    remedy = mark("满 48 小时以后再处理，再来登记")


class MeasureMissing(Invalid):
    code = "safety.measure_missing"
    says = mark("{what} {value} {unit}，不在 {wanted} 之内")
    remedy = mark("请写明当场采取了什么措施，例如：调低温度、转移食品、报修、重新消毒")


class Nitrite(Invalid):
    code = "safety.nitrite"
    says = mark("“{value}”含亚硝酸盐，学校食堂不得采购、贮存、使用")
    remedy = mark("请立即封存并报告校长；登记的若是别的添加剂，请改名称")


class SampleUnknown(NotFound):
    code = "safety.sample_unknown"
    says = mark("找不到要处理的留样")
    remedy = mark("请回到每日记录，从到期的留样里选")


class ProblemUnknown(NotFound):
    code = "safety.problem_unknown"
    says = mark("找不到要整改的问题")
    remedy = mark("请回到每日记录，从还没有整改的问题里选")


class EquipmentUnknown(NotFound):
    code = "safety.equipment_unknown"
    says = mark("这个食堂没有登记这台设备")
    remedy = mark("请先在“人员和设备”里登记")


class ItemUnknown(Invalid):
    code = "safety.item_unknown"
    says = mark("检查表里没有第 {value} 项")
    remedy = mark("检查表可能刚换过，请重新打开这一页")


class NothingFilled(Invalid):
    code = "safety.nothing_filled"
    says = mark("一行也没有填")
    remedy = mark("请至少填一行再提交")


class KindUnknown(NotFound):
    code = "safety.kind_unknown"
    says = mark("没有“{value}”这种记录")
    remedy = mark("请回到每日记录重新选择")


class NoRecord(NotFound):
    code = "safety.no_record"
    says = mark("找不到这条记录")
    remedy = mark("请回到每日记录重新选择")


class RecordDiffers(Conflict):
    code = "safety.record_differs"
    says = mark("这条记录 {by} 已经填过，内容不同")
    remedy = mark("请打开已填的那一条，用“更正”改，并写明原因")


class ReasonMissing(Invalid):
    code = "safety.reason_missing"
    says = mark("更正没有写原因")
    remedy = mark("请写明为什么更正，例如：看错了秤")


class Withdrawn(Conflict):
    code = "safety.withdrawn"
    says = mark("这条记录已经作废")
    remedy = mark("请另填一条")


class NumberInvalid(Invalid):
    code = "safety.number_invalid"
    says = mark("这份表的编号“{value}”不对")
    remedy = mark("请重新打开这一页再填")


class MealMissing(Invalid):
    code = "safety.meal_missing"
    says = mark("没有说是哪一餐")
    remedy = mark("请选餐次")


class SchoolMissing(Invalid):
    code = "safety.school_missing"
    says = mark("没有说是哪所学校的陪餐")
    remedy = mark("请选这个食堂供餐的学校")


class DayTooOld(Invalid):
    code = "safety.day_too_old"
    says = mark("{value} 已经是 {days} 天以前的事")
    remedy = mark("超过 {days} 天的记录不再补填；请核对日期")


class NameTaken(Conflict):
    code = "safety.name_taken"
    says = mark("“{value}”已经登记过")
    remedy = mark("同名的请加上区别，例如：张敏（大）")
