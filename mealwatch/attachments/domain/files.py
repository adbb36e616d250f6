"""What a file is, told from its bytes: what it is called and what it claims to be says nothing.

Browsers shrink photos to 1600 px and 300 KB before they send them; what comes
here may be larger (no script, a scanned paper), but not without end.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from mealwatch.attachments import errors

MOST_BYTES = 2 * 1024 * 1024
#: To so many bytes browsers shrink a photo; what is longer came as the camera made it.
SHRUNK_BYTES = 300 * 1024
#: A field of a form takes so many.
MOST_IN_A_FIELD = 12
#: A canteen or a school keeps so many in one day; more is a mistake or a flood.
MOST_IN_A_DAY = 400
JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
TYPES = (JPEG, PNG, WEBP, PDF)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PNG_BEGINS, _PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class Attachment:
    """A kept file without its bytes; its digest is its name."""

    digest: str
    media_type: str
    size: int
    kept_at: datetime
    kept_by: str

    @property
    def id(self):
        """What a form carries of it."""
        return self.digest

    @property
    def is_picture(self):
        return self.media_type != PDF


def media_type_of(content):
    """What these bytes are: one of TYPES, whole from beginning to end; else None."""
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return JPEG
    if content.startswith(_PNG_BEGINS) and content[12:16] == b"IHDR" and content.endswith(_PNG_ENDS):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and _riff_size(content) <= len(content):
        return WEBP
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return PDF
    return None


def checked(content, field="file"):
    """The media type of a file that may be kept. Raises FileEmpty, FileTooLarge, FileUnknown."""
    if not content:
        raise errors.FileEmpty(field=field)
    if len(content) > MOST_BYTES:
        raise errors.FileTooLarge(field=field, megabytes=_tenths(len(content)), most=MOST_BYTES // 1024**2)
    found = media_type_of(content)
    if found is None:
        raise errors.FileUnknown(field=field)
    return found


def digests_in(text):
    """The digests that a form's field carries, each once, in order; None where something else stands there."""
    found = list(dict.fromkeys((text or "").split()))
    if len(found) > MOST_IN_A_FIELD or not all(_DIGEST.fullmatch(one) for one in found):
        return None
    return tuple(found)


def _riff_size(content):
    return int.from_bytes(content[4:8], "little") + 8


def _tenths(size):
    tenths = -(-size * 10 // 1024**2)
    return f"{tenths // 10}.{tenths % 10}"
