// A tablet's storage, a server by the protocol, and a network that fails in every way of the fault list.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { canonical } from "../../../../mealwatch/frontend/visits/canonical.js";
import { isSigned, mayPurge } from "../../../../mealwatch/frontend/visits/receipts.js";

export const KEY = "a1".repeat(32);
export const DAY = 24 * 3600 * 1000;

// Chance that comes out the same for the same seed.
export function chance(seed) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  return {
    next,
    below: (n) => Math.floor(next() * n),
    pick: (list) => list[Math.floor(next() * list.length)],
    once: (odds) => next() < odds,
  };
}

export const sha = (bytes) => createHash("sha256").update(bytes).digest("hex");
export const hashOf = (text) => createHash("sha256").update(Buffer.concat([Buffer.from([0]), Buffer.from(text)])).digest("hex");
export const signed = (answer, key = KEY, key_id = "k1") => {
  const plain = { ...answer, key_id };
  return { ...plain, sig: createHmac("sha256", Buffer.from(key, "hex")).update(canonical(plain)).digest("hex") };
};

export async function receiptKey(key = KEY) {
  return crypto.subtle.importKey("raw", Buffer.from(key, "hex"), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

// The server: write-once, idempotent, gapless by device number.
export class Server {
  constructor({ device_id = "d1", now = Date.parse("2026-11-23T06:00:00+08:00") } = {}) {
    Object.assign(this, { device_id, now, seq: 0, deposits: new Map(), conflicts: [], files: new Map(), uploads: new Map() });
    this.delivered = 0;
  }

  snapshot() {
    return structuredClone({ seq: this.seq, deposits: this.deposits, conflicts: this.conflicts, files: this.files });
  }

  restore(before) {
    Object.assign(this, structuredClone(before), { uploads: new Map() });
  }

  moment() {
    return new Date(this.now + 8 * 3600 * 1000).toISOString().slice(0, 19) + "+08:00";
  }

  missing(one) {
    return [...new Set(one.attachments.map((file) => file.sha256))].filter((hash) => !this.files.has(hash));
  }

  handle({ method, path, headers = {}, body }) {
    const [address, query] = path.split("?");
    const parts = address.split("/").slice(3);
    if (parts[0] === "devices") return this.state(query);
    const [, id, what, name] = parts;
    if (!what) return this.deposit(id, headers, body);
    const one = this.deposits.get(id);
    if (!one) return reply(404);
    if (what === "attachments") return this.attachment(method, one, name, body);
    return this.upload(method, one, name, headers, body, address);
  }

  deposit(id, headers, text) {
    if (hashOf(text) !== headers["X-Content-SHA256"]) return reply(400);
    const hash = hashOf(text);
    const there = this.deposits.get(id);
    if (there && there.hash === hash) return reply(200, there.receipt);
    if (there) {
      this.conflicts.push({ id, hash });
      return reply(409, JSON.stringify(signed({ kind: "conflict", id, hash, server_seq: there.server_seq, state: "quarantined", missing_attachments: [], received_at: this.moment(), reasons: [] })));
    }
    const envelope = JSON.parse(text);
    this.delivered += 1;
    this.seq += 1;
    const one = { id, hash, text, seq: envelope.device_seq, prev: envelope.prev_hash, attachments: envelope.attachments, server_seq: this.seq };
    this.deposits.set(id, one);
    const missing = this.missing(one);
    one.receipt = JSON.stringify(
      signed({
        kind: "receipt",
        id,
        hash,
        server_seq: this.seq,
        entry_hash: "e".repeat(64),
        chain_head: "c".repeat(64),
        received_at: this.moment(),
        state: missing.length ? "received" : "complete",
        missing_attachments: missing,
        reasons: [],
      }),
    );
    return reply(201, one.receipt);
  }

  attachment(method, one, hash, body) {
    if (!one.attachments.some((file) => file.sha256 === hash)) return reply(404);
    if (method === "HEAD") return reply(this.files.has(hash) ? 200 : 404);
    if (this.files.has(hash)) return reply(200);
    if (sha(body) !== hash) return reply(400);
    this.files.set(hash, Buffer.from(body));
    return reply(201);
  }

  upload(method, one, name, headers, body, address) {
    if (method === "POST") {
      const hash = Buffer.from(headers["Upload-Metadata"].split(" ")[1], "base64").toString();
      const key = randomUUID();
      this.uploads.set(key, { hash, size: Number(headers["Upload-Length"]), bytes: Buffer.alloc(0) });
      return reply(201, "", { Location: `${address}/${key}`, "Upload-Offset": "0" });
    }
    const there = this.uploads.get(name);
    if (!there) return reply(404);
    if (method === "HEAD") return reply(200, "", { "Upload-Offset": String(there.bytes.length) });
    if (Number(headers["Upload-Offset"]) !== there.bytes.length) return reply(409);
    if (createHash("sha256").update(body).digest("base64") !== headers["Upload-Checksum"].split(" ")[1]) return reply(460);
    there.bytes = Buffer.concat([there.bytes, Buffer.from(body)]);
    if (there.bytes.length === there.size) {
      this.uploads.delete(name);
      if (sha(there.bytes) !== there.hash) return reply(460);
      this.files.set(there.hash, there.bytes);
    }
    return reply(204, "", { "Upload-Offset": String(there.bytes.length) });
  }

  state(query) {
    const numbers = [...this.deposits.values()].map((one) => one.seq).sort((a, b) => a - b);
    let through = 0;
    while (numbers.includes(through + 1)) through += 1;
    const gaps = [];
    for (let at = through + 1, last = numbers.at(-1) ?? 0; at < last; at += 1) {
      if (numbers.includes(at)) continue;
      if (gaps.length && gaps.at(-1)[1] === at - 1) gaps.at(-1)[1] = at;
      else gaps.push([at, at]);
    }
    const incomplete = [...this.deposits.values()].map((one) => ({ id: one.id, missing: this.missing(one) })).filter((one) => one.missing.length);
    const said = { kind: "state", device_id: this.device_id, contiguous_through: through, gaps, incomplete, quarantined: [], conflicts: this.conflicts.map((one) => one.id), revoked: false, server_time: this.moment(), nonce: new URLSearchParams(query).get("nonce") };
    return reply(200, JSON.stringify(signed(said)));
  }
}

export const reply = (status, text = "", headers = {}) => ({ status, text, header: (name) => headers[name] ?? null, headers });

export class Killed extends Error {}
const HTML = "<!doctype html><title>Wi-Fi</title><h1>请先登录</h1>";
const REFUSALS = [401, 403, 409, 413, 422, 423, 429, 500, 502, 503, 504];

// F11–F20 by chance; `late` are requests that arrive only later (F16).
export function network(server, random, { odds = 0.35, kill = () => false } = {}) {
  const late = [];
  const cut = (request) => {
    const length = request.body?.length || 0;
    const at = random.pick([1, Math.floor(length / 2), Math.max(0, length - 1)]);
    return { ...request, body: length ? request.body.slice(0, at) : request.body };
  };
  const faults = {
    F11: () => { throw new Error("unreached"); },
    F12: (request) => { server.handle(request); throw new Error("answer lost"); },
    F13: (request) => { const said = server.handle(request); return { ...said, text: said.text.slice(0, Math.floor(said.text.length / 2)) }; },
    F14: () => random.pick([() => reply(200, HTML), () => reply(302, "", { Location: "/portal" }), () => reply(0), () => reply(204), () => reply(200)])(),
    F15: (request) => { server.handle(request); return server.handle(request); },
    F16: (request) => { late.push(request); throw new Error("late"); },
    F17: () => { const status = random.pick(REFUSALS); return reply(status, HTML, status === 429 || status === 503 ? { "Retry-After": "2" } : {}); },
    F18: (request) => { if (random.once(0.5)) server.handle(request); throw new DOMException("slow", "AbortError"); },
    F19: () => { throw new TypeError("certificate"); },
    F20: (request) => { server.handle(cut(request)); throw new Error("cut"); },
  };
  const names = Object.keys(faults);
  const send = async (request) => {
    if (kill()) throw new Killed("sending");
    while (late.length && random.once(0.5)) server.handle(late.shift());
    if (send.broken && random.once(odds)) {
      const name = random.pick(names);
      send.seen.add(name);
      return faults[name](request);
    }
    return server.handle(request);
  };
  send.broken = true;
  send.seen = new Set();
  send.drain = () => late.splice(0).forEach((request) => server.handle(request));
  return send;
}

// The same store as the tablet's, in memory; purge is by the same rule.
export class Memory {
  constructor(device) {
    Object.assign(this, { mine: device, rows: new Map(), texts: new Map(), blobs: new Map(), deleted: [], chain: { seq: 0, prev: "" }, facts: {} });
  }
  device = async () => this.mine;
  deviceOf = async () => this.mine;
  outbox = async () => [...this.rows.values()].map((row) => ({ ...row }));
  text = async (id) => this.texts.get(id);
  blob = async (hash) => this.blobs.get(hash);
  mark = async (id, change) => {
    if (!this.rows.has(id)) return null;
    this.rows.set(id, { ...this.rows.get(id), ...change(this.rows.get(id)) });
    return this.rows.get(id);
  };
  purge = async (id, state) => {
    if (!mayPurge(this.rows.get(id), state)) return false;
    this.deleted.push(id);
    this.rows.delete(id);
    this.texts.delete(id);
    return true;
  };
  keepServerState = async () => undefined;
  keepOffset = async (ms) => { this.facts.offset = ms; };
  note = async () => undefined;

  add(id, photos, made_ms) {
    const attachments = photos.map((bytes) => ({ sha256: sha(bytes), size: bytes.length, mime: "image/jpeg", role: "photo" }));
    photos.forEach((bytes) => this.blobs.set(sha(bytes), { bytes: new Uint8Array(bytes), mime: "image/jpeg" }));
    const seq = this.chain.seq + 1;
    const text = canonical({ id, device_seq: seq, prev_hash: this.chain.prev, attachments, body: { n: seq } });
    const hash = hashOf(text);
    this.chain = { seq, prev: hash };
    this.texts.set(id, text);
    this.rows.set(id, { id, seq, device_id: this.mine.device_id, hash, size: text.length, photos: attachments.map((one) => ({ ...one, sent: false })), receipt: null, complete: false, conflict: null, made_ms });
  }
}

export const verify = isSigned;
export const pause = async () => undefined;
export const tell = (answer) => process.stdout.write(JSON.stringify(answer));
