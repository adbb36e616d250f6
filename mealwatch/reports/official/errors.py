"""What the bureau's papers refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoPaper(NotFound):
    code = "papers.no_paper"
    says = mark("没有“{value}”这份公文")
    remedy = mark("请从通报与台账里打开")


class NothingToSay(NotFound):
    code = "papers.nothing_to_say"
    says = mark("“{value}”没有可以写进公文的内容")
    remedy = mark("请换一个时间或学校")


class NotOver(Conflict):
    code = "papers.not_over"
    says = mark("这一期还没有结束，现在只能看草稿")
    remedy = mark("请等到 {value} 以后再发文")


class JustIssued(Conflict):
    code = "papers.just_issued"
    says = mark("这一期刚刚发过：{number}")
    remedy = mark("要更正重发，请从已发的那一份里点“更正重发”")


class Lacking(Invalid):
    code = "papers.lacking"
    says = mark("“{what}”还没有写")
    remedy = mark("写了才能发文")
