// One search box: the hits under a field, numbered; arrows, 1-9, Enter or a tap pick one. On the device, no server call.
// With an input method composing it searches by the letters of the composition and leaves its keys alone.
import { byTouch, mostUsed } from "./chips.js";
import { narrow, prepare, search, theOne } from "./search.js";

const MOST = 9;
const composing = (event) => event.isComposing || event.keyCode === 229;

// `onPick(one)` once one is picked; `onTell(one or undefined)` whenever another one (or none) stands in the field;
// `taken()` names those that need not be offered as chips.
export class Finder {
  constructor(field, offered, { onPick = () => {}, onTell = () => {}, taken = () => new Set() } = {}) {
    Object.assign(this, { field, offered, onPick, onTell, taken, shown: [], at: -1 });
    const box = document.createElement("div");
    box.className = "search";
    field.replaceWith(box);
    this.list = document.createElement("ul");
    this.list.className = "found";
    this.list.id = `${field.id}-found`;
    this.list.setAttribute("role", "listbox");
    const label = field.id && document.querySelector(`label[for="${field.id}"]`);
    this.list.setAttribute("aria-label", (label && label.textContent) || field.getAttribute("aria-label") || "");
    this.list.hidden = true;
    box.append(field, this.list);
    field.removeAttribute("list");
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries({ ...states, autocomplete: "off", enterkeyhint: "next" })) {
      field.setAttribute(name, value);
    }
    field.addEventListener("input", () => this.look());
    field.addEventListener("focus", () => this.suggest());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => this.leave(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.pick(this.shown[Number(option.dataset.number)]);
    });
    setTimeout(() => prepare(offered));
    this.tell();
  }

  look() {
    if (!narrow(this.field.value)) return this.suggest();
    this.list.classList.remove("chips");
    if (document.activeElement === this.field) this.offer(search(this.offered, this.field.value, MOST));
    this.tell();
  }

  // Nothing typed yet: on a phone the most used as chips, elsewhere nothing.
  suggest() {
    if (narrow(this.field.value)) return;
    this.list.classList.add("chips");
    this.offer(byTouch() && document.activeElement === this.field ? mostUsed(this.offered, this.taken()) : []);
    this.at = -1;
    this.show();
    this.tell();
  }

  offer(found) {
    this.shown = found;
    this.at = found.length ? 0 : -1;
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
    this.show();
  }

  option(one, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.dataset.number = number;
    for (const [name, text] of [["key", number + 1], ["name", one.name], ["held", one.held]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      option.append(part);
    }
    return option;
  }

  show() {
    const open = this.shown.length > 0;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    for (const option of this.list.children) {
      option.setAttribute("aria-selected", String(Number(option.dataset.number) === this.at));
    }
    if (open && this.at >= 0) {
      this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
      if (this.moved) this.list.children[this.at].scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.shown = [];
    this.show();
  }

  leave() {
    if (document.activeElement === this.field) return;
    this.close();
    this.tell();
  }

  key(event) {
    if (composing(event) || !this.shown.length || event.ctrlKey) return;
    const last = this.shown.length - 1;
    const chips = this.list.classList.contains("chips");
    if (event.key === "ArrowDown") this.at = this.at < last ? this.at + 1 : 0;
    else if (event.key === "ArrowUp") this.at = this.at > 0 ? this.at - 1 : last;
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return this.pick(this.shown[this.at]);
    } else if (!chips && this.isNumber(event.key)) {
      event.preventDefault();
      return this.pick(this.shown[Number(event.key) - 1]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.moved = true;
    this.show();
    this.moved = false;
  }

  // A digit picks a hit, unless it goes on a code that is being typed.
  isNumber(key) {
    return /^[1-9]$/.test(key) && Number(key) <= this.shown.length && !/\d$/.test(this.field.value);
  }

  pick(one) {
    this.field.value = one.name;
    this.close();
    this.tell();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.onPick(one);
  }

  tell() {
    const one = theOne(this.offered, this.field.value);
    if (one === this.told && this.toldOnce) return;
    [this.told, this.toldOnce] = [one, true];
    this.onTell(one);
  }
}
