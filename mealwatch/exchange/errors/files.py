"""What is wrong with a file as a whole, or with its headings."""

from mealwatch.kernel.errors import Invalid, mark


class NothingThere(Invalid):
    code = "exchange.nothing_there"
    says = mark("找不到“{value}”")
    remedy = mark("请给出数据文件夹、.zip 或 .xlsx 文件的路径")


class NotASet(Invalid):
    code = "exchange.not_a_set"
    says = mark("“{value}”不是文件夹、.zip 或 .xlsx")
    remedy = mark("请给出装着 CSV 文件的文件夹、.zip，或一个 .xlsx 工作簿")


class NoTables(Invalid):
    code = "exchange.no_tables"
    says = mark("“{value}”里没有可导入的表")
    remedy = mark("表名应为：{names}")


class UnknownFile(Invalid):
    code = "exchange.unknown_file"
    says = mark("不认识“{value}”")
    remedy = mark("请移走它；表名应为：{names}")


class FileTwice(Invalid):
    code = "exchange.file_twice"
    says = mark("表“{value}”出现了两次")
    remedy = mark("请只留一个")


class NotText(Invalid):
    code = "exchange.not_text"
    says = mark("“{value}”不是 CSV 文本文件（看上去是 {looks}）")
    remedy = mark("请另存为 CSV（UTF-8）后再导入")


class NotDecodable(Invalid):
    code = "exchange.not_decodable"
    says = mark("“{value}”的文字既不是 UTF-8 也不是 GB18030")
    remedy = mark("请另存为 CSV（UTF-8）后再导入")


class BrokenCsv(Invalid):
    code = "exchange.broken_csv"
    says = mark("CSV 格式有误：{detail}")
    remedy = mark("多半是引号不成对；请用表格软件打开，另存为 CSV（UTF-8）")


class NoHeading(Invalid):
    code = "exchange.no_heading"
    says = mark("没有表头")
    remedy = mark("第一行应为表头：{names}")


class UnknownColumn(Invalid):
    code = "exchange.unknown_column"
    says = mark("不认识“{value}”这一列")
    remedy = mark("请删去或改名；可用的列有：{names}")


class MissingColumn(Invalid):
    code = "exchange.missing_column"
    says = mark("缺少“{chinese}”（{name}）这一列")
    remedy = mark("请补上这一列")


class ColumnTwice(Invalid):
    code = "exchange.column_twice"
    says = mark("“{value}”这一列出现了两次")
    remedy = mark("请只留一列")


class NameBesideCode(Invalid):
    code = "exchange.name_beside_code"
    says = mark("既有编码列“{code_column}”，又有名称列“{value}”")
    remedy = mark("请只留其中一列")


class PostedIncomplete(Invalid):
    code = "exchange.posted_incomplete"
    says = mark("别处填了录入次序（posted），这里没有")
    remedy = mark("单据、红冲和周结要么都填录入次序，要么都不填")


class MatchingTable(Invalid):
    code = "exchange.matching_table"
    says = mark("对照表第 {row} 行不是两列")
    remedy = mark("对照表每行两列：他们的名称、我们的编码")


class ThereAlready(Invalid):
    code = "exchange.there_already"
    says = mark("“{value}”已经存在")
    remedy = mark("导出不会覆盖已有的文件；请换一个路径")


class TooManyRows(Invalid):
    code = "exchange.too_many_rows"
    says = mark("“{value}”超过一张工作表能放的 {most} 行")
    remedy = mark("请导出为文件夹或 .zip")
