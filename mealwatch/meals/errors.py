"""What the record of meals refuses."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, TooMany, mark


class InTheFuture(Invalid):
    code = "meals.in_the_future"
    says = mark("日期 {value} 在今天（{today}）之后")
    remedy = mark("请改为今天或以前的日期")


class MealUnknown(Invalid):
    code = "meals.meal_unknown"
    says = mark("餐次“{value}”不对")
    remedy = mark("请选早餐、午餐、晚餐或加餐")


class CountOutOfRange(Invalid):
    code = "meals.count_out_of_range"
    says = mark("人数 {value} 不对")
    remedy = mark("人数是 0 到 {most} 的整数")


class GroupNotThere(Invalid):
    code = "meals.group_not_there"
    says = mark("{value} 这个供餐年级组还没有设立")
    remedy = mark("请核对日期，或先登记该年级组的人数和起始日期")


class FarMoreThanEnrolled(Invalid):
    code = "meals.far_more_than_enrolled"
    says = mark("享受学生就餐 {value} 人，超过享受人数 {enrolled} 人的两倍")
    remedy = mark("请核对人数；确有变动请先更新享受人数")


class RecordDiffers(Conflict):
    code = "meals.record_differs"
    says = mark("{on} 的就餐人数已经填过，内容不同")
    remedy = mark("要更正，请写明原因")


class WeekClosed(Conflict):
    code = "meals.week_closed"
    says = mark("{on} 所在的一周（{week}）已经周结")
    remedy = mark("已周结的一周不再接受更改；确需更正，请教体局两人批准重开")


class NoRecord(NotFound):
    code = "meals.no_record"
    says = mark("{value} 这一餐没有填过就餐人数")
    remedy = mark("没有填过不等于 0；请核对日期和餐次")


class ClassTwice(Invalid):
    code = "meals.class_twice"
    says = mark("班级“{value}”写了两次")
    remedy = mark("每个班只写一行")


class NoClass(NotFound):
    code = "meals.no_class"
    says = mark("没有这个班级")
    remedy = mark("请从名单里选一个班")


class NoLink(NotFound):
    code = "meals.no_link"
    says = mark("这个链接不能用了")
    remedy = mark("链接可能已经更换，请向食堂管理员要新的链接")


class MoreEatingThanPresent(Invalid):
    code = "meals.more_eating_than_present"
    says = mark("吃饭 {value} 人，比实到 {present} 人还多")
    remedy = mark("请核对两个数")


class MorePresentThanEnrolled(Invalid):
    code = "meals.more_present_than_enrolled"
    says = mark("实到 {value} 人，比全班 {enrolled} 人多太多")
    remedy = mark("请核对；班里人数变了，请食堂管理员先改班级名单")


class DayPosted(Conflict):
    code = "meals.day_posted"
    says = mark("食堂已经记了这一餐的人数，班级人数不能再改")
    remedy = mark("数错了请告诉食堂管理员，由食堂更正")


class ToldTooOften(TooMany):
    code = "meals.told_too_often"
    says = mark("改得太频繁")
    remedy = mark("请 10 分钟后再试，或告诉食堂管理员")
