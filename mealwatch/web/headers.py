"""Headers on every answer: what a browser may load, and who may look in."""

import secrets

from flask import g, request

YEAR_SECONDS = 31_536_000
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
}
_POLICY = (
    "default-src 'none'",
    "script-src 'self' 'nonce-{nonce}'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
)


def init_app(app):
    secure = app.config["MEALWATCH"]["SECURE"]
    app.jinja_env.globals["csp_nonce"] = nonce

    @app.after_request
    def add_headers(response):
        response.headers.update(_FIXED)
        response.headers.setdefault("Content-Security-Policy", "; ".join(_POLICY).format(nonce=nonce()))
        if secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def nonce():
    """The one value with which scripts written into this answer are let run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    return g.csp_nonce
