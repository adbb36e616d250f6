"""Answers go out compressed: a phone on a mountain pays for every byte.

A compressed page that holds a secret beside text of a stranger's can betray it by its length. The only secret in our
pages is the form token, and by itself it opens nothing: what began on another site is refused (see csrf).
"""

from flask_compress import Compress

_TEXT = (
    "text/html",
    "text/css",
    "text/plain",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/problem+json",
    "image/svg+xml",
)


def init_app(app):
    app.config.update(
        COMPRESS_MIMETYPES=list(_TEXT),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "deflate"],
    )
    Compress(app)
