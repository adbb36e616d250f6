"""What can go wrong with drafts."""

from mealwatch.kernel.errors import Invalid, mark


class TooLarge(Invalid):
    code = "drafts.too_large"
    says = mark("这张表填的内容太多，服务器存不下草稿")
    remedy = mark("本机还存着；请先提交一部分")
