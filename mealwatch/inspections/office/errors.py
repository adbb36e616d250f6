"""What the office and the schools cannot do with a visit."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoDifference(NotFound):
    code = "inspections.no_difference"
    says = mark("找不到这条差异，或者不在您的管理范围内")
    remedy = mark("请回到差异清单查看")


class NoEvidence(NotFound):
    code = "inspections.no_evidence"
    says = mark("照片还在平板上，没有传到服务器")
    remedy = mark("平板联网后会自动上传，请过后再看")


class NotInVisit(NotFound):
    code = "inspections.not_in_visit"
    says = mark("这次督查里没有这张照片")
    remedy = mark("请回到督查页面查看")


class StepNotAllowed(Conflict):
    code = "inspections.step_not_allowed"
    says = mark("这一步现在不能做，可能别人刚刚处理过")
    remedy = mark("请刷新页面，看现在的状态")


class NoClash(Invalid):
    code = "inspections.no_clash"
    says = mark("这一项两份记录没有不一致")
    remedy = mark("请刷新页面")


class NotProposed(Conflict):
    code = "inspections.not_proposed"
    says = mark("这条更正建议已经处理过了")
    remedy = mark("请刷新页面，看现在的状态")


class AnswerEmpty(Invalid):
    code = "inspections.answer_empty"
    says = mark("还没有写整改情况")
    remedy = mark("请写一句怎么改的；可以附照片")


class FollowedElsewhere(Conflict):
    code = "inspections.followed_elsewhere"
    says = mark("这个问题已经立案：{name}")
    remedy = mark("请打开那件整改，在那里办理")
