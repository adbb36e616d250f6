"""What can be wrong with a file that a list is to be read from."""

from mealwatch.kernel.errors import Invalid, mark


class NoFile(Invalid):
    code = "checklists.no_file"
    says = mark("还没有选文件")
    remedy = mark("请选一个 .xlsx 文件")


class TooLarge(Invalid):
    code = "checklists.file_too_large"
    says = mark("文件超过 {megabytes} MB")
    remedy = mark("检查表的文件一般不到 1 MB；请核对是不是选错了文件")


class NoSheet(Invalid):
    code = "checklists.no_sheet"
    says = mark("缺少“{value}”这张工作表")
    remedy = mark("请先导出一份，照它的样子填写")


class NoColumn(Invalid):
    code = "checklists.no_column"
    says = mark("第一行里没有“{value}”这一列")
    remedy = mark("请照导出的表头填写")


class TwoColumns(Invalid):
    code = "checklists.two_columns"
    says = mark("“{value}”这一列出现了两次")
    remedy = mark("请只留一列")


class TooManyRows(Invalid):
    code = "checklists.too_many_rows"
    says = mark("超过 {most} 行")
    remedy = mark("请核对是不是选错了文件")


class NoItemOfPhrase(Invalid):
    code = "checklists.no_item_of_phrase"
    says = mark("常用语的编号“{value}”没有对应的检查项")
    remedy = mark("请改编号，或删去这一行")


class UnknownRule(Invalid):
    code = "checklists.unknown_rule"
    says = mark("不认识“{value}”")
    remedy = mark("可以填：{words}")


class NotAForm(Invalid):
    code = "checklists.not_a_form"
    says = mark("这不是能读的 XLSForm：{detail}")
    remedy = mark("请在表格软件里照提示改好；也可以改用导出的 Excel 表")


class DoesNotFit(Invalid):
    code = "checklists.does_not_fit"
    says = mark("“{value}”这道题在检查表里没有对应的内容（{thing}）")
    remedy = mark("检查表只认：分组里的得分题（full、half、none、na）、它的照片和说明、常用语、红线；请删去其他题目")


class OutsideGroup(Invalid):
    code = "checklists.outside_group"
    says = mark("“{value}”不在任何分组里")
    remedy = mark("请用 begin_group 和 end_group 把每个部分的题目包起来，分组名写成 sec_A、sec_B")


class NotOurGroup(Invalid):
    code = "checklists.not_our_group"
    says = mark("分组“{value}”不是检查表的部分")
    remedy = mark("分组名写成 sec_ 加字母，例如 sec_A；红线的分组叫 red_lines")


class WrongChoices(Invalid):
    code = "checklists.wrong_choices"
    says = mark("“{value}”的选项不是 full、half、none、na")
    remedy = mark("请用同一组四个选项，名称写成 full、half、none、na")
