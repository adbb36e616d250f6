"""What is wrong with one cell by itself."""

from mealwatch.kernel.errors import Invalid, mark


class Empty(Invalid):
    code = "exchange.empty_cell"
    says = mark("没有填写")
    remedy = mark("这一列每行都要填")


class TooManyCells(Invalid):
    code = "exchange.too_many_cells"
    says = mark("这一行比表头多出内容“{value}”")
    remedy = mark("请删去多出的单元格；内容里有逗号时要加引号")


class NotADate(Invalid):
    code = "exchange.not_a_date"
    says = mark("“{value}”不是日期")
    remedy = mark("请写成 2026-11-02 的样子")


class NotADay(Invalid):
    code = "exchange.not_a_day"
    says = mark("日期“{value}”不在 {first} 到 {last} 之间")
    remedy = mark("请核对年份")


class NotAnInstant(Invalid):
    code = "exchange.not_an_instant"
    says = mark("“{value}”不是带时区的时间")
    remedy = mark("请写成 2026-11-02T18:00:00+08:00 的样子")


class NotAWeek(Invalid):
    code = "exchange.not_a_week"
    says = mark("“{value}”不是周次")
    remedy = mark("请写成 2026-W45 的样子")


class NotAQuantity(Invalid):
    code = "exchange.not_a_quantity"
    says = mark("数量“{value}”不对")
    remedy = mark("请填大于0的普通数字，如 12.5")


class NotACountedQuantity(Invalid):
    code = "exchange.not_a_counted_quantity"
    says = mark("实盘数“{value}”不对")
    remedy = mark("请填0或大于0的普通数字")


class NotAnAmount(Invalid):
    code = "exchange.not_an_amount"
    says = mark("金额“{value}”不对")
    remedy = mark("请填0或大于0的普通数字，最多两位小数")


class NotACount(Invalid):
    code = "exchange.not_a_count"
    says = mark("人数“{value}”不对")
    remedy = mark("请填0或大于0的整数")


class NotPositive(Invalid):
    code = "exchange.not_positive"
    says = mark("“{value}”不是大于0的整数")
    remedy = mark("请填大于0的整数")


class NotUseDays(Invalid):
    code = "exchange.not_use_days"
    says = mark("分摊天数“{value}”不对")
    remedy = mark("请填1到60的整数")


class NotGrams(Invalid):
    code = "exchange.not_grams"
    says = mark("每生克数“{value}”不对")
    remedy = mark("请填0或大于0的普通数字，最多三位小数")


class NotAFactor(Invalid):
    code = "exchange.not_a_factor"
    says = mark("每单位克数“{value}”不对")
    remedy = mark("请填大于0的普通数字")


class NotAPercent(Invalid):
    code = "exchange.not_a_percent"
    says = mark("可食部“{value}”不对")
    remedy = mark("请填大于0、不超过100的数字")


class NotAChoice(Invalid):
    code = "exchange.not_a_choice"
    says = mark("“{value}”不在可选范围内")
    remedy = mark("可选：{options}")


class NotPlainText(Invalid):
    code = "exchange.not_plain_text"
    says = mark("文字里有看不见的控制字符")
    remedy = mark("请重新输入这一格")


class TooLong(Invalid):
    code = "exchange.too_long"
    says = mark("文字太长（{length} 字），最多 {most} 字")
    remedy = mark("请缩短")
