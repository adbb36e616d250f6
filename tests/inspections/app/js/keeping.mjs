// The tablet's own database (IndexedDB as the browsers specify it, in memory) under the faults of the list.
import "fake-indexeddb/auto";
import { forceCloseDatabase, IDBObjectStore } from "fake-indexeddb";
import { Keeper } from "../../../../mealwatch/frontend/visits/keeper.js";
import { exportFiles, isWholeFile, takeReceipts } from "../../../../mealwatch/frontend/visits/exporting.js";
import { Tampered, unseal } from "../../../../mealwatch/frontend/visits/seal.js";
import * as store from "../../../../mealwatch/frontend/visits/store.js";
import { sync } from "../../../../mealwatch/frontend/visits/sync.js";
import { canonical, digest, digestOf, toBase64 } from "../../../../mealwatch/frontend/visits/canonical.js";
import { chance, DAY, hashOf, KEY, Killed, network, Server, sha, tell, verify, pause } from "./world.mjs";

const told = { passed: [], wrong: [] };
const holds = (truth, what) => (truth ? told.passed : told.wrong).push(what);
const clock = { now: () => Date.parse("2026-11-23T06:00:00+08:00") };
const refused = async (work, kind, what) => {
  try {
    await work();
    told.wrong.push(`${what}: went through`);
  } catch (fault) {
    holds(fault instanceof kind, `${what}${fault instanceof kind ? "" : `: ${fault}`}`);
  }
};

async function fresh() {
  await store.close();
  await new Promise((done, fail) => {
    const asked = indexedDB.deleteDatabase("mealwatch-visits");
    asked.onsuccess = done;
    asked.onerror = fail;
  });
  await store.setDevice({ device_id: "d1", key: "mwd.1.d1.x", receipt_key: KEY, key_id: "k1", server_time: "2026-11-23T06:00:00+08:00" });
}

const key = crypto.getRandomValues(new Uint8Array(32));
async function sealed(ref, value) {
  const text = canonical({ ref, salt: "5a17", value });
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const with_ = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, with_, new TextEncoder().encode(text)));
  return { commit: await digestOf(text), iv: toBase64(iv), data: toBase64(data) };
}

async function aPack(id = "p1", quantity = 22000) {
  const pack = {
    id,
    made_at: "2026-11-22T18:00:00+08:00",
    month: false,
    seed: "00",
    school: { code: "S001", name: "青山镇中心小学", town: "青山镇", principal: "陆" },
    canteen: { code: "C001" },
    stop: null,
    team: [],
    list: { code: "default", version: 1, digest: "0".repeat(64), sections: [] },
    weigh: [{ ref: "R1/1", code: "pork", name: "猪肉", base: "g", seal: await sealed("R1/1", { quantity }) }],
    count: [],
    records: [],
  };
  return { ...pack, digest: await digest(pack) };
}

const PHOTO = (n) => new Uint8Array(700).fill(n);
async function aDraft(author, photos = []) {
  const pack = (await store.pack("S001")) || (await store.savePack(await aPack(), new Uint8Array(key))).pack;
  const begun = store.newDraft({ pack, author: { username: author, name: author }, dated_on: "2026-11-23", arrived: "06:10" });
  const hashes = [];
  for (const bytes of photos) hashes.push(await store.keepBlob(bytes, { mime: "image/jpeg", role: "photo" }));
  begun.body.answers = { A1: { answer: "none", note: "灰", photos: hashes } };
  return store.saveDraft(begun);
}

// What throws at the n-th writing or reading, as a killed tab or a full disk would.
const KINDS = { put: "w", add: "w", delete: "w", get: "r", getAll: "r" };
function trap(n, kinds, make) {
  let left = n;
  const kept = {};
  for (const [name, kind] of Object.entries(KINDS)) {
    if (!kinds.includes(kind)) continue;
    kept[name] = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function trapped(...given) {
      if (this.name !== "log" && left-- === 0) throw make();
      return kept[name].apply(this, given);
    };
  }
  return () => {
    Object.assign(IDBObjectStore.prototype, kept);
    return left >= 0;
  };
}
const quota = () => new DOMException("full", "QuotaExceededError");

// F1: killed at each step of finishing a visit, and asked again after the restart.
async function killedFinishing() {
  let steps = 0;
  for (let at = 0; at < 60; at += 1) {
    await fresh();
    const draft = await aDraft("wang", [PHOTO(1), PHOTO(2)]);
    const release = trap(at, "wr", () => new Killed("here"));
    await store.finalise(draft).catch(() => undefined);
    const through = release();
    await store.close();
    const again = await store.finalise(await store.draft(draft.id));
    const rows = await store.outbox();
    const ok = rows.length === 1 && again.device_seq === 1 && (await store.text(again.id)) === canonical(again);
    if (!ok) told.wrong.push(`killed at step ${at} of finishing: ${rows.length} records`);
    steps = at;
    if (through) break;
  }
  holds(steps >= 10, `killed at ${steps} steps of finishing`);
}

