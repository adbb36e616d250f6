"""What the day's form refuses beside what meals, stock and signing refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class HeadsMissing(Invalid):
    code = "today.heads_missing"
    says = mark("还没有填{name}的就餐人数")
    remedy = mark("没有人吃就填 0；这一天不供餐，请点“今日不供餐”")


class NothingIssued(Invalid):
    code = "today.nothing_issued"
    says = mark("有 {heads} 人就餐，还没有出库的食材")
    remedy = mark("请填写出库数量，没有食谱可以用拼音首字母添加食材")


class WordsMissing(Invalid):
    code = "today.words_missing"
    says = mark("选“其他”要写明原因")
    remedy = mark("例如：全校外出研学")


class NobodyToClose(Conflict):
    code = "today.nobody_to_close"
    says = mark("这一天本来就不供餐")
    remedy = mark("日历上没有要供餐的年级，不用申请")


class NoSuchDay(NotFound):
    code = "today.no_day"
    says = mark("不能打开 {value} 这一天")
    remedy = mark("只能填今天和以前的日期")
