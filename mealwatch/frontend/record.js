// Entering a document: finding an ingredient by a few letters, rows added on the spot, the keyboard all the way.
// Every form works without it: the server adds rows, and the browser offers the names.

const narrow = (text) => text.normalize("NFKC").toLowerCase().replace(/ü/g, "v").replace(/\s/g, "");

const read = (id) => {
  const island = document.getElementById(id);
  return island ? JSON.parse(island.textContent) : [];
};

// How well an ingredient fits what was typed; 9 is not at all.
function rank(one, wanted) {
  const name = narrow(one.name);
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (one.find.some((text) => narrow(text) === wanted)) return 2;
  if (one.find.some((text) => narrow(text).startsWith(wanted))) return 3;
  if (name.includes(wanted)) return 4;
  return one.find.some((text) => narrow(text).includes(wanted)) ? 5 : 9;
}

function search(offered, text) {
  const wanted = narrow(text);
  if (!wanted) return [];
  return offered
    .map((one) => [rank(one, wanted), one.held ? 0 : 1, one.name.length, one])
    .filter(([how]) => how < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .slice(0, 8)
    .map((row) => row[3]);
}

// The box under a field that says which ingredients fit; arrows, 1-8, Enter or a tap pick one.
class Finder {
  constructor(field, offered) {
    this.field = field;
    this.offered = offered;
    this.shown = [];
    this.at = -1;
    const box = document.createElement("div");
    box.className = "search";
    field.replaceWith(box);
    this.list = document.createElement("ul");
    this.list.className = "found";
    this.list.id = `${field.id}-found`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`).textContent);
    this.list.hidden = true;
    box.append(field, this.list);
    field.removeAttribute("list");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this.look());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => this.leave(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.pick(this.shown[Number(option.dataset.number)]);
    });
    this.tell();
  }

  look() {
    this.shown = search(this.offered, this.field.value);
    this.at = this.shown.length ? 0 : -1;
    this.list.replaceChildren(
      ...this.shown.map((one, number) => {
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
      }),
    );
    this.show();
    this.tell();
  }

  show() {
    const open = this.shown.length > 0;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    for (const option of this.list.children) {
      option.setAttribute("aria-selected", String(Number(option.dataset.number) === this.at));
    }
    if (open) {
      this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
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
    // While an input method is composing, its keys are its own.
    if (event.isComposing || event.keyCode === 229 || !this.shown.length) return;
    const last = this.shown.length - 1;
    if (event.key === "ArrowDown") this.at = this.at < last ? this.at + 1 : 0;
    else if (event.key === "ArrowUp") this.at = this.at > 0 ? this.at - 1 : last;
    else if (event.key === "Escape") return this.close();
    else if (event.key === "Enter") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return this.pick(this.shown[this.at]);
    } else if (/^[1-8]$/.test(event.key) && Number(event.key) <= this.shown.length && !/\d$/.test(this.field.value)) {
      event.preventDefault();
      return this.pick(this.shown[Number(event.key) - 1]);
    } else return;
    event.preventDefault();
    this.show();
  }

  pick(one) {
    this.field.value = one.name;
    this.close();
    this.tell();
    const line = this.field.closest("[data-line]");
    const next = line && line.querySelector("input[inputmode]");
    if (next) next.focus();
  }

  // What is there of it, and only the units in which it is counted.
  tell() {
    const line = this.field.closest("[data-line]");
    if (!line) return;
    const one = this.offered.find((each) => each.name === this.field.value.trim());
    const held = line.querySelector("[data-held]");
    if (held) held.textContent = one ? one.held : "";
    const units = line.querySelector("select[name$=-unit]");
    if (!units || !one || units.dataset.of === one.code) return;
    const before = units.value;
    units.dataset.of = one.code;
    units.replaceChildren(
      ...one.units.map(([code, word]) => {
        const option = document.createElement("option");
        option.value = code;
        option.textContent = word;
        return option;
      }),
    );
    if (one.units.some(([code]) => code === before)) units.value = before;
  }
}

function equip(line, islands) {
  for (const field of line.querySelectorAll("input[data-search]")) {
    const island = (islands[field.dataset.search] = islands[field.dataset.search] || read(field.dataset.search));
    new Finder(field, island);
  }
}

// A fresh row like the last one, with numbers of its own.
function added(lines, islands, pattern) {
  const row = pattern.cloneNode(true);
  const number = 1 + Math.max(...[...lines.querySelectorAll("[name*='-']")].map((field) => Number(field.name.split("-")[1])));
  for (const part of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/-\d+-/g, `-${number}-`));
    }
  }
  const rows = lines.querySelectorAll("[data-line]");
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, rows.length + 1));
  rows[rows.length - 1].after(row);
  equip(row, islands);
  return row;
}

for (const lines of document.querySelectorAll("[data-lines]")) {
  const islands = {};
  const rows = [...lines.querySelectorAll("[data-line]")];
  const pattern = rows[rows.length - 1].cloneNode(true);
  for (const field of pattern.querySelectorAll("input")) field.setAttribute("value", "");
  for (const part of pattern.querySelectorAll(".wrong")) part.remove();
  for (const part of pattern.querySelectorAll("[aria-invalid]")) part.removeAttribute("aria-invalid");
  rows.forEach((row) => equip(row, islands));
  const add = lines.querySelector("[data-add]");
  add.type = "button";
  add.textContent = lines.dataset.addOne || add.textContent;
  add.addEventListener("click", () => added(lines, islands, pattern).querySelector("input").focus());
  // Enter goes on to the next field, and from the last of a row to the next row.
  lines.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.ctrlKey) return;
    if (event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const line = event.target.closest("[data-line]");
    const fields = [...line.querySelectorAll("input, select")].filter((field) => !field.closest("details:not([open])"));
    const next = fields[fields.indexOf(event.target) + 1];
    if (next) next.focus();
    else {
      const below = line.nextElementSibling;
      (below && below.matches("[data-line]") ? below : added(lines, islands, pattern)).querySelector("input").focus();
    }
  });
}

// Ctrl+Enter records the form from anywhere in it.
for (const form of document.querySelectorAll("form.record")) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && !event.isComposing) form.requestSubmit();
  });
}
