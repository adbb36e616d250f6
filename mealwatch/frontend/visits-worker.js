// The visit app's worker (/visits/, nothing else): the whole app of one build, checked to the byte, or nothing.
// The server writes self.BUILD in front: {number, page, manifest, files: [{address, sha256}], off}.
const { number, page, manifest, files, off } = self.BUILD;
const OURS = "mealwatch-visits-";
const CACHE = OURS + number;

self.addEventListener("install", (event) => {
  if (off) self.skipWaiting();
  else event.waitUntil(install());
});

// Rejects when any file is missing, cut short or of another build: the build before stays in charge.
async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(files.map((file) => keep(cache, file)));
    await keepPage(cache);
    await cache.add(new Request(manifest, { cache: "reload" }));
  } catch (fault) {
    await caches.delete(CACHE);
    throw fault;
  }
}

async function keep(cache, { address, sha256 }) {
  const answer = await fetch(address, { cache: "reload" });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  const bytes = await answer.clone().arrayBuffer();
  const found = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  if (found.map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sha256) throw new Error(`${address}: other bytes`);
  await cache.put(address, answer);
}

async function keepPage(cache) {
  const answer = await fetch(page, { cache: "reload", credentials: "omit" });
  const text = await answer.clone().text();
  const whole = text.includes(`data-build="${number}"`) && text.trimEnd().endsWith("</html>");
  if (!answer.ok || answer.redirected || !whole) throw new Error(`${page}: not of this build`);
  await cache.put(page, answer);
}

self.addEventListener("activate", (event) => event.waitUntil(off ? goAway() : self.clients.claim()));

// Switched off by the site: takes itself and its files away. What was written is not here, and stays.
async function goAway() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage({ say: "off" });
}

self.addEventListener("message", (event) => event.waitUntil(told(event.data || {}, event.source)));

async function told(said, client) {
  if (said.do === "take over") {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const inApp = pages.filter((one) => new URL(one.url).pathname === page);
    if (!said.alone || inApp.length <= 1) await self.skipWaiting();
  } else if (said.do === "healthy" && said.from === number) {
    for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  } else if (said.do === "number" && client) {
    client.postMessage({ say: "number", number });
  }
}

self.addEventListener("fetch", (event) => {
  if (off || event.request.method !== "GET") return;
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  const kept = url.pathname === page || url.pathname === manifest || files.some(({ address }) => address === url.pathname + url.search);
  if (kept) event.respondWith(answer(event.request, url));
  else if (event.request.mode !== "navigate" && url.pathname.startsWith("/static/build/visits.")) event.respondWith(older(event.request));
});

// Ours as it was installed; where the browser lost it, the network's.
async function answer(request, url) {
  const address = url.pathname === page ? page : url.pathname + url.search;
  const cache = await caches.open(CACHE);
  const found = (await cache.match(address, { ignoreVary: true })) || (await caches.match(address, { ignoreVary: true }));
  return found || fetch(request);
}

// A page of the build before, drawn while this one took over.
async function older(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}
