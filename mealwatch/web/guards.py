"""Who may ask what: each view says it, and no view answers that has not said it.

``@guard("post_receipt")`` marks a view with the actions of which a person must
be allowed one; ``@guard(PUBLIC)`` opens it to everybody, ``@guard(SIGNED_IN)``
to everybody signed in. The check runs before the view. This module knows no
table: the accounts feature says who is asking (``viewers_from``). What the
person may do at one school or canteen is asked again where its code is read.
"""

from flask import current_app, g, request

from mealwatch.kernel.errors import NotAllowed, mark
from mealwatch.web.problems import SignInNeeded

PUBLIC = "public"
SIGNED_IN = "signed_in"
#: For tablets with a key of their own, and for nobody signed in.
DEVICE = "device"
_FIND_SENDER = "mealwatch.senders"
_FIND = "mealwatch.viewers"
#: Views that a person may reach before choosing a password of their own.
_ALWAYS_OPEN = "always_open"


class PasswordChangeNeeded(NotAllowed):
    code = "password_change_needed"
    says = mark("请先设置自己的密码")
    remedy = mark("初始密码只能用来设置新密码")


def guard(*actions, before_new_password=False):
    """Mark a view with what a person must be allowed to do (one of ``actions``) to use it."""
    if not actions:
        raise TypeError("name an action, PUBLIC or SIGNED_IN")

    def marked(view):
        view.guard = frozenset(actions)
        setattr(view, _ALWAYS_OPEN, before_new_password)
        return view

    return marked


def init_app(app):
    app.view_functions["static"].guard = frozenset({PUBLIC})
    app.jinja_env.globals["current_viewer"] = current_viewer

    @app.before_request
    def admit():
        if request.routing_exception is None:
            _admit(view_of(current_app, request.endpoint, request.method))


def viewers_from(app, find):
    """Ask ``find()`` once per request for who is asking: a viewer, or None."""
    app.extensions[_FIND] = find


def senders_from(app, find):
    """Ask ``find()`` which tablet sends a request to a view marked DEVICE: it is kept as ``g.sender``; None: none."""
    app.extensions[_FIND_SENDER] = find


def current_viewer():
    """Who is asking, or None. A viewer says ``may(action)`` and ``actor()``."""
    if "viewer" not in g:
        find = current_app.extensions.get(_FIND)
        g.viewer = find() if find else None
    return g.viewer


def forget_viewer():
    """Look the person up again: signing in or out has changed who is asking."""
    g.pop("viewer", None)


def view_of(app, endpoint, method):
    """The function that answers ``method`` at ``endpoint``: a view, or a method of its class."""
    view = app.view_functions[endpoint]
    view_class = getattr(view, "view_class", None)
    if view_class is None:
        return view
    name = method.lower()
    if name == "head" and not hasattr(view_class, "head"):
        name = "get"
    return getattr(view_class, name, view)


def _admit(view):
    wanted = getattr(view, "guard", None)
    if request.method == "OPTIONS" and wanted is None:
        return
    if wanted is None:
        raise RuntimeError(f"{request.endpoint} has no guard: mark the view with @guard(...)")
    if PUBLIC in wanted:
        return
    if DEVICE in wanted:
        g.sender = current_app.extensions[_FIND_SENDER]()
        if g.sender is None:
            raise SignInNeeded
        return
    viewer = current_viewer()
    if viewer is None:
        raise SignInNeeded
    if viewer.must_change and not getattr(view, _ALWAYS_OPEN, False):
        raise PasswordChangeNeeded
    if SIGNED_IN not in wanted and not any(viewer.may(action) for action in wanted):
        raise NotAllowed
