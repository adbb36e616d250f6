"""A service that must not write: everything can still be read, every change is refused and told why.

``serve`` switches it on where the database has lost guards.
"""

from flask import current_app, request

from mealwatch.kernel.errors import Unavailable, mark

_KEY = "mealwatch.read_only"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class WritesRefused(Unavailable):
    code = "site.read_only"
    says = mark("现在只能查看，不能录入：数据库的防改保护不完整（{names}）")
    remedy = mark("请管理员运行 mealwatch doctor 和 mealwatch verify，恢复保护后重新启动")


def refuse_writes(app, names):
    """Refuse every request that could change something, naming what is wrong (a list of names)."""

    def refuse():
        if request.method not in _READING:
            raise WritesRefused(names="、".join(names))

    app.extensions[_KEY] = True
    app.before_request_funcs.setdefault(None, []).insert(0, refuse)


def is_on():
    """Whether the service must not write, so that a page that notes its being read leaves that out."""
    return bool(current_app.extensions.get(_KEY))
