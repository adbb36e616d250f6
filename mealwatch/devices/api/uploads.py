"""Photos in pieces: tus 1.0 with creation, checksum (sha256) and expiration."""

from base64 import b64decode
from datetime import UTC
from email.utils import format_datetime
from hashlib import sha256

from flask import Response, make_response, request, url_for
from flask.views import MethodView

from mealwatch.devices import errors, service
from mealwatch.devices.api.blueprint import blueprint, body, told
from mealwatch.devices.domain import envelope, limits
from mealwatch.devices.identity import sender
from mealwatch.devices.service.uploads import find_upload, let_go
from mealwatch.kernel import clock
from mealwatch.storage.transaction import after_refusal, in_transaction_or_again
from mealwatch.web.guards import DEVICE, PUBLIC, guard

VERSION = "1.0.0"
CHECKSUM_MISMATCH = 460
PIECE = "application/offset+octet-stream"


class Uploads(MethodView):
    @guard(PUBLIC)
    def options(self, deposit_id):
        """What this server speaks."""
        offers = {"Tus-Version": VERSION, "Tus-Extension": "creation,checksum,expiration"}
        offers |= {"Tus-Max-Size": str(limits.MOST_FILE_BYTES), "Tus-Checksum-Algorithm": "sha256"}
        return "", 204, offers | {"Tus-Resumable": VERSION}

    @guard(DEVICE)
    def post(self, deposit_id):
        """Begin a photo, or go on with one that was begun: its address, and how much of it is here."""
        county_id, _device = sender()
        if wrong := _other_version():
            return wrong
        size, digest = _whole("Upload-Length"), _digest()
        if size is None or digest is None:
            return _bare(400)
        one = in_transaction_or_again(
            lambda: service.begin_upload(county_id, deposit_id, digest, size, now=clock.now())
        )
        response = _answer(one, 201)
        response.headers["Location"] = url_for("deposits.upload", deposit_id=deposit_id, upload_id=one.id)
        return response


class Upload(MethodView):
    @guard(DEVICE)
    def head(self, deposit_id, upload_id):
        """How much of it is here."""
        county_id, _device = sender()
        if wrong := _other_version():
            return wrong
        return _answer(_of(county_id, deposit_id, upload_id), 200)

    @guard(DEVICE)
    def patch(self, deposit_id, upload_id):
        """Take the next piece."""
        county_id, device = sender()
        if wrong := _other_version():
            return wrong
        if request.mimetype != PIECE:
            return _bare(415)
        content, start = body(limits.MOST_PIECE_BYTES), _whole("Upload-Offset")
        checked = _checksum(content)
        if start is None or checked is None:
            return _bare(400)
        if not checked:
            return _bare(CHECKSUM_MISMATCH)
        try:
            one = in_transaction_or_again(lambda: _take(county_id, device, deposit_id, upload_id, start, content))
        except errors.Damaged as problem:
            return _tus(told(problem, CHECKSUM_MISMATCH))
        return _answer(one, 204)


def _take(county_id, device, deposit_id, upload_id, start, content):
    _of(county_id, deposit_id, upload_id)
    try:
        return service.take_piece(county_id, device, upload_id, start, content, now=clock.now())
    except (errors.Damaged, errors.NotEvidence):
        # Put together it is not what the record names: it begins anew.
        after_refusal(lambda: let_go(county_id, upload_id))
        raise


def _of(county_id, deposit_id, upload_id):
    one = find_upload(county_id, upload_id, now=clock.now())
    if one.deposit_id != deposit_id:
        raise errors.NoUpload
    return one


def _other_version():
    if request.headers.get("Tus-Resumable") != VERSION:
        return _tus(Response("", 412, {"Tus-Version": VERSION}))
    return None


def _whole(name):
    text = request.headers.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def _digest():
    """The sha256 that Upload-Metadata names, or None."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        if name == "sha256":
            found = _decoded(value)
            text = found.decode("ascii", "replace") if found is not None else ""
            return text if envelope.is_hash(text) else None
    return None


def _checksum(content):
    """Whether the piece is what Upload-Checksum says; True without one, None where it cannot be read."""
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return True
    name, _, value = given.partition(" ")
    wanted = _decoded(value)
    if name != "sha256" or wanted is None:
        return None
    return sha256(content).digest() == wanted


def _decoded(text):
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return None


def _answer(one, status):
    response = make_response("", status)
    response.headers["Upload-Offset"] = str(one.arrived)
    response.headers["Upload-Length"] = str(one.size)
    response.headers["Upload-Expires"] = format_datetime(one.expires_at.astimezone(UTC), usegmt=True)
    return _tus(response)


def _bare(status):
    return _tus(Response("", status))


def _tus(response):
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    return response


blueprint.add_url_rule("/deposits/<deposit_id>/uploads", view_func=Uploads.as_view("uploads"))
blueprint.add_url_rule("/deposits/<deposit_id>/uploads/<upload_id>", view_func=Upload.as_view("upload"))
