"""The words of the app's shell: home, people, downloads, what waits to be sent."""

from mealwatch.kernel.errors import mark

WORDS = {
    "shell_title": mark("督查"),
    "shell_home": mark("首页"),
    "shell_online": mark("在线"),
    "shell_offline": mark("离线"),
    "shell_waiting": mark("待上传 {n} 条 ({mb} MB)"),
    "shell_nothing_waiting": mark("没有待上传"),
    "shell_saved": mark("已存本机"),
    "shell_saving": mark("正在存…"),
    "shell_not_saved": mark("没存上"),
    "shell_last_sync": mark("{when} 上传过"),
    "shell_never_synced": mark("还没有上传过"),
}
