"""The Chinese words of a list's parts, as they stand on pages and in spreadsheets."""

from mealwatch.kernel.errors import mark

METHODS = {"look": mark("看"), "records": mark("查"), "ask": mark("问"), "weigh": mark("称")}
SCORED = {True: mark("计分"), False: mark("只记录")}
PREFILLS = {
    "findings_closed": mark("上次问题的整改情况"),
    "licence": mark("许可证有效期"),
    "health_certificates": mark("健康证有效期"),
    "suppliers": mark("供货商名单与合同"),
    "separation": mark("入库、出库的签字人"),
    "receipts_complete": mark("入库单要素与登记时间"),
    "issues_signed": mark("出库单签字"),
    "nutrition_animal": mark("食谱的荤菜、蛋奶豆"),
    "nutrition_vegetables": mark("食谱的蔬菜"),
    "accompanied": mark("陪餐记录"),
    "unit_prices": mark("每餐单价"),
    "weekly_spend": mark("每周生均支出"),
    "enrolled_served": mark("在册与就餐人数"),
}
PARTS = {
    "weigh": mark("实称抽查"),
    "count": mark("抽盘库存"),
    "portions": mark("份量称重"),
    "match": mark("三相符核对"),
    "tally": mark("问学生"),
    "meal": mark("陪餐"),
}
GRADES = {
    "excellent": mark("优秀"),
    "good": mark("良好"),
    "pass": mark("合格（限期整改）"),
    "fail": mark("不合格"),
}
SEVERITIES = {"on_the_spot": mark("立行立改"), "ordinary": mark("一般"), "serious": mark("较大")}
SHEETS = {
    "list": mark("检查表"),
    "sections": mark("部分"),
    "items": mark("检查项"),
    "phrases": mark("常用语"),
    "red_lines": mark("红线"),
    "rules": mark("等级与期限"),
}
#: What a field is called, in forms, in headings of sheets and in faults.
COLUMNS = {
    "title": mark("检查表名称"),
    "letter": mark("字母"),
    "section_title": mark("部分名称"),
    "code": mark("编号"),
    "text": mark("检查内容"),
    "points": mark("分值"),
    "methods": mark("方法"),
    "scored": mark("是否计分"),
    "prefill": mark("预填"),
    "part": mark("现场测量"),
    "phrases": mark("常用语"),
    "red_text": mark("红线内容"),
    "what": mark("类别"),
    "least": mark("起点（%）"),
    "days": mark("期限（天）"),
    **GRADES,
    **SEVERITIES,
}
