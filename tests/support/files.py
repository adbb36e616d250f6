"""Small true files of each kind that may be kept, made on the spot."""

import io
import struct
import zlib

from PIL import Image

A_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def a_png(side=8, shade=200):
    """A grey square; another side or shade is another file."""
    rows = b"".join(b"\0" + bytes([shade]) * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def a_photo(width=40, height=30, kind="JPEG", seed=1):
    """A photo of noise, which does not grow small."""
    noise = Image.effect_noise((width, height), 60 + seed).convert("RGB")
    out = io.BytesIO()
    noise.save(out, kind, **({"quality": 95} if kind != "PNG" else {}))
    return out.getvalue()
