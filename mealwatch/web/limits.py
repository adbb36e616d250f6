"""How much a request may carry. Uploads are multipart; a form or a document of JSON is far smaller."""

from flask import request
from flask.json.provider import DefaultJSONProvider

FORM_BYTES = 500_000
PARTS = 1000
PLAIN_BYTES = 2_000_000


class StrictJson(DefaultJSONProvider):
    """JSON as it is defined: no NaN, and nothing nested so deep that reading it fails. Chinese is written as it is."""

    ensure_ascii = False

    def loads(self, s, **kwargs):
        try:
            return super().loads(s, parse_constant=_refuse, **kwargs)
        except RecursionError:
            raise ValueError("nested too deep") from None


def init_app(app):
    app.json = StrictJson(app)
    app.config.update(
        MAX_CONTENT_LENGTH=app.config["MEALWATCH"]["UPLOAD_MEGABYTES"] * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=PARTS,
    )

    @app.before_request
    def limit_plain_bodies():
        """The limit of a form's memory does not hold for urlencoded ones, which are read at once."""
        if request.mimetype == "application/x-www-form-urlencoded":
            request.max_content_length = FORM_BYTES
        elif request.mimetype != "multipart/form-data":
            request.max_content_length = PLAIN_BYTES


def _refuse(constant):
    raise ValueError(f"{constant} is no number")
