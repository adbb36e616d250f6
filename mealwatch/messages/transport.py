"""The way out: mail to the county's own server, and calls to robots.

A robot's host has to be on the list of the site. Its name is resolved once, every
address it has must be a public one, and the connection goes to that very
address while the certificate is checked against the name; redirects are not
followed. A host of the county's own network can be named as such
(``WEBHOOK_INSIDE``): then its private address is right, and plain http too.
"""

import http.client
import ipaddress
import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import urlsplit

from mealwatch.kernel import clock
from mealwatch.messages.domain import robots

TIMEOUT_S = 10
_MOST_ANSWER = 4096


class Undelivered(Exception):
    """It did not go out; the text says why, without addresses or secrets."""


def allowed_hosts(settings):
    """``{host: whether it lies inside}``: where calls may go."""
    inside = {name.strip() for name in settings["WEBHOOK_INSIDE"].split(",") if name.strip()}
    outside = {name.strip() for name in settings["WEBHOOK_HOSTS"].split(",") if name.strip()}
    return {name: name in inside for name in outside | inside}


def post(shape, address, secret, *, title, lines, now, settings):
    """Put some lines into a group. Raises Undelivered."""
    made = robots.call(shape, address, secret, title=title, lines=lines, now=now)
    parts = urlsplit(made.address)
    allowed = allowed_hosts(settings)
    if parts.hostname not in allowed:
        raise Undelivered("host not allowed")
    inside = allowed[parts.hostname]
    if parts.scheme != "https" and not inside:
        raise Undelivered("not https")
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = {"Content-Type": "application/json; charset=utf-8", "Host": parts.netloc, **made.headers}
    connection = _connect(parts, inside)
    try:
        connection.request("POST", path, made.body, headers)
        answer = connection.getresponse()
        why = robots.refusal(shape, answer.status, answer.read(_MOST_ANSWER))
    except (OSError, http.client.HTTPException) as error:
        raise Undelivered(type(error).__name__) from None
    finally:
        connection.close()
    if why:
        raise Undelivered(why)


def mail(address, *, title, lines, settings):
    """Send a mail. Raises Undelivered."""
    if not settings["SMTP_HOST"]:
        raise Undelivered("no mail server")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = title, settings["SMTP_FROM"], address
    message["Date"], message["Message-ID"] = clock.now(), make_msgid(domain=settings["SMTP_FROM"].rpartition("@")[2])
    message.set_content("\n".join(lines) + "\n", cte="base64")
    try:
        with _server(settings) as server:
            if settings["SMTP_USER"]:
                server.login(settings["SMTP_USER"], settings["SMTP_PASSWORD"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(type(error).__name__) from None


def _server(settings):
    host, port = settings["SMTP_HOST"], settings["SMTP_PORT"]
    if settings["SMTP_SECURITY"] == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    if settings["SMTP_SECURITY"] == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _connect(parts, inside):
    port = parts.port or (443 if parts.scheme == "https" else 80)
    pinned = _resolved(parts.hostname, port, inside)
    if parts.scheme == "https":
        return _Pinned(parts.hostname, port, pinned)
    return http.client.HTTPConnection(pinned, port, timeout=TIMEOUT_S)


def _resolved(host, port, inside):
    """The one address to connect to. Raises Undelivered where any address of the name is not a public one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Undelivered("name not found") from None
    addresses = [address[0] for *_rest, address in found]
    if not inside and not all(ipaddress.ip_address(one).is_global for one in addresses):
        raise Undelivered("address not public")
    return addresses[0]


class _Pinned(http.client.HTTPSConnection):
    """https to a given address; the certificate is checked against the name."""

    def __init__(self, host, port, address):
        super().__init__(host, port, timeout=TIMEOUT_S)
        self._address = address

    def connect(self):
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
