"""What bytes are, told from themselves: a photo and its pixels from its header, or a drawing of strokes.

Nothing is decoded: a photo that would unfold into more pixels than fit is known by its header alone.
"""

from mealwatch.devices.domain import limits
from mealwatch.devices.domain.envelope import JPEG, PNG, STROKES, WEBP

_PNG_BEGINS, _PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
#: The markers of JPEG that begin a frame and hold its size.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def photo_type(content):
    """The media type of a whole photo that may be kept, or None."""
    for mime, measure in ((JPEG, _jpeg), (PNG, _png), (WEBP, _webp)):
        size = measure(content)
        if size is not None:
            return mime if 0 < size[0] * size[1] <= limits.MOST_PIXELS else None
    return None


def evidence_type(content, said, is_drawing):
    """What the bytes are that a record calls ``said``, or None where they are nothing of that kind.

    ``is_drawing(text)`` says whether a text is strokes.
    """
    if said != STROKES:
        return photo_type(content)
    try:
        return STROKES if is_drawing(content.decode()) else None
    except UnicodeDecodeError:
        return None


def segments(content):
    """The segments of a JPEG before its image data: ``(marker, where it begins, where it ends)``; None if broken."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    found, at = [], 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if len(content) < at + 4 or content[at] != 0xFF:
            return None
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(content) or marker in (0x00, 0xD8, 0xD9):
            return None
        found.append((marker, at, end))
        if marker == 0xDA:
            return found
        at = end


def _jpeg(content):
    found = segments(content)
    if found is None or not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return None
    sizes = [_frame(content[at:end]) for marker, at, end in found if marker in _FRAMES]
    return sizes[0] if len(sizes) == 1 else None


def _frame(segment):
    if len(segment) < 9:
        return 0, 0
    return int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big")


def _png(content):
    if not content.startswith(_PNG_BEGINS) or content[12:16] != b"IHDR" or not content.endswith(_PNG_ENDS):
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _webp(content):
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    if int.from_bytes(content[4:8], "little") + 8 > len(content):
        return None
    kind = content[12:16]
    if kind == b"VP8 ":
        return int.from_bytes(content[26:28], "little") & 0x3FFF, int.from_bytes(content[28:30], "little") & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return None
