"""What can go wrong with a county and its policy."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoCounty(NotFound):
    code = "counties.not_found"
    says = mark("找不到县“{key}”")
    remedy = mark("请核对县编码")


class CountyCodeTaken(Conflict):
    code = "counties.code_taken"
    says = mark("县编码“{value}”已经使用")
    remedy = mark("请换一个编码")


class NoPolicy(Conflict):
    code = "counties.no_policy"
    says = mark("{on}还没有生效的补助标准")
    remedy = mark("请先录入在这一天或之前生效的补助标准")


class PolicyReachesClosedWeek(Conflict):
    code = "counties.policy_reaches_closed_week"
    says = mark("{value}起的政策会影响已经周结的{monday}这一周")
    remedy = mark("请把生效日期改到{earliest}或以后")


class DeadlineInvalid(Invalid):
    code = "counties.deadline_invalid"
    says = mark("周结时间“{value}”不正确")
    remedy = mark("请填写 24 小时制的时间，例如 18:00")


class ChoiceUnknown(Invalid):
    code = "counties.choice_unknown"
    says = mark("政策选项里没有“{choice}”或其取值“{value}”")
    remedy = mark("可以选择的取值：{options}")


class ChoiceNotYetSupported(Invalid):
    code = "counties.choice_not_supported"
    says = mark("本版本的计算还不支持“{question}”选择“{value}”")
    remedy = mark("目前请选择：{options}")


class NoPolicyFrom(NotFound):
    code = "counties.no_policy_from"
    says = mark("没有{value}起生效的政策")
    remedy = mark("请核对生效日期")
