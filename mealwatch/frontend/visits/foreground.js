// Handing in while the page is open: at once when there is a network, when the page is looked at, every minute.
// Two tabs never do it at once. Nothing here is needed for keeping: only for being quick.
import { send } from "./network.js";
import { status } from "./status.js";
import * as store from "./store.js";
import { sync } from "./sync.js";

const EVERY_MS = 60000;
const BACKOFF_MS = [0, 60000, 120000, 300000, 600000];

let failed = 0;
let notBefore = 0;
let asked = false;
let soon = null;
let cuts = 0;

// What waits, for the header.
export async function count() {
  const rows = await store.outbox();
  const waiting = rows.filter((row) => left(row) > 0);
  const bytes = waiting.reduce((sum, row) => sum + left(row), 0);
  const behind = await store.offset();
  status.set({
    waiting: waiting.length,
    bytes,
    oldest_ms: waiting.length ? Math.min(...waiting.map((row) => row.made_ms)) : null,
    lastSync: (await store.fact("reached")) || null,
    skew_ms: behind,
  });
  return rows;
}

// Bytes still to go; what is in conflict is with the server, and what it refused is not tried by itself.
export function left(row) {
  if (row.conflict) return 0;
  const photos = row.photos.filter((photo) => !photo.sent && !photo.refused);
  return (row.receipt ? 0 : row.size) + photos.reduce((sum, photo) => sum + photo.size, 0);
}

// One round now; `force` where a person asked for it.
export async function handIn({ force = false } = {}) {
  if (status.get().busy) {
    asked = asked || force;
    return;
  }
  if (!force && performance.now() < notBefore) {
    await count();
    return;
  }
  status.set({ busy: true });
  try {
    do {
      asked = false;
      const done = await store.alone("sync", () => round(force), { stopped: "elsewhere", wait_ms: 0 });
      settle(done);
    } while (asked);
  } catch (fault) {
    status.set({ trouble: fault instanceof store.StorageFull ? "full" : "failed" });
    await store.note("sync failed", fault);
  } finally {
    status.set({ busy: false, progress: null });
    await count();
  }
}

async function round(force) {
  const done = await sync({
    store,
    send,
    clock: { now: () => Date.now() },
    force,
    told: (progress) => status.set({ progress }),
  });
  if (done.reached) await store.keepFact("reached", Date.now());
  return done;
}

function settle({ stopped, wait_ms, reached }) {
  if (stopped === "elsewhere") return;
  failed = stopped ? Math.min(failed + 1, BACKOFF_MS.length - 1) : 0;
  notBefore = stopped ? performance.now() + Math.max(wait_ms, stopped === "offline" ? 0 : BACKOFF_MS[failed]) : 0;
  again(stopped === "offline" && reached);
  status.set({ online: reached || (stopped !== "offline" && stopped !== "portal"), trouble: stopped });
}

// A connection that broke while it worked is taken up again soon, less and less soon the more often it breaks.
function again(broken) {
  clearTimeout(soon);
  cuts = broken ? cuts + 1 : 0;
  if (broken) soon = setTimeout(() => handIn().catch(() => undefined), Math.min(1000 * 2 ** Math.min(cuts - 1, 4), EVERY_MS));
}

// Begins; answers with how to end it.
export function keepHandingIn() {
  const now = () => handIn().catch(() => undefined);
  const back = () => {
    notBefore = 0;
    status.set({ online: true });
    now();
  };
  const gone = () => status.set({ online: false });
  const seen = () => document.visibilityState === "visible" && now();
  addEventListener("online", back);
  addEventListener("offline", gone);
  document.addEventListener("visibilitychange", seen);
  const timer = setInterval(now, EVERY_MS);
  count().then(now);
  return () => {
    removeEventListener("online", back);
    removeEventListener("offline", gone);
    document.removeEventListener("visibilitychange", seen);
    clearInterval(timer);
  };
}
