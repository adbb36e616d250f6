// The worker that keeps the app on the tablet: put in place, brought up to date when nobody is in the middle of a
// visit, asked about otherwise, taken at the next start in any case.
import { flushAll, isDirty } from "./draft.js";
import { observable } from "./observable.js";

const TWELVE_HOURS_MS = 12 * 3600 * 1000;
// {state: "none" | "asking" | "ready" | "off" | "refused", waiting, number: the worker's build}
export const updates = observable({ state: "none", waiting: false, number: null });

const STARTING_MS = 15000;

let registration = null;
let reloading = false;
let chosen = false;

const say = (worker, what) => worker && worker.postMessage({ ...what, from: document.body.dataset.build });

// Before the app is drawn: what is installed and waiting takes over now, if no other page of the app is open.
export async function begin() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return updates.set({ state: "refused" });
  if ("off" in document.body.dataset) {
    for (const one of await serviceWorker.getRegistrations()) {
      if (new URL(one.scope).pathname === "/visits/") await one.unregister();
    }
    return updates.set({ state: "off" });
  }
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.say === "number") updates.set({ number: data.number });
    if (data?.say === "off") updates.set({ state: "off" });
  });
  serviceWorker.addEventListener("controllerchange", () => reload());
  try {
    registration = await serviceWorker.register("/visits/sw.js", { scope: "/visits/", updateViaCache: "none" });
  } catch {
    registration = (await serviceWorker.getRegistration("/visits/")) || null;
    if (!registration) return updates.set({ state: "refused" });
  }
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => coming.state === "installed" && arrived());
  });
  if (registration.waiting && controlled) {
    updates.set({ waiting: true });
    say(registration.waiting, { do: "take over", alone: true });
  }
  addEventListener("hashchange", home);
  look();
  setInterval(look, TWELVE_HOURS_MS);
  return updates.set({ state: "ready" });
}

// The page is drawn and its storage answers: only now may the files of the build before go.
export async function healthy() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || updates.get().state !== "ready") return;
  await serviceWorker.ready;
  say(registration?.active, { do: "healthy" });
  say(serviceWorker.controller || registration?.active, { do: "number" });
}

const inVisit = () => location.hash.startsWith("#/visit/");

export const look = () => registration?.update().catch(() => undefined);

// A new build has come: at once where nothing is open, else when the person says so.
async function arrived() {
  if (!controlled) return;
  updates.set({ waiting: true });
  if (!inVisit() && !(await isDirty())) take();
}

// Back from a visit: what waited for that is taken now.
async function home() {
  const { waiting, taken } = updates.get();
  if (!waiting || inVisit() || (await isDirty())) return;
  if (taken) reload();
  else take();
}

export async function take() {
  if (registration?.waiting) say(registration.waiting, { do: "take over" });
}

// Whether the page stands under the app's worker; the site's own worker, where there is one, does not count.
const ours = () => Boolean(navigator.serviceWorker?.controller?.scriptURL.endsWith("/visits/sw.js"));
let controlled = typeof navigator !== "undefined" && ours();

async function reload() {
  const first = !controlled;
  controlled = true;
  if (first || reloading) return;
  if (chosen) return location.reload();
  const begun = performance.now() > STARTING_MS;
  if ((begun && inVisit()) || (await isDirty())) {
    updates.set({ waiting: true, taken: true });
    return;
  }
  reloading = true;
  location.reload();
}

// What the person chose: the new build now, whatever is open; drafts were saved before.
export async function now() {
  await flushAll();
  chosen = true;
  if (updates.get().taken) location.reload();
  else await take();
}
