"""Mail through a real server on this machine: encrypted, signed in, read back as it was meant."""

import ssl
from datetime import timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from mealwatch.config import DEFAULTS
from mealwatch.kernel import clock
from mealwatch.messages import transport
from tests.support.authority import certificate

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it is encrypted before
USER, PASSWORD = "meals@bureau.example", "sunny-kitchen-door-7"
TITLE, LINES = "营养餐监管：2 条新消息", ["【催报】青山小学 还缺 2 天", "https://meals.example/alerts/7"]


class Postbox:
    """Keeps what was handed in."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, _session, envelope):
        secure = server.transport.get_extra_info("ssl_object") is not None
        self.letters.append(SimpleNamespace(to=envelope.rcpt_tos, content=envelope.content, secure=secure))
        return "250 OK"


class _Server(Controller):
    """Plain at first unless ``implicit``; says STARTTLS with the same certificate; mail only from who signed in."""

    def __init__(self, postbox, file, *, implicit):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        self._later = None if implicit else context
        super().__init__(postbox, hostname="127.0.0.1", port=0, ssl_context=context if implicit else None)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]  # the free one that it was given
        super()._trigger_server()

    def factory(self):
        return SMTP(
            self.handler,
            hostname="localhost",
            tls_context=self._later,
            require_starttls=self._later is not None,
            auth_required=True,
            auth_require_tls=self._later is not None,
            authenticator=lambda _server, _session, _envelope, _how, given: AuthResult(
                success=(given.login, given.password) == (USER.encode(), PASSWORD.encode()), handled=False
            ),
        )


@pytest.fixture
def post(tmp_path, monkeypatch, request):
    """A Postbox behind a server that is trusted here; ``settings`` lead to it."""
    security, box = request.param, Postbox()
    file = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    server = _Server(box, file, implicit=security == "tls")
    server.start()
    box.settings = DEFAULTS | {
        "SMTP_HOST": "localhost",
        "SMTP_PORT": server.port,
        "SMTP_SECURITY": security,
        "SMTP_USER": USER,
        "SMTP_PASSWORD": PASSWORD,
        "SMTP_FROM": USER,
    }
    yield box
    server.stop()


both = pytest.mark.parametrize("post", ["tls", "starttls"], indirect=True)


@both
def test_a_letter_arrives_as_it_was_meant(post):
    transport.mail("wang@bureau.example", title=TITLE, lines=LINES, settings=post.settings)
    (letter,) = post.letters
    assert letter.secure
    assert letter.to == ["wang@bureau.example"]
    assert letter.content.isascii(), "an old server on the way may not take more"
    read = message_from_bytes(letter.content, policy=policy.default)
    assert read["Subject"] == TITLE
    assert read["From"] == USER
    assert abs(read["Date"].datetime - clock.now()) < timedelta(minutes=5)
    assert read["Message-ID"].endswith("@bureau.example>")
    assert read.get_content().splitlines() == LINES


@both
def test_a_server_that_nobody_vouches_for_gets_neither_password_nor_letter(post, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path, "elsewhere")))
    with pytest.raises(transport.Undelivered, match="CertVerification"):
        transport.mail("wang@bureau.example", title=TITLE, lines=LINES, settings=post.settings)
    assert post.letters == []


@both
def test_a_wrong_password_is_told_without_the_password(post):
    wrong = post.settings | {"SMTP_PASSWORD": "not-the-password"}
    with pytest.raises(transport.Undelivered) as told:
        transport.mail("wang@bureau.example", title=TITLE, lines=LINES, settings=wrong)
    assert str(told.value) == "SMTPAuthenticationError"
    assert post.letters == []
