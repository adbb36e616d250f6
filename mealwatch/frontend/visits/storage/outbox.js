// Records that are finished. Each is kept until the server has signed for it, holds its photos, and a fortnight has
// passed; `purge` is the only place that deletes one.
import { canonical, digestOf } from "../canonical.js";
import { moment } from "../moments.js";
import { mayPurge } from "../receipts.js";
import { uuid7 } from "../uuid.js";
import { all, alone, ChangedElsewhere, get, NotSaved, write } from "./base.js";
import { attachments, named, sweep } from "./blobs.js";
import { offset } from "./device.js";

export const ENVELOPE_BYTES = 64 * 1024;
const BOOT = uuid7();

export class NotEnrolled extends Error {}
export class TooLong extends Error {}

// Rows {id, seq, device_id, hash, author, school, school_name, type, draft, photos: [{sha256, size, sent}], receipt,
// complete, conflict, made_at}, oldest first; without the text of the record.
export const outbox = async () =>
  (await all("outbox")).sort((one, other) => one.made_ms - other.made_ms || one.seq - other.seq);
export const row = (id) => get("outbox", id);
// The record as it was finished: canonical text.
export const text = async (id) => (await get("records", id))?.text;
export const envelope = async (id) => JSON.parse(await text(id));

// Makes the record of a visit: the next number of this tablet's chain, once, whatever happens in between.
// Answers with the envelope; the same one when asked again.
export function finalise(draft, { type = "visit", app_ver = "0" } = {}) {
  return alone("chain", async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      const made = await attempt(draft, type, app_ver);
      if (made) return made;
    }
    throw new ChangedElsewhere("chain");
  });
}

async function attempt(draft, type, app_ver) {
  const [device, chain, behind] = await Promise.all([get("device", "device"), get("device", "chain"), offset()]);
  if (!device || !chain) throw new NotEnrolled("no device");
  const before = await get("drafts", draft.id);
  if (before?.finalised) return envelope(before.record);
  const envelopeMade = {
    id: uuid7(),
    type,
    schema_ver: 1,
    app_ver,
    device_id: device.device_id,
    device_seq: chain.seq + 1,
    prev_hash: chain.prev_hash,
    author: draft.author,
    school: draft.school,
    body: draft.body,
    attachments: await attachments(named(draft.body)),
    claimed_at: moment(),
    mono_ms: Math.round(performance.now()),
    boot_id: BOOT,
    last_server_offset_ms: behind,
  };
  const written = canonical(envelopeMade);
  if (new TextEncoder().encode(written).length > ENVELOPE_BYTES) throw new TooLong("record");
  const hash = await digestOf(written);
  const kept = {
    id: envelopeMade.id,
    seq: envelopeMade.device_seq,
    device_id: device.device_id,
    hash,
    author: draft.author,
    school: draft.school,
    school_name: draft.school_name || draft.school,
    type,
    draft: draft.id,
    size: written.length,
    photos: envelopeMade.attachments.map(({ sha256, size, mime }) => ({ sha256, size, mime, sent: false })),
    receipt: null,
    complete: false,
    conflict: null,
    trouble: null,
    made_at: envelopeMade.claimed_at,
    made_ms: Date.now(),
  };
  const state = await write(["device", "outbox", "records", "drafts"], async (tx) => {
    const now = await tx.objectStore("device").get("chain");
    const there = await tx.objectStore("drafts").get(draft.id);
    if (there?.finalised || now.seq !== chain.seq || now.device_id !== chain.device_id) return "late";
    if (there && there.body.content_digest !== draft.body.content_digest) throw new ChangedElsewhere(draft.id);
    await tx.objectStore("records").add({ id: kept.id, text: written });
    await tx.objectStore("outbox").add(kept);
    await tx.objectStore("drafts").put({ ...draft, finalised: true, record: kept.id });
    await tx.objectStore("device").put({ ...chain, seq: kept.seq, prev_hash: hash }, "chain");
    return "kept";
  });
  if (state === "late") return null;
  const back = await text(kept.id);
  if (!back || (await digestOf(back)) !== hash || !(await row(kept.id))) throw new NotSaved("record");
  return envelopeMade;
}

// What came to be known of a record; `change` gets the row as it stands.
export const mark = (id, change) =>
  write("outbox", async (tx) => {
    const there = await tx.store.get(id);
    if (!there) return null;
    const next = { ...there, ...change(there) };
    await tx.store.put(next);
    return next;
  });

// Takes a record off the tablet, by the rule and no other: `state` is what the server signed.
export const purge = (id, state) =>
  write(["outbox", "records", "drafts", "blobs"], async (tx) => {
    const there = await tx.objectStore("outbox").get(id);
    if (!there || !mayPurge(there, state)) return false;
    await tx.objectStore("outbox").delete(id);
    await tx.objectStore("records").delete(id);
    await tx.objectStore("drafts").delete(there.draft);
    await sweep(
      tx,
      there.photos.map((one) => one.sha256),
    );
    return true;
  });
