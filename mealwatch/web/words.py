"""One vocabulary: the word on screen for every code, and the mark that an outcome wears."""

from mealwatch.kernel.errors import mark
from mealwatch.web.language import translate

WORDS = {
    "meal": {
        "breakfast": mark("早餐"),
        "lunch": mark("午餐"),
        "dinner": mark("晚餐"),
        "snack": mark("加餐"),
    },
    "role": {
        "canteen_manager": mark("食堂管理员"),
        "storekeeper": mark("库管员"),
        "acceptor": mark("验收人"),
        "principal": mark("校长"),
        "inspector": mark("督查员"),
        "bureau_officer": mark("县教体局工作人员"),
        "bureau_admin": mark("县教体局管理员"),
        "auditor": mark("审计人员"),
    },
    "scope": {
        "county": mark("全县"),
        "town": mark("乡镇"),
        "school": mark("学校"),
        "canteen": mark("食堂"),
    },
    "school_type": {
        "primary": mark("小学"),
        "junior": mark("初级中学"),
        "nine_year": mark("九年一贯制学校"),
        "teaching_point": mark("教学点"),
    },
    "supply_mode": {
        "canteen": mark("学校食堂供餐"),
        "contractor": mark("企业供餐"),
    },
    "day_type": {
        "supply": mark("供餐"),
        "closed": mark("不供餐"),
    },
    "age_band": {
        "6-8": mark("6—8岁"),
        "9-11": mark("9—11岁"),
        "12-14": mark("12—14岁"),
        "15-17": mark("15—17岁"),
    },
    "kind": {
        "opening": mark("期初库存"),
        "receipt": mark("入库单"),
        "issue": mark("出库单"),
        "delivery": mark("送餐单"),
        "loss": mark("报损单"),
        "stocktake": mark("盘点单"),
        "reversal": mark("红冲单"),
    },
    "outcome": {
        "met": mark("达标"),
        "short": mark("未达标"),
        "unreported": mark("未报"),
        "unverified": mark("达标待核实"),
        "incomplete": mark("未报齐"),
        "none": mark("不供餐"),
    },
    "deciding": {
        "spend": mark("每餐单价之和"),
        "person_days": mark("按人次加权"),
        "enrolled": mark("按享受人数"),
    },
    "cause": {
        "menu": mark("食谱本身与标准之差"),
        "missing": mark("没有计入的餐"),
        "heads": mark("就餐人数与计划不同"),
        "quantity": mark("出库与食谱数量不同"),
        "price": mark("价格变化"),
        "no_menu": mark("没有食谱，无法细分"),
    },
    "decision": {
        "approved": mark("已同意"),
        "refused": mark("未同意"),
        "waiting": mark("待审批"),
    },
    "closed_how": {
        "principal": mark("校长周结"),
        "deadline": mark("到期自动周结"),
        "import": mark("随数据导入周结"),
    },
    "purpose": {
        "accept": mark("验收"),
        "collect": mark("领用"),
        "witness": mark("监盘"),
        "supervise": mark("监督"),
    },
    "second_person": {
        "accept": mark("第二验收人"),
        "collect": mark("领用人"),
        "witness": mark("监盘人"),
        "supervise": mark("监督人"),
    },
    "second_how": {
        "pin": mark("在这里输 PIN"),
        "guest": mark("家长、教师当面签名"),
        "ask": mark("请本人在自己手机上签"),
        "alone": mark("一人办理（已有例外）"),
        "later": mark("以后补签"),
        "own": mark("本人在自己手机上签"),
    },
    "guest_kind": {
        "parent": mark("家长"),
        "teacher": mark("教师"),
        "other": mark("其他人员"),
    },
    "paper_kind": {
        "licence": mark("食品经营许可证"),
        "health": mark("健康证"),
    },
    "paper_state": {
        "expired": mark("已到期"),
        "soon": mark("快到期"),
        "valid": mark("有效"),
        "ended": mark("已停用"),
    },
    "card": {
        "overdue_case": mark("逾期"),
        "case": mark("整改通知"),
        "overdue_close": mark("过期"),
        "returned": mark("被退回"),
        "sign": mark("等签字"),
        "expired": mark("已到期"),
        "accompany": mark("缺陪餐"),
        "finding": mark("待整改"),
        "overdue_asked": mark("逾期"),
        "asked": mark("请说明"),
        "overdue_finding": mark("逾期"),
        "visit_finding": mark("督查整改"),
        "close": mark("周结"),
        "explain": mark("要说明"),
        "soon": mark("快到期"),
        "closure": mark("等审批"),
    },
    "request_state": {
        "waiting": mark("等签字"),
        "signed": mark("已签字"),
        "returned": mark("被退回"),
        "withdrawn": mark("已撤回"),
    },
    "exception_state": {
        "waiting": mark("待审批"),
        "refused": mark("未同意"),
        "coming": mark("尚未开始"),
        "open": mark("生效中"),
        "over": mark("已结束"),
    },
    "order_state": {
        "open": mark("等送货"),
        "partly": mark("送了一部分"),
        "delivered": mark("已送完"),
        "cancelled": mark("已取消"),
    },
    "order_standing": {
        "closed": mark("其余不送了"),
        "cancelled": mark("取消整张订货单"),
    },
    "count_reason": {
        "weighing": mark("称量损耗"),
        "spoiled": mark("腐烂变质"),
        "issue_forgotten": mark("上次漏记出库"),
        "receipt_forgotten": mark("漏记入库"),
        "other": mark("其他"),
    },
    "loss_reason": {
        "rotten": mark("腐烂变质"),
        "expired": mark("过期"),
        "damp": mark("受潮霉变"),
        "broken": mark("破损洒漏"),
        "pests": mark("鼠虫咬坏"),
        "other": mark("其他"),
    },
    "shared_reason": {
        "daily_use": mark("日常用量零星领用，月底一次核对"),
        "weighing": mark("称量损耗"),
        "other": mark("其他"),
    },
    "language": {
        "zh": "中文",
        "en": "English",
    },
    "unit": {
        "g": mark("克"),
        "kg": mark("公斤"),
        "jin": mark("斤"),
        "ml": mark("毫升"),
        "L": mark("升"),
        "piece": mark("个"),
        "package": mark("包装"),
    },
    "certificate": {
        "quarantine": mark("动物检疫合格证"),
        "meat": mark("肉品品质检验合格证"),
        "farm": mark("承诺达标合格证"),
        "test": mark("检验报告"),
    },
    "looked_at": {
        "colour": mark("颜色"),
        "smell": mark("气味"),
        "texture": mark("质地"),
        "packaging": mark("外包装完好"),
        "in_date": mark("在有效期内"),
        "sound": mark("没有变质、腐坏、发芽"),
        "fresh": mark("新鲜"),
    },
    "check": {"good": mark("正常"), "bad": mark("不正常")},
    "quick_test": {"passed": mark("合格"), "failed": mark("不合格")},
    "price_answer": {
        "kept": mark("确认无误"),
        "jin": mark("按元/斤"),
        "kg": mark("按元/公斤"),
    },
    "conclusion": {
        "passed": mark("合格"),
        "partly": mark("部分退回"),
        "returned": mark("退回"),
        "absent": mark("没有送来"),
    },
    "unknown_licence": {"take": mark("照常入库，提醒登记"), "stop": mark("暂停入库，登记或放行后再收")},
    "allowance": {
        "open": mark("放行中"),
        "coming": mark("还没开始"),
        "over": mark("已过期"),
        "withdrawn": mark("已收回"),
    },
    "weekday": dict(
        zip(
            ("1", "2", "3", "4", "5", "6", "7"),
            (mark("周一"), mark("周二"), mark("周三"), mark("周四"), mark("周五"), mark("周六"), mark("周日")),
            strict=True,
        )
    ),
}

