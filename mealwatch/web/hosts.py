"""Which addresses the service answers to: its base address, and this machine.

A request under another name is refused, so no link or cookie is ever made for
a host of somebody else's choosing. Proxies are believed only as many deep as
the settings say.
"""

from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix

LOCAL = ("localhost", "127.0.0.1")


def init_app(app):
    settings = app.config["MEALWATCH"]
    base = urlsplit(settings["BASE_URL"])
    app.config["TRUSTED_HOSTS"] = [base.hostname, *LOCAL]
    app.config["PREFERRED_URL_SCHEME"] = base.scheme
    proxies = settings["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies, x_port=0)
