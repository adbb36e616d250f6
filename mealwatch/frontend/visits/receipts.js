// What the server's answers are worth. Only what it signed with our key, about our record, counts.
import { bytesOf, canonical } from "./canonical.js";

const FORTNIGHT_MS = 14 * 24 * 3600 * 1000;
const STATES = ["received", "complete", "quarantined"];

// Whether an answer carries the signature of this tablet's key ({key_id, receipt_key}).
export async function isSigned(answer, device) {
  if (!answer || typeof answer.sig !== "string" || !/^[0-9a-f]{64}$/.test(answer.sig)) return false;
  if (answer.key_id !== device.key_id) return false;
  const { sig, ...plain } = answer;
  try {
    const given = Uint8Array.from(sig.match(/../g), (pair) => Number.parseInt(pair, 16));
    return await crypto.subtle.verify("HMAC", device.receipt_key, given, bytesOf(canonical(plain)));
  } catch {
    return false;
  }
}

// {receipt} or {conflict} where this text is the server's word about this record, {} where it is anything else.
export async function readReceipt(text, status, row, verify) {
  if (![200, 201, 409, 422].includes(status)) return {};
  const said = parsed(text);
  if (!said || said.id !== row.id || said.hash !== row.hash || !(await verify(said))) return {};
  if (status === 409) return said.kind === "conflict" ? { conflict: said } : {};
  if (said.kind !== "receipt" || !STATES.includes(said.state) || !Array.isArray(said.missing_attachments)) return {};
  if (status === 422 && said.state !== "quarantined") return {};
  if (!Number.isSafeInteger(said.server_seq) || Number.isNaN(Date.parse(said.received_at))) return {};
  return { receipt: said };
}

// The server's account of this tablet, if it is that, signed, and an answer to what we asked just now; else null.
export async function readState(text, status, { device_id, nonce }, verify) {
  if (status !== 200) return null;
  const said = parsed(text);
  if (!said || said.kind !== "state" || said.device_id !== device_id || said.nonce !== nonce) return null;
  const fits =
    Number.isSafeInteger(said.contiguous_through) &&
    [said.gaps, said.incomplete, said.quarantined, said.conflicts].every(Array.isArray) &&
    !Number.isNaN(Date.parse(said.server_time));
  return fits && (await verify(said)) ? said : null;
}

function parsed(text) {
  try {
    const said = JSON.parse(text);
    return said && typeof said === "object" && !Array.isArray(said) ? said : null;
  } catch {
    return null;
  }
}

export const missingOf = (row, state) => state.incomplete.find((one) => one.id === row.id)?.missing || [];

const within = (gaps, seq) => gaps.some(([first, last]) => first <= seq && seq <= last);

// Whether the server, which had signed for this record, no longer has it (it was restored from an older copy).
export function forgotten(row, state) {
  if (!row.receipt || row.seq <= state.contiguous_through) return false;
  return within(state.gaps, row.seq) || !state.gaps.length;
}

// Whether the state leaves open if the server has it: behind a gap, past what the gaps tell of.
export const unsure = (row, state) =>
  Boolean(row.receipt) &&
  row.seq > state.contiguous_through &&
  state.gaps.length > 0 &&
  row.seq > Math.max(...state.gaps.map(([, last]) => last)) + 1;

// Whether the server has this record and every photo of it.
export const isWhole = (row, state) =>
  Boolean(row.receipt) && !forgotten(row, state) && !state.incomplete.some((one) => one.id === row.id);

// The rule by which a record may leave the tablet, all by the server's word and the server's clock.
export function mayPurge(row, state) {
  if (!row.receipt || !row.complete || !state || state.device_id !== row.device_id) return false;
  if (row.seq > state.contiguous_through || row.conflict || !isWhole(row, state)) return false;
  if (state.quarantined.includes(row.id) || state.conflicts.includes(row.id)) return false;
  return Date.parse(state.server_time) - Date.parse(row.receipt.received_at) >= FORTNIGHT_MS;
}
