// Photos and drawings of a record, one in memory at a time: whole when small, else in pieces (tus 1.0) that go on
// where they stopped. That they have arrived is believed when the server's signed state no longer misses them.
import { toBase64 } from "./canonical.js";
import { ask, Stop, Unheard } from "./asking.js";

export const PIECE = 128 * 1024;
const TUS = { "Tus-Resumable": "1.0.0" };

// Those still to be sent; what the server refused is tried again only when somebody asks for it.
export const lacking = (row, force) => row.photos.filter((photo) => !photo.sent && (force || !photo.refused));

// Whether it was sent now.
export async function sendPhoto(one, row, photo) {
  const at = `/api/v1/deposits/${row.id}/attachments/${photo.sha256}`;
  const progress = (offset) => one.told({ id: row.id, what: "photo", sha256: photo.sha256, offset, size: photo.size });
  progress(0);
  const there = await ask(one, { method: "HEAD", path: at, own: [404] });
  if (there.status === 404) {
    const kept = await one.store.blob(photo.sha256);
    if (!kept) return settle(one, row, photo, { refused: "gone" });
    const refused =
      kept.bytes.length <= PIECE
        ? await whole(one, at, kept.bytes)
        : await inPieces(one, row, photo, kept.bytes, progress);
    if (refused) return settle(one, row, photo, { refused, upload: null });
  }
  progress(photo.size);
  return settle(one, row, photo, { sent: true, refused: null, upload: null });
}

async function settle(one, row, photo, about) {
  await one.store.mark(row.id, (there) => ({
    photos: there.photos.map((other) => (other.sha256 === photo.sha256 ? { ...other, ...about } : other)),
  }));
  return Boolean(about.sent);
}

async function whole(one, at, bytes) {
  const headers = { "Content-Type": "application/octet-stream" };
  const answer = await ask(one, { method: "PUT", path: at, headers, body: bytes, own: [415, 422] });
  return answer.status === 415 || answer.status === 422 ? "unfit" : null;
}

async function inPieces(one, row, photo, bytes, progress) {
  let { upload } = photo;
  let offset = upload ? await offsetOf(one, upload) : null;
  for (let left = Math.ceil(bytes.length / PIECE) + 8; left > 0; left -= 1) {
    if (offset === null) {
      [upload, offset] = await create(one, row, photo, bytes.length);
      await settle(one, row, photo, { upload });
    }
    progress(offset);
    if (offset >= bytes.length) return null;
    const piece = bytes.subarray(offset, offset + PIECE);
    const answer = await ask(one, {
      method: "PATCH",
      path: upload,
      headers: {
        ...TUS,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(offset),
        "Upload-Checksum": `sha256 ${toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", piece)))}`,
      },
      body: piece,
      own: [404, 409, 410, 415, 422, 460],
    });
    if (answer.status === 415 || answer.status === 422) return "unfit";
    if (answer.status === 460) continue;
    offset = answer.status < 300 ? number(answer.header("Upload-Offset")) : null;
    if (offset === null) offset = await offsetOf(one, upload);
  }
  throw new Unheard("server");
}

// How far an upload has come; null where the server no longer knows it.
async function offsetOf(one, upload) {
  const answer = await ask(one, { method: "HEAD", path: upload, headers: TUS, own: [404, 410] });
  if (answer.status === 404 || answer.status === 410) return null;
  const offset = number(answer.header("Upload-Offset"));
  if (offset === null) throw new Stop("portal");
  return offset;
}

// [address, how much of it is there already]
async function create(one, row, photo, length) {
  const path = `/api/v1/deposits/${row.id}/uploads`;
  const answer = await ask(one, {
    method: "POST",
    path,
    headers: { ...TUS, "Upload-Length": String(length), "Upload-Metadata": `sha256 ${btoa(photo.sha256)}` },
  });
  const found = pathOf(answer.header("Location"), path);
  if (answer.status !== 201 || !found) throw new Unheard("portal");
  return [found, number(answer.header("Upload-Offset")) || 0];
}

const number = (text) => (/^\d{1,12}$/.test(text || "") ? Number(text) : null);

// A place below ours, on our own server, or nothing.
function pathOf(location, below) {
  if (!location) return null;
  const path = location.replace(/^https?:\/\/[^/]+/, "");
  return path.startsWith(`${below}/`) && /^[\w./-]+$/.test(path) && !path.includes("..") ? path : null;
}

