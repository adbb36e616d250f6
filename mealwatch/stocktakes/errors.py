"""What counting refuses."""

from mealwatch.kernel.errors import Invalid, mark


class NothingCounted(Invalid):
    code = "stocktakes.nothing_counted"
    says = mark("一种食材也还没有点")
    remedy = mark("请至少点一种；一点也没有的填 0")


class ReasonNeeded(Invalid):
    code = "stocktakes.reason_needed"
    says = mark("“{name}”账实不符，没有选原因")
    remedy = mark("请选一个原因")


class WordsNeeded(Invalid):
    code = "stocktakes.words_needed"
    says = mark("选了“其他”，没有写明是什么原因")
    remedy = mark("请写一句说明")


class SharedReasonNeeded(Invalid):
    code = "stocktakes.shared_reason_needed"
    says = mark("油和调味品有短少，没有选原因")
    remedy = mark("请选一个原因，这几种共用")


class FarFromMenu(Invalid):
    code = "stocktakes.far_from_menu"
    says = mark("油和调味品的用量和食谱相差较大（{names}），没有写说明")
    remedy = mark("请写一句说明，例如换了菜、招待、洒漏")
