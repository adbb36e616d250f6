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


class OtherWeek(Invalid):
    code = "menus.other_week"
    says = mark("{on} 不在 {week} 这一周")
    remedy = mark("请回到那一周的食谱再填")


class DishTwice(Invalid):
    code = "menus.dish_twice"
    says = mark("{on} 的“{dish}”写了两次")
    remedy = mark("请合并成一个菜，或改一个菜名")


class DishEmpty(Invalid):
    code = "menus.dish_empty"
    says = mark("{on} 的“{dish}”没有食材")
    remedy = mark("请至少填一种食材，或删去这个菜")


class MethodUnknown(Invalid):
    code = "menus.method_unknown"
    says = mark("“{dish}”的烹调方法“{value}”不对")
    remedy = mark("请从列表中选择")


class HourInvalid(Invalid):
    code = "menus.hour_invalid"
    says = mark("供餐时间“{value}”不对")
    remedy = mark("请写成 12:00 的样子")


class ReasonNeeded(Conflict):
    code = "menus.reason_needed"
    says = mark("{week} 的食谱已经公布（第{version}版），再改要写原因")
    remedy = mark("请写明更改原因，例如：供货商没有送到鸡腿")


class NothingPlanned(Invalid):
    code = "menus.nothing_planned"
    says = mark("这一周还没有排菜")
    remedy = mark("可以先点“复制上周食谱”")


class DayMissing(Invalid):
    code = "menus.day_missing"
    says = mark("{on} 是供餐日，还没有食谱")
    remedy = mark("请补上；这一天不供餐的，请先申请不供餐")


class AmountMissing(Invalid):
    code = "menus.amount_missing"
    says = mark("{on} 的“{dish}”：{name} 没有写克数")
    remedy = mark("公布的是带量食谱，请写上每人多少克")


class ForbiddenFood(Invalid):
    code = "menus.forbidden_food"
    says = mark("“{name}”不得供应，食谱没有公布")
    remedy = mark("{basis}。请换一种")


class AnswerNeeded(Invalid):
    code = "menus.answer_needed"
    says = mark("“{name}”要先确认才能公布")
    remedy = mark("{basis}。请写明确认的情况")


class NoPublication(NotFound):
    code = "menus.no_publication"
    says = mark("{value} 没有公布过食谱")
    remedy = mark("请核对周次和版本")


class NoDish(NotFound):
    code = "menus.no_dish"
    says = mark("从 {on} 起的食谱里没有“{value}”")
    remedy = mark("请核对菜名")
