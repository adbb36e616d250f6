// Photos in forms: shrunk here, named by the hash of their bytes, kept on this device until the server has them.
// Without this script the plain file input goes with its form.
import { openDB } from "idb";
import { jpeg, LONGEST, MOST_BYTES } from "./pictures.js";

const AGAIN_MS = 20000;

let opened;
function store() {
  opened =
    opened ||
    openDB("mealwatch-photos", 1, {
      upgrade(database) {
        database.createObjectStore("waiting", { keyPath: "key" });
      },
    });
  return opened;
}

const keyOf = (to, digest) => `${to} ${digest}`;

async function waiting() {
  try {
    return await (await store()).getAll("waiting");
  } catch {
    return [];
  }
}

async function kept(to, digest) {
  try {
    return await (await store()).get("waiting", keyOf(to, digest));
  } catch {
    return undefined;
  }
}

// JPEG of at most 1600 px and 300 KB; small ones and papers stay as they are.
async function shrunk(file) {
  if (!file.type.startsWith("image/")) return file;
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const longest = Math.max(picture.width, picture.height);
  if (file.type === "image/jpeg" && longest <= LONGEST && file.size <= MOST_BYTES) return file;
  return jpeg(picture, picture.width, picture.height);
}

async function digestOf(bytes) {
  if (!(window.crypto && crypto.subtle)) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What became of one sending: {digest}, {refused: words}, {login: true}, {later: true} or {others: true}.
async function send(to, bytes, type) {
  const token = document.querySelector("input[name=csrf_token]");
  const body = new FormData();
  body.append("csrf_token", token ? token.value : "");
  body.append("file", new Blob([bytes], { type }), "photo");
  let answer;
  try {
    answer = await fetch(to, { method: "POST", body, credentials: "same-origin" });
  } catch {
    return { later: true };
  }
  if (answer.status === 201) return { digest: (await answer.json()).digest };
  if (answer.status === 422) {
    const told = await answer.json();
    return { refused: `${told.message}。${told.advice}` };
  }
  if (answer.status === 401 || answer.redirected) return { login: true };
  return answer.status === 403 || answer.status === 404 ? { others: true } : { later: true };
}

const tell = (detail) => document.dispatchEvent(new CustomEvent("photos:told", { detail }));

// Send what waits on this device, one after the other; what cannot be sent now stays. What somebody else took, who is
// no longer signed in, does not hold up the rest.
let busy = false;
let timer = 0;
export async function upload() {
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  try {
    for (const one of await waiting()) {
      if (!navigator.onLine) break;
      const became = await send(one.to, one.bytes, one.type);
      if (became.digest || became.refused) await (await store()).delete("waiting", one.key);
      tell({ to: one.to, digest: one.digest, ...(became.digest ? { sent: true } : became) });
      if (became.later || became.login) break;
    }
    if ((await waiting()).length) timer = setTimeout(upload, AGAIN_MS);
  } finally {
    busy = false;
  }
}

// Keep a photo here first, then send it. Returns its digest, or the words of a refusal.
async function take(to, file) {
  const blob = await shrunk(file);
  const bytes = await blob.arrayBuffer();
  const digest = await digestOf(bytes);
  if (digest) {
    try {
      const key = keyOf(to, digest);
      await (await store()).put("waiting", { key, to, digest, bytes, type: blob.type, at: Date.now() });
      return { digest };
    } catch {
      // A browser that keeps nothing has to send at once.
    }
  }
  return send(to, bytes, blob.type);
}

class Photos {
  constructor(part) {
    this.part = part;
    this.to = part.dataset.photos;
    this.words = JSON.parse(part.dataset.words);
    this.list = part.querySelector(".shots");
    this.field = part.querySelector("input[type=hidden]");
    this.input = part.querySelector("input[type=file]");
    this.state = part.querySelector("[data-photo-state]");
    this.states = {};
    // The photos go by themselves; the form carries only their digests.
    this.input.removeAttribute("name");
    this.input.addEventListener("change", () => this.taken());
    this.field.addEventListener("input", () => this.draw());
    document.addEventListener("photos:told", (event) => this.told(event.detail));
    this.draw();
  }

  get digests() {
    return this.field.value.split(/\s+/).filter(Boolean);
  }

  set digests(some) {
    this.field.value = some.join(" ");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async taken() {
    const files = [...this.input.files];
    this.input.value = "";
    const faults = [];
    for (const file of files) {
      this.state.textContent = this.words.shrinking;
      const got = await take(this.to, file);
      if (got.digest) this.digests = [...new Set([...this.digests, got.digest])];
      else faults.push(got.refused || this.words.unkept);
    }
    this.state.textContent = faults.join(" ");
    upload();
  }

  told(what) {
    if (what.to !== this.to || !this.digests.includes(what.digest)) return;
    if (what.refused) {
      this.digests = this.digests.filter((one) => one !== what.digest);
      this.state.textContent = what.refused;
      return;
    }
    this.states[what.digest] = what.sent ? "sent" : what.login ? "login" : "device";
    this.draw();
  }

  async draw() {
    const drawn = (this.drawing = this.digests.join(" "));
    const rows = [];
    for (const [place, digest] of this.digests.entries()) rows.push(await this.row(digest, place + 1));
    if (drawn === this.drawing) this.list.replaceChildren(...rows);
  }

  async row(digest, number) {
    const here = await kept(this.to, digest);
    const row = document.createElement("li");
    const name = here && here.type === "application/pdf" ? this.words.paper : this.words.number.replace("{number}", number);
    row.append(pictured(here, `${this.to}/${digest}`, name, this.words));
    const state = document.createElement("span");
    state.className = "soft";
    state.textContent = here ? this.words[this.states[digest] || "device"] : this.states[digest] ? this.words.sent : "";
    const away = document.createElement("button");
    away.type = "button";
    away.className = "link";
    away.textContent = this.words.remove;
    away.setAttribute("aria-label", `${this.words.remove} ${name}`);
    away.addEventListener("click", () => {
      this.digests = this.digests.filter((one) => one !== digest);
      this.input.focus();
    });
    row.append(state, away);
    return row;
  }
}

// A picture as a link to itself; from this device while the server has it not.
function pictured(here, address, name, words) {
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  if (here && here.type === "application/pdf") {
    link.textContent = name;
    return link;
  }
  const image = document.createElement("img");
  image.alt = name;
  image.width = image.height = 96;
  if (here) {
    link.href = image.src = URL.createObjectURL(new Blob([here.bytes], { type: here.type }));
  } else {
    image.src = address;
    // A paper is no picture, and a photo may still lie on another phone.
    image.addEventListener("error", () => image.replaceWith(Object.assign(document.createElement("span"), { textContent: name, title: words.lost })));
  }
  link.append(image);
  return link;
}

// Photos on a page of which the server waits for some that lie on this device.
class Shots {
  constructor(list) {
    this.list = list;
    this.to = list.dataset.shots;
    this.words = JSON.parse(list.dataset.words);
    document.addEventListener("photos:told", ({ detail }) => {
      if (detail.to === this.to) this.show(detail.digest, detail.sent ? "sent" : detail.login ? "login" : "device");
    });
    for (const row of list.querySelectorAll("[data-waiting]")) this.show(row.dataset.waiting, "device");
  }

  async show(digest, state) {
    const row = this.list.querySelector(`[data-waiting="${digest}"]`);
    const here = await kept(this.to, digest);
    if (!row || (!here && state !== "sent")) return;
    const told = document.createElement("span");
    told.className = "soft";
    told.textContent = this.words[state];
    row.replaceChildren(pictured(here, `${this.to}/${digest}`, this.words.number.replace("{number}", ""), this.words), told);
  }
}

// Make the photo fields of a part of the page work; rows that are added later come through here too.
const equipped = new WeakMap();
export function equipPhotos(root = document) {
  for (const part of root.querySelectorAll("[data-photos]")) {
    if (!equipped.has(part)) equipped.set(part, new Photos(part));
  }
}

equipPhotos();
for (const list of document.querySelectorAll("[data-shots]")) new Shots(list);
// A form that comes back from the device sets its fields after it says so.
document.addEventListener("kept:restore", () => {
  for (const wait of [0, 300]) {
    setTimeout(() => {
      equipPhotos();
      for (const part of document.querySelectorAll("[data-photos]")) equipped.get(part).draw();
    }, wait);
  }
});
addEventListener("online", upload);
upload();
