// Handing in what is finished, by the protocol of docs/offline.md: texts before photos, oldest first, each until the
// server has signed for it. Knows no browser: storage, network, clock and checking are given to it.
import { lacking, sendPhoto } from "./photos.js";
import { forgotten, isSigned, isWhole, mayPurge, missingOf, readReceipt, readState, unsure } from "./receipts.js";
import { ask, Stop, Unheard } from "./asking.js";

export { status } from "./status.js";

const DAY_MS = 24 * 3600 * 1000;

// One round for everything that waits, whoever made it. Answers {stopped: null | "offline" | "refused" | "busy" |
// "portal" | "server", wait_ms, reached}: what it could not do stays as it was and is done by the next round.
export async function sync({ store, send, clock, verify = isSigned, nonce = freshNonce, pause = breath, told = () => undefined, force = false }) {
  const round = { store, clock, told, force, pause, misses: 0, reached: false, unheard: null };
  try {
    const rows = await store.outbox();
    const numbers = [...new Set(rows.map((row) => row.device_id))];
    const current = await store.device();
    if (current && !numbers.includes(current.device_id)) numbers.push(current.device_id);
    const mine = [];
    for (const number of numbers) {
      const device = await store.deviceOf(number);
      if (!device || device.device_id !== number) continue;
      const headers = { Authorization: `Bearer ${device.key}` };
      mine.push({
        ...round,
        round,
        device,
        nonce,
        send: (request) => send({ ...request, headers: { ...headers, ...request.headers } }),
        verify: (said) => verify(said, device),
      });
    }
    for (const one of mine) await texts(one);
    for (const one of mine) await unlessUnheard(round, () => reconcile(one));
    for (const one of mine) if (await photos(one)) await unlessUnheard(round, () => reconcile(one));
    return { stopped: round.unheard, wait_ms: 0, reached: round.reached };
  } catch (fault) {
    if (!(fault instanceof Stop)) throw fault;
    return { stopped: fault.why, wait_ms: fault.wait_ms, reached: round.reached };
  }
}

// Photos go on where only the server's account of this tablet is not to be had.
async function unlessUnheard(round, work) {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof Unheard)) throw fault;
    round.unheard = fault.why;
  }
}

const ownRows = async ({ store, device }) => (await store.outbox()).filter((row) => row.device_id === device.device_id);

async function texts(one) {
  for (const row of (await ownRows(one)).sort((a, b) => a.seq - b.seq)) {
    if (!row.receipt && !row.conflict) await trying(one, row, () => deposit(one, row));
  }
}

// What fails for one record does not hold up the others, unless it fails for several in a row.
async function trying(one, row, work) {
  try {
    const answer = await work();
    one.round.misses = 0;
    return answer;
  } catch (fault) {
    if (!(fault instanceof Unheard)) throw fault;
    await one.store.mark(row.id, () => ({ trouble: fault.why }));
    one.round.misses += 1;
    if (one.round.misses >= 3) throw new Stop(fault.why, fault.wait_ms);
    return false;
  }
}

async function deposit(one, row) {
  one.told({ id: row.id, what: "text" });
  const answer = await ask(one, {
    method: "PUT",
    path: `/api/v1/deposits/${row.id}`,
    headers: { "Content-Type": "application/json", "X-Content-SHA256": row.hash },
    body: await one.store.text(row.id),
    own: [409, 422],
  });
  const { receipt, conflict } = await readReceipt(answer.text, answer.status, row, one.verify);
  if (!receipt && !conflict) throw new Unheard(answer.status === 422 || answer.status === 409 ? "refused" : "portal");
  one.round.reached = true;
  if (conflict) {
    await one.store.mark(row.id, () => ({ conflict, conflict_text: answer.text, trouble: null }));
    return false;
  }
  await one.store.mark(row.id, (there) => ({
    receipt,
    receipt_text: answer.text,
    earlier:
      there.receipt_text && there.receipt_text !== answer.text
        ? [...(there.earlier || []), there.receipt_text]
        : there.earlier || [],
    quarantined: receipt.state === "quarantined",
    trouble: null,
    photos: there.photos.map((photo) => ({
      ...photo,
      sent: photo.sent || !receipt.missing_attachments.includes(photo.sha256),
    })),
  }));
  return true;
}

// Asks what the server has of this tablet, hands in again what it lost, and lets go what it has kept long enough.
async function reconcile(one) {
  let state = await stateOf(one);
  let again = false;
  for (const row of await ownRows(one)) {
    const lost = forgotten(row, state);
    if (!lost && !(unsure(row, state) && overdue(row, state))) continue;
    if (lost) await one.store.mark(row.id, (there) => ({ complete: false, photos: there.photos.map(unsent) }));
    again = (await trying(one, row, () => deposit(one, row))) || again;
    await one.store.mark(row.id, () => ({ asked_at: state.server_time }));
  }
  if (again) state = await stateOf(one);
  for (const row of await ownRows(one)) {
    if (!row.receipt || forgotten(row, state)) continue;
    const missing = missingOf(row, state);
    const next = {
      complete: isWhole(row, state),
      quarantined: state.quarantined.includes(row.id),
      disputed: state.conflicts.includes(row.id),
      photos: row.photos.map((photo) => (missing.includes(photo.sha256) ? unsent(photo) : { ...photo, sent: true })),
    };
    const now = differs(row, next) ? await one.store.mark(row.id, () => next) : row;
    if (mayPurge(now, state) && (await one.store.purge(row.id, state))) await one.store.note("purged", row.id);
  }
}

const differs = (row, next) => Object.entries(next).some(([name, value]) => JSON.stringify(row[name]) !== JSON.stringify(value));
const unsent = (photo) => ({ ...photo, sent: false });
const overdue = (row, state) =>
  Date.parse(state.server_time) - Date.parse(row.asked_at || row.receipt.received_at) >= DAY_MS;

async function stateOf(one) {
  const { device, store, clock } = one;
  const nonce = one.nonce();
  const answer = await ask(one, { method: "GET", path: `/api/v1/devices/${device.device_id}/state?nonce=${nonce}` });
  const state = await readState(answer.text, answer.status, { device_id: device.device_id, nonce }, one.verify);
  if (!state) throw new Unheard("portal");
  one.round.reached = true;
  await store.keepServerState(device.device_id, state);
  await store.keepOffset(Date.parse(state.server_time) - clock.now());
  return state;
}

async function photos(one) {
  let any = false;
  for (const row of (await ownRows(one)).sort((a, b) => a.seq - b.seq)) {
    if (!row.receipt || row.conflict) continue;
    for (const photo of lacking(row, one.force)) {
      any = (await trying(one, row, () => sendPhoto(one, row, photo))) || any;
    }
  }
  return any;
}

const breath = (ms) => new Promise((done) => setTimeout(done, ms));

function freshNonce() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
