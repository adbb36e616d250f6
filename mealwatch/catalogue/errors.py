"""What can go wrong with ingredients and suppliers."""

from mealwatch.kernel.errors import Conflict, NotFound, mark


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
