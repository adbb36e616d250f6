"""Signing as the journal holds it: a drawing and a typed paper by their digests."""

from mealwatch.audit.chain import digest, plain


def signature_body(row):
    """The journal body of a signature, from its row as a dict."""
    return _body(row) | {"strokes": None if row["strokes"] is None else digest(row["strokes"])}


def request_body(row):
    """The journal body of what waits for a second person, from its row as a dict."""
    return _body(row) | {"payload": digest(row["payload"])}


def _body(row):
    return {column: plain(value) for column, value in row.items()}
