"""When a photo was taken, where its file still says so: the EXIF block of a JPEG, read without trusting it.

Browsers that shrink a photo leave it out; a photo that was sent as the camera made it has it.
"""

import struct
from datetime import datetime

from mealwatch.kernel.clock import SHANGHAI

#: So much of a file's beginning shows whether there is an EXIF block, and so much holds the whole of it.
HEAD, BLOCK = 12, 65_536
_ORIGINAL, _CHANGED, _EXIF_IFD, _TEXT = 0x9003, 0x0132, 0x8769, 2
_MOST_ENTRIES = 200


def has_exif(head):
    """Whether a file that begins so is a JPEG whose first block is EXIF."""
    return head[:4] == b"\xff\xd8\xff\xe1" and head[6:12] == b"Exif\0\0"


def shot_at(content):
    """The moment that the camera wrote down, as one in Shanghai; None where it did not or it cannot be read."""
    if not has_exif(content[:HEAD]):
        return None
    tiff = content[HEAD : 4 + int.from_bytes(content[4:6], "big")]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        entries = _entries(tiff, order, first)
        inner = _entries(tiff, order, entries[_EXIF_IFD][2]) if _EXIF_IFD in entries else {}
        return _moment(tiff, inner.get(_ORIGINAL) or entries.get(_CHANGED))
    except (struct.error, ValueError, OverflowError):
        return None


def _entries(tiff, order, at):
    """``{tag: (kind, count, value or offset)}`` of one directory."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    found = {}
    for number in range(min(count, _MOST_ENTRIES)):
        tag, kind, size, value = struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * number)
        found[tag] = kind, size, value
    return found


def _moment(tiff, entry):
    if entry is None or entry[0] != _TEXT or entry[1] != 20:
        return None
    text = tiff[entry[2] : entry[2] + 19].decode("ascii")
    return datetime.strptime(text, "%Y:%m:%d %H:%M:%S").replace(tzinfo=SHANGHAI)
