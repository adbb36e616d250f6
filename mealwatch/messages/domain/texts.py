"""What goes out: to a person their own messages, to a group how many of what, and where to look.

Neither holds a name of a pupil, a password or a key; a group's text names no school.
"""

from collections import Counter

from mealwatch.kernel.errors import mark
from mealwatch.messages.domain.kinds import KINDS

#: A mail lists so many; the rest is counted.
MOST = 20


def digest_of_person(messages, base_url, translate):
    """(title, lines) of a mail with a person's messages, those of urgent kinds first."""
    ranked = sorted(messages, key=lambda one: (not KINDS[one.kind][1], one.id))
    title = translate(mark("营养餐监管：{count} 条新消息")).format(count=len(ranked))
    lines = []
    for one in ranked[:MOST]:
        lines += [f"【{translate(KINDS[one.kind][0])}】{one.text(translate)}", f"{base_url.rstrip('/')}{one.link}", ""]
    if len(ranked) > MOST:
        lines.append(translate(mark("另有 {count} 条，请登录查看")).format(count=len(ranked) - MOST))
    lines.append(f"{translate(mark('全部消息：'))}{base_url.rstrip('/')}/messages")
    return title, lines


def digest_of_group(messages, base_url, translate):
    """(title, lines) for a group's robot: how many things of each kind; of none, that the channel works.

    One thing told to five people is one thing.
    """
    things = Counter(dict.fromkeys(KINDS, 0))
    for kind, _thing in {(one.kind, one.link) for one in messages}:
        things[kind] += 1
    title = translate(mark("营养餐监管提醒"))
    lines = [
        translate(mark("{kind}：{count} 件")).format(kind=translate(KINDS[kind][0]), count=things[kind])
        for kind in KINDS
        if things[kind]
    ]
    if not lines:
        lines = [translate(mark("发送测试：这个群能收到提醒"))]
    lines.append(translate(mark("请登录查看：")) + base_url.rstrip("/"))
    return title, lines
