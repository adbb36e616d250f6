// Forms handed in without a network: counted in the page's head, sent by themselves when the server is there again.
// A form may be sent twice when its answer was lost; its own number makes it one record. What the server refuses
// stays, with the reason and the way back into the form.
import { element, word } from "../words.js";
import { call, me, signIn, state } from "./server.js";
import * as store from "./store.js";

const AGAIN_MS = 20000;
const SOON_MS = 3000;
// Passwords and PINs are never written down: they are known to this page alone.
const secrets = new Map();
const sign = document.querySelector("[data-queue]");
let busy = false;
let panel;

export async function mine() {
  const items = (await store.all("queue")).filter((one) => one.person === me.person);
  return items.sort((one, other) => one.at - other.at);
}

const number = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;

// `entries` is what the browser would send: [[name, value], ...]. `given.at`: when the person handed it in.
export async function add(given, entries) {
  const id = number();
  const hidden = [...document.querySelectorAll("input[type=password][name]")].map((field) => field.name);
  secrets.set(id, entries.filter(([name]) => hidden.includes(name)));
  const open = entries.filter(([name]) => !hidden.includes(name));
  await store.put("queue", id, { id, person: me.person, at: Date.now(), ...given, entries: open, reason: "" });
  await show();
}

export async function show() {
  if (!sign) return;
  const items = await mine();
  sign.hidden = !items.length;
  sign.textContent = word("state_queue", { count: items.length });
  sign.classList.toggle("refused", items.some((one) => one.reason));
  if (panel && panel.open) list(items);
}

// Sends what waits, the oldest first; one page of this browser at a time.
export async function send(asked = false) {
  if (busy || !me.person || !navigator.onLine) return;
  busy = true;
  try {
    const one = () => sendAll(asked);
    if (navigator.locks) await navigator.locks.request("mealwatch-queue", { ifAvailable: true }, (lock) => lock && one());
    else await one();
  } finally {
    busy = false;
    await show();
  }
  // A network that is there and yet lost the form: again soon.
  if (!state.reached && navigator.onLine && (await mine()).some((one) => !one.reason)) setTimeout(() => send(), SOON_MS);
}

async function sendAll(asked) {
  for (const item of await mine()) {
    if (item.reason) continue;
    const form = new URLSearchParams([...item.entries, ...(secrets.get(item.id) || [])]);
    // How long ago by this clock, right or wrong: its moment means nothing to the server, the difference does.
    const waited = String(Math.round((Date.now() - item.at) / 1000));
    const { status, data } = await call("POST", item.action, { form, headers: { "X-Kept-Send": "1", "X-Kept-Waited": waited } });
    if (status === 0 || status === 429 || status >= 500) return;
    if (status === 401) {
      state.expired = true;
      if (!asked || !(await signIn())) return;
      return void (await sendAll(asked));
    }
    if (status === 204) {
      await store.remove("queue", item.id);
      secrets.delete(item.id);
      said(word("queue_sent", { title: item.title }));
    } else await store.put("queue", item.id, { ...item, reason: reasonIn(data) });
    await show();
  }
}

// The first thing that the answer's page says is wrong.
function reasonIn(html) {
  const page = new DOMParser().parseFromString(String(html || ""), "text/html");
  const found = ["#faults li", "main .wrong", "main .flash", "main h1"].map((one) => page.querySelector(one)).find(Boolean);
  return (found && found.textContent.trim()) || word("state_fault");
}

function said(text) {
  const main = document.getElementById("main");
  if (main) main.prepend(element("p", { class: "flash done", role: "status" }, text));
}

// A number that a waiting form has taken already is counted on: two forms must not share one.
export async function freshNumber(form) {
  const field = form.elements.doc_no;
  if (!field || !field.value) return;
  const taken = new Set((await mine()).flatMap((one) => one.entries.filter(([name]) => name === "doc_no").map(([, value]) => value)));
  while (taken.has(field.value) && /\d+$/.test(field.value)) {
    field.value = field.value.replace(/\d+$/, (digits) => String(Number(digits) + 1));
  }
}

async function open() {
  panel = panel || document.body.appendChild(element("dialog", { class: "kept-dialog", "aria-label": word("queue_title") }));
  list(await mine());
  if (!panel.open) panel.showModal();
}

function list(items) {
  const rows = items.map((item) => {
    const state_ = item.reason ? word("queue_refused", { reason: item.reason }) : word("queue_waiting");
    const text = element("p", {}, element("strong", {}, item.title), element("br"), element("span", { class: item.reason ? "wrong" : "soft" }, state_));
    const row = element("li", {}, text);
    const acts = element("p", { class: "acts" });
    if (item.reason) acts.append(element("a", { class: "button main", href: withKept(item) }, word("queue_open")));
    const drop = element("button", { type: "button", class: "danger" }, word("queue_drop"));
    drop.addEventListener("click", async () => {
      if (!drop.dataset.sure) {
        drop.dataset.sure = "yes";
        drop.textContent = word("queue_drop_sure");
        return;
      }
      await store.remove("queue", item.id);
      await show();
      if (!(await mine()).length) panel.close();
    });
    acts.append(drop);
    row.append(acts);
    return row;
  });
  const now = element("button", { type: "button", class: "main" }, word("queue_now"));
  now.addEventListener("click", () => {
    panel.close();
    send(true);
  });
  const close = element("button", { type: "button" }, word("queue_close"));
  close.addEventListener("click", () => panel.close());
  panel.replaceChildren(
    element("h2", {}, word("queue_title")),
    element("p", { class: "soft" }, word("queue_lead")),
    element("ul", { class: "plain-list" }, ...rows),
    element("p", { class: "acts" }, now, close),
  );
}

// The page of the form, told to open what waits here.
function withKept(item) {
  const address = new URL(item.page, location.href);
  address.searchParams.set("kept", item.id);
  return address.pathname + address.search;
}

export function begin() {
  if (!sign) return;
  sign.addEventListener("click", open);
  addEventListener("online", () => send());
  setInterval(() => send(), AGAIN_MS);
  show().then(() => send());
}
