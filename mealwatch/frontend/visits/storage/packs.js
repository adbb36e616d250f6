// What was taken along of each school. The key of its sealed figures is kept so that it can be used and not be read.
import { digest, fromBase64 } from "../canonical.js";
import { all, get, NotSaved, write } from "./base.js";

export class PackDamaged extends Error {}

// Rows {id, school, name, size, made_at, month, at}, the newest of each school.
export async function packs() {
  const newest = new Map();
  for (const row of await all("packs")) {
    if (row.hidden) continue;
    const known = newest.get(row.school);
    if (!known || known.saved_at < row.saved_at) newest.set(row.school, row);
  }
  return [...newest.values()].map(({ pack: _pack, key: _key, ...about }) => about);
}

// The newest pack of a school (the json the server made), or undefined.
export const pack = async (school) => (await rowOf(school))?.pack;
export const packById = async (id) => (await get("packs", id))?.pack;
export const packKey = async (id) => (await get("packs", id))?.key;

async function rowOf(school) {
  const mine = (await all("packs")).filter((one) => one.school === school && !one.hidden);
  return mine.sort((one, other) => (one.saved_at < other.saved_at ? 1 : -1))[0];
}

// Keeps a pack; what it replaces goes, unless a visit on this tablet was made with it.
export async function savePack(given, keyBytes, size = 0) {
  await check(given);
  const bytes = typeof keyBytes === "string" ? fromBase64(keyBytes) : keyBytes;
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["decrypt"]);
  bytes.fill(0);
  const row = {
    id: given.id,
    school: given.school.code,
    name: given.school.name,
    town: given.school.town || "",
    stop: given.stop || null,
    made_at: given.made_at,
    month: Boolean(given.month),
    saved_at: new Date().toISOString(),
    size,
    pack: given,
    key,
  };
  await write(["packs", "drafts"], async (tx) => {
    await putAside(tx, row.school, row.id);
    await tx.objectStore("packs").put(row);
  });
  if (!(await whole(row.school))) throw new NotSaved("pack");
  return row;
}

// The self-test behind 可离线: the pack is read back, says of itself what it is, and holds every seal and its key.
export async function whole(school) {
  const row = await rowOf(school);
  if (!row || !row.key || row.key.extractable) return false;
  try {
    await check(row.pack);
    return true;
  } catch {
    return false;
  }
}

// Takes a school off the tablet.
export const dropPacks = (school) => write(["packs", "drafts"], (tx) => putAside(tx, school));

// Packs that a visit here was made with stay, out of sight, until the visit itself leaves the tablet.
async function putAside(tx, school, but) {
  const used = new Set((await tx.objectStore("drafts").getAll()).map((one) => one.pack));
  for (const old of await tx.objectStore("packs").getAll()) {
    if (!(old.school === school || old.hidden) || old.id === but) continue;
    if (!used.has(old.id)) await tx.objectStore("packs").delete(old.id);
    else if (!old.hidden) await tx.objectStore("packs").put({ ...old, hidden: true });
  }
}

async function check(given) {
  const { digest: said, ...rest } = given;
  if ((await digest(rest)) !== said) throw new PackDamaged("digest");
  for (const kind of ["weigh", "count", "records"]) {
    for (const { seal } of given[kind] || []) {
      if (!seal || !/^[0-9a-f]{64}$/.test(seal.commit) || fromBase64(seal.iv).length !== 12 || !seal.data) {
        throw new PackDamaged(kind);
      }
    }
  }
}
