// One dish in a dialog: its name from the dish book or new, how it is cooked, its ingredients and grams.
// What is typed goes into the week at once, so it is kept and the figures follow; cancel puts the old dish back.
import { Finder } from "../typing/finder.js";
import { theOne } from "../typing/search.js";
import { element } from "../words.js";
import { differences, milligrams, read, write } from "./week.js";

const BLANK = () => ({ code: "", name: "", grams: { "": "" } });

export class DishDialog {
  constructor(box, planner) {
    Object.assign(this, { box, planner });
    box.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.cancel();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey && !event.isComposing) this.done();
    });
  }

  open(slot, number) {
    const dishes = read(slot);
    this.slot = slot;
    this.before = slot.dishes.value;
    this.isNew = number === null;
    this.number = this.isNew ? dishes.length : number;
    this.old = this.isNew ? null : JSON.parse(JSON.stringify(dishes[number]));
    this.dish = this.isNew ? { name: "", method: this.planner.data.methods[2], rows: [] } : dishes[number];
    this.others = new Set();
    this.draw();
    this.box.showModal();
    if (this.isNew) this.box.querySelector("#dish-name").focus();
  }

  draw() {
    const { words, data } = this.planner;
    const say = (key, places) => this.planner.say(key, places);
    const day = data.days.find((one) => one.on === this.slot.on);
    const title = element("h2", { id: "dish-title" }, `${day.date} ${words.meals[this.slot.meal]}`);
    const name = element("input", { id: "dish-name", maxlength: "60", autocomplete: "off", value: this.dish.name });
    const method = element("select", { id: "dish-method" }, ...data.methods.map((one) => element("option", { value: one }, one)));
    method.value = this.dish.method;
    method.addEventListener("change", () => {
      this.dish.method = method.value;
      this.keep();
    });
    name.addEventListener("input", () => {
      this.dish.name = name.value.trim();
      this.keep();
    });
    this.rows = element("div", { class: "dish-rows" });
    const add = element("button", { type: "button" }, `＋ ${words.add_food}`);
    add.addEventListener("click", () => this.add());
    this.choice = element("div", { class: "elsewhere" });
    const done = element("button", { type: "button", class: "main" }, words.done);
    done.addEventListener("click", () => this.done());
    const cancel = element("button", { type: "button" }, words.cancel);
    cancel.addEventListener("click", () => this.cancel());
    const acts = element("div", { class: "acts" }, cancel, done);
    const parts = [
      title,
      element("div", { class: "field" }, element("label", { for: "dish-name" }, words.dish), name),
      element("div", { class: "field" }, element("label", { for: "dish-method" }, words.method), method),
    ];
    if (data.bands.length > 1) parts.push(this.bandChoice());
    parts.push(this.rows, add, element("p", { class: "soft dish-cost" }), this.choice);
    if (!this.isNew) {
      const remove = element("button", { type: "button", class: "danger" }, words.remove_dish);
      remove.addEventListener("click", () => this.remove());
      const later = element("a", { class: "button", href: this.laterAddress() }, say("from_now_on", { name: this.old.name }));
      parts.push(element("div", { class: "dish-other" }, remove, later));
    }
    parts.push(acts);
    this.box.replaceChildren(element("form", { method: "dialog", novalidate: "" }, ...parts));
    new Finder(name, data.book, { onPick: (one) => this.picked(one) });
    this.drawRows();
  }

  laterAddress() {
    const asked = new URLSearchParams({ dish: this.old.name, since: this.slot.on });
    return `${this.planner.form.dataset.everywhere}?${asked}`;
  }

  bandChoice() {
    const box = element("input", { type: "checkbox", id: "dish-bands" });
    box.checked = this.byBand();
    box.addEventListener("change", () => {
      for (const row of this.dish.rows) {
        const first = Object.values(row.grams)[0] || "";
        row.grams = box.checked ? Object.fromEntries(this.planner.data.bands.map(([band]) => [band, row.grams[band] || first])) : { "": first };
      }
      this.keep();
      this.drawRows();
    });
    return element("label", { class: "choice" }, box, element("span", {}, this.planner.words.by_band));
  }

  byBand() {
    return this.dish.rows.some((row) => !("" in row.grams));
  }

  // A dish of the book brings its ingredients and grams.
  picked(one) {
    const copy = JSON.parse(JSON.stringify(one.dish));
    Object.assign(this.dish, copy);
    this.box.querySelector("#dish-method").value = copy.method;
    const bands = this.box.querySelector("#dish-bands");
    if (bands) bands.checked = this.byBand();
    this.keep();
    this.drawRows();
    const first = this.rows.querySelector(".grams");
    if (first) first.focus();
  }

  add() {
    const row = BLANK();
    if (this.byBand()) row.grams = Object.fromEntries(this.planner.data.bands.map(([band]) => [band, ""]));
    this.dish.rows.push(row);
    this.drawRows();
    const fields = this.rows.querySelectorAll(".food");
    fields[fields.length - 1].focus();
  }

  drawRows() {
    if (!this.dish.rows.length) this.dish.rows.push(BLANK());
    this.rows.replaceChildren(...this.dish.rows.map((row, number) => this.row(row, number)));
    this.rows.querySelectorAll(".food").forEach((field, number) => {
      const row = this.dish.rows[number];
      new Finder(field, this.planner.data.foods, {
        onPick: (one) => {
          this.takeFood(row, one);
          const next = field.closest(".dish-row").querySelector(".grams");
          next.focus();
        },
        taken: () => new Set(this.dish.rows.map((one) => one.code)),
      });
      field.addEventListener("input", () => {
        row.name = field.value.trim();
        const one = theOne(this.planner.data.foods, field.value);
        row.code = one ? one.code : "";
        this.keep();
      });
    });
    this.keep();
  }

  takeFood(row, one) {
    row.code = one.code;
    row.name = one.name;
    this.keep();
  }

  row(row, number) {
    const { words } = this.planner;
    const say = (key, places) => this.planner.say(key, places);
    const food = element("input", { class: "food", id: `food-${number}`, value: row.name, "aria-label": `${words.food} ${number + 1}`, autocomplete: "off" });
    const line = element("div", { class: "dish-row" }, food);
    for (const band of Object.keys(row.grams)) {
      const word = band ? (this.planner.data.bands.find(([code]) => code === band) || [band, band])[1] : words.grams;
      const id = `grams-${number}-${band}`;
      const label = `${say("grams_of", { name: row.name })} ${band ? word : ""}`.trim();
      const field = element("input", { id, class: "grams num", inputmode: "decimal", value: row.grams[band], "aria-label": label, autocomplete: "off" });
      field.addEventListener("focus", () => field.select());
      field.addEventListener("input", () => {
        row.grams[band] = field.value.trim();
        field.toggleAttribute("aria-invalid", milligrams(field.value) === undefined);
        this.keep();
      });
      field.addEventListener("keydown", (event) => this.next(event, field));
      line.append(element("span", { class: "amount" }, field, element("small", { "aria-hidden": "true" }, word)));
    }
    const remove = element("button", { type: "button", class: "remove", "aria-label": say("remove_food", { name: row.name || number + 1 }) }, "×");
    remove.addEventListener("click", () => {
      this.dish.rows.splice(this.dish.rows.indexOf(row), 1);
      this.drawRows();
    });
    line.append(remove);
    return line;
  }

  // Enter goes on to the next amount or ingredient, from the last to a new row.
  next(event, field) {
    if (event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    const fields = [...this.rows.querySelectorAll("input")];
    const after = fields[fields.indexOf(field) + 1];
    if (after) after.focus();
    else this.add();
  }

  // Into the week, and the figures with it.
  keep() {
    const dishes = read(this.slot);
    const rows = this.dish.rows.filter((row) => row.name || row.code);
    dishes[this.number] = { ...this.dish, rows };
    if (!this.dish.name && !rows.length) dishes.splice(this.number, 1);
    write(this.slot, dishes);
    this.planner.tell();
    this.tellElsewhere();
    const cost = this.planner.found[`cost|${this.slot.on}|${this.slot.meal}`];
    const line = this.box.querySelector(".dish-cost");
    if (line) line.textContent = cost ? `${this.planner.words.meals[this.slot.meal]} ${this.planner.say("yuan", { yuan: cost })}` : "";
  }

  // The same dish on other days of the week: what would change there, to take or to leave.
  same() {
    if (this.isNew) return [];
    const found = [];
    for (const slot of this.planner.slots) {
      if (slot === this.slot) continue;
      const dish = read(slot).find((one) => one.name === this.old.name);
      if (dish) found.push([slot, dish]);
    }
    return found;
  }

  tellElsewhere() {
    const same = this.same();
    if (!same.length) return this.choice.replaceChildren();
    const say = (key, places) => this.planner.say(key, places);
    const was = this.choice.querySelector("input");
    const box = element("input", { type: "checkbox", id: "dish-elsewhere" });
    box.checked = was ? was.checked : false;
    const label = element("label", { class: "choice" }, box, element("span", {}, say("elsewhere", { name: this.old.name })));
    const list = element("ul", { class: "plainly" });
    for (const [slot, dish] of same) {
      const day = this.planner.data.days.find((one) => one.on === slot.on).name;
      const what = differences(dish, this.dish, say).join("，") || this.planner.words.no_change;
      list.append(element("li", {}, say("change", { day, meal: this.planner.words.meals[slot.meal], what })));
    }
    this.choice.replaceChildren(label, list);
  }

  done() {
    const box = this.choice.querySelector("input");
    if (box && box.checked) {
      for (const [slot] of this.same()) {
        const rows = this.dish.rows.filter((row) => row.name || row.code);
        write(slot, read(slot).map((one) => (one.name === this.old.name ? { ...this.dish, rows } : one)));
      }
    }
    this.close();
  }

  remove() {
    const dishes = read(this.slot);
    dishes.splice(this.number, 1);
    write(this.slot, dishes);
    this.close();
  }

  cancel() {
    this.slot.dishes.value = this.before;
    this.slot.dishes.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  close() {
    this.box.close();
    this.planner.draw();
    this.planner.focus(this.slot, this.number);
  }
}
