// Photos and drawings by the hash of their bytes; said to be kept only when they were read back.
import { sha256 } from "../canonical.js";
import { get, NotSaved, read, write } from "./base.js";

// Keeps the bytes and answers with their sha256. `original`: the hash of the shot they were made from.
export async function keepBlob(bytes, { mime, role, original = null }) {
  const kept = bytes instanceof Uint8Array ? bytes : new Uint8Array(await new Response(bytes).arrayBuffer());
  const hash = await sha256(kept);
  await write("blobs", async (tx) => {
    if (!(await tx.store.getKey(hash))) {
      await tx.store.put({ sha256: hash, bytes: kept, size: kept.length, mime, role, original });
    }
  });
  const back = await blob(hash);
  if (!back || (await sha256(back.bytes)) !== hash) throw new NotSaved("photo");
  return hash;
}

// {sha256, bytes, size, mime, role, original} or undefined.
export const blob = (hash) => get("blobs", hash);

// The photos and drawings that a body speaks of.
export function named(body, found = new Set()) {
  if (Array.isArray(body)) for (const part of body) named(part, found);
  else if (body && typeof body === "object") {
    for (const [key, value] of Object.entries(body)) {
      if (key === "strokes" && typeof value === "string" && value) found.add(value);
      else if (/(^|_)photos$/.test(key) && Array.isArray(value)) value.forEach((hash) => found.add(hash));
      else named(value, found);
    }
  }
  return found;
}

// What an envelope says of each of these; a photo that is not here stops the record before it is made.
export const attachments = (hashes) =>
  read("blobs", (tx) =>
    Promise.all(
      [...hashes].map(async (hash) => {
        const kept = await tx.store.get(hash);
        if (!kept) throw new NotSaved(`photo ${hash}`);
        return { sha256: hash, size: kept.size, mime: kept.mime, role: kept.role };
      }),
    ),
  );

// Deletes those of these hashes that no draft and no record speaks of. `tx` spans drafts, records, outbox and blobs.
export async function sweep(tx, hashes) {
  const spoken = new Set();
  for (const draft of await tx.objectStore("drafts").getAll()) named(draft.body, spoken);
  for (const row of await tx.objectStore("outbox").getAll()) row.photos.forEach((one) => spoken.add(one.sha256));
  for (const hash of hashes) if (!spoken.has(hash)) await tx.objectStore("blobs").delete(hash);
}
