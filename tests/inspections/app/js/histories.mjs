// Seeded histories of a tablet, a server and the network between them: none lost, none doubled, none changed.
import { sync } from "../../../../mealwatch/frontend/visits/sync.js";
import { uuid7 } from "../../../../mealwatch/frontend/visits/uuid.js";
import { chance, DAY, Killed, Memory, network, receiptKey, Server, sha, tell, verify, pause } from "./world.mjs";

const [first, many] = [Number(process.argv[2] || 1), Number(process.argv[3] || 300)];
const device = { device_id: "d1", key: "mwd.1.d1.x", key_id: "k1", receipt_key: await receiptKey() };

// The store, dead after so many of its own and the network's operations: before or after the last one took effect.
function mortal(store, steps) {
  return new Proxy(store, {
    get(there, name) {
      if (typeof there[name] !== "function" || name === "note") return there[name];
      return async (...given) => {
        if (steps.dies() && steps.before) throw new Killed(name);
        steps.names.add(name);
        const answer = await there[name](...given);
        if (steps.dead) throw new Killed(name);
        return answer;
      };
    },
  });
}

async function history(seed) {
  const random = chance(seed * 7919);
  const server = new Server();
  const store = new Memory(device);
  const photos = new Map();
  let wall = server.now;
  const clock = { now: () => wall };
  const steps = { left: Infinity, dead: false, before: true, names: new Set(), dies() { this.left -= 1; this.dead = this.dead || this.left < 0; return this.dead; } };
  const send = network(server, random, { odds: random.pick([0.1, 0.3, 0.6]), kill: () => steps.dies() });
  const wrong = [];
  let backup = null;
  const check = (when) => {
    for (const id of photos.keys()) {
      const here = store.rows.has(id) && store.texts.has(id);
      if (!here && !server.deposits.has(id)) wrong.push(`${seed} ${when}: lost ${id}`);
    }
  };
  const turns = 6 + random.below(10);
  for (let turn = 0; turn < turns; turn += 1) {
    const act = random.pick(["make", "make", "sync", "sync", "sync", "kill", "clock", "backup", "restore", "two"]);
    if (act === "make") {
      const own = Array.from({ length: random.below(4) }, () => Buffer.alloc(random.pick([50, 2000, 131072, 131073, 300000]), random.below(255)));
      const id = uuid7(wall);
      store.add(id, own, turn);
      photos.set(id, own);
    } else if (act === "clock") wall += random.pick([-3650, -1, -0.01, 0.01, 1, 3650]) * DAY;
    else if (act === "backup") backup = server.snapshot();
    else if (act === "restore") {
      if (backup && !store.deleted.length) server.restore(backup);
    } else if (act === "two") {
      await Promise.all([1, 2].map(() => sync({ store, send, clock, pause, verify })));
    } else {
      const lives = act === "kill" ? { left: random.below(25), before: random.once(0.5) } : { left: Infinity };
      Object.assign(steps, lives, { dead: false });
      await sync({ store: mortal(store, steps), send, clock, pause, verify }).catch((fault) => {
        if (!(fault instanceof Killed)) throw fault;
      });
      Object.assign(steps, { left: Infinity, dead: false });
    }
    server.now += random.below(2 * DAY);
    check(turn);
  }
  send.drain();
  send.broken = false;
  for (let round = 0; round < 4; round += 1) await sync({ store, send, clock, pause, verify, force: true });
  const numbers = [...server.deposits.values()].map((one) => one.seq).sort((a, b) => a - b);
  if (numbers.join() !== [...photos.keys()].map((_, at) => at + 1).join()) wrong.push(`${seed}: numbers ${numbers}`);
  for (const [id, own] of photos) {
    const there = server.deposits.get(id);
    if (!there || (store.texts.has(id) && there.text !== store.texts.get(id))) wrong.push(`${seed}: ${id} not as made`);
    for (const bytes of own) if (!server.files.has(sha(bytes)) || sha(server.files.get(sha(bytes))) !== sha(bytes)) wrong.push(`${seed}: a photo of ${id}`);
    const row = store.rows.get(id);
    if (row && !(row.receipt && row.complete && row.photos.every((photo) => photo.sent))) wrong.push(`${seed}: ${id} not told whole`);
  }
  if (server.conflicts.length) wrong.push(`${seed}: conflicts`);
  server.now += 20 * DAY;
  await sync({ store, send, clock, pause, verify });
  if (store.rows.size) wrong.push(`${seed}: ${store.rows.size} never go`);
  return { wrong, seen: send.seen, steps: steps.names, records: photos.size };
}

const all = { wrong: [], seen: new Set(), steps: new Set(), records: 0 };
for (let seed = first; seed < first + many; seed += 1) {
  const one = await history(seed);
  all.wrong.push(...one.wrong);
  one.seen.forEach((name) => all.seen.add(name));
  one.steps.forEach((name) => all.steps.add(name));
  all.records += one.records;
}
tell({ wrong: all.wrong.slice(0, 10), seen: [...all.seen].sort(), steps: all.steps.size, records: all.records });
