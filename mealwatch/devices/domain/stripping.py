"""A photo without what its camera wrote beside the picture (place, time, device): what is shown to people.

Nothing is decoded and the picture's own bytes stay. A JPEG keeps how it has to be turned.
"""

import struct

from mealwatch.devices.domain.envelope import JPEG, PNG, WEBP
from mealwatch.devices.domain.pictures import segments

_APP0, _APP1, _APP2, _ADOBE, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
#: Of a PNG: what belongs to the picture. Of a WebP: what does not.
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
_WEBP_DROPPED = {b"EXIF", b"XMP "}
_ORIENTATION = 0x0112


def stripped(content, mime):
    """The photo without its metadata; other bytes as they are. Never raises for what was kept as evidence."""
    return {JPEG: _jpeg, PNG: _png, WEBP: _webp}.get(mime, bytes)(content)


def _jpeg(content):
    found = segments(content)
    if found is None:
        return content
    turned = None
    parts = [content[:2]]
    for marker, at, end in found:
        segment = content[at:end]
        if marker == _APP1:
            turned = turned or _turned(segment[4:])
        elif _is_metadata(marker, segment):
            continue
        else:
            parts.append(segment)
    if turned:
        parts.insert(1, _turning(turned))
    return b"".join(parts) + content[found[-1][2] :]


def _is_metadata(marker, segment):
    if marker == _APP2:
        return not segment[4:].startswith(b"ICC_PROFILE\0")
    return marker == _COMMENT or (_APP1 <= marker <= 0xEF and marker != _ADOBE)


def _turned(exif):
    """How the picture has to be turned (2 to 8), as its EXIF says, or None."""
    if not exif.startswith(b"Exif\0\0"):
        return None
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(entries, 64)):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and kind == 3:
                return value if 2 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _turning(value):
    """An EXIF segment that says how the picture is turned, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(content):
    parts, at = [content[:8]], 8
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] in _PNG_KEPT:
            parts.append(content[at:end])
        at = end
    return b"".join(parts)


def _webp(content):
    if content[12:16] != b"VP8X":
        return content[: int.from_bytes(content[4:8], "little") + 8]
    parts, at = [], 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if content[at : at + 4] not in _WEBP_DROPPED:
            parts.append(content[at:end])
        at = end
    # The flags for EXIF and XMP in the first chunk.
    parts[0] = parts[0][:8] + bytes([parts[0][8] & ~0b1100]) + parts[0][9:]
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