#: The class of look and colour (short, met, missing, off, info) of each outcome and state.
MARKS = {
    "outcome": {
        "met": "met",
        "short": "short",
        "unreported": "missing",
        "unverified": "info",
        "incomplete": "missing",
        "none": "off",
    },
    "decision": {"approved": "met", "refused": "short", "waiting": "missing"},
    "day_type": {"supply": "met", "closed": "off"},
    "conclusion": {"passed": "met", "partly": "missing", "returned": "short", "absent": "off"},
    "check": {"good": "met", "bad": "short"},
    "quick_test": {"passed": "met", "failed": "short"},
    "allowance": {"open": "missing", "coming": "info", "over": "off", "withdrawn": "off"},
    "order_state": {"open": "missing", "partly": "info", "delivered": "met", "cancelled": "off"},
    "paper_state": {"expired": "short", "soon": "missing", "valid": "met", "ended": "off"},
    "request_state": {"waiting": "missing", "signed": "met", "returned": "short", "withdrawn": "off"},
    "exception_state": {"waiting": "missing", "refused": "short", "coming": "info", "open": "met", "over": "off"},
}


def word(code, kind):
    """The word for ``code`` in the reader's language; an unknown code stands for itself."""
    return translate(WORDS[kind].get(code, str(code)))


def mark_of(code, kind):
    """The class of the mark for ``code``; ``off`` where it has none."""
    return MARKS.get(kind, {}).get(code, "off")


def choices(kind):
    """(code, word) pairs in their order, for a list to choose from."""
    return [(code, translate(text)) for code, text in WORDS[kind].items()]
