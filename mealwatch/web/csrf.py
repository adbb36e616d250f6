"""Against requests that another site makes in a person's name.

Forms carry a token. Browsers also say where a request began (Sec-Fetch-Site):
what began elsewhere may not change anything. The API takes no cookies, so
nothing can be done there in a person's name and it needs no token.
"""

from flask import request
from flask_wtf.csrf import CSRFProtect

from mealwatch.kernel.errors import NotAllowed, mark
from mealwatch.web.problems import is_api

_SAFE = {"GET", "HEAD", "OPTIONS"}


class FromElsewhere(NotAllowed):
    code = "web.from_elsewhere"
    says = mark("这个请求不是从本网站的页面发出的，没有执行")
    remedy = mark("请从本网站的页面重新操作")


def init_app(app):
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    protect = CSRFProtect(app)

    @app.before_request
    def refuse_forged():
        if request.method in _SAFE or is_api(request.path) or request.routing_exception:
            return
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise FromElsewhere
        protect.protect()
