"""Zip files: opening those that strangers made, and making folders to hand out.

Sizes, ratios and paths of a stranger's are checked before anything is unpacked.

What the directory says is not believed either: reading stops where an entry
turns out longer than it said.
"""

import csv
import io
import stat
import zipfile
import zlib
from hashlib import sha256
from pathlib import PurePosixPath

from mealwatch.kernel.errors import Invalid, mark

MOST_ENTRIES = 2000
MOST_RATIO = 100
#: Below this an entry may be as compressible as it likes.
SMALL = 1 << 20
_SYMLINK = stat.S_IFLNK
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class NotAZip(Invalid):
    code = "exchange.not_a_zip"
    says = mark("“{value}”不是完好的压缩文件")
    remedy = mark("请重新压缩后再导入")


class ZipTooLarge(Invalid):
    code = "exchange.zip_too_large"
    says = mark("解压后超过 {megabytes} MB")
    remedy = mark("请分批导入，或改用文件夹")


class ZipTooMany(Invalid):
    code = "exchange.zip_too_many"
    says = mark("压缩文件里有 {count} 个条目，最多 {most} 个")
    remedy = mark("压缩文件里只放数据表")


class ZipRatio(Invalid):
    code = "exchange.zip_ratio"
    says = mark("“{value}”的压缩比异常（超过 {most} 倍）")
    remedy = mark("这可能是有害文件；请核对来源，或改用文件夹")


class ZipPath(Invalid):
    code = "exchange.zip_path"
    says = mark("压缩文件里的路径“{value}”不安全")
    remedy = mark("请核对来源，重新压缩数据表")


class ZipLocked(Invalid):
    code = "exchange.zip_locked"
    says = mark("“{value}”加了密码")
    remedy = mark("请去掉密码后再导入")


def open_zip(file, most_megabytes, *, name):
    """A checked ZipFile of a path or an open file called ``name``.

    Raises NotAZip, ZipTooMany, ZipTooLarge, ZipRatio, ZipPath, ZipLocked.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _UNREADABLE:
        raise NotAZip(value=name) from None
    try:
        _check(archive.infolist(), most_megabytes)
    except BaseException:
        archive.close()
        raise
    return archive


def open_entry(archive, info):
    """A binary stream of one entry; damage shows as NotAZip."""
    try:
        return io.BufferedReader(_Entry(archive.open(info), info))
    except RuntimeError:
        raise ZipLocked(value=info.filename) from None
    except _UNREADABLE:
        raise NotAZip(value=info.filename) from None


def _check(entries, most_megabytes):
    if len(entries) > MOST_ENTRIES:
        raise ZipTooMany(count=len(entries), most=MOST_ENTRIES)
    total = 0
    for info in entries:
        _check_path(info)
        if info.flag_bits & 0x1:
            raise ZipLocked(value=info.filename)
        total += info.file_size
        if total > most_megabytes << 20:
            raise ZipTooLarge(megabytes=most_megabytes)
        if info.file_size > max(SMALL, MOST_RATIO * max(info.compress_size, 1)):
            raise ZipRatio(value=info.filename, most=MOST_RATIO)


def _check_path(info):
    name = info.orig_filename
    parts = PurePosixPath(name).parts
    unsafe = (
        "\\" in name
        or "\0" in name
        or ":" in name
        or name.startswith("/")
        or ".." in parts
        or stat.S_IFMT(info.external_attr >> 16) == _SYMLINK
    )
    if unsafe:
        raise ZipPath(value=name)


class _Entry(io.RawIOBase):
    """The bytes of an entry, never more than its directory said."""

    def __init__(self, stream, info):
        self._stream, self._info, self._left = stream, info, info.file_size

    def readable(self):
        return True

    def readinto(self, buffer):
        try:
            block = self._stream.read(len(buffer))
        except _UNREADABLE:
            raise NotAZip(value=self._info.filename) from None
        self._left -= len(block)
        if self._left < 0:
            raise NotAZip(value=self._info.filename)
        buffer[: len(block)] = block
        return len(block)

    def tell(self):
        """Bytes read so far."""
        return self._info.file_size - self._left

    def close(self):
        self._stream.close()
        super().close()


#: Entries of a folder that is handed out bear this moment: the same content gives the same bytes.
_MOMENT = (2020, 1, 1, 0, 0, 0)
_UNSAFE = str.maketrans(dict.fromkeys('\\:/*?"<>|\x00\r\n\t', "_"))


class Folder:
    """A zip that is handed out, entry by entry, with a manifest of their sha256.

    What ``open_zip`` would refuse is not made: at most MOST_ENTRIES, safe paths.
    """

    def __init__(self, file):
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._rows = []
        self._names = set()

    @property
    def count(self):
        return len(self._rows)

    @property
    def full(self):
        """Whether no more than the manifest still fits in."""
        return self.count >= MOST_ENTRIES - 2

    def put(self, path, content, what=""):
        """Add ``content`` (bytes) at a path of safe parts; a name that is taken gets a number. Returns the path."""
        parts = [part.translate(_UNSAFE).strip(". ") or "_" for part in path.split("/")]
        *folders, name = parts
        stem, dot, ending = name.rpartition(".")
        taken, number = "/".join(parts), 1
        while taken.casefold() in self._names:
            number += 1
            taken = "/".join([*folders, f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}"])
        self._names.add(taken.casefold())
        self._write(taken, content)
        self._rows.append((taken, len(content), sha256(content).hexdigest(), what))
        return taken

    def close(self, manifest="清单.csv"):
        """Write the manifest last: path, size, sha256, what it is."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(("文件", "字节", "sha256", "说明"))
        writer.writerows(self._rows)
        self._write(manifest, text.getvalue().encode("utf-8-sig"))
        self._zip.close()

    def _write(self, path, content):
        info = zipfile.ZipInfo(path, _MOMENT)
        # what is compressed already would only cost time, and text squeezed too well would look like a bomb
        info.compress_type = zipfile.ZIP_DEFLATED if path.endswith((".csv", ".txt", ".json")) else zipfile.ZIP_STORED
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, content)