// F3: no room at each write.
async function full() {
  const works = {
    draft: { prepare: () => aDraft("wang"), work: (draft) => store.saveDraft({ ...draft, voided: true }), intact: async (draft) => (await store.draft(draft.id)).rev === draft.rev },
    photo: { prepare: () => aDraft("wang"), work: () => store.keepBlob(PHOTO(3), { mime: "image/jpeg", role: "photo" }), intact: async () => !(await store.blob(sha(PHOTO(3)))) },
    pack: { prepare: () => aDraft("wang"), work: async () => store.savePack(await aPack("p2"), new Uint8Array(key)), intact: async () => (await store.pack("S001")).id === "p1" },
    finish: { prepare: () => aDraft("wang", [PHOTO(4)]), work: (draft) => store.finalise(draft), intact: async (draft) => !(await store.outbox()).length && !(await store.draft(draft.id)).finalised },
    person: { prepare: () => store.keepPerson({ username: "wang", name: "王", department: "" }), work: () => store.setPin("wang", "1234", 10), intact: async () => !(await store.person("wang")).pin },
  };
  for (const [name, { prepare, work, intact }] of Object.entries(works)) {
    let at = 0;
    for (; at < 12; at += 1) {
      await fresh();
      const given = await prepare();
      const release = trap(at, "w", quota);
      let fault = null;
      await work(given).catch((wrong) => (fault = wrong));
      if (release()) break;
      if (!(fault instanceof store.StorageFull)) told.wrong.push(`full at write ${at} of ${name}: ${fault}`);
      if (!(await intact(given))) told.wrong.push(`full at write ${at} of ${name}: something changed`);
      await work(given);
    }
    holds(at > 0, `no room at ${at} writes of ${name}`);
  }
}

// F3 while sending: an answer that cannot be written down is asked for again.
async function fullSending() {
  for (let at = 0; at < 8; at += 1) {
    await fresh();
    await store.finalise(await aDraft("wang", [PHOTO(5)]));
    const server = new Server();
    const send = async (request) => server.handle(request);
    const release = trap(at, "w", quota);
    await sync({ store, send, clock, pause, verify }).catch(() => undefined);
    release();
    await sync({ store, send, clock, pause, verify });
    await sync({ store, send, clock, pause, verify });
    const [row] = await store.outbox();
    if (!row?.complete || server.delivered !== 1) told.wrong.push(`full at write ${at} of sending`);
  }
  told.passed.push("no room while sending");
}

// F4, F5: the connection dropped; two tabs finishing at once.
async function tabs() {
  await fresh();
  const drafts = [];
  for (const name of ["wang", "li", "zhao", "qian", "sun"]) drafts.push(await aDraft(name));
  forceCloseDatabase(await store.open());
  const saved = await store.saveDraft({ ...drafts[0], voided: true });
  holds((await store.draft(saved.id)).voided, "saved after the connection was dropped");
  const first = await store.draft(saved.id);
  await store.saveDraft({ ...first, at: { section: "A", scroll: 1 } });
  await refused(() => store.saveDraft({ ...first, at: { section: "B", scroll: 2 } }), store.ChangedElsewhere, "two tabs at one draft");
  const now = await Promise.all(drafts.map((one) => store.draft(one.id)));
  await Promise.all([...now, ...now].map((one) => store.finalise(one)));
  const rows = await store.outbox();
  const envelopes = await Promise.all(rows.map((row) => store.envelope(row.id)));
  const chain = envelopes.sort((a, b) => a.device_seq - b.device_seq);
  const linked = chain.every((one, at) => one.device_seq === at + 1 && one.prev_hash === (at ? hashOf(canonical(chain[at - 1])) : ""));
  holds(rows.length === 5 && linked, "two tabs finish five visits: one chain without gaps");
  const server = new Server();
  await Promise.all([1, 2, 3].map(() => sync({ store, send: async (request) => server.handle(request), clock, pause, verify })));
  holds(server.delivered === 5 && !server.conflicts.length, "three senders at once: nothing doubled");
}

// F9, F10, and the way of a record until it may go.
async function ways() {
  await fresh();
  await store.keepPerson({ username: "wang", name: "王", department: "" });
  const one = await store.finalise(await aDraft("wang", [PHOTO(6), PHOTO(7)]));
  const real = Date.now;
  Date.now = () => real() - 3650 * DAY;
  const two = await store.finalise(await aDraft("li", [PHOTO(6)]));
  Date.now = real;
  holds(two.device_seq === 2 && two.prev_hash === hashOf(canonical(one)), "a clock ten years back orders nothing");
  const draft = await aDraft("wang", [PHOTO(7)]);
  const server = new Server();
  const send = network(server, chance(5), { odds: 0 });
  await sync({ store, send, clock, pause, verify });
  holds(server.deposits.size === 2 && server.files.size === 2, "whoever is there, everybody's records go");
  server.now += 13 * DAY;
  await sync({ store, send, clock: { now: () => real() + 3650 * DAY }, pause, verify });
  holds((await store.outbox()).length === 2, "thirteen days by the server's clock: nothing goes, whatever ours says");
  const [file] = await exportFiles(store, { all: true });
  const parsed = JSON.parse(await new Blob(file.parts).text());
  holds(parsed.records.length === 2 && parsed.files.length === 2 && (await isWholeFile(parsed)), "the export holds everything");
  server.now += 2 * DAY;
  await sync({ store, send, clock, pause, verify });
  const left = await store.counts(["outbox", "records", "drafts", "blobs"]);
  holds(left.outbox === 0 && left.records === 0 && left.drafts === 1 && left.blobs === 1, "after fourteen days: gone, but not what an open draft needs");
  const three = await store.finalise(draft);
  holds(three.device_seq === 3, "the chain goes on after what left");
  const [receipt] = [JSON.parse(server.handle({ method: "PUT", path: `/api/v1/deposits/${three.id}`, headers: { "X-Content-SHA256": hashOf(canonical(three)) }, body: canonical(three) }).text)];
  const forged = { ...receipt, sig: "0".repeat(64) };
  holds((await takeReceipts(store, JSON.stringify({ receipts: [forged, { id: "x" }] }))).taken === 0, "receipts not signed for us are ignored");
  holds((await takeReceipts(store, JSON.stringify({ receipts: [JSON.stringify(receipt)] }))).taken === 1, "receipts from a file are taken");
}

