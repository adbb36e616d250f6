// A sealed figure of a pack: opened with the pack's key, believed only when it is what the pack promised.
import { canonical, digestOf, fromBase64 } from "./canonical.js";

export class Tampered extends Error {}

// {salt, value} of a seal {commit, iv, data}.
export async function unsealWith(key, seal) {
  let plain;
  try {
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(seal.iv) }, key, fromBase64(seal.data));
    plain = new TextDecoder("utf-8", { fatal: true }).decode(opened);
    const { ref, salt, value } = JSON.parse(plain);
    if (canonical({ ref, salt, value }) !== plain || (await digestOf(plain)) !== seal.commit) throw new Tampered("commit");
    return { ref, salt, value };
  } catch (fault) {
    throw fault instanceof Tampered ? fault : new Tampered("seal");
  }
}

// The same with the key that this tablet keeps of the pack; `ref` is what the seal has to be about.
export async function unseal(pack, seal, ref) {
  const { packKey } = await import("./store.js");
  const key = await packKey(pack.id);
  if (!key) throw new Tampered("no key");
  const found = await unsealWith(key, seal);
  if (ref !== undefined && found.ref !== ref) throw new Tampered("ref");
  return { salt: found.salt, value: found.value };
}
