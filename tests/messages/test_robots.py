"""What robots are sent, to the letter of their makers, and which answers count as taken."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.messages.domain import robots

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


def test_enterprise_wechat_takes_markdown():
    call = robots.call("wecom", "https://robot.example/send?key=k", "", title="提醒", lines=["催报：2 件"], now=NOW)
    assert call.address == "https://robot.example/send?key=k"
    assert json.loads(call.body) == {"msgtype": "markdown", "markdown": {"content": "**提醒**\n> 催报：2 件"}}


def test_dingtalk_is_signed_with_the_moment():
    call = robots.call(
        "dingtalk", "https://robot.example/send?access_token=t", "SECs", title="提醒", lines=["一"], now=NOW
    )
    query = parse_qs(urlsplit(call.address).query)
    stamp = query["timestamp"][0]
    assert stamp == str(int(NOW.timestamp() * 1000))
    wanted = hmac.new(b"SECs", f"{stamp}\nSECs".encode(), hashlib.sha256).digest()
    assert base64.b64decode(query["sign"][0]) == wanted
    assert json.loads(call.body)["markdown"] == {"title": "提醒", "text": "#### 提醒\n\n一"}
    assert b"SECs" not in call.body


def test_a_gateway_can_check_that_the_body_is_ours():
    call = robots.call("plain", "https://gate.example/", "s", title="提醒", lines=["一"], now=NOW)
    stamp, made = call.headers["X-Mealwatch-Signature"].removeprefix("t=").split(",v1=")
    assert made == hmac.new(b"s", stamp.encode() + b"." + call.body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("shape", "status", "body", "refusal"),
    [
        ("wecom", 200, b'{"errcode":0,"errmsg":"ok"}', ""),
        ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid key=abc"}', "errcode 93000"),
        ("dingtalk", 200, b"<html>", "no errcode"),
        ("dingtalk", 200, b"[]", "no errcode"),
        ("dingtalk", 200, b'{"errcode":"secret text"}', "errcode"),
        ("wecom", 302, b"", "HTTP 302"),
        ("plain", 204, b"", ""),
        ("plain", 500, b"", "HTTP 500"),
    ],
)
def test_which_answer_is_taken(shape, status, body, refusal):
    assert robots.refusal(shape, status, body) == refusal
