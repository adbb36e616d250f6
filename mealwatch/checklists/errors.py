"""What can go wrong with checklists. ``field`` of a fault in a list is its place: ``items-3-points``."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoChecklist(NotFound):
    code = "checklists.none"
    says = mark("找不到这份检查表（{key}）")
    remedy = mark("请返回检查表列表查看")


class NoItem(NotFound):
    code = "checklists.no_item"
    says = mark("修改稿里没有“{key}”这一项")
    remedy = mark("可能刚被别人删去或改了编号；请返回修改稿查看")


class ChangedMeanwhile(Conflict):
    code = "checklists.changed_meanwhile"
    says = mark("{by}刚改过这份检查表")
    remedy = mark("请看过现在的内容，再改一次；您填的内容还在")


class NothingChanged(Conflict):
    code = "checklists.nothing_changed"
    says = mark("与第 {number} 版没有差别，不用发布")
    remedy = mark("要改内容，请先修改")


class NoDraft(Conflict):
    code = "checklists.no_draft"
    says = mark("没有修改稿")
    remedy = mark("请先修改")


class DefaultStays(Conflict):
    code = "checklists.default_stays"
    says = mark("默认检查表不能停用")
    remedy = mark("可以修改它的内容")


class SectionFull(Conflict):
    code = "checklists.section_full"
    says = mark("{letter} 部分还有 {count} 项，不能删去")
    remedy = mark("请先删去这些项，或把它们移到别的部分")


class SectionEmpty(Conflict):
    code = "checklists.section_empty"
    says = mark("{letter} 部分还没有检查项")
    remedy = mark("发布前请加上检查项，或删去这个部分")


class Missing(Invalid):
    code = "checklists.missing"
    says = mark("{where}没有填“{thing}”")
    remedy = mark("请填写")


class TooLong(Invalid):
    code = "checklists.too_long"
    says = mark("{where}的“{thing}”最多 {most} 个字，现在有 {length} 个")
    remedy = mark("请写短一些")


class Unseen(Invalid):
    code = "checklists.unseen"
    says = mark("{where}的“{thing}”里有看不见的特殊字符")
    remedy = mark("请删去后重新填写")


class NotWhole(Invalid):
    code = "checklists.not_whole"
    says = mark("{where}的“{thing}”是“{value}”，不是 {least} 到 {most} 的整数")
    remedy = mark("请填写整数，不带小数和单位")


class PointsOnRecorded(Invalid):
    code = "checklists.points_on_recorded"
    says = mark("{where}只记录不计分，分值却是“{value}”")
    remedy = mark("请把分值改为 0，或改为计分")


class CodeWrong(Invalid):
    code = "checklists.code"
    says = mark("{where}的编号“{value}”不对")
    remedy = mark("编号是部分的字母加 1 到 99 的数字，例如 A3")


class RedCodeWrong(Invalid):
    code = "checklists.red_code"
    says = mark("{where}的编号“{value}”不对")
    remedy = mark("红线的编号是 RL 加 1 到 99 的数字，例如 RL3")


class LetterWrong(Invalid):
    code = "checklists.letter"
    says = mark("{where}的字母“{value}”不对")
    remedy = mark("每个部分用一个大写字母 A 到 Z")


class CodeTwice(Invalid):
    code = "checklists.twice"
    says = mark("{where}：“{value}”出现了两次")
    remedy = mark("请改掉其中一个")


class NoSuchSection(Invalid):
    code = "checklists.no_section"
    says = mark("{where}的编号“{value}”没有对应的部分")
    remedy = mark("请先加上这个字母的部分，或改编号")


class NotAWord(Invalid):
    code = "checklists.not_a_word"
    says = mark("{where}的“{thing}”里“{value}”不认识")
    remedy = mark("可以填：{words}")


class PartTwice(Invalid):
    code = "checklists.part_twice"
    says = mark("{where}：“{value}”已经在 {other} 这一项")
    remedy = mark("现场测量只能归到一项，请留一处")


class Empty(Invalid):
    code = "checklists.empty"
    says = mark("检查表里没有计分的检查项")
    remedy = mark("请至少加一项")


class TooManyOf(Invalid):
    code = "checklists.too_many"
    says = mark("{thing}有 {count} 个，最多 {most} 个")
    remedy = mark("请删去一些")


class GradeOrder(Invalid):
    code = "checklists.grade_order"
    says = mark("{where}的起点“{value}”不低于上一等")
    remedy = mark("起点要一等比一等低，最后一等是 0")


class AtOnce(Invalid):
    code = "checklists.at_once"
    says = mark("立行立改的期限是“{value}”天")
    remedy = mark("立行立改当天改完，期限填 0")
