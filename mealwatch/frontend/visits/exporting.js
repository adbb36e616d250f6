// When the network never comes: everything of this tablet that the server has not signed for, in one file that can be
// handed in by hand; and the receipts that come back for it. One photo is in memory at a time.
import { bytesOf, canonical, digestOf, hex, toBase64 } from "./canonical.js";
import { isSigned } from "./receipts.js";

export const KIND = "mealwatch-export";

// The files, one for each number that this tablet was registered under; `all`: also what the server has already.
export async function exportFiles(store, { all = false, now = new Date().toISOString() } = {}) {
  const rows = (await store.outbox()).filter(
    (row) => all || !row.receipt || !row.complete || row.photos.some((photo) => !photo.sent),
  );
  const files = [];
  for (const number of new Set(rows.map((row) => row.device_id))) {
    const own = rows.filter((row) => row.device_id === number);
    files.push(await sealed(store, await store.deviceOf(number), own, now));
  }
  return files;
}

// {name, parts for a Blob, records}
async function sealed(store, device, rows, now) {
  const records = [];
  for (const row of rows) records.push({ hash: row.hash, text: await store.text(row.id) });
  const hashes = [...new Set(rows.flatMap((row) => row.photos.map((photo) => photo.sha256)))];
  const about = { kind: KIND, version: 1, device_id: device.device_id, key_id: device.key_id, made_at: now };
  const seal = canonical({ ...about, hashes: rows.map((row) => row.hash), files: hashes });
  const sig = hex(await crypto.subtle.sign("HMAC", device.receipt_key, bytesOf(seal)));
  const parts = [`${JSON.stringify({ ...about, sig, records }).slice(0, -1)},"files":[`];
  let first = true;
  for (const sha256 of hashes) {
    const kept = await store.blob(sha256);
    if (!kept) continue;
    const head = JSON.stringify({ sha256, mime: kept.mime }).slice(0, -1);
    parts.push(new Blob([`${first ? "" : ","}${head},"base64":"${toBase64(kept.bytes)}"}`]));
    first = false;
  }
  parts.push("]}");
  return { name: nameOf(device, now), parts, records: rows.length };
}

// Takes the receipts of a file that the office gave back; how many were new. What is not signed for us is ignored.
export async function takeReceipts(store, text) {
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    return { taken: 0, foreign: 1 };
  }
  const given = Array.isArray(said) ? said : said.receipts || [];
  let [taken, foreign] = [0, 0];
  for (const one of given) {
    const receipt = typeof one === "string" ? JSON.parse(one) : one;
    const row = await store.row(receipt.id || "");
    const ours = row && receipt.kind === "receipt" && receipt.hash === row.hash && (await isSigned(receipt, await store.deviceOf(row.device_id)));
    if (!ours) foreign += 1;
    else if (!row.receipt) {
      await store.mark(row.id, (there) => ({
        receipt,
        receipt_text: typeof one === "string" ? one : JSON.stringify(one),
        trouble: null,
        photos: there.photos.map((photo) => ({ ...photo, sent: !receipt.missing_attachments.includes(photo.sha256) })),
      }));
      taken += 1;
    }
  }
  return { taken, foreign };
}

const nameOf = (device, now) => `督查记录-${device.name || device.device_id}-${now.slice(0, 10)}.json`;

// Whether a file of ours is whole, as the office checks it.
export const isWholeFile = async (file) =>
  (await Promise.all(file.records.map(async ({ hash, text }) => (await digestOf(text)) === hash))).every(Boolean);
