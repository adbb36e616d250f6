// One draft while it is worked on: changed in memory at once, on the disk within 300 ms and at every flush.
import { ChangedElsewhere, StorageFull } from "./storage/base.js";
import { saveDraft } from "./storage/drafts.js";

const DELAY_MS = 300;
// What could not be saved is tried again by itself.
const AGAIN_MS = 5000;
// What signatures do not cover: themselves and the digest that they sign.
const BESIDE = new Set(["signatures", "content_digest"]);

// A copy of `whole` with `value` at the path.
export function put(whole, path, value) {
  if (!path.length) return value;
  const [key, ...rest] = path;
  const copy = Array.isArray(whole) ? [...whole] : { ...(whole || {}) };
  const inner = put(copy[key], rest, value);
  if (inner === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = inner;
  return copy;
}

// The draft after a change of its body. Any change of what was signed voids the signatures, visibly.
export function changed(draft, path, value) {
  const before = path.reduce((part, key) => (part === undefined || part === null ? undefined : part[key]), draft.body);
  if (JSON.stringify(before) === JSON.stringify(value)) return draft;
  const body = put(draft.body, path, value);
  if (BESIDE.has(path[0])) return { ...draft, body, voided: body.signatures?.length ? false : draft.voided };
  if (!draft.body.signatures?.length) return { ...draft, body };
  return { ...draft, body: { ...body, signatures: [], content_digest: "" }, voided: true };
}

// states: "saved" (on the disk, read back), "dirty", "saving", "full", "elsewhere", "failed".
export class Keeper {
  constructor(draft, { save = saveDraft, delay = DELAY_MS, told = () => undefined } = {}) {
    Object.assign(this, { draft, save, delay, told, state: "saved", timer: null, running: null, again: false });
  }

  // Shows the change at once and answers with it; the disk follows.
  change(path, value) {
    return this.#take(changed(this.draft, path, value));
  }

  // Where in the visit the inspector is; no change of its content.
  place(at) {
    return this.#take({ ...this.draft, at: { ...this.draft.at, ...at } });
  }

  #take(next) {
    if (next === this.draft || this.draft.finalised) return this.draft;
    this.draft = next;
    if (this.running) this.again = true;
    this.#tell(this.state === "full" || this.state === "elsewhere" ? this.state : "dirty");
    if (this.timer === null) this.timer = setTimeout(() => this.flush().catch(() => undefined), this.delay);
    return next;
  }

  // Everything on the disk, read back. Throws where it is not; what was typed stays here and is tried again.
  async flush() {
    clearTimeout(this.timer);
    this.timer = null;
    while (this.running) await this.running.catch(() => undefined);
    if (this.state === "saved") return this.draft;
    this.running = this.#write();
    try {
      await this.running;
    } finally {
      this.running = null;
    }
    if (this.again) {
      this.again = false;
      return this.flush();
    }
    return this.draft;
  }

  // Nothing of this is written any more: its record is made, or it was thrown away.
  end() {
    clearTimeout(this.timer);
    this.draft = { ...this.draft, finalised: true };
    this.#tell("saved");
  }

  async #write() {
    const sent = this.draft;
    this.again = false;
    this.#tell("saving");
    try {
      const kept = await this.save(sent);
      const same = this.draft === sent;
      this.draft = { ...this.draft, rev: kept.rev, updated_at: kept.updated_at };
      this.again = !same;
      this.#tell(same ? "saved" : "dirty");
    } catch (fault) {
      const elsewhere = fault instanceof ChangedElsewhere;
      if (!elsewhere && this.timer === null) this.timer = setTimeout(() => this.flush().catch(() => undefined), AGAIN_MS);
      this.#tell(elsewhere ? "elsewhere" : fault instanceof StorageFull ? "full" : "failed");
      throw fault;
    }
  }

  #tell(state) {
    this.state = state;
    this.told(this);
  }
}
