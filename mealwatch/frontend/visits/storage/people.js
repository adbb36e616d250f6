// Who uses this tablet. A PIN opens what is theirs without a network; it is kept as a slow hash only.
import { hex } from "../canonical.js";
import { all, get, write } from "./base.js";

const ROUNDS = 150000;
const FREE_TRIES = 3;
const LONGEST_MS = 15 * 60 * 1000;
export const PIN = /^[0-9]{4,6}$/;

export class WrongPin extends Error {}
export class TooSoon extends Error {}

export const people = async () => (await all("people")).map(({ pin: _pin, ...person }) => person);
export const person = (username) => get("people", username);

// {username, name, department, county}; keeps the PIN of somebody known.
export const keepPerson = (given) =>
  write("people", async (tx) => {
    const there = await tx.store.get(given.username);
    await tx.store.put({ wrong: 0, pin: null, ...there, ...given });
  });

export async function setPin(username, pin, rounds = ROUNDS) {
  if (!PIN.test(pin)) throw new WrongPin("form");
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  const hash = await slowly(pin, salt, rounds);
  await write("people", async (tx) => {
    const there = await tx.store.get(username);
    await tx.store.put({ ...there, pin: { salt, hash, rounds }, wrong: 0 });
  });
}

// How long to wait after so many wrong tries. Counted from when the page was opened or the last try was made, so that
// neither a reload nor a changed clock shortens it.
export const waitOf = (wrong) => (wrong < FREE_TRIES ? 0 : Math.min(30000 * 2 ** (wrong - FREE_TRIES), LONGEST_MS));

const lastTry = new Map();
export const leftOf = (one, now = performance.now()) =>
  Math.max(0, waitOf(one.wrong || 0) - (now - (lastTry.get(one.username) || 0)));

// The person, when the PIN is theirs. A wrong one is on the disk before anybody learns that it was wrong.
export async function unlock(username, pin, now = performance.now()) {
  const there = await get("people", username);
  if (!there?.pin) throw new WrongPin("no pin");
  if (leftOf(there, now) > 0) throw new TooSoon(username);
  await countTry(username, (wrong) => wrong + 1);
  lastTry.set(username, now);
  if ((await slowly(pin, there.pin.salt, there.pin.rounds)) !== there.pin.hash) throw new WrongPin(username);
  await countTry(username, () => 0);
  lastTry.delete(username);
  const { pin: _pin, ...open } = there;
  return open;
}

const countTry = (username, next) =>
  write("people", async (tx) => {
    const there = await tx.store.get(username);
    await tx.store.put({ ...there, wrong: next(there.wrong || 0) });
  });

async function slowly(pin, salt, rounds) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: new TextEncoder().encode(salt), iterations: rounds };
  return hex(await crypto.subtle.deriveBits(how, key, 256));
}
