// Who holds the tablet: one person at a time, by PIN; nobody after a quarter of an hour without a touch.
import { flushAll } from "./draft.js";
import { observable } from "./observable.js";
import { person } from "./store.js";

const KEPT = "mealwatch.visit-person";
export const IDLE_MS = 15 * 60 * 1000;

// {person: {username, name, department} | null, known: whether it was looked up}
export const present = observable({ person: null, known: false });

let touched = 0;

// After a reload within the quarter of an hour the same person goes on; after the browser was closed, the PIN.
export async function resume() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    // Nothing readable: the PIN.
  }
  const age = kept ? Date.now() - kept.at : -1;
  const there = kept && age >= 0 && age < IDLE_MS ? await person(kept.username) : null;
  present.set({ person: there ? plain(there) : null, known: true });
  if (there) touch();
}

export function enter(who) {
  present.set({ person: plain(who), known: true });
  touch();
}

// Saves what is open, then shows nothing of it.
export async function lock() {
  await flushAll();
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // It was not kept.
  }
  present.set({ person: null });
}

function touch() {
  touched = performance.now();
  const { person: who } = present.get();
  if (!who) return;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ username: who.username, at: Date.now() }));
  } catch {
    // The PIN is asked after a reload.
  }
}

// Begins watching for touches; answers with how to end it.
export function watchIdle() {
  let last = 0;
  const seen = () => {
    if (performance.now() - last < 5000) return;
    last = performance.now();
    touch();
  };
  const events = ["pointerdown", "keydown", "scroll"];
  for (const name of events) addEventListener(name, seen, { passive: true, capture: true });
  const timer = setInterval(() => present.get().person && performance.now() - touched > IDLE_MS && lock(), 10000);
  return () => {
    for (const name of events) removeEventListener(name, seen, { capture: true });
    clearInterval(timer);
  };
}

const plain = ({ username, name, department }) => ({ username, name, department });
