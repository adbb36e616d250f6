"""What can go wrong with ingredients and suppliers."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoIngredient(NotFound):
    code = "catalogue.no_ingredient"
    says = mark("找不到食材“{value}”")
    remedy = mark("请核对食材编码；新食材请先登记")


class NoSupplier(NotFound):
    code = "catalogue.no_supplier"
    says = mark("找不到供货商“{value}”")
    remedy = mark("请核对供货商编码；新供货商请先登记")


class BaseUnitInUse(Conflict):
    code = "catalogue.base_unit_in_use"
    says = mark("食材“{name}”已有入库或出库，计量单位不能从 {was} 改为 {value}")
    remedy = mark("请另建一个食材编码，用新的单位")


class CodeTaken(Conflict):
    code = "catalogue.code_taken"
    says = mark("编码“{value}”已经有了")
    remedy = mark("请换一个编码，或去修改原来的登记")


class LicenceEndsBeforeStart(Invalid):
    code = "catalogue.licence_ends_before_start"
    says = mark("“{name}”的许可证到期日 {until} 早于起始日 {start}")
    remedy = mark("请核对许可证上的两个日期")


class LicenceNotBegun(Invalid):
    code = "catalogue.licence_not_begun"
    says = mark("“{name}”的许可证起始日 {value} 还没有到")
    remedy = mark("请到那一天再登记新证，在那以前仍按现在的许可证算")


class LicenceStartOfTheOldOne(Invalid):
    code = "catalogue.licence_start_of_the_old_one"
    says = mark("“{name}”的许可证到期日改成了 {until}，起始日 {value} 还是原来那张证的")
    remedy = mark("请填新许可证上的起始日；不知道就清空，从登记的这一天算起")


class AmountNotUnderstood(Invalid):
    code = "catalogue.amount_not_understood"
    says = mark("“{name}”的数量“{value}”看不懂")
    remedy = mark("可以写：{examples}")


class AmountUnitMissing(Invalid):
    code = "catalogue.amount_unit_missing"
    says = mark("“{name}”的数量“{value}”没有写单位")
    remedy = mark("请写上单位，如：{examples}")


class AmountUnitDoesNotFit(Invalid):
    code = "catalogue.amount_unit_does_not_fit"
    says = mark("“{name}”不能用“{word}”计量")
    remedy = mark("可以写：{examples}")


class AmountNotWhole(Invalid):
    code = "catalogue.amount_not_whole"
    says = mark("“{name}”的数量“{value}”分得太细，不是整克、整毫升或整个")
    remedy = mark("可以写：{examples}")


class AmountTooMuch(Invalid):
    code = "catalogue.amount_too_much"
    says = mark("“{name}”的数量“{value}”太大")
    remedy = mark("请核对数量和单位")


class AmountZero(Invalid):
    code = "catalogue.amount_zero"
    says = mark("“{name}”的数量要大于 0")
    remedy = mark("没有用到的食材，请把这一行清空")


class NoForbiddenFood(NotFound):
    code = "catalogue.no_forbidden_food"
    says = mark("禁用名单里没有“{value}”")
    remedy = mark("请回到名单，从中选一条")


class WordsMissing(Invalid):
    code = "catalogue.words_missing"
    says = mark("没有填关键词")
    remedy = mark("请至少填一个词；几个词用分号隔开")