async function seals() {
  await fresh();
  const pack = await aPack();
  const row = await store.savePack(pack, new Uint8Array(key));
  const [{ seal }] = pack.weigh;
  holds((await unseal(pack, seal, "R1/1")).value.quantity === 22000, "a seal opens");
  holds(!row.key.extractable && (await store.packKey("p1")).algorithm.name === "AES-GCM", "its key can be used and not read");
  const kept = JSON.stringify([await store.all("packs"), await store.all("drafts")]);
  holds(!kept.includes("22000"), "the figure stands nowhere in the store");
  const data = [...seal.data];
  data[3] = data[3] === "A" ? "B" : "A";
  await refused(() => unseal(pack, { ...seal, data: data.join("") }), Tampered, "altered data");
  await refused(() => unseal(pack, { ...seal, commit: "0".repeat(64) }), Tampered, "another commitment");
  await refused(() => unseal(pack, seal, "R1/2"), Tampered, "the seal of another good");
  await refused(() => unseal({ id: "p9" }, seal), Tampered, "the seal of another pack");
  await refused(() => store.savePack({ ...pack, seed: "11" }, new Uint8Array(key)), store.PackDamaged, "an altered pack");
  const bare = await aPack("p3");
  delete bare.weigh[0].seal.iv;
  const { digest: _said, ...rest } = bare;
  await refused(async () => store.savePack({ ...rest, digest: await digest(rest) }, new Uint8Array(key)), Error, "a pack with a seal that cannot open");
  holds(await store.whole("S001"), "the self-test of a whole pack");
}

async function pins() {
  await fresh();
  await store.keepPerson({ username: "wang", name: "王", department: "" });
  await store.setPin("wang", "2468", 10);
  holds((await store.unlock("wang", "2468", 0)).name === "王", "the right PIN");
  holds(!JSON.stringify(await store.all("people")).includes("2468"), "a PIN is kept as a hash only");
  for (let n = 0; n < 3; n += 1) await refused(() => store.unlock("wang", "1111", n), store.WrongPin, "a wrong PIN");
  await refused(() => store.unlock("wang", "2468", 1000), store.TooSoon, "the right PIN too soon after three wrong ones");
  const tries = (await store.person("wang")).wrong;
  const later = await import("../../../../mealwatch/frontend/visits/storage/people.js?again");
  holds(tries === 3 && later.leftOf(await store.person("wang"), 0) === 30000, "a reload shortens no wait");
  await store.unlock("wang", "2468", 40000);
  holds((await store.person("wang")).wrong === 0, "and after the wait it opens");
}

// A draft while it is typed: what is shown is on the disk by the next flush, and a change voids the signatures.
async function typing() {
  await fresh();
  const states = [];
  const keeper = new Keeper(await aDraft("wang"), { delay: 1, told: ({ state }) => states.push(state) });
  keeper.change(["signatures"], [{ role: "inspector" }]);
  for (let n = 0; n < 30; n += 1) keeper.change(["answers", "A2", "note"], `字${n}`);
  await Promise.all([keeper.flush(), keeper.flush()]);
  const there = await store.draft(keeper.draft.id);
  holds(there.body.answers.A2.note === "字29" && keeper.state === "saved", "the last letter is on the disk");
  holds(there.voided && !there.body.signatures.length, "a change after a signature voids it");
  const release = trap(0, "w", quota);
  keeper.change(["answers", "A2", "note"], "满");
  await refused(() => keeper.flush(), store.StorageFull, "typing without room");
  release();
  holds(keeper.state === "full" && keeper.draft.body.answers.A2.note === "满", "what could not be saved is still shown, and said");
  await keeper.flush();
  holds((await store.draft(keeper.draft.id)).body.answers.A2.note === "满" && keeper.state === "saved", "and saved when there is room");
}

for (const part of [killedFinishing, full, fullSending, tabs, ways, seals, pins, typing]) {
  try {
    await part();
  } catch (fault) {
    told.wrong.push(`${part.name}: ${fault.stack}`);
  }
}
tell(told);
process.exit(0);
