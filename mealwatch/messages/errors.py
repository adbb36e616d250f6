"""What can be wrong about messages and where they go."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoChannel(NotFound):
    code = "messages.no_channel"
    says = mark("没有这个发送渠道：{value}")
    remedy = mark("请回到消息设置重新选择")


class AddressNotAllowed(Invalid):
    code = "messages.address_not_allowed"
    says = mark("不能向“{host}”发送")
    remedy = mark(
        "只能用允许名单里的地址（{hosts}），并且以 https:// 开头；名单由系统管理员在 MEALWATCH_WEBHOOK_HOSTS 里设置"
    )


class SecretMissing(Invalid):
    code = "messages.secret_missing"
    says = mark("这种渠道要有签名密钥")
    remedy = mark("请从机器人的安全设置里复制密钥")


class EmailInvalid(Invalid):
    code = "messages.email_invalid"
    says = mark("“{value}”不是邮箱地址")
    remedy = mark("请写成 name@example.cn 的样子")


class NoMailServer(Conflict):
    code = "messages.no_mail_server"
    says = mark("还没有设置发信服务器")
    remedy = mark("请系统管理员设置 MEALWATCH_SMTP_HOST 和 MEALWATCH_SMTP_FROM")


class QuietInvalid(Invalid):
    code = "messages.quiet_invalid"
    says = mark("“{value}”不是时刻")
    remedy = mark("请写成 21:00 的样子")


class NotDelivered(Conflict):
    code = "messages.not_delivered"
    says = mark("没有发出去：{why}")
    remedy = mark("请核对地址和密钥后再试")
