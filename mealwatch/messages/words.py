"""Words of messages and channels."""

from mealwatch.kernel.errors import mark
from mealwatch.messages.domain.kinds import KINDS
from mealwatch.web import words

words.WORDS.update(
    message_kind={kind: text for kind, (text, _urgent) in KINDS.items()},
    channel_shape={
        "wecom": mark("企业微信群机器人"),
        "dingtalk": mark("钉钉群机器人"),
        "plain": mark("自建网关（签名 JSON）"),
    },
    sending={"sent": mark("已送达"), "failed": mark("没有送达"), "trying": mark("发送中")},
)
