// Rows of a document: found by a few letters, added on the spot, the keyboard all the way.
// Enter goes on through what a row needs and then to the next row's search; arrows go up and down a column; Esc
// empties a row (and offers it back); Ctrl+Enter submits. Every form works without it: the server adds rows.
import { element, word } from "../words.js";
import { Finder } from "./finder.js";
import { Quantity } from "./quantity.js";

const read = (id) => {
  const island = document.getElementById(id);
  return island ? JSON.parse(island.textContent) : [];
};
const composing = (event) => event.isComposing || event.keyCode === 229;
const numberIn = (name) => Number(name.split("-")[1]);

class Rows {
  constructor(box) {
    this.box = box;
    this.islands = {};
    this.skipped = (box.dataset.skip || "").split(" ").filter(Boolean);
    const rows = this.rows();
    this.pattern = rows[rows.length - 1].cloneNode(true);
    for (const field of this.pattern.querySelectorAll("input")) field.setAttribute("value", "");
    for (const part of this.pattern.querySelectorAll(".wrong")) part.remove();
    for (const part of this.pattern.querySelectorAll("[aria-invalid]")) part.removeAttribute("aria-invalid");
    rows.forEach((row) => this.equip(row));
    const add = box.querySelector("[data-add]");
    if (add) {
      add.type = "button";
      add.textContent = word("add_row");
      add.addEventListener("click", () => this.add().querySelector("input").focus());
    }
    box.addEventListener("keydown", (event) => this.key(event));
    const form = box.closest("form");
    if (form) form.addEventListener("kept:restore", (event) => this.restore(Object.keys(event.detail.fields)));
  }

  rows() {
    return [...this.box.querySelectorAll("[data-line]")];
  }

  equip(row) {
    const island = (id) => (this.islands[id] = this.islands[id] || read(id));
    const field = row.querySelector("input[data-quantity]");
    const units = row.querySelector("select[name$=-unit]");
    const beside = row.querySelector("[data-plainly]");
    const quantity = field && units && beside ? new Quantity(field, { units, beside }) : undefined;
    for (const input of row.querySelectorAll("input[data-search]")) {
      const held = row.querySelector("[data-held]");
      new Finder(input, island(input.dataset.search), {
        taken: () => new Set(this.rows().map((each) => (each.querySelector("[data-search]") || {}).value)),
        onPick: () => {
          const next = field || row.querySelector("input[inputmode]");
          if (next) next.focus();
        },
        onTell: (one) => {
          if (held) held.textContent = one ? one.held : "";
          if (quantity) quantity.of(one);
        },
      });
    }
  }

  // A fresh row like the last one, with numbers of its own.
  add(number = 1 + Math.max(...[...this.box.querySelectorAll("[name*='-']")].map((field) => numberIn(field.name)))) {
    const row = this.pattern.cloneNode(true);
    for (const part of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(/-\d+-/g, `-${number}-`));
      }
    }
    const rows = this.rows();
    row.setAttribute("aria-label", (row.getAttribute("aria-label") || "").replace(/\d+/, rows.length + 1));
    rows[rows.length - 1].after(row);
    this.equip(row);
    return row;
  }

  // Room for every row that is about to be filled in again.
  restore(names) {
    const start = (this.box.querySelector("[name*='-']") || { name: "" }).name.split("-")[0];
    const wanted = new Set(names.filter((name) => name.startsWith(`${start}-`)).map(numberIn));
    const there = new Set([...this.box.querySelectorAll("[name*='-']")].map((field) => numberIn(field.name)));
    [...wanted].filter((number) => number >= 0 && !there.has(number)).sort((a, b) => a - b).forEach((number) => this.add(number));
  }

  fields(row) {
    return [...row.querySelectorAll("input, select, textarea")].filter(
      (field) => !field.hidden && field.type !== "hidden" && !field.disabled && !field.closest("details:not([open])"),
    );
  }

  key(event) {
    if (event.defaultPrevented || composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = event.target.closest("[data-line]");
    if (!row || event.target.tagName !== "INPUT") return;
    if (event.key === "Enter") this.onward(event.target, row);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.along(event.target, row, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape") this.empty(row);
    else return;
    event.preventDefault();
  }

  onward(field, row) {
    const needed = (one) => !this.skipped.includes(one.name.replace(/^.*-\d+-/, ""));
    const fields = this.fields(row);
    const next = fields.slice(fields.indexOf(field) + 1).find(needed);
    if (next) return next.focus();
    const rows = this.rows();
    const below = rows[rows.indexOf(row) + 1] || this.add();
    below.querySelector("input").focus();
  }

  along(field, row, step) {
    const rows = this.rows();
    const other = rows[rows.indexOf(row) + step];
    const name = other && field.name.replace(/-\d+-/, `-${numberIn(this.fields(other)[0].name)}-`);
    const found = other && this.fields(other).find((each) => each.name === name);
    if (found) found.focus();
  }

  // Esc: the row is emptied; one tap gives it back.
  empty(row) {
    const fields = this.fields(row).filter((field) => field.tagName !== "SELECT");
    const before = fields.map((field) => field.value);
    if (!before.some(Boolean)) return;
    const put = (values) => {
      fields.forEach((field, place) => {
        field.value = values[place];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      fields[0].focus();
    };
    put(before.map(() => ""));
    for (const old of row.querySelectorAll(".give-back")) old.remove();
    const back = element("button", { type: "button", class: "link give-back" }, word("give_back"));
    row.append(back);
    const gone = setTimeout(() => back.remove(), 10000);
    back.addEventListener("click", () => {
      clearTimeout(gone);
      back.remove();
      put(before);
    });
  }
}

for (const box of document.querySelectorAll("[data-lines]")) new Rows(box);

// Ctrl+Enter records the form from anywhere in it.
for (const form of document.querySelectorAll("form.record, form[data-kept]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey || composing(event) || event.defaultPrevented) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
