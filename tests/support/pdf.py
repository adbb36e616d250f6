"""A PDF's pages as text, as far as our own need it: compressed streams, fonts with a ToUnicode table."""

import re
import zlib

_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_TOKEN = re.compile(rb"\(|<[0-9A-Fa-f\s]*>|/[^\s/\[\]<>()]+|[^\s/\[\]<>()]+|\[|\]", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
#: no glyph for the character
NO_GLYPH = "\ufffd"


def page_texts(data):
    """The text of each page, in the order in which it was written; a character without a glyph is NO_GLYPH."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    pages = []
    for page in _kids(objects, _root(objects)):
        fonts = _fonts(objects, objects[page])
        pages.append(_text(_stream(objects[_ref(objects[page], b"Contents")]), fonts))
    return pages


def page_sizes(data):
    """The width and height of each page, in whole points."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    boxes = [
        re.search(rb"/MediaBox\s*\[([^\]]*)\]", objects[page]).group(1).split()
        for page in _kids(objects, _root(objects))
    ]
    return [(round(float(box[2])), round(float(box[3]))) for box in boxes]


def _root(objects):
    kids = set()
    for body in objects.values():
        if b"/Type/Pages" in body:
            kids |= set(re.findall(rb"(\d+) 0 R", re.search(rb"/Kids\s*\[([^\]]*)\]", body).group(1)))
    [root] = [number for number, body in objects.items() if b"/Type/Pages" in body and str(number).encode() not in kids]
    return root


def _kids(objects, number):
    body = objects[number]
    if b"/Type/Pages" not in body:
        yield number
        return
    for kid in re.findall(rb"(\d+) 0 R", re.search(rb"/Kids\s*\[([^\]]*)\]", body).group(1)):
        yield from _kids(objects, int(kid))


def _ref(body, name):
    return int(re.search(rb"/" + name + rb"\s+(\d+) 0 R", body).group(1))


def _fonts(objects, page):
    resources = objects[_ref(page, b"Resources")]
    found = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
    named = re.findall(rb"/(\w+)\s+(\d+) 0 R", found.group(1)) if found else ()
    return {name: _unicode(_stream(objects[_ref(objects[int(font)], b"ToUnicode")])) for name, font in named}


def _stream(body):
    content = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.DOTALL).group(1)
    return zlib.decompress(content) if b"FlateDecode" in body else content


def _unicode(table):
    known = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            known[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            for place in range(int(high, 16) - int(low, 16) + 1):
                known[int(low, 16) + place] = chr(int(text, 16) + place)
    return known


def _text(content, fonts):
    said, font = [], {}
    for token in _tokens(content):
        if token in (b"Td", b"TD", b"T*", b"Tm", b"ET"):
            said.append("\n")
        elif token[:1] in b"(<":
            codes = _literal(token) if token[:1] == b"(" else bytes.fromhex(token[1:-1].decode())
            pairs = [int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)]
            said.append("".join(NO_GLYPH if not code else font.get(code, "") for code in pairs))
        elif token[:1] == b"/" and token[1:] in fonts:
            font = fonts[token[1:]]
    return re.sub(r"\n+", "\n", "".join(said)).strip()


def _tokens(content):
    at = 0
    while found := _TOKEN.search(content, at):
        token, at = found.group(), found.end()
        if token == b"(":
            at = _end_of_literal(content, at)
            token = content[found.start() : at]
        yield token


def _end_of_literal(content, at):
    """Behind the bracket that closes it: brackets inside are escaped or come in pairs."""
    depth = 1
    while depth:
        one = content[at : at + 1]
        depth += {b"(": 1, b")": -1}.get(one, 0)
        at += 2 if one == b"\\" else 1
    return at


def _literal(token):
    def one(found):
        what = found.group(1)
        return bytes([int(what, 8)]) if what.isdigit() else _ESCAPES.get(what, what)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, token[1:-1], flags=re.DOTALL)
