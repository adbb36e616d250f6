"""Problems told to people and programs: the one place that turns an error into an answer.

Under /api a problem is JSON with its code, its field, what is wrong and what to
do; elsewhere it is a page, and a reader who is not signed in is sent to do so.
Both speak the reader's language. A form shows its problems itself (web.forms).
"""

from dataclasses import asdict, dataclass

from flask import current_app, g, jsonify, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, SecurityError

from mealwatch.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Problem, TooMany, Unavailable, mark

API = "/api/"
_SIGN_IN = "mealwatch.sign_in"
_REFUSALS = "mealwatch.refusals"
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
#: Facts of problems that are words of the vocabulary, not what somebody typed.
_WORDS = frozenset({"what", "thing", "kind", "unit", "base", "base_unit", "where"})


class SignInNeeded(Problem):
    code = "not_signed_in"
    says = mark("请先登录")
    remedy = mark("登录后会回到这一页；程序调用请带上访问令牌")


_STATUS = (
    (SignInNeeded, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (Invalid, 422),
    (TooMany, 429),
    (Unavailable, 503),
)

#: What the pages say for errors of HTTP itself: heading, sentence, what to do.
_HTTP = {
    400: (mark("请求无法识别"), mark("收到的内容不完整或格式不对"), mark("请返回上一页刷新后重新操作")),
    401: (mark("请先登录"), mark("这一页需要登录后查看"), mark("请先登录")),
    403: (mark("不能做这项操作"), mark("您的岗位不能做这项操作"), mark("请由有权限的人员办理")),
    404: (mark("没有这一页"), mark("地址有误，或者内容不在您的管理范围内"), mark("请核对地址，或从左上角的菜单进入")),
    405: (mark("不能这样打开"), mark("这个地址只接受提交，不能直接打开"), mark("请返回上一页重新操作")),
    409: (mark("与现有记录不符"), mark("操作与现有记录冲突"), mark("请刷新后核对")),
    413: (mark("内容太大"), mark("上传或填写的内容超过了大小限制"), mark("请减少内容，或分几次提交")),
    415: (mark("格式不对"), mark("收到的内容不是要求的格式"), mark("请按要求的格式提交")),
    422: (mark("填写有误"), mark("有几处填写不对"), mark("请按提示修改后重新提交")),
    429: (mark("操作太频繁"), mark("短时间内操作次数太多"), mark("请稍候再试")),
    500: (
        mark("系统出错"),
        mark("系统内部出错，操作没有完成，记录没有改动"),
        mark("请稍后再试；如再次出现，请联系县教体局管理员"),
    ),
    503: (mark("暂时不能服务"), mark("系统正忙，操作没有完成"), mark("请稍候再试")),
}
_FORM_EXPIRED = (mark("页面放置太久"), mark("这一页已过期，内容没有提交"), mark("请返回上一页，刷新后重新提交"))


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, what, and what to do; in the reader's language."""

    field: str
    code: str
    text: str
    advice: str = ""
    value: str = ""


def is_api(path):
    """Whether this address speaks JSON."""
    return path.startswith(API)


def status_of(problem):
    """The HTTP status that fits a problem."""
    return next((status for kind, status in _STATUS if isinstance(problem, kind)), 400)


def fault(problem):
    """A raised problem as a Fault."""
    from mealwatch.web.language import translate

    g.setdefault("refused", {})[problem.code] = None
    problem.facts = {name: translate(fact) if name in _WORDS else fact for name, fact in problem.facts.items()}
    return Fault(
        field=(problem.field or "").replace(".", "-"),
        code=problem.code,
        text=problem.text(translate),
        advice=problem.advice(translate),
        value=_short(problem.facts.get("value")),
    )


def faults_of(messages, given=None, *, within=""):
    """A schema's messages as a flat list of Faults; nested places are joined: ``lines-0-quantity``."""
    from mealwatch.web.language import translate

    found = []
    for name, inner in messages.items():
        place = within if name == "_schema" else f"{within}-{name}".lstrip("-")
        part = _part(given, name)
        if isinstance(inner, dict):
            found += faults_of(inner, part, within=place)
        else:
            texts = inner if isinstance(inner, list) else [inner]
            found += [Fault(place, "invalid", translate(str(text)), value=_short(part)) for text in texts]
    return found


def init_app(app):
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(ValidationError, _validation)
    app.register_error_handler(CSRFError, lambda _error: _page(400, *_FORM_EXPIRED))
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, _unexpected)
    app.after_request(_hand_on_refusals)


