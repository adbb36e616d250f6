"""What can go wrong with second persons, their signatures, and exceptions."""

from mealwatch.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, mark


class HowMissing(Invalid):
    code = "signing.how"
    says = mark("还没有选择第二人怎么签字")
    remedy = mark("请选择输 PIN、当面签名，或请本人在自己手机上签")


class NobodyChosen(Invalid):
    code = "signing.nobody"
    says = mark("还没有选择由谁签字")
    remedy = mark("请从列表中选择签字人")


class NotHere(Invalid):
    code = "signing.not_here"
    says = mark("“{value}”不能在这里签字")
    remedy = mark("请从列表中选择本食堂的人员或校长")


class SamePerson(Conflict):
    code = "signing.same_person"
    says = mark("第二个签字的人不能是填写的人自己（{value}）")
    remedy = mark("请另一个人签字；人手不够的，可以请学校向县教体局申请例外")


class OtherDuty(Conflict):
    code = "signing.other_duty"
    says = mark("{value}在这张单上已经有别的分工")
    remedy = mark("采购、验收、保管、领用要由不同的人担任，请换一个人签字")


class PinMissing(Invalid):
    code = "signing.pin_missing"
    says = mark("还没有输入 PIN")
    remedy = mark("请签字人输入自己的 PIN")


class GuestNameMissing(Invalid):
    code = "signing.guest_name"
    says = mark("还没有填写签字人的姓名")
    remedy = mark("请填写家长或教师的真实姓名")


class GuestKindMissing(Invalid):
    code = "signing.guest_kind"
    says = mark("这里不能由{kind}签字")
    remedy = mark("请从列表中选择签字人的身份")


class SignatureEmpty(Invalid):
    code = "signing.empty"
    says = mark("还没有签名")
    remedy = mark("请签字人在框里写下名字；不能手写的，请勾选“本人签字”")


class SignatureInvalid(Invalid):
    code = "signing.strokes"
    says = mark("签名没有读出来")
    remedy = mark("请点“重签”后再签一次")


class NoException(Conflict):
    code = "signing.no_exception"
    says = mark("没有县教体局同意的例外，不能一人办理")
    remedy = mark("请另一个人签字；人手确实不够的，请在“一人办理例外”里申请，同意后再办")


class NoPurpose(Invalid):
    code = "signing.no_purpose"
    says = mark("还没有选择哪些事一人办理")
    remedy = mark("请至少选一项")


class EndsBeforeStart(Invalid):
    code = "signing.ends_before_start"
    says = mark("截止日期在开始日期之前")
    remedy = mark("请核对两个日期")


class TooLong(Invalid):
    code = "signing.too_long"
    says = mark("例外最长一个学期")
    remedy = mark("截止日期最晚填 {latest}，到期后可以再申请")


class NoSuchException(NotFound):
    code = "signing.exception_not_found"
    says = mark("找不到例外 {value} 号")
    remedy = mark("请刷新页面后再试")


class AlreadyDecided(Conflict):
    code = "signing.already_decided"
    says = mark("{by}已经作出决定")
    remedy = mark("请刷新页面查看")


class OwnAsking(Conflict):
    code = "signing.own_asking"
    says = mark("自己提出的申请不能由自己审批")
    remedy = mark("请另一位工作人员审批")


class NotOpen(Conflict):
    code = "signing.not_open"
    says = mark("这个例外现在没有生效，不用结束")
    remedy = mark("请刷新页面查看")


class NoRequest(NotFound):
    code = "signing.no_request"
    says = mark("找不到这份等签字的记录")
    remedy = mark("请返回“等我签字”查看")


class NoSignature(NotFound):
    code = "signing.no_signature"
    says = mark("找不到这个签名")
    remedy = mark("请核对地址")


class NotWaiting(Conflict):
    code = "signing.not_waiting"
    says = mark("这份记录已经处理过：{what}")
    remedy = mark("请返回“等我签字”查看")


class NotYours(NotAllowed):
    code = "signing.not_yours"
    says = mark("这份记录不由您处理")
    remedy = mark("请由签字人或填写人办理")


class NoSuchKind(Conflict):
    code = "signing.no_kind"
    says = mark("这类记录现在不能签字入账")
    remedy = mark("请退回，由填写人重新填写")
