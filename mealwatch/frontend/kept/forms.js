// A form with data-kept: saved here as it is typed and on the server soon after, filled in again after whatever
// happened, and never settled silently where two devices differ.
import { element, word } from "../words.js";
import { choose } from "./difference.js";
import { fill, same, valuesOf } from "./fields.js";
import * as queue from "./queue.js";
import { call, me, probe, signIn, state } from "./server.js";
import * as store from "./store.js";

const LOCAL_MS = 120;
const LOCAL_AT_MOST_MS = 300;
const SERVER_MS = 1500;
const SERVER_AT_MOST_MS = 4000;
const AGAIN_MS = 15000;
// Longer ago than this, and it is asked whether the server is there and the person still signed in.
const FRESH_MS = 60000;

const device = () => {
  const width = Math.min(screen.width, screen.height);
  const kind = !matchMedia("(pointer: coarse)").matches ? "computer" : width < 600 ? "phone" : "tablet";
  return word(`device_${kind}`);
};
const when = (moment) => new Date(moment).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short", hour12: false });

// A wait that ends `quiet` after the last call, but no later than `most` after the first.
function waiting(work, quiet, most) {
  let timer;
  let since = 0;
  const end = () => {
    clearTimeout(timer);
    since = 0;
    return work();
  };
  const wait = () => {
    since = since || Date.now();
    clearTimeout(timer);
    timer = setTimeout(end, Math.max(0, Math.min(quiet, since + most - Date.now())));
  };
  return { wait, now: () => (since ? end() : undefined) };
}

