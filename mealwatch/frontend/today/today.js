// The day's form: heads, rows proposed from them, the week's running figure at every key. No server call.
import { Finder } from "../typing/finder.js";
import { fill, show } from "./bar.js";
import { fresh, Row } from "./rows.js";
import { bars, Shelf, spread } from "./week.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const composing = (event) => event.isComposing || event.keyCode === 229;
const UNDO_MS = 10000;

// A whole number of heads, or null; full-width digits are read.
function count(field) {
  const text = field ? field.value.normalize("NFKC").replace(/\s/g, "") : "";
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

class Today {
  constructor(form) {
    const told = read("today-facts");
    Object.assign(this, { form, told, facts: told.facts, words: told.words });
    this.offers = new Map(read("today-offers").map((one) => [one.code, one]));
    this.running = document.getElementById("running");
    this.box = document.getElementById("issue-rows");
    this.heads = [...form.querySelectorAll("[data-heads]")];
    this.rows = new Map();
    if (this.box) this.begin();
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("change", () => this.reckon());
    form.addEventListener("row:way", () => this.reckon());
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("click", (event) => this.tapped(event));
    form.addEventListener("kept:restore", (event) => this.restore(event.detail.fields));
    form.addEventListener("submit", (event) => this.askSecond(event), true);
    addEventListener("pageshow", () => this.reckon());
    this.reckon();
  }

  begin() {
    for (const node of this.box.querySelectorAll("[data-row]")) this.equip(node);
    this.adder = document.getElementById("add-ingredient");
    this.finder = new Finder(this.adder, [...this.offers.values()], {
      onPick: (one) => this.pick(one),
      taken: () => new Set([...this.rows.values()].map((row) => row.one && row.one.name)),
    });
    const copy = document.getElementById("copy-week");
    if (copy) {
      copy.addEventListener("click", () => this.copy());
      document.getElementById("copy-undo").addEventListener("click", () => this.undo());
    }
  }

  equip(node) {
    const code = node.querySelector('[name$="-ingredient_code"]').value;
    const row = new Row(node, this.offers.get(code), this.told.rows[node.dataset.row], this.words);
    this.rows.set(row.number, row);
    return row;
  }

  ordered() {
    return [...this.box.querySelectorAll("[data-row]")].map((node) => this.rows.get(Number(node.dataset.row)));
  }

  add(one, at = 1 + Math.max(99, ...this.rows.keys())) {
    const node = fresh(at, one, this.words);
    this.box.append(node);
    return this.equip(node);
  }

  remove(row) {
    this.rows.delete(row.number);
    row.node.remove();
  }

  // Picked in the finder: to its row where it has one, else to a new one.
  pick(one) {
    const there = [...this.rows.values()].find((row) => row.one === one);
    const row = there || this.add(one);
    this.adder.value = "";
    row.quantity.focus();
    row.quantity.select();
    this.reckon();
  }

  typed(event) {
    const node = event.target.closest && event.target.closest("[data-row]");
    if (node && event.target.name && event.target.name.endsWith("-quantity")) {
      this.rows.get(Number(node.dataset.row)).touched = true;
    }
    if (event.target !== this.adder) this.reckon();
  }

  counts() {
    return this.heads.map((box) => {
      const fields = ["beneficiaries", "other_pupils", "staff"].map((name) => box.querySelector(`[name$="-${name}"]`));
      const own = count(fields[0]);
      return own === null ? null : [own, count(fields[1]) || 0, count(fields[2]) || 0];
    });
  }

  // Everything that hangs on what is typed, worked out again, before the next key.
  reckon() {
    const counts = this.counts();
    const heads = {};
    counts.forEach((one, at) => {
      const band = this.told.bands[at];
      heads[band] = (heads[band] || 0) + (one ? one[0] + one[1] + one[2] : 0);
    });
    const parts = [];
    const shelves = {};
    for (const row of this.box ? this.ordered() : []) {
      row.propose(heads);
      if (!row.one) continue;
      const shelf = (shelves[row.one.code] = shelves[row.one.code] || new Shelf(this.told.lots[row.one.code] || []));
      const [base, held] = [row.base, shelf.held];
      const fen = base === null ? null : shelf.draw(base);
      if (fen !== null) parts.push(spread(fen, Number(row.days.value) || 1, this.facts.on, this.facts.plan));
      row.tell(fen, held, this.box.dataset.receipt);
    }
    this.compare(counts);
    const own = !this.facts.heads.some((one) => one.due);
    if (this.heads.length && this.heads[0].querySelector("input:not([type=hidden])")) {
      show(this.running, bars(this.facts, counts, parts), { names: this.told.names, words: this.words, own });
    }
  }

  // Beside what the classes told.
  compare(counts) {
    this.heads.forEach((box, at) => {
      const out = box.querySelector("[data-compared]");
      const told = this.told.sums[box.dataset.heads];
      if (!out || !told) return;
      if (!counts[at]) return void (out.textContent = "");
      const difference = counts[at][0] + counts[at][1] - told[0];
      const text = difference ? (difference > 0 ? this.words.more : this.words.less) : this.words.same;
      out.textContent = fill(text, { count: Math.abs(difference) });
      out.classList.toggle("amber", difference !== 0);
    });
  }

  // The keyboard all the way: Enter from heads to rows, from a row to the next, from the last to the search box.
  key(event) {
    if (event.defaultPrevented || composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const { target } = event;
    const node = target.closest("[data-row]");
    if (event.key === "Enter" && target.tagName === "INPUT" && !["submit", "radio", "checkbox"].includes(target.type)) {
      if (target.closest("[data-second]")) return;
      event.preventDefault();
      this.next(target, node);
    } else if (node && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const rows = this.ordered();
      const row = rows[rows.findIndex((one) => one.node === node) + (event.key === "ArrowDown" ? 1 : -1)];
      if (row) row.quantity.focus();
      else if (event.key === "ArrowDown") this.adder.focus();
      event.preventDefault();
    } else if (node && event.key === "Escape") {
      event.preventDefault();
      this.empty(this.rows.get(Number(node.dataset.row)));
    }
  }

  next(target, node) {
    const box = target.closest("[data-heads]");
    if (box) {
      const other = this.heads[this.heads.indexOf(box) + 1];
      if (other) return other.querySelector('[name$="-beneficiaries"]').focus();
    }
    if (!this.box) return;
    const rows = this.ordered();
    const row = box ? rows[0] : node ? rows[rows.findIndex((one) => one.node === node) + 1] : null;
    if (row) {
      row.quantity.focus();
      row.quantity.select();
    } else this.adder.focus();
  }

  // Esc: a row that was added goes, a proposed one is left empty.
  empty(row) {
    if (row.node.classList.contains("added")) {
      this.remove(row);
      this.adder.focus();
    } else row.write("", { unit: row.told.unit || row.unit.value });
    this.changed();
  }

  tapped(event) {
    const take = event.target.closest("[data-take]");
    if (take) {
      const field = take.closest("[data-heads]").querySelector('[name$="-beneficiaries"]');
      field.value = take.dataset.take;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const away = event.target.closest("[data-remove]");
    if (away) {
      this.remove(this.rows.get(Number(away.closest("[data-row]").dataset.row)));
      this.changed();
    }
  }

  changed() {
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The same day of last week: rows that nobody touched give way; undone for ten seconds.
  copy() {
    const { copy } = this.told;
    this.before = this.ordered().map((row) => row.kept());
    const wanted = new Map(copy.lines.map((line) => [line.code, line]));
    for (const row of this.ordered()) if (!row.touched && !(row.one && wanted.has(row.one.code))) this.remove(row);
    for (const line of copy.lines) {
      const one = this.offers.get(line.code);
      const row = this.ordered().find((each) => each.one === one) || this.add(one);
      row.write(line.said.replace(" ", ""), { unit: line.unit, days: line.days });
    }
    this.form.elements.copied_from.value = copy.on;
    this.say(fill(this.words.copied, { day: copy.day }), true);
    clearTimeout(this.late);
    this.late = setTimeout(() => this.say("", false), UNDO_MS);
    this.changed();
  }

  undo() {
    clearTimeout(this.late);
    for (const row of this.ordered()) this.remove(row);
    for (const was of this.before) this.put(was);
    this.form.elements.copied_from.value = "";
    this.say(this.words.undone, false);
    this.changed();
  }

  put(was) {
    const one = this.offers.get(was.code);
    if (!one) return;
    const row = this.add(one, was.number);
    row.write(was.text, was);
    return row;
  }

  say(text, undoable) {
    document.getElementById("copy-note").textContent = text;
    document.getElementById("copy-undo").hidden = !undoable;
  }

  // A draft comes back: as many rows as it has, with what they are of.
  restore(fields) {
    if (!this.box) return;
    const kept = new Map();
    for (const [name, value] of Object.entries(fields)) {
      const match = /^lines-(\d+)-ingredient_code$/.exec(name);
      if (match && value) kept.set(Number(match[1]), value);
    }
    if (!kept.size) return;
    for (const row of this.ordered()) {
      if (kept.get(row.number) !== (row.one && row.one.code)) this.remove(row);
    }
    for (const [at, code] of kept) if (!this.rows.has(at) && this.offers.has(code)) this.add(this.offers.get(code), at);
    setTimeout(() => this.reckon());
  }

  // The button says it: the collector signs. Where nobody has yet, that is where to go first.
  askSecond(event) {
    const part = this.form.querySelector("[data-second]");
    if (!part || !this.ordered().some((row) => row.quantity.value.trim())) return;
    const how = part.querySelector("input[name=second_how]:checked");
    const wanted = { pin: ["second_account", "second_pin"], guest: ["second_guest_name"] }[how && how.value] || [];
    const empty = wanted.map((name) => part.querySelector(`[name=${name}]`)).find((field) => field && !field.value);
    if (!empty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    part.scrollIntoView({ block: "center" });
    empty.focus();
  }
}

const form = document.getElementById("today-form");
if (form && document.getElementById("today-facts")) new Today(form);

for (const link of document.querySelectorAll("[data-open]")) {
  link.addEventListener("click", () => {
    const part = document.getElementById(link.dataset.open);
    part.open = true;
    const first = part.querySelector("button");
    if (first) setTimeout(() => first.focus());
  });
}

// On a phone the keyboard takes half the screen: while a field is written in, the bar keeps its figures alone.
const running = document.getElementById("running");
if (running && matchMedia("(pointer: coarse)").matches) {
  document.addEventListener("focusin", (event) => running.classList.toggle("typing", Boolean(event.target.closest("#card-heads, #card-issue") && event.target.matches("input"))));
  document.addEventListener("focusout", () => running.classList.remove("typing"));
}
