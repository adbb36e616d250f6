"""What can be wrong with tablets and what they hand in."""

from mealwatch.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany, mark


class NoDevice(NotFound):
    code = "devices.none"
    says = mark("没有这台平板")
    remedy = mark("请从平板列表进入")


class NoDeposit(NotFound):
    code = "devices.no_deposit"
    says = mark("没有这条平板记录")
    remedy = mark("请从平板列表进入")


class NoUpload(NotFound):
    code = "devices.no_upload"
    says = mark("没有这次上传，或者已经过期")
    remedy = mark("请重新开始上传这张照片")


class NotNamed(NotFound):
    code = "devices.not_named"
    says = mark("这条记录没有写到这个附件")
    remedy = mark("请先交记录，再交它写到的照片")


class Damaged(Invalid):
    """What arrived is not what was sent: nothing is kept, it is sent again."""

    code = "devices.damaged"
    says = mark("收到的内容与校验值不符，或者不是规定的写法（{what}）")
    remedy = mark("请原样再传一次")


class Revoked(NotAllowed):
    code = "devices.revoked"
    says = mark("这台平板已停用超过 30 天，不再收它的记录")
    remedy = mark("请在平板上导出文件，交县教体局导入")


class TooLarge(Invalid):
    """More than may come at once; answered with 413."""

    code = "devices.too_large"
    says = mark("内容太大，最多 {most} 字节")
    remedy = mark("请拆成几条记录，或把照片压缩后再传")


class WrongPlace(Conflict):
    code = "devices.wrong_place"
    says = mark("这一段应从第 {arrived} 字节开始")
    remedy = mark("请先查询已收到多少，再接着传")


class NotEvidence(Invalid):
    """Bytes that are no photo and no drawing; answered with 415."""

    code = "devices.not_evidence"
    says = mark("这个附件不是记录所写的照片或签名笔迹，或者图片超过 4000 万像素")
    remedy = mark("请重新拍照")


class TooManyToday(TooMany):
    code = "devices.too_many"
    says = mark("这台平板今天交来的内容太多")
    remedy = mark("明天会继续收；内容还在平板上")


class TooManyConflicts(TooMany):
    code = "devices.too_many_conflicts"
    says = mark("同一编号下已有 {most} 份不同的内容")
    remedy = mark("请先由县教体局查看")


class NameTaken(Conflict):
    code = "devices.name_taken"
    says = mark("已经有一台叫“{value}”的平板在用")
    remedy = mark("请换一个名称，或先停用原来那台")


class NotWaiting(Conflict):
    code = "devices.not_waiting"
    says = mark("这条记录没有在等处理")
    remedy = mark("请刷新后再看")


class StillUnfit(Conflict):
    code = "devices.still_unfit"
    says = mark("这条记录还是不能登记：{what}")
    remedy = mark("请写明情况后留存；内容不会丢")


class NoGap(Conflict):
    code = "devices.no_gap"
    says = mark("第 {first} 号到第 {last} 号没有缺")
    remedy = mark("请刷新后再看")


class NotAnExport(Invalid):
    code = "devices.not_an_export"
    says = mark("这不是平板导出的文件（{what}）")
    remedy = mark("请在平板的“导出”里重新导出，原样交来")
