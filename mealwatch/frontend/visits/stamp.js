// When and where a photo was taken, written into the JPEG itself as Exif: a photo that leaves the visit still says it.
// Pure: bytes in, bytes out. The server takes Exif out of what it shows.
const ASCII = 2;
const LONG = 4;
const UNDEFINED = 7;
const DESCRIPTION = 0x010e;
const SOFTWARE = 0x0131;
const CHANGED_AT = 0x0132;
const EXIF_AT = 0x8769;
const TAKEN_AT = 0x9003;
const ZONE = 0x9011;
const COMMENT = 0x9286;
const START = 0xd8;

// `at` "2026-11-23T06:10:00+08:00", `school` its code and name, `original` the hash of the bytes the camera gave.
export function stamped(jpeg, { at, school, original }) {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) throw new TypeError("not a JPEG");
  const time = at.slice(0, 19).replace("T", " ").replace(/^(\d+)-(\d+)-/, "$1:$2:");
  const first = (exifAt) => [
    [DESCRIPTION, ASCII, text(school)],
    [SOFTWARE, ASCII, text("mealwatch")],
    [CHANGED_AT, ASCII, text(time)],
    [EXIF_AT, LONG, word32(exifAt)],
  ];
  const second = [
    [TAKEN_AT, ASCII, text(time)],
    [ZONE, ASCII, text(at.slice(19))],
    [COMMENT, UNDEFINED, new Uint8Array([...utf8("ASCII\0\0\0"), ...utf8(`sha256 ${original}`)])],
  ];
  const exifAt = 8 + table(first(0), 8).length;
  const tiff = joined([utf8("II*\0"), word32(8), table(first(exifAt), 8), table(second, exifAt)]);
  const body = joined([utf8("Exif\0\0"), tiff]);
  const size = body.length + 2;
  return joined([jpeg.subarray(0, 2), new Uint8Array([0xff, 0xe1, size >> 8, size & 255]), body, jpeg.subarray(2)]);
}

// One directory of Exif fields beginning at an offset, its longer values behind it.
function table(fields, at) {
  const head = [word16(fields.length)];
  const values = [];
  let next = at + 2 + 12 * fields.length + 4;
  for (const [tag, kind, value] of fields) {
    head.push(word16(tag), word16(kind), word32(kind === LONG ? 1 : value.length));
    if (value.length <= 4) {
      head.push(joined([value, new Uint8Array(4 - value.length)]));
      continue;
    }
    const even = joined([value, new Uint8Array(value.length % 2)]);
    head.push(word32(next));
    values.push(even);
    next += even.length;
  }
  return joined([...head, word32(0), ...values]);
}

const utf8 = (words) => new TextEncoder().encode(words);
const text = (words) => utf8(`${words}\0`);
const word16 = (number) => new Uint8Array([number & 255, number >> 8]);
const word32 = (number) => new Uint8Array([0, 8, 16, 24].map((shift) => (number >> shift) & 255));

function joined(parts) {
  const all = new Uint8Array(parts.reduce((size, one) => size + one.length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
