"""What the acts are called, what each will do, and why it leaves a line out."""

from flask_babel import gettext as _

from mealwatch.alerts.domain.states import REASONS
from mealwatch.desk.domain.batch import ACTS
from mealwatch.web.language import translate


def acts():
    """(act, word) in the order of the buttons."""
    words = {
        "ask": _("请学校说明"),
        "remind": _("发催报"),
        "order": _("下整改通知"),
        "brief": _("列入本周通报"),
        "note": _("已阅"),
        "hand_on": _("转交"),
        "drop": _("不予追究"),
    }
    return [(act, words[act]) for act in ACTS]


def word(act):
    """An act in a word."""
    return dict(acts())[act]


def what_happens(act, due):
    """What confirming will do, in one sentence."""
    return {
        "ask": _("学校会收到消息，请在%(day)s前说明原因；说明后由您核实。", day=due),
        "remind": _("每所学校的校长和食堂管理员各收到一条催办消息，同一件事一天只发一次。"),
        "order": _("每项按下面的期限下一份整改通知，学校要签收、整改、请求核查；相应预警记为已确认。"),
        "brief": _("记入这一周的通报清单，生成周通报时一并列出。"),
        "note": _("记为已阅，不再列在需要处理里；需要时可以重新打开。"),
        "hand_on": _("写明转交给谁，由对方办理；不再列在需要处理里。"),
        "drop": _("选一个理由，记为不予追究；理由计入统计。"),
    }[act]


def why_not(code):
    """Why an act leaves a line out."""
    return {
        "no_alert": _("还没有生成预警，请先“现在更新”"),
        "not_now": _("现在的状态不能这样办；点校名打开预警，看能怎么办"),
        "has_case": _("已经有整改通知"),
        "not_waiting": _("没有在等学校报送或说明"),
    }[code]


def reasons(act):
    """(code, word) to choose from, for the acts that need a reason; an order confirms, and says by what."""
    named = {"drop": "drop", "order": "confirm"}.get(act)
    return [(code, translate(text)) for code, text in REASONS[named].items()] if named else []


def told(act, counted):
    """What was done, in one sentence; what had been done before is said apart."""
    done, again = counted["done"], counted["again"]
    text = {
        "ask": _("已请学校说明：%(n)s 项", n=done),
        "remind": _("已发催报：%(n)s 项", n=done),
        "order": _("已下整改通知：%(n)s 份", n=done),
        "brief": _("已列入本周通报：%(n)s 项", n=done),
        "note": _("已记为已阅：%(n)s 项", n=done),
        "hand_on": _("已转交：%(n)s 项", n=done),
        "drop": _("已记为不予追究：%(n)s 项", n=done),
    }[act]
    return text + (_("；另有 %(n)s 项先前已经办过", n=again) if again else "")
