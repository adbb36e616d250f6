"""What the pages' scripts need of the server: their words in the reader's language, and the service worker.

The worker is one file of the build with the list of the built files put in front,
so that another build is another worker. It is served at the root, for it may only
answer for addresses below its own.
"""

import json

from flask import make_response

from mealwatch.kernel.errors import mark
from mealwatch.web.assets import BUILT, asset
from mealwatch.web.guards import PUBLIC, guard
from mealwatch.web.language import translate

WORDS = {
    "unit_chip": mark("单位：{unit}，点一下换一个"),
    "amount_text": mark("“{value}”看不懂，可以写：{examples}"),
    "amount_unit": mark("“{name}”不能用“{word}”计量，可以写：{examples}"),
    "amount_whole": mark("“{value}”分得太细，可以写：{examples}"),
    "amount_much": mark("“{value}”太大，请核对数量和单位"),
    "add_row": mark("再加一行"),
    "give_back": mark("刚才清空的这一行，点这里恢复"),
    "state_local": mark("已存本机"),
    "state_server": mark("已存服务器"),
    "state_fault": mark("有误"),
    "state_memory": mark("浏览器不让保存，请不要关闭这一页"),
    "state_clash": mark("两处填的不一样，请选"),
    "state_queue": mark("待发送 {count} 条"),
    "restored": mark("接着上次填：{when} 存的内容都在"),
    "restored_other": mark("接着填：{by} {at} 在{device}上存的"),
    "start_over": mark("不要了，重新填"),
    "start_over_sure": mark("删掉后找不回来，再点一次重新填"),
    "queue_again": mark("再填一张"),
    "ended_elsewhere": mark("这张表已在别处提交或清空"),
    "clash_title": mark("这张表有两份不一样的内容"),
    "clash_lead": mark("两份都还在，一份也没有被盖掉。请逐项选要哪一个。"),
    "mine": mark("这台设备"),
    "theirs": mark("{by}，{device}，{at}"),
    "empty": mark("（空）"),
    "all_mine": mark("全用这台设备的"),
    "all_theirs": mark("全用另一份的"),
    "use_chosen": mark("就按选的"),
    "field_of_row": mark("第 {row} 行 {label}"),
    "queue_title": mark("待发送"),
    "queue_lead": mark("这些已经提交，还没有送到服务器。有网络时会自己发送，不用重填。"),
    "queue_waiting": mark("等网络"),
    "queue_refused": mark("没有通过：{reason}"),
    "queue_open": mark("打开改"),
    "queue_now": mark("现在发送"),
    "queue_drop": mark("删掉"),
    "queue_drop_sure": mark("删掉后找不回来，再点一次删掉"),
    "queue_close": mark("关上"),
    "queue_sent": mark("{title}：已送到服务器"),
    "queued": mark("没有网络，已存在本机，有网络时自动发送"),
    "sign_in_title": mark("登录已过期，请重新登录"),
    "sign_in_lead": mark("填的内容都还在，登录后接着填。"),
    "sign_in_username": mark("用户名"),
    "sign_in_password": mark("密码"),
    "sign_in_go": mark("登录，接着填"),
    "sign_in_later": mark("等一下再登录"),
    "sign_in_failed": mark("没有连上，请稍候再试"),
    "offline_copy": mark("没有网络，显示的是 {when} 时的内容"),
    "device_phone": mark("手机"),
    "device_tablet": mark("平板"),
    "device_computer": mark("电脑"),
}


def init_app(app):
    app.jinja_env.globals["script_words"] = script_words


def add_routes(blueprint):
    blueprint.get("/sw.js")(worker)


def script_words():
    """The words in the reader's language, for the layout's island."""
    return {key: translate(text) for key, text in WORDS.items()}


@guard(PUBLIC)
def worker():
    """The service worker with the addresses of this build in front."""
    files = {name: asset(name) for name in ("main.css", "main.js")}
    head = f"self.BUILT = {json.dumps(files)};\n"
    try:
        text = (BUILT / "worker.js").read_text("utf-8")
    except FileNotFoundError:
        text = ""
    response = make_response(head + text)
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response
