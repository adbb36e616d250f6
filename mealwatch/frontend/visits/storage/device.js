// What this tablet is to the server: its number, its key that can only deposit, and the key receipts are signed with.
import { all, get, NotSaved, read, write } from "./base.js";

const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => Number.parseInt(pair, 16));

// {device_id, key, key_id, receipt_key (a CryptoKey that nothing can read), county, name} or undefined.
export const device = () => get("device", "device");

// The tablet with this number, be it this one or what it was enrolled as before.
export const deviceOf = async (id) => (await get("device", `was ${id}`)) || device();

// Takes what enrolment answered; the key of receipts is forgotten but for checking. The old chain stays with the
// old number: its records are sent with the key they were made under.
export async function setDevice({ device_id, key, receipt_key, key_id, server_time, ...rest }) {
  const verifying = await crypto.subtle.importKey("raw", fromHex(receipt_key), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
  const made = { ...rest, device_id, key, key_id, receipt_key: verifying, enrolled_at: server_time };
  await write("device", async (tx) => {
    const before = await tx.store.get("device");
    if (before && before.device_id !== device_id) await tx.store.put(before, `was ${before.device_id}`);
    await tx.store.put(made, "device");
    await tx.store.put({ device_id, seq: 0, prev_hash: "" }, "chain");
  });
  if ((await device())?.device_id !== device_id) throw new NotSaved("device");
  return made;
}

// What the server last told of a tablet: {contiguous_through, server_time, revoked, ...}, with how far off we are.
export const serverState = (id) => get("device", `state ${id}`);
export const keepServerState = (id, state) =>
  write("device", (tx) => tx.store.put(state, `state ${id}`), { relaxed: true });

// Server's clock minus ours, in ms; null before the server ever told the time.
export const offset = async () => (await get("device", "offset")) ?? null;
export const keepOffset = (ms) => write("device", (tx) => tx.store.put(ms, "offset"), { relaxed: true });

// Small facts of this tablet: when it last reached the server, whether storage lasts.
export const fact = (name) => get("device", `fact ${name}`);
export const keepFact = (name, value) =>
  write("device", (tx) => tx.store.put(value, `fact ${name}`), { relaxed: true });

// How many rows each store holds, for the page that says what is on the tablet.
export const counts = (names) =>
  read(names, async (tx) => {
    const found = await Promise.all(names.map((name) => tx.objectStore(name).count()));
    return Object.fromEntries(names.map((name, at) => [name, found[at]]));
  });

export const everything = () => all("device");
