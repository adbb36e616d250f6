"""CSV as schools save it: UTF-8 with or without BOM, or GB18030; commas, quotes where needed."""

import codecs
import csv
import io

from mealwatch.exchange.errors import files as errors

_BLOCK = 1 << 20
_TICK = 2000
_SIGNS = (
    (b"PK\x03\x04", "zip/xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls/doc"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "SQLite"),
)


def rows(open_binary, shown, tick):
    """(row number, cells) of a CSV file, the heading first; rows without any content are left out.

    ``open_binary`` opens it anew for each call; ``tick`` is told how many bytes are done.
    Raises NotText, NotDecodable, BrokenCsv.
    """
    encoding = _encoding(open_binary, shown)
    with open_binary() as binary, io.TextIOWrapper(binary, encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, strict=True)
        number = done = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise errors.BrokenCsv(detail=str(error), row=number + 1) from None
            number += 1
            if number % _TICK == 0:
                done, before = binary.tell(), done
                tick(done - before)
            cells = [cell.strip() for cell in cells]
            if any(cells):
                yield number, cells


def _encoding(open_binary, shown):
    with open_binary() as binary:
        start = binary.read(16)
    for sign, looks in _SIGNS:
        if start.startswith(sign):
            raise errors.NotText(value=shown, looks=looks)
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(open_binary, encoding, shown):
            return encoding
    raise errors.NotDecodable(value=shown)


def _decodes(open_binary, encoding, shown):
    decoder = codecs.getincrementaldecoder(encoding)()
    with open_binary() as binary:
        try:
            while block := binary.read(_BLOCK):
                if b"\0" in block:
                    raise errors.NotText(value=shown, looks="0x00")
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
