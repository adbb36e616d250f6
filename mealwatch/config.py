"""Settings: the defaults, then the environment (``MEALWATCH_*``), then what create_app is given."""

import os
from pathlib import Path
from urllib.parse import urlsplit

DEFAULTS = {
    "DATABASE_URL": "",
    "BASE_URL": "http://127.0.0.1:8000",
    "SESSION_IDLE_MINUTES": 60,
    "SESSION_HOURS": 12,
    "DEMO": False,
    "UPLOAD_MEGABYTES": 32,
    "TRUSTED_PROXIES": 0,
    "VISITS_OFF": False,
    "SMTP_HOST": "",
    "SMTP_PORT": 465,
    "SMTP_SECURITY": "tls",
    "SMTP_USER": "",
    "SMTP_PASSWORD": "",  # nosec B105 - none by default
    "SMTP_FROM": "",
    "WEBHOOK_HOSTS": "qyapi.weixin.qq.com,oapi.dingtalk.com",
    "WEBHOOK_INSIDE": "",
    "JOBS": True,
    "JOBS_FILE": "",
}
_SMTP_SECURITY = ("tls", "starttls", "none")
_LOCAL = {"127.0.0.1", "localhost", "::1"}


class BadSetting(Exception):
    """A setting with which the service must not start; the text says what to change."""


def settings(given=None, environ=os.environ):
    """All settings as a dict. Raises BadSetting for one that would be unsafe."""
    chosen = dict(DEFAULTS)
    for name, default in DEFAULTS.items():
        value = environ.get(f"MEALWATCH_{name}")
        if value is not None:
            chosen[name] = _read(name, value, default)
    chosen.update(given or {})
    chosen["DATABASE_URL"] = chosen["DATABASE_URL"] or default_database()
    base = urlsplit(chosen["BASE_URL"])
    if base.scheme not in ("http", "https") or not base.hostname:
        raise BadSetting(f"MEALWATCH_BASE_URL={chosen['BASE_URL']!r}: give an address such as https://meals.example.cn")
    if base.scheme == "http" and base.hostname not in _LOCAL:
        raise BadSetting(
            f"MEALWATCH_BASE_URL={chosen['BASE_URL']!r}: plain http works on this machine only; "
            "give the https address under which a TLS proxy serves the site"
        )
    if chosen["SMTP_SECURITY"] not in _SMTP_SECURITY:
        raise BadSetting(
            f"MEALWATCH_SMTP_SECURITY={chosen['SMTP_SECURITY']!r}: give one of {', '.join(_SMTP_SECURITY)}"
        )
    if chosen["SMTP_HOST"] and not chosen["SMTP_FROM"]:
        raise BadSetting("MEALWATCH_SMTP_FROM is missing: give the address from which mail is sent")
    if chosen["SMTP_PASSWORD"] and chosen["SMTP_SECURITY"] == "none" and chosen["SMTP_HOST"] not in _LOCAL:
        raise BadSetting("MEALWATCH_SMTP_SECURITY=none: a password is not sent in the clear; give tls or starttls")
    chosen["SECURE"] = base.scheme == "https"
    return chosen


def default_database():
    """Where a site without MEALWATCH_DATABASE_URL keeps its SQLite file."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return f"sqlite:///{Path(home) / 'mealwatch' / 'mealwatch.sqlite'}"


def _read(name, text, default):
    if isinstance(default, bool):
        return text.strip().lower() in ("1", "true", "yes", "on")
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise BadSetting(f"MEALWATCH_{name}={text!r}: give a whole number") from None
    return text
