// Whether the browser promises to keep what is here, and how much room there is.
import { keepFact } from "./store.js";

const FULL = 80; // per cent

// true, false, or null where the browser cannot say.
export async function lasting() {
  const { storage } = navigator;
  return storage?.persisted ? storage.persisted().catch(() => null) : null;
}

// Asks for the promise; what came of it.
export async function askToLast() {
  const { storage } = navigator;
  const given = storage?.persist ? await storage.persist().catch(() => false) : null;
  await keepFact("lasting", given);
  return given;
}

// {used, quota, percent, tight} in bytes, or null.
export async function room() {
  const found = await navigator.storage?.estimate?.().catch(() => null);
  if (!found?.quota) return null;
  const percent = Math.floor((found.usage * 100) / found.quota);
  return { used: found.usage, quota: found.quota, percent, tight: percent >= FULL };
}
