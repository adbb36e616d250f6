// A draft in a component: useDraft(id) -> {draft, body, pack, change, place, flush, state}.
import { useCallback, useEffect, useState } from "preact/hooks";
import { Keeper } from "./keeper.js";
import { status } from "./status.js";
import { draft as load, packById } from "./store.js";

const open = new Map(); // id -> {keeper, pack, users, watchers}

async function opened(id) {
  if (!open.has(id)) {
    const promise = begin(id).then((one) => one && Object.assign(one, { promise }));
    open.set(id, promise);
  }
  return open.get(id);
}

async function begin(id) {
  const draft = await load(id);
  if (!draft) return null;
  const one = { users: 0, watchers: new Set(), pack: await packById(draft.pack) };
  one.keeper = new Keeper(draft, {
    told(keeper) {
      status.set({ saved: keeper.state });
      for (const watcher of one.watchers) watcher();
    },
  });
  return one;
}

// Saves every open draft now: before the camera, at a lock, when the page is put away.
export async function flushAll() {
  const all = (await Promise.all([...open.values()])).filter(Boolean);
  await Promise.all(all.map((one) => one.keeper.flush().catch(() => undefined)));
}

// Whether a draft holds anything that is not on the disk.
export const isDirty = async () =>
  (await Promise.all([...open.values()])).some((one) => one && one.keeper.state !== "saved");

if (typeof document !== "undefined") {
  addEventListener("pagehide", flushAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flushAll());
}

// `draft` is undefined while it is read, null where there is none.
export function useDraft(id) {
  const [, redraw] = useState(0);
  const [one, setOne] = useState(undefined);
  useEffect(() => {
    let mine = null;
    const watcher = () => redraw((n) => n + 1);
    let gone = false;
    opened(id).then((found) => {
      if (gone) return;
      mine = found;
      if (found) {
        found.users += 1;
        found.watchers.add(watcher);
        status.set({ saved: found.keeper.state });
      }
      setOne(found);
    });
    return () => {
      gone = true;
      if (!mine) return;
      mine.users -= 1;
      mine.watchers.delete(watcher);
      mine.keeper
        .flush()
        .catch(() => undefined)
        .then(() => {
          if (!mine.users && mine.keeper.state === "saved" && mine.promise === open.get(id)) open.delete(id);
        });
    };
  }, [id]);
  const change = useCallback((path, value) => one?.keeper.change(path, value), [one]);
  const place = useCallback((at) => one?.keeper.place(at), [one]);
  const flush = useCallback(() => (one ? one.keeper.flush() : Promise.resolve()), [one]);
  const draft = one ? one.keeper.draft : one;
  return { draft, body: draft?.body, pack: one?.pack, change, place, flush, state: one?.keeper.state };
}

// After its record was made: the next reader gets what now stands on the disk.
export function forget(id) {
  open.get(id)?.then((one) => one?.keeper.end());
  open.delete(id);
}
