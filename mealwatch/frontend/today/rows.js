// The rows of a day's issue: proposed from the menu, added by the finder, each with one spoken quantity.
import { element } from "../words.js";
import { plainly, said, spoken } from "../typing/spoken.js";
import { fill } from "./bar.js";
import { inSteps, need } from "./week.js";

const number = (node) => Number(node.dataset.row);

export class Row {
  constructor(node, one, told, words) {
    Object.assign(this, { node, one, told: told || {}, words });
    const field = (name) => node.querySelector(`[name$="-${name}"]`);
    this.quantity = field("quantity");
    this.unit = field("unit");
    this.days = field("use_days");
    this.mark = field("touched");
    this.cost = node.querySelector("[data-cost]");
    this.note = node.querySelector("[data-note]");
    if (this.told.package && !this.told.package.running && this.told.per_head) this.offerWays();
  }

  get number() {
    return number(this.node);
  }

  get touched() {
    return this.mark.value === "yes";
  }

  set touched(yes) {
    this.mark.value = yes ? "yes" : "";
    this.node.toggleAttribute("data-touched", yes);
  }

  // Base units, or null where nothing (or nothing that can be read) is written.
  get base() {
    if (!this.one || !this.quantity.value.trim()) return null;
    const found = spoken(this.quantity.value, { ...this.one, unit: this.unit.value || this.one.unit });
    return found.fault === undefined && found.base > 0 ? BigInt(found.base) : null;
  }

  write(text, { unit = this.unit.value, days = 1, touched = true } = {}) {
    this.quantity.value = text;
    this.unit.value = unit;
    this.days.value = String(days);
    this.touched = touched;
  }

  // What the menu asks for with these heads; a row that somebody touched stays.
  propose(heads) {
    if (this.touched || !this.told.per_head || !this.one) return;
    const pack = this.told.package;
    if (pack && (pack.running || this.days.value !== "1")) return;
    const exact = need(
      Object.fromEntries(Object.entries(this.told.per_head).map(([band, pair]) => [band, pair.map(BigInt)])), heads,
    );
    const base = inSteps(exact, this.told.step, this.told.whole);
    this.quantity.value = base ? said(base, this.one, this.told.unit) : "";
    this.unit.value = this.told.unit;
  }

  // Whole packages spread over days, or the menu's grams today: one tap changes it.
  offerWays() {
    this.way = element("button", { type: "button", class: "link way" });
    this.node.querySelector(".what").append(this.way);
    this.way.addEventListener("click", (event) => {
      event.preventDefault();
      const whole = this.days.value === "1";
      const pack = this.told.package;
      if (whole) this.write(said(BigInt(pack.base), this.one, "package"), { unit: "package", days: pack.days, touched: false });
      else this.write("", { unit: this.told.unit, touched: false });
      this.quantity.dispatchEvent(new CustomEvent("row:way", { bubbles: true }));
    });
    this.nameWay();
  }

  nameWay() {
    if (!this.way) return;
    const grams = this.days.value === "1";
    this.way.textContent = grams ? this.words.whole : this.words.by_grams;
    const packed = this.node.querySelector("[data-packed]");
    if (packed) packed.hidden = grams;
  }

  // What the row costs (fen or null), and what to do where the store does not hold it.
  tell(fen, held, receipt) {
    this.nameWay();
    this.inKilos();
    this.cost.textContent = fen === null ? "" : yuanOf(fen);
    const base = this.base;
    const short = base !== null && fen === null;
    this.quantity.classList.toggle("short", short);
    if (!short) {
      if (this.shown) this.note.replaceChildren();
      this.shown = "";
      return;
    }
    const key = `${base} ${held}`;
    if (this.shown === key) return;
    this.shown = key;
    const words = this.words;
    const there = held > 0n ? plainly(Number(held), this.one.base) : "";
    const wanted = plainly(Number(base), this.one.base);
    const parts = [there ? fill(words.short_of, { held: there, wanted }) : words.nothing_held, " "];
    if (there) {
      const take = element("button", { type: "button", class: "link", "data-take-held": "" }, fill(words.issue_held, { held: there }));
      take.addEventListener("click", () => {
        this.write(said(held, this.one, this.unit.value || this.one.unit));
        this.quantity.dispatchEvent(new Event("input", { bubbles: true }));
        this.quantity.focus();
      });
      parts.push(take, " ");
    }
    if (receipt) {
      const lacking = said(base - held, this.one, this.unit.value || this.one.unit);
      const query = new URLSearchParams({ ingredient: this.one.code, quantity: lacking });
      parts.push(element("a", { href: `${receipt}?${query}` }, words.receive_first));
    }
    this.note.classList.add("wrong");
    this.note.replaceChildren(...parts);
  }

  // What is written, as printed sheets have it: = 9 公斤.
  inKilos() {
    if (!this.plain) {
      this.plain = element("small", { class: "plain" });
      this.node.querySelector(".what").append(this.plain);
    }
    const base = this.base;
    const plain = base === null || !this.one ? "" : plainly(Number(base), this.one.base);
    const text = plain && plain.replace(" ", "") !== this.quantity.value.replace(/\s/g, "") ? `= ${plain}` : "";
    if (this.plain.textContent !== text) this.plain.textContent = text;
  }

  kept() {
    return {
      code: this.one ? this.one.code : "", text: this.quantity.value, unit: this.unit.value,
      days: this.days.value, touched: this.touched, number: this.number,
    };
  }
}

function yuanOf(fen) {
  const sign = fen < 0n ? "−" : "";
  const digits = String(fen < 0n ? -fen : fen).padStart(3, "0");
  return `${sign}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

// The markup of a row that is added on the page; the same as the server's.
export function fresh(at, one, words) {
  const name = (field) => `lines-${at}-${field}`;
  const hidden = (field, value) => element("input", { type: "hidden", name: name(field), value });
  const id = `f-lines-${at}-quantity`;
  const about = [one.held].filter(Boolean).join(" · ");
  const what = element("label", { class: "what", for: id }, element("strong", {}, one.name), element("small", {}, about));
  const quantity = element("input", {
    id, name: name("quantity"), inputmode: "decimal", enterkeyhint: "next", autocomplete: "off",
  });
  const away = element("button", { type: "button", class: "away", "data-remove": "", "aria-label": fill(words.remove, one), tabindex: "-1" }, "×");
  return element(
    "div", { class: "issue-row added", "data-row": String(at) },
    hidden("ingredient_code", one.code), hidden("unit", one.unit), hidden("use_days", "1"), hidden("touched", "yes"),
    what, quantity, element("span", { class: "cost num", "data-cost": "" }), away,
    element("p", { class: "row-note", "data-note": "" }),
  );
}
