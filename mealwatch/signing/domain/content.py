"""What a signature is bound to: the digest of a record's content."""

import json
from datetime import date

from mealwatch.audit.chain import canonical, digest


def digest_of(content):
    """The digest of some content: JSON values, dates, exact numbers. Raises TypeError for a float."""
    return digest(plain(content))


def plain(content):
    """The content as JSON values: dates as ISO text, other exact values as their text."""
    if content is None or type(content) in (str, int, bool):
        return content
    if isinstance(content, dict):
        return {str(name): plain(value) for name, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [plain(value) for value in content]
    if isinstance(content, float):
        raise TypeError(f"{content!r} is not exact")
    return content.isoformat() if isinstance(content, date) else str(content)


def text(content):
    """The content as one text, the same for the same content."""
    return canonical(plain(content))


def read(written):
    """The content of a text that ``text`` made."""
    return json.loads(written)
