"""What can be wrong with a price list and with the file that it comes in."""

from mealwatch.kernel.errors import Invalid, NotFound, mark


class NoFile(Invalid):
    code = "prices.no_file"
    says = mark("还没有选文件")
    remedy = mark("请选一个 .xlsx 或 .csv 文件")


class FileTooLarge(Invalid):
    code = "prices.file_too_large"
    says = mark("文件超过 {megabytes} MB")
    remedy = mark("价格表的文件一般不到 1 MB；请核对是不是选错了文件")


class NotText(Invalid):
    code = "prices.not_text"
    says = mark("“{value}”读不出来")
    remedy = mark("请另存为 .xlsx，或 UTF-8、GBK 编码的 .csv")


class NoColumn(Invalid):
    code = "prices.no_column"
    says = mark("第一行里没有“{value}”这一列")
    remedy = mark("请下载模板，照它的表头填写")


class TwoColumns(Invalid):
    code = "prices.two_columns"
    says = mark("“{value}”这一列出现了两次")
    remedy = mark("请只留一列")


class TooManyRows(Invalid):
    code = "prices.too_many_rows"
    says = mark("超过 {most} 行")
    remedy = mark("请分成几份导入，或核对是不是选错了文件")


class NothingListed(Invalid):
    code = "prices.nothing_listed"
    says = mark("没有一行填了单价")
    remedy = mark("请在“单价（元）”一列填数")


class NoSuchIngredient(Invalid):
    code = "prices.no_ingredient"
    says = mark("没有登记过食材“{value}”")
    remedy = mark("请改成食材目录里的编码或名称")


class NoSuchSupplier(Invalid):
    code = "prices.no_supplier"
    says = mark("没有登记过供货商“{value}”")
    remedy = mark("请改成登记的编码或名称；全县一个价就不填")


class UnitUnclear(Invalid):
    code = "prices.unit_unclear"
    says = mark("“{name}”不能按“{value}”计价")
    remedy = mark("可以填：{options}")


class PriceUnclear(Invalid):
    code = "prices.price_unclear"
    says = mark("单价“{value}”不对")
    remedy = mark("请填大于 0 的数，单位是元，最多两位小数；要更细就换大一点的单位，如公斤")


class ListedTwice(Invalid):
    code = "prices.listed_twice"
    says = mark("“{name}”在第 {other} 行已有一个价")
    remedy = mark("同一家供货商的同一种食材只能有一个价")


class EndsBeforeStart(Invalid):
    code = "prices.ends_before_start"
    says = mark("截止日期 {until} 早于开始日期 {start}")
    remedy = mark("请核对起止日期")


class NoPriceList(NotFound):
    code = "prices.no_list"
    says = mark("没有第 {value} 号价格表")
    remedy = mark("请从列表里选")
