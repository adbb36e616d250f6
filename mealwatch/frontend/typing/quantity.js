// A quantity field: what people say is read as they type, 公斤 stands beside it, and a chip in the field says and
// changes what a bare number counts, so that the decimal pad of a phone is enough. The chosen unit is remembered.
import { plainly, said, spoken } from "./spoken.js";
import { word } from "../words.js";

const REMEMBERED = "mealwatch.units";
const short = (text) => text.replace(/（.*/, "");

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) || "{}");
  } catch (_unreadable) {
    return {};
  }
}

function remember(code, unit) {
  const units = remembered();
  units[`${canteen()}/${code}`] = unit;
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(units));
  } catch (_refused) {
    // The server remembers what is recorded.
  }
}

const canteen = () => (/\/canteens\/([^/]+)/.exec(location.pathname) || [])[1] || "";

// What can be written for an ingredient: 3斤、1.5公斤、2袋、2袋+3斤、半袋.
export function examples(one) {
  const usual = { g: ["3斤", "1.5公斤"], ml: ["2升", "500毫升"], piece: ["12个"] }[one.base];
  const pack = one.package && (one.package[0] || "包");
  return [...usual, ...(pack ? [`2${pack}`, `2${pack}+${usual[0]}`, `半${pack}`] : [])].join("、");
}

export class Quantity {
  // `units` is the select that goes with the field (the page's own without scripts); `beside` takes the words.
  constructor(field, { units, beside, onChange = () => {} }) {
    Object.assign(this, { field, units, beside, onChange, one: undefined });
    field.setAttribute("autocomplete", "off");
    field.setAttribute("enterkeyhint", "next");
    this.chip = document.createElement("button");
    this.chip.type = "button";
    this.chip.className = "unit-chip";
    this.chip.tabIndex = -1; // a keyboard writes the unit: 3斤
    this.chip.hidden = true;
    units.hidden = true;
    units.after(this.chip);
    this.chip.addEventListener("mousedown", (event) => event.preventDefault());
    this.chip.addEventListener("click", () => this.next());
    field.addEventListener("input", () => this.read());
    field.addEventListener("change", () => this.judge());
    units.addEventListener("change", () => this.read());
  }

  // The ingredient of the row; undefined while there is none.
  of(one) {
    const before = this.one;
    this.one = one;
    this.chip.hidden = !one || !one.units.length;
    if (one && one !== before) {
      // What the page came with (a form sent before) holds for the ingredient it came with.
      const given = this.units.dataset.of ? null : this.units.querySelector("option[selected]");
      const own = remembered()[`${canteen()}/${one.code}`];
      this.fill(one, [given && given.value, own, one.unit]);
    }
    this.read();
  }

  fill(one, wishes) {
    this.units.dataset.of = one.code;
    this.units.replaceChildren(...one.units.map(([code, text]) => new Option(text, code)));
    this.units.value = wishes.find((unit) => one.units.some(([code]) => code === unit)) || one.units[0][0];
  }

  next() {
    const codes = this.one.units.map(([code]) => code);
    this.units.value = codes[(codes.indexOf(this.units.value) + 1) % codes.length];
    remember(this.one.code, this.units.value);
    this.units.dispatchEvent(new Event("change", { bubbles: true }));
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.judge();
    this.field.focus();
  }

  // {base} or {fault}, or undefined where nothing is to be read.
  get reading() {
    if (!this.one || !this.field.value.trim()) return undefined;
    return spoken(this.field.value, { ...this.one, unit: this.units.value });
  }

  read() {
    const found = this.reading;
    if (this.one) {
      const text = short((this.one.units.find(([code]) => code === this.units.value) || ["", ""])[1]);
      this.chip.textContent = text;
      this.chip.setAttribute("aria-label", word("unit_chip", { unit: text }));
    }
    this.base = found && found.base;
    this.beside.classList.remove("wrong");
    this.beside.textContent = found && found.fault === undefined ? `= ${plainly(found.base, this.one.base)}` : "";
    this.onChange(this);
  }

  // On leaving the field: what cannot be read is said, kept, and bars nothing.
  judge() {
    const found = this.reading;
    if (!found || found.fault === undefined) return;
    this.beside.classList.add("wrong");
    const about = { name: this.one.name, value: this.field.value.trim(), examples: examples(this.one), word: found.word };
    this.beside.textContent = word(`amount_${found.fault}`, about);
  }

  // Writes base units as the person would say them.
  say(base, unit = this.units.value) {
    this.field.value = said(base, this.one, unit).replace(" ", "");
    this.read();
  }
}
