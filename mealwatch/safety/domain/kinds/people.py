"""People of the canteen: the morning check of their health, and training.

A sick person's name and why are private. What is wrong, how many and what was done are not.
"""

from datetime import time

from mealwatch.kernel.errors import mark
from mealwatch.safety.domain.fields import Field
from mealwatch.safety.domain.kind import Kind

SIGNS = (
    ("fever", mark("发热")),
    ("diarrhoea", mark("腹泻")),
    ("vomiting", mark("呕吐")),
    ("wound", mark("皮肤或手部伤口")),
    ("throat", mark("咽痛")),
    ("jaundice", mark("黄疸")),
    ("eczema", mark("湿疹")),
    ("cough", mark("咳嗽")),
    ("hands", mark("手部没有清洗消毒")),
    ("clothes", mark("衣帽不整洁")),
    ("nails", mark("头发、指甲、饰物不合要求")),
)
UNFIT = ("unfit", (True,))

MORNING = Kind(
    code="morning",
    name=mark("晨检"),
    every="day",
    one=True,
    due_at=time(7, 30),
    happened="checked_at",
    fields=(
        Field("heads", mark("晨检人数"), "whole", unit=mark("人"), least=1, most=200),
        Field("checked_at", mark("晨检时间"), "time"),
        Field(
            "unfit",
            mark("晨检结果"),
            "flag",
            choices=(("no", mark("逐人查过，都合格")), ("yes", mark("有人不合格"))),
            hint=mark("查发热、腹泻、呕吐、伤口、咽痛、黄疸、湿疹、咳嗽，查洗手、衣帽、指甲"),
        ),
        Field("unfit_heads", mark("不合格人数"), "whole", unit=mark("人"), least=1, most=200, when=UNFIT),
        Field("signs", mark("哪里不合格"), "several", choices=SIGNS, when=UNFIT),
        Field(
            "names",
            mark("不合格人员姓名"),
            "people",
            when=UNFIT,
            private=True,
            hint=mark("姓名只有校长和今天填表的人看得到"),
        ),
        Field("cause", mark("原因"), "text", when=UNFIT, private=True, required=False),
        Field("measure", mark("整改措施"), "text", when=UNFIT, hint=mark("这里不要写姓名")),
        Field(
            "moved",
            mark("是否调离岗位"),
            "flag",
            choices=(("yes", mark("已调离")), ("no", mark("没有调离"))),
            when=UNFIT,
        ),
        Field("person", mark("检查人"), "person", carried=True),
    ),
    flaw=lambda values, _facts=None: "unfit" if values.get("unfit") else "",
)
TRAINING = Kind(
    code="training",
    name=mark("培训"),
    fields=(
        Field("topic", mark("培训内容"), "text"),
        Field("host", mark("主持人"), "person", carried=True),
        Field("speaker", mark("主讲人"), "person"),
        Field("heads", mark("参训人数"), "whole", unit=mark("人"), least=1, most=500),
        Field("names", mark("参训人员"), "people"),
        Field("minutes", mark("时长"), "whole", unit=mark("分钟"), least=5, most=600, required=False),
        Field("photos", mark("照片"), "photos", required=False),
    ),
)
