"""For which county a set is: none, several, or one that takes no import."""

from mealwatch.kernel.errors import Conflict, Invalid, mark


class WhichCounty(Invalid):
    code = "exchange.which_county"
    says = mark("这个数据库里有几个县：{codes}")
    remedy = mark("请用 --county 指明是哪一个")


class DemoCounty(Conflict):
    code = "exchange.demo_county"
    says = mark("“{value}”是演示县，不接受导入")
    remedy = mark("请用 --county 指明正式的县，或另建数据库")