export class KeptForm {
  constructor(form) {
    this.form = form;
    this.place = form.dataset.kept;
    this.here = form.dataset.keptHere !== undefined; // kept on this device alone: no canteen has a draft of it
    this.page = location.pathname + location.search;
    this.label = form.dataset.keptTitle || document.title.split(" · ")[0];
    this.said = form.querySelector("[data-kept-state]") || document.querySelector("[data-kept-state]");
    Object.assign(this, { revision: 0, base: null, dirty: false, touched: false, orphans: {}, ended: false, sent: null });
    this.local = waiting(() => this.saveHere(), LOCAL_MS, LOCAL_AT_MOST_MS);
    this.far = waiting(() => this.saveThere(), SERVER_MS, SERVER_AT_MOST_MS);
    for (const kind of ["input", "change"]) form.addEventListener(kind, (event) => this.typed(event));
    form.addEventListener("submit", (event) => this.submit(event));
    for (const kind of ["pagehide", "freeze"]) addEventListener(kind, () => this.local.now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.local.now();
    });
    addEventListener("online", () => this.dirty && this.saveThere());
    setInterval(() => this.dirty && !this.clash && this.saveThere(), AGAIN_MS);
  }

  get key() {
    return `${me.person}|${this.place}`;
  }

  get address() {
    const at = this.place.indexOf("/");
    const rest = this.place.slice(at + 1).split("/").map(encodeURIComponent).join("/");
    return `/canteens/${encodeURIComponent(this.place.slice(0, at))}/drafts/${rest}`;
  }

  get values() {
    return { ...this.orphans, ...valuesOf(this.form) };
  }

  async start() {
    const opened = new URLSearchParams(location.search).get("kept");
    if (opened) await this.takeBack(opened);
    const place = element("input", { type: "hidden", name: "kept_place", value: this.place });
    this.form.prepend(place);
    const draft = await store.get("drafts", this.key);
    if (draft) Object.assign(this, { revision: draft.revision, base: draft.base, ended: Boolean(draft.ended) });
    if ("posted" in document.body.dataset) return this.afterRefusal();
    if (draft && !draft.ended && !this.touched) {
      this.put(draft.fields);
      this.dirty = draft.dirty;
      if (draft.sent && location.hash === "#unsent") return this.toQueue(draft.sent);
      this.note(draft.reason || word("restored", { when: when(draft.saved_at) }), Boolean(draft.reason));
      this.tell(draft.dirty ? "local" : "server");
    }
    await queue.freshNumber(this.form);
    await this.compare();
  }

  // A form that the queue could not send is opened again: it becomes the draft of its place.
  async takeBack(id) {
    const item = await store.get("queue", id);
    const address = new URL(location.href);
    address.searchParams.delete("kept");
    history.replaceState(null, "", address.pathname + address.search);
    this.page = address.pathname + address.search;
    if (!item || item.person !== me.person) return;
    const standing = await store.get("drafts", this.key);
    if (standing && !standing.ended) this.place += `~${id.slice(0, 8)}`;
    const revision = standing && standing.ended ? standing.revision : 0;
    const draft = { person: me.person, place: this.place, page: item.page, title: item.title, fields: item.fields };
    await store.put("drafts", this.key, { ...draft, revision, base: null, dirty: true, saved_at: item.at, reason: item.reason });
    await store.remove("queue", id);
    await queue.show();
  }

  // The server has just shown what was sent, with what is wrong: that is what stands now.
  afterRefusal() {
    this.dirty = true;
    this.saveHere();
    this.far.wait();
    if (document.getElementById("faults")) this.tell("fault");
  }

  // What the server has, against what is here.
  async compare() {
    if (this.here) return undefined;
    const { status, data } = await call("GET", this.address);
    if (status === 401) return void this.expired();
    if (status !== 200) {
      if (status === 204 && this.revision && !this.dirty && !this.touched && !this.ended) {
        this.note(word("ended_elsewhere"), true);
        this.dirty = true;
      }
      if (this.dirty) this.far.wait();
      return undefined;
    }
    if (data.revision <= this.revision) {
      if (this.ended && !this.touched) return void call("DELETE", this.address);
      if (this.dirty) this.far.wait();
      return undefined;
    }
    if (!this.touched && !this.dirty) return this.takeOver(data);
    return this.differ(data);
  }

  takeOver(theirs) {
    this.put(theirs.fields);
    Object.assign(this, { revision: theirs.revision, base: theirs.fields, dirty: false, ended: false });
    this.keep(theirs.fields);
    this.note(word("restored_other", theirs), false);
    this.tell("server");
  }

  differ(theirs) {
    if (same(this.values, theirs.fields)) {
      Object.assign(this, { revision: theirs.revision, base: theirs.fields, dirty: false });
      this.keep(theirs.fields);
      return this.tell("server");
    }
    this.tell("clash");
    if (this.clash) this.clash.remove();
    this.clash = choose(this.form, theirs, this.base, (values) => {
      this.clash = undefined;
      this.put(values);
      Object.assign(this, { revision: theirs.revision, base: theirs.fields, dirty: true, touched: true });
      this.saveHere();
      this.saveThere();
    });
    return undefined;
  }

  put(values) {
    this.filling = true;
    this.orphans = fill(this.form, values);
    this.filling = false;
  }

  typed(event) {
    if (this.filling || this.gone || !event.target.name) return;
    if (this.form.dataset.keptOff !== undefined) return;
    Object.assign(this, { touched: true, dirty: true, ended: false });
    this.local.wait();
    if (!this.clash) this.far.wait();
  }

  async saveHere() {
    if (this.gone) return;
    await this.keep(this.values);
    this.tell(this.clash ? "clash" : (await store.lasting()) ? "local" : "memory");
  }

  keep(fields) {
    const { place, page, revision, base, dirty, sent } = this;
    const draft = { person: me.person, place, page, title: this.label, fields, revision, base, dirty, sent };
    return store.put("drafts", this.key, { ...draft, saved_at: Date.now() });
  }

  async saveThere() {
    if (this.here || this.gone || this.clash || this.saving || state.expired || !navigator.onLine) return;
    this.saving = true;
    const fields = this.values;
    const body = { fields, revision: this.revision, device: device() };
    const { status, data } = await call("PUT", this.address, { body });
    this.saving = false;
    if (this.gone) return;
    if (status === 200) {
      const stands = same(fields, this.values);
      Object.assign(this, { revision: data.revision, base: fields, dirty: !stands });
      await this.keep(this.values);
      if (stands) this.tell("server");
      else this.far.wait();
    } else if (status === 409) this.differ(data);
    else if (status === 401) this.expired();
  }

  // The sign-in has run out: said beside the form, for whoever types must not lose the field under their fingers.
  expired() {
    state.expired = true;
    if (this.asked) return;
    const ask = element("button", { type: "button", class: "main" }, word("sign_in_go"));
    this.asked = element("p", { class: "flash wrong kept-asks", role: "alert" }, `${word("sign_in_title")}。${word("sign_in_lead")} `, ask);
    this.form.before(this.asked);
    ask.addEventListener("click", () => this.signInAgain());
  }

  async signInAgain() {
    if (!(await signIn())) return false;
    if (this.asked) this.asked.remove();
    this.asked = undefined;
    if (this.dirty) this.far.wait();
    return true;
  }

  // Without a network the form goes to the queue; with one the browser sends it, once somebody is signed in.
  async submit(event) {
    if (event.defaultPrevented) return;
    const { submitter } = event;
    const asked = (submitter && submitter.name) || "";
    const action = (submitter && submitter.getAttribute("formaction")) || this.form.getAttribute("action") || this.page;
    this.sent = { action, button: asked ? [asked, submitter.value] : null, at: Date.now() };
    this.saveHere();
    if (this.checked) {
      this.checked = false;
      return;
    }
    if (navigator.onLine && state.reached && !state.expired && Date.now() - state.at < FRESH_MS) return;
    event.preventDefault();
    const found = await probe();
    if (!found.reached) return void this.toQueue(this.sent);
    if (!found.signedIn && !(await this.signInAgain())) return;
    state.expired = false;
    this.checked = true;
    this.form.requestSubmit(submitter || undefined);
  }

  async toQueue({ action, button, at = Date.now() }) {
    const { place, page, label: title } = this;
    const form = [...new FormData(this.form)].filter(([name, value]) => name !== "csrf_token" && typeof value === "string");
    await queue.add({ place, page, title, action, at, fields: valuesOf(this.form) }, button ? [...form, button] : form);
    this.gone = true;
    await store.put("drafts", this.key, { person: me.person, place, ended: true, revision: this.revision, saved_at: Date.now() });
    if (location.hash === "#unsent") history.replaceState(null, "", this.page);
    const again = element("a", { class: "button", href: location.pathname }, word("queue_again"));
    const note = element("div", { class: "sheet kept-done", role: "status", tabindex: "-1" });
    note.append(element("p", {}, element("strong", {}, title)), element("p", {}, word("queued")), again);
    this.form.replaceWith(note);
    note.focus();
  }

  // Above the form: where this comes from, and the way to begin anew.
  note(text, urgent) {
    if (this.told) this.told.remove();
    const over = element("button", { type: "button", class: "link" }, word("start_over"));
    over.addEventListener("click", () => this.startOver(over));
    this.told = element("p", { class: `flash kept-note${urgent ? " wrong" : ""}`, role: "status" }, `${text} `, over);
    this.form.before(this.told);
  }

  async startOver(button) {
    if (!button.dataset.sure) {
      button.dataset.sure = "yes";
      button.textContent = word("start_over_sure");
      return;
    }
    this.gone = true;
    await store.remove("drafts", this.key);
    if (!this.here) await call("DELETE", this.address);
    location.replace(location.pathname + location.search);
  }

  tell(what) {
    if (!this.said) return;
    const kinds = { local: "missing", server: "met", fault: "short", clash: "short", memory: "short" };
    this.said.hidden = false;
    this.said.className = `mark kept-state ${kinds[what]}`;
    this.said.textContent = word(`state_${what}`);
    this.said.dataset.keptState = what;
  }
}
