"""What a menu refuses."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class MealUnknown(Invalid):
    code = "menus.meal_unknown"
    says = mark("餐次“{value}”不对")
    remedy = mark("请选早餐、午餐、晚餐或加餐")


class DishMissing(Invalid):
    code = "menus.dish_missing"
    says = mark("没有填菜名")
    remedy = mark("请填写菜名")


class AmountOutOfRange(Invalid):
    code = "menus.amount_out_of_range"
    says = mark("每生用量 {value} 克不对")
    remedy = mark("每生用量是 0 到 {most} 克、最多三位小数的数；没有写明就留空")


class BandUnknown(Invalid):
    code = "menus.band_unknown"
    says = mark("年龄段“{value}”不对")
    remedy = mark("年龄段有：6-8、9-11、12-14、15-17；各年龄段相同就留空")


class RowTwice(Invalid):
    code = "menus.row_twice"
    says = mark("“{dish}”里同一种食材写了两次")
    remedy = mark("请合并成一行")


class MenuDiffers(Conflict):
    code = "menus.menu_differs"
    says = mark("{on} 的食谱已经公布，“{dish}”的用量不同")
    remedy = mark("要更改已公布的食谱，请写明原因")


class WeekClosed(Conflict):
    code = "menus.week_closed"
    says = mark("{on} 所在的一周（{week}）已经周结")
    remedy = mark("已周结的一周不再接受更改；确需更正，请教体局两人批准重开")


class NoMenu(NotFound):
    code = "menus.no_menu"
    says = mark("{value} 这一餐没有食谱")
    remedy = mark("请核对日期和餐次")
