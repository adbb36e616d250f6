// The tablet's database: one connection, reopened when the browser drops it, and the two ways to use it.
import { openDB } from "idb";

export const SCHEMA = 1;
const NAME = "mealwatch-visits";
const KEYS = {
  device: null,
  people: "username",
  packs: "id",
  drafts: "id",
  outbox: "id",
  records: "id",
  blobs: "sha256",
  log: null,
};
let opened = null;

// There is no room: what was to be written was not, and what was there is untouched.
export class StorageFull extends Error {}
// The browser said it wrote, but what is read back is something else.
export class NotSaved extends Error {}
// Somebody else changed it since it was read.
export class ChangedElsewhere extends Error {}

export function open() {
  if (!opened) {
    const mine = openDB(NAME, SCHEMA, {
      upgrade(db) {
        for (const [name, keyPath] of Object.entries(KEYS)) {
          db.createObjectStore(name, name === "log" ? { autoIncrement: true } : keyPath ? { keyPath } : {});
        }
      },
      blocking: () => close(),
      terminated: () => {
        if (opened === mine) opened = null;
      },
    });
    opened = mine;
    mine.catch(() => {
      if (opened === mine) opened = null;
    });
  }
  return opened;
}

export async function close() {
  const mine = opened;
  opened = null;
  if (mine) (await mine.catch(() => null))?.close();
}

// `work(tx)` in one transaction that is complete when this returns; written through to the disk unless `relaxed`.
// A connection lost on the way is opened again, once: what was not complete has left nothing.
export async function write(names, work, { relaxed = false } = {}) {
  for (let again = false; ; again = true) {
    let tx;
    try {
      tx = (await open()).transaction(names, "readwrite", { durability: relaxed ? "relaxed" : "strict" });
    } catch (fault) {
      if (again || !lost(fault)) throw plainly(fault);
      opened = null;
      continue;
    }
    const done = tx.done.then(
      () => null,
      (fault) => fault || new Error("aborted"),
    );
    try {
      const answer = await work(tx);
      const fault = await done;
      if (fault) throw fault;
      return answer;
    } catch (fault) {
      try {
        tx.abort();
      } catch {
        // It has ended already.
      }
      const cause = (await done) || fault;
      const told = [fault, cause, tx.error].find((one) => one?.name === "QuotaExceededError") || fault;
      if (again || !lost(told)) throw plainly(told);
      opened = null;
    }
  }
}

// `work(tx)` over what is there.
export async function read(names, work) {
  for (let again = false; ; again = true) {
    try {
      return await work((await open()).transaction(names, "readonly"));
    } catch (fault) {
      if (again || !lost(fault)) throw fault;
      opened = null;
    }
  }
}

const lost = (fault) => ["InvalidStateError", "AbortError", "TransactionInactiveError"].includes(fault?.name);

const plainly = (fault) => (fault?.name === "QuotaExceededError" ? new StorageFull("no room") : fault);

export const get = (name, key) => read(name, (tx) => tx.objectStore(name).get(key));
export const all = (name) => read(name, (tx) => tx.objectStore(name).getAll());

// Under this name only one tab works at a time; `busy` answers at once where another does.
export function alone(name, work, busy) {
  const locks = typeof navigator === "undefined" ? null : navigator.locks;
  if (!locks) return work();
  if (busy === undefined) return locks.request(`mealwatch-visits-${name}`, work);
  return locks.request(`mealwatch-visits-${name}`, { ifAvailable: true }, (lock) => (lock ? work() : busy));
}

const LINES = 500;

// What the app did, for whoever has to find out later; the newest lines only.
export function note(what, about = "") {
  const line = { at: new Date().toISOString(), what, about: String(about).slice(0, 300) };
  return write(
    "log",
    async (tx) => {
      const key = await tx.store.add(line);
      const old = await tx.store.openCursor();
      if (old && old.key <= key - LINES) await old.delete();
    },
    { relaxed: true },
  ).catch(() => undefined);
}

export const lines = () => all("log");