def sign_in_with(app, ask):
    """Answer a reader who is not signed in with ``ask()``."""
    app.extensions[_SIGN_IN] = ask


def refusals_to(app, keep):
    """Call ``keep(codes)`` after a write was answered with problems; what it does never changes the answer."""
    app.extensions[_REFUSALS] = keep


def _hand_on_refusals(response):
    codes, keep = g.pop("refused", None), current_app.extensions.get(_REFUSALS)
    if codes and keep and request.method in _WRITING:
        try:
            keep(tuple(codes))
        except Exception:  # the answer is made already: it is worth more than the note about it
            current_app.logger.exception("a refusal was not written down")
    return response


def answer_http(error):
    """Answer an error of HTTP itself (no such page, too large, ...)."""
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, SecurityError):  # a host that is not ours: no address can be made for it
        return make_response("mealwatch does not answer to this host name\n", 400, {"Content-Type": "text/plain"})
    known = _HTTP.get(status) or _HTTP[400 if status < 500 else 500]
    if is_api(request.path):
        messages = getattr(error, "data", None) or {}
        faults = faults_of(_bodies(messages.get("messages") or {}), _given())
        response = _json(status, f"http.{status}", known[1], known[2], faults)
        response.headers.update(messages.get("headers") or {})
    else:
        response = _page(status, *known)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def _problem(problem):
    status = status_of(problem)
    one = fault(problem)
    if is_api(request.path):
        response = _json(status, problem.code, one.text, one.advice, [one] if one.field else [])
        if status == 401:
            response.headers["WWW-Authenticate"] = 'Bearer realm="mealwatch"'
        return response
    if isinstance(problem, SignInNeeded):
        return _ask_to_sign_in()
    if problem.code == "password_change_needed":
        return redirect(url_for("accounts.account"))
    heading = _HTTP.get(status, _HTTP[400])[0]
    return _page(status, heading, one.text, one.advice)


def _validation(error):
    faults = faults_of(error.messages_dict, _given())
    if is_api(request.path):
        return _json(422, "invalid", *_HTTP[422][1:], faults)
    return _page(422, *_HTTP[422], faults=faults)


def _unexpected(error):
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    if current_app.testing or current_app.debug:
        raise error
    if is_api(request.path):
        return _json(500, "http.500", *_HTTP[500][1:], [])
    return _page(500, *_HTTP[500])


def _ask_to_sign_in():
    """To the sign-in page and back; what was typed into a form goes along."""
    ask = current_app.extensions.get(_SIGN_IN)
    return ask() if ask else _page(401, *_HTTP[401])


def _json(status, code, text, advice, faults):
    from mealwatch.web.language import translate

    body = {
        "code": code,
        "status": status,
        "message": translate(text),
        "advice": translate(advice),
        "errors": [asdict(one) for one in faults],
    }
    response = jsonify(body)
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def _page(status, heading, text, advice="", faults=()):
    from mealwatch.web.language import translate

    html = render_template(
        "web/problem.html",
        status=status,
        heading=translate(heading),
        text=translate(text),
        advice=translate(advice),
        faults=faults,
    )
    return make_response(html, status)


def _bodies(messages):
    """Webargs puts messages under the place they came from (json, query); readers need the field alone."""
    return {name: part for inner in messages.values() if isinstance(inner, dict) for name, part in inner.items()}


def _given():
    try:
        return request.get_json(silent=True) if request.is_json else request.form or request.args
    except HTTPException:  # too large to be read
        return None


def _part(given, name):
    try:
        return given[int(name)] if isinstance(given, list) else given.get(name)
    except (AttributeError, IndexError, TypeError, ValueError):
        return None


def _short(value):
    return "" if value is None or isinstance(value, (dict, list)) else str(value)[:100]
