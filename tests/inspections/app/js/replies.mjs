// S5: whatever the server's answers are turned into, nothing leaves the tablet without its signed word.
import { gzipSync } from "node:zlib";
import { sync } from "../../../../mealwatch/frontend/visits/sync.js";
import { chance, DAY, Memory, receiptKey, reply, Server, signed, tell, verify, pause } from "./world.mjs";

const MANY = Number(process.argv[2] || 2000);
const device = { device_id: "d1", key: "mwd.1.d1.x", key_id: "k1", receipt_key: await receiptKey() };
const PHOTO = Buffer.alloc(900, 7);
const clock = { now: () => Date.parse("2026-11-23T06:00:00+08:00") };

const changed = (said, change) => {
  let parsed;
  try {
    parsed = JSON.parse(said.text);
  } catch {
    return reply(200, "<html>");
  }
  return { ...said, text: JSON.stringify(change(parsed)) };
};
const flip = (text, at) => text.slice(0, at) + (text[at] === "a" ? "b" : "a") + text.slice(at + 1);
const other = (random) => random.pick(["0", "f"]).repeat(64);
// Each is a way in which an answer is not the server's word about this record, now.
const MUTATIONS = {
  html: () => reply(200, "<!doctype html><h1>登录</h1>"),
  empty: () => reply(200, ""),
  nothing: () => reply(204),
  moved: () => reply(302, "", { Location: "/login" }),
  opaque: () => reply(0),
  cut: (said, random) => ({ ...said, text: said.text.slice(0, random.below(said.text.length || 1)) }),
  gzip: (said) => ({ ...said, text: gzipSync(said.text || "x").toString("latin1") }),
  noise: (said, random) => ({ ...said, text: flip(said.text || "{}", random.below(said.text.length || 1)) }),
  hash: (said, random) => changed(said, (one) => ({ ...one, hash: other(random) })),
  id: (said) => changed(said, (one) => ({ ...one, id: "01900000-0000-7000-8000-000000000000", device_id: "d2" })),
  sig: (said, random) => changed(said, (one) => ({ ...one, sig: flip(one.sig, random.below(64)) })),
  no_sig: (said) => changed(said, ({ sig: _sig, ...one }) => one),
  other_key: (said) => changed(said, ({ sig: _sig, key_id: _key, ...one }) => signed(one, "b2".repeat(32))),
  other_key_id: (said) => changed(said, ({ sig: _sig, key_id: _key, ...one }) => signed(one, undefined, "k2")),
  kind: (said) => changed(said, ({ sig: _sig, key_id: _key, ...one }) => signed({ ...one, kind: one.kind === "state" ? "receipt" : "state" })),
  nonce: (said) => changed(said, ({ sig: _sig, key_id: _key, ...one }) => signed({ ...one, nonce: "before", id: "x" })),
  state: (said) => changed(said, (one) => ({ ...one, state: "complete", missing_attachments: [], contiguous_through: 99, incomplete: [] , more: 1 })),
  later: (said) => changed(said, (one) => ({ ...one, server_time: "2036-01-01T00:00:00+08:00", received_at: "2016-01-01T00:00:00+08:00" })),
  list: (said) => ({ ...said, text: `[${said.text || "1"}]` }),
  truth: () => reply(200, "true"),
  null: () => reply(201, "null"),
  status: (said, random) => ({ ...said, status: random.pick([202, 206, 400, 401, 403, 404, 410, 418, 423, 429, 500, 503]) }),
  lone: (said) => ({ ...said, text: `${said.text}{}` }),
  proto: () => reply(200, '{"__proto__":{"kind":"receipt"},"sig":"00"}'),
  number: (said) => changed(said, (one) => ({ ...one, server_seq: 1.5, contiguous_through: "99" })),
};

async function world() {
  const server = new Server();
  const store = new Memory(device);
  store.add("01900000-0000-7000-8000-00000000000a", [PHOTO], 1);
  store.add("01900000-0000-7000-8000-00000000000b", [], 2);
  const send = async (request) => server.handle(request);
  await sync({ store, send, clock, pause, verify });
  store.add("01900000-0000-7000-8000-00000000000c", [Buffer.alloc(500, 9)], 3);
  server.now += 15 * DAY; // what is there may go now, once the server says so
  return { server, store };
}

const names = Object.keys(MUTATIONS);
let deletions = 0;
let believed = 0;
const tried = {};
for (let seed = 1; seed <= MANY; seed += 1) {
  const random = chance(seed);
  const { server, store } = await world();
  const name = names[seed % names.length];
  tried[name] = (tried[name] || 0) + 1;
  const send = async (request) => {
    const said = server.handle(request);
    return request.method === "HEAD" ? said : MUTATIONS[name](said, random);
  };
  await sync({ store, send, clock, pause, verify });
  deletions += store.deleted.length + (3 - store.rows.size) + (3 - store.texts.size);
  if (store.rows.get("01900000-0000-7000-8000-00000000000c")?.receipt) believed += 1;
}
const { server, store } = await world();
await sync({ store, send: async (request) => server.handle(request), clock, pause, verify });
tell({ deletions, believed, kinds: names.length, least: Math.min(...Object.values(tried)), control: store.deleted.length });
