"""How the robots of group chats are spoken to, and how they answer.

``wecom``: enterprise WeChat; its key stands in the address. ``dingtalk``: the
address carries a token, and a signature of the moment made with the robot's
secret. ``plain``: JSON for a gateway of the county's own, signed in a header.
Texts hold no secret, no person's name and no figure of a school.
"""

import base64
import hashlib
import hmac
import json
from typing import NamedTuple
from urllib.parse import quote_plus

SHAPES = ("email", "wecom", "dingtalk", "plain")


class Call(NamedTuple):
    """What to post: the address with its query, the body, the headers beside the usual ones."""

    address: str
    body: bytes
    headers: dict


def call(shape, address, secret, *, title, lines, now):
    """The Call that puts a title and some lines into a group."""
    return _SHAPES[shape](address, secret, title, lines, now)


def refusal(shape, status, body):
    """Why the robot did not take it, in a few words; empty when it did."""
    if not 200 <= status < 300:
        return f"HTTP {status}"
    if shape == "plain":
        return ""
    try:
        code = json.loads(body)["errcode"]
    except (ValueError, KeyError, TypeError):
        return "no errcode"
    return "" if code == 0 else f"errcode {int(code)}" if isinstance(code, int) else "errcode"


def _wecom(address, _secret, title, lines, _now):
    text = "\n".join([f"**{title}**", *(f"> {line}" for line in lines)])
    return Call(address, _json({"msgtype": "markdown", "markdown": {"content": text}}), {})


def _dingtalk(address, secret, title, lines, now):
    text = "\n\n".join([f"#### {title}", *lines])
    if secret:
        stamp = str(int(now.timestamp()) * 1000)
        made = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
        address += f"&timestamp={stamp}&sign={quote_plus(base64.b64encode(made))}"
    return Call(address, _json({"msgtype": "markdown", "markdown": {"title": title, "text": text}}), {})


def _plain(address, secret, title, lines, now):
    body = _json({"title": title, "lines": lines, "sent_at": now.isoformat()})
    stamp = str(int(now.timestamp()))
    made = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return Call(address, body, {"X-Mealwatch-Signature": f"t={stamp},v1={made}"})


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


_SHAPES = {"wecom": _wecom, "dingtalk": _dingtalk, "plain": _plain}
