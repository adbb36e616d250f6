// The service worker: the built files at hand, and the last good copy of the pages that a canteen works with.
// The network comes first, always; a copy is shown only where there is none, and says so. Served at /sw.js with
// the addresses of this build in front (self.BUILT), so another build is another worker and replaces this one.

const FILES = "mealwatch-files";
const PAGES = "mealwatch-pages";
const MOST_PAGES = 60;
const PATIENCE_MS = 6000;
const WORKED_WITH = /^\/(?:today|canteens|schools|menus|meals|signing|safety|orders|weeks)(?:\/|$)/;
// The tablet's app has a worker of its own (visits-worker.js).
const APART = /^\/visits\/app(?:\.|$)|^\/static\/build\/visits\./;
const NEVER = /\/(?:drafts|photos)\/|\.(?:xlsx|pdf|png|jpg|csv|svg)$|^\/(?:api|kept|login|logout|account|people)(?:\/|$)/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(Object.values(self.BUILT))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const wanted = new Set(Object.values(self.BUILT).map((one) => new URL(one, location.origin).href));
      const cache = await caches.open(FILES);
      for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || APART.test(url.pathname)) return;
  if (request.method === "POST" && request.mode === "navigate") event.respondWith(handIn(request));
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith("/static/build/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

// A form that does not reach the server: back to its page, where it still stands and goes to the queue.
async function handIn(request) {
  const from = request.referrer;
  try {
    return await fetch(request);
  } catch (unreached) {
    if (!from || new URL(from).origin !== location.origin) throw unreached;
    return Response.redirect(`${from.split("#")[0]}#unsent`, 303);
  }
}

async function file(request) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (unreached) {
    const other = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (other) return other;
    throw unreached;
  }
}

async function page(request, url) {
  const kept = WORKED_WITH.test(url.pathname) && !NEVER.test(url.pathname);
  const fresh = fetch(request).then((answer) => {
    if (kept && answer.ok && answer.type === "basic" && !answer.redirected && isPage(answer)) keep(url, answer.clone());
    return answer;
  });
  const copy = kept ? await (await caches.open(PAGES)).match(keyOf(url), { ignoreVary: true }) : undefined;
  try {
    return await (copy ? Promise.race([fresh, late()]) : fresh);
  } catch (unreached) {
    if (copy) {
      fresh.catch(() => undefined);
      return asCopy(copy);
    }
    return nothing(await caches.open(PAGES));
  }
}

const isPage = (answer) => (answer.headers.get("Content-Type") || "").startsWith("text/html");
const keyOf = (url) => url.origin + url.pathname + url.search;
const late = () => new Promise((_done, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE_MS));

async function keep(url, answer) {
  const headers = new Headers(answer.headers);
  const now = new Date(Date.now() + 8 * 3600 * 1000).toISOString();
  headers.set("X-Kept-At", `${now.slice(0, 10)} ${now.slice(11, 16)}`);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const cache = await caches.open(PAGES);
  await cache.put(keyOf(url), new Response(await answer.text(), { headers }));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_PAGES))) await cache.delete(old);
}

async function asCopy(copy) {
  const at = copy.headers.get("X-Kept-At");
  const text = (await copy.text()).replace("<body", `<body data-copy-of="${at}"`);
  return new Response(text, { headers: copy.headers });
}

// No network and no copy: what there is instead.
async function nothing(cache) {
  const items = [];
  for (const request of await cache.keys()) {
    const title = /<title>([^<]*)<\/title>/.exec(await (await cache.match(request)).text());
    items.push(`<li><a href="${new URL(request.url).pathname.replace(/["<&]/g, "")}">${title ? title[1] : request.url}</a></li>`);
  }
  const list = items.length ? `<p>这些页面存在本机，没有网络也能打开：</p><ul>${items.reverse().join("")}</ul>` : "";
  const style = self.BUILT["main.css"].replace(/&/g, "&amp;");
  return new Response(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>没有网络</title><link rel="stylesheet" href="${style}"><main><section class="sheet"><h1>没有网络</h1><p>这一页没有存过，等有网络再打开。填过的内容都还在。</p>${list}</section></main></html>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } },
  );
}
