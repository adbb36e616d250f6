"""What cases refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoCase(NotFound):
    code = "cases.no_case"
    says = mark("找不到这件整改，或者不在您的管理范围内")
    remedy = mark("请从整改清单里打开")


class NoDeputy(NotFound):
    code = "cases.no_deputy"
    says = mark("找不到这条代理安排")
    remedy = mark("请刷新页面再试")


class StepNotAllowed(Conflict):
    code = "cases.step_not_allowed"
    says = mark("这一步现在不能做，可能别人刚刚处理过")
    remedy = mark("请刷新页面，看现在到了哪一步")


class OpenedAlready(Conflict):
    code = "cases.opened_already"
    says = mark("这件事已经立案：{number}")
    remedy = mark("请打开那一件，接着办")


class SamePerson(Conflict):
    code = "cases.same_person"
    says = mark("提出销号的是{name}，同意销号要由另一个人来做")
    remedy = mark("请另一位经办人，或者指定的代理人办理")


class NotSecond(Conflict):
    code = "cases.not_second"
    says = mark("同意销号要由经办人，或者在代理期内的人来做")
    remedy = mark("请县教体局管理员先写明代理人和日期")


class NoAccount(Conflict):
    code = "cases.no_account"
    says = mark("这一步要由本人登录办理")
    remedy = mark("请用自己的账号登录")


class NotAnswered(Conflict):
    code = "cases.not_answered"
    says = mark("还没有写这一次怎么改的")
    remedy = mark("请先写整改措施，再请核查")


class LookMissing(Conflict):
    code = "cases.look_missing"
    says = mark("还没有回头看，不能销号")
    remedy = mark("长期坚持的一定要回头看；其他的，无法回头看时要选原因并写明")


class ReasonMissing(Invalid):
    code = "cases.reason_missing"
    says = mark("请选一个原因")
    remedy = mark("清单里没有的，选“其他”并写明")


class WordsMissing(Invalid):
    code = "cases.words_missing"
    says = mark("请写一句说明")
    remedy = mark("写清看到什么、为什么")


class WordsTooLong(Invalid):
    code = "cases.words_too_long"
    says = mark("最多 {most} 个字")
    remedy = mark("请写短一些")


class DueMissing(Invalid):
    code = "cases.due_missing"
    says = mark("请写整改期限")
    remedy = mark("写到哪一天改好，例如 2026-09-01")


class DueInvalid(Invalid):
    code = "cases.due_invalid"
    says = mark("整改期限要在今天到一年以内")
    remedy = mark("请改一个日期")


class DueNotLater(Invalid):
    code = "cases.due_not_later"
    says = mark("延期要晚于原来的期限 {day}")
    remedy = mark("请改一个日期")


class SignatureMissing(Invalid):
    code = "cases.signature_missing"
    says = mark("还没有签字")
    remedy = mark("请在框里手写姓名，或者输入自己的 PIN")


class SignatureInvalid(Invalid):
    code = "cases.signature_invalid"
    says = mark("签名没有收全")
    remedy = mark("请重新签一次，或者输入自己的 PIN")


class DatesReversed(Invalid):
    code = "cases.dates_reversed"
    says = mark("结束日期早于开始日期")
    remedy = mark("请核对两个日期")


class DeputySame(Invalid):
    code = "cases.deputy_same"
    says = mark("代理人不能是本人")
    remedy = mark("请换一个人")
