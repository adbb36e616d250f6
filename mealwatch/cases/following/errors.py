"""What look-backs, self-checks, the ladder and the records of meetings refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoDraw(NotFound):
    code = "following.no_draw"
    says = mark("找不到这次回头看，或者不在您的管理范围内")
    remedy = mark("请从整改件的页面打开")


class NoCheck(NotFound):
    code = "following.no_check"
    says = mark("找不到这次自查，或者不在您的管理范围内")
    remedy = mark("请从自查清单里打开")


class NoEscalation(NotFound):
    code = "following.no_escalation"
    says = mark("找不到这一级措施")
    remedy = mark("请从整改件的页面打开")


class NoMeeting(NotFound):
    code = "following.no_meeting"
    says = mark("找不到这次会议记录")
    remedy = mark("请从清单里打开")


class NoRule(NotFound):
    code = "following.no_rule"
    says = mark("找不到这项制度")
    remedy = mark("请从清单里打开")


class NotToday(Conflict):
    code = "following.not_today"
    says = mark("这次回头看现在不能填结果")
    remedy = mark("抽中的日子当天早上6点以后可以填；当天没有去的，系统另抽一天")


class AlreadySettled(Conflict):
    code = "following.already_settled"
    says = mark("这次的结果已经有人填过")
    remedy = mark("请刷新页面查看")


class ResultEmpty(Invalid):
    code = "following.result_empty"
    says = mark("还没有写看到的情况")
    remedy = mark("请写一句看到了什么；可以附照片")


class NobodyExposed(Invalid):
    code = "following.nobody_exposed"
    says = mark("这段时间没有别的学校受影响")
    remedy = mark("请放宽时间，或者改为全乡镇、全县自查")


class CauseMissing(Invalid):
    code = "following.cause_missing"
    says = mark("还没有选原因是什么")
    remedy = mark("请选供货商、食材、设备或人员中的一个")


class QuestionsMissing(Invalid):
    code = "following.questions_missing"
    says = mark("还没有写要学校查什么")
    remedy = mark("请至少写一个问题")


class TownMissing(Invalid):
    code = "following.town_missing"
    says = mark("还没有选乡镇")
    remedy = mark("请选择一个乡镇，或者改为全县")


class DueInvalid(Invalid):
    code = "following.due_invalid"
    says = mark("期限要在今天以后、三个月以内")
    remedy = mark("请改一个日期")


class NotAsked(NotFound):
    code = "following.not_asked"
    says = mark("这次自查没有问到这所学校")
    remedy = mark("请从自查清单里打开")


class AnswerMissing(Invalid):
    code = "following.answer_missing"
    says = mark("第 {number} 问还没有回答")
    remedy = mark("请选“有”或者“没有”")


class WordsMissing(Invalid):
    code = "following.words_missing"
    says = mark("回答了“有”，还没有写是什么情况")
    remedy = mark("请写一句：在哪里、多少、怎么处理的")


class TooLate(Conflict):
    code = "following.too_late"
    says = mark("自查已经截止并抽查，不能再改成“没有”")
    remedy = mark("如果发现了问题，仍可以改为“有”")


class NothingProposed(Conflict):
    code = "following.nothing_proposed"
    says = mark("这一级措施现在没有依据，可能别人刚刚处理过")
    remedy = mark("请刷新页面，看现在建议什么")


class ReasonMissing(Invalid):
    code = "following.reason_missing"
    says = mark("还没有写理由")
    remedy = mark("不采纳建议要写明理由，记录在案")


class CasesMissing(Invalid):
    code = "following.cases_missing"
    says = mark("还没有选是因为哪些整改件")
    remedy = mark("请至少勾选一件")


class TextOrFile(Invalid):
    code = "following.text_or_file"
    says = mark("制度还没有内容")
    remedy = mark("请写正文，或者附上文件")


class DatesReversed(Invalid):
    code = "following.dates_reversed"
    says = mark("结束日期早于开始日期")
    remedy = mark("请核对两个日期")
