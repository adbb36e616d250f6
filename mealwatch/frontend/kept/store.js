// What is kept on the device: IndexedDB, or the memory of this page where the browser refuses it.
// drafts: forms being filled in, by person and place; queue: forms handed in without a network, by number.
import { openDB } from "idb";

const STORES = ["drafts", "queue"];
const memory = new Map(STORES.map((name) => [name, new Map()]));
let opened;

function base() {
  if (!opened) {
    const upgrade = (db) => STORES.forEach((name) => db.createObjectStore(name));
    try {
      opened = openDB("mealwatch", 1, { upgrade }).catch(() => null);
    } catch (_refused) {
      opened = Promise.resolve(null);
    }
  }
  return opened;
}

// Whether what is kept outlives the page.
export const lasting = async () => Boolean(await base());

export async function get(store, key) {
  const db = await base();
  return db ? db.get(store, key) : memory.get(store).get(key);
}

// Written through to the disk: a dead battery loses nothing either.
export async function put(store, key, value) {
  const db = await base();
  if (!db) return void memory.get(store).set(key, value);
  const work = db.transaction(store, "readwrite", { durability: "strict" });
  await Promise.all([work.store.put(value, key), work.done]);
}

export async function remove(store, key) {
  const db = await base();
  return db ? db.delete(store, key) : void memory.get(store).delete(key);
}

export async function all(store) {
  const db = await base();
  return db ? db.getAll(store) : [...memory.get(store).values()];
}
