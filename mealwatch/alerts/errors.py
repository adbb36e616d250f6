"""What can go wrong with alerts and the settings of rules."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoAlert(NotFound):
    code = "alerts.no_alert"
    says = mark("没有这条预警")
    remedy = mark("请回到预警清单")


class NoRule(NotFound):
    code = "alerts.no_rule"
    says = mark("没有规则“{value}”")
    remedy = mark("请在规则清单中选择")


class NotNow(Conflict):
    code = "alerts.not_now"
    says = mark("这条预警“{state}”，不能“{action}”")
    remedy = mark("请刷新页面，看它现在到了哪一步")


class ReasonMissing(Invalid):
    code = "alerts.reason_missing"
    says = mark("“{action}”要选一个原因")
    remedy = mark("请从清单里选择原因")


class WordsMissing(Invalid):
    code = "alerts.words_missing"
    says = mark("“{action}”要写明情况")
    remedy = mark("请写一句话")


class ModeInvalid(Invalid):
    code = "alerts.mode_invalid"
    says = mark("规则只能是启用、观察或停用")
    remedy = mark("请选择其中一种")


class LimitInvalid(Invalid):
    code = "alerts.limit_invalid"
    says = mark("“{what}”应在 {least} 到 {most} 之间，填的是“{value}”")
    remedy = mark("请填写范围内的数")


class NeverOff(Conflict):
    code = "alerts.never_off"
    says = mark("{rule} 是标准本身，不能停用或只观察")
    remedy = mark("可以调整其他规则")
