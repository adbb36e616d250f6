// Planning a week: days as tabs on a phone and side by side on a desk, dishes, last week's menu in one tap, live figures.
// The form's own fields hold everything that is planned, so that they are kept and sent like any other.
import { element } from "../words.js";
import { DishDialog } from "./dish.js";
import { figures } from "./figures.js";
import { judge, MEALS, planOf, put, read, slotsOf, write } from "./week.js";

const UNDO_SECONDS = 10;

class Planner {
  constructor(form, data) {
    Object.assign(this, { form, data, words: data.words, facts: data.facts });
    this.board = form.querySelector("[data-board]");
    this.slots = slotsOf(form);
    for (const slot of this.slots) slot.dishes.keptSay = (text) => this.inWords(text);
    this.foods = new Map(data.foods.map((one) => [one.code, one]));
    this.dialog = new DishDialog(document.getElementById("dish-dialog"), this);
    const first = data.days.find((day) => day.on === data.today) || data.days.find((day) => day.supplied);
    this.day = (first || data.days[0]).on;
    this.extra = new Set();
    this.answers = { ...data.answers };
    form.addEventListener("kept:restore", (event) => setTimeout(() => this.restored(event.detail.fields)));
    this.draw();
    document.documentElement.classList.add("planning");
  }

  say(key, places = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_all, name) => String(places[name]));
  }

  // A meal's dishes in a line, where two devices differ.
  inWords(text) {
    const food = (row) => `${row.name} ${Object.values(row.grams).join("/")}`;
    return JSON.parse(text).map((dish) => `${dish.name}（${dish.rows.map(food).join("、")}）`).join("；");
  }

  slot(on, meal) {
    return this.slots.find((one) => one.on === on && one.meal === meal);
  }

  restored(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const match = /^asks-(\d+)-reason$/.exec(name);
      const key = match && fields[`asks-${match[1]}-key`];
      if (key) this.answers[key] = value;
    }
    this.draw();
  }

  draw() {
    this.tabs();
    this.panels();
    this.tell();
  }

  tabs() {
    const tabs = element("div", { class: "day-tabs", role: "group" });
    for (const day of this.data.days) {
      if (!this.shows(day)) continue;
      const count = MEALS.reduce((total, meal) => total + read(this.slot(day.on, meal)).length, 0);
      const tab = element("button", { type: "button", "aria-pressed": String(day.on === this.day), "data-day": day.on });
      tab.append(element("strong", {}, day.name), element("small", {}, count ? String(count) : day.supplied ? "·" : this.say("off")));
      if (!day.supplied) tab.classList.add("off");
      tab.addEventListener("click", () => {
        this.day = day.on;
        this.draw();
        this.board.querySelector(`[data-day="${day.on}"]`).focus();
      });
      tabs.append(tab);
    }
    this.top = element("div", { class: "planner-top" });
    if (this.data.last) {
      const copy = element("button", { type: "button", "data-copy-week": "" }, this.say(this.data.last.older ? "copy_older" : "copy", this.data.last));
      copy.addEventListener("click", () => this.copy());
      this.top.append(copy);
    }
    this.board.replaceChildren(this.top, tabs);
  }

  shows(day) {
    const weekday = this.data.days.indexOf(day) < 5;
    return weekday || day.supplied || MEALS.some((meal) => read(this.slot(day.on, meal)).length);
  }

  panels() {
    const grid = element("div", { class: "day-grid" });
    for (const day of this.data.days.filter((one) => this.shows(one))) grid.append(this.panel(day));
    this.board.append(grid);
  }

  panel(day) {
    const panel = element("section", { class: `day-panel${day.on === this.day ? " here" : ""}${day.supplied ? "" : " off"}`, "aria-label": day.date });
    panel.append(element("h2", {}, day.date));
    if (!day.supplied) panel.append(element("p", { class: "mark off" }, this.say("off")));
    const planned = MEALS.filter((meal) => this.isShown(day, meal));
    for (const meal of planned) panel.append(this.meal(day, meal));
    const more = MEALS.filter((meal) => !planned.includes(meal));
    if (day.supplied && more.length) {
      const box = element("details", { class: "more-meals" }, element("summary", {}, this.words.other_meals));
      for (const meal of more) {
        const add = element("button", { type: "button" }, this.say("add_meal", { meal: this.words.meals[meal] }));
        add.addEventListener("click", () => {
          this.extra.add(`${day.on}|${meal}`);
          this.draw();
          this.dialog.open(this.slot(day.on, meal), null);
        });
        box.append(add);
      }
      panel.append(box);
    }
    return panel;
  }

  isShown(day, meal) {
    const planned = read(this.slot(day.on, meal)).length || this.extra.has(`${day.on}|${meal}`);
    return planned || (day.supplied && (this.facts.subsidised.includes(meal) || (!this.facts.subsidised.length && meal === "lunch")));
  }

  // Back to where somebody was: the card of a dish, or the button to add one.
  focus(slot, number) {
    const box = this.board.querySelector(`[data-at="${slot.on}|${slot.meal}"]`);
    const card = box && (box.querySelectorAll(".dish-card")[number] || box.querySelector(".add-dish"));
    if (card) card.focus({ preventScroll: true });
  }

  meal(day, meal) {
    const slot = this.slot(day.on, meal);
    const dishes = read(slot);
    const box = element("div", { class: "meal-box", "data-at": `${day.on}|${meal}` });
    const head = element("div", { class: "meal-head" }, element("h3", {}, this.words.meals[meal]));
    if (dishes.length) {
      const id = `at-${day.on}-${meal}`;
      const hour = element("input", { id, value: slot.at.value || this.data.hours[meal], inputmode: "numeric", maxlength: "5", "aria-label": `${day.date} ${this.words.meals[meal]} ${this.words.serves_at}` });
      hour.addEventListener("input", () => put(slot.at, hour.value));
      head.append(hour, element("span", { class: "meal-cost soft", "data-cost": `cost|${day.on}|${meal}` }));
    }
    box.append(head);
    if (slot.copied.value && dishes.length) box.append(element("p", { class: "soft" }, this.say("copied_from", { name: this.weekName(slot.copied.value) })));
    const list = element("ul", { class: "dish-list" });
    dishes.forEach((dish, number) => list.append(this.dish(slot, dish, number)));
    box.append(list, element("p", { class: "few soft", "data-four": `${day.on}|${meal}` }));
    const add = element("button", { type: "button", class: "add-dish" }, `＋ ${this.words.add_dish}`, element("span", { class: "unseen" }, ` ${day.date} ${this.words.meals[meal]}`));
    add.addEventListener("click", () => this.dialog.open(slot, null));
    box.append(add);
    return box;
  }

  dish(slot, dish, number) {
    const button = element("button", { type: "button", class: "dish-card" });
    button.append(element("strong", {}, dish.name || "—"), element("small", { class: "soft" }, ` ${dish.method}`));
    const foods = dish.rows.map((row) => `${row.name} ${Object.values(row.grams).map((text) => text || this.say("no_amount")).join("/")}`);
    button.append(element("span", {}, foods.join("、")));
    for (const verdict of this.verdicts(dish)) {
      const key = verdict.rule === "refuse" ? "refused" : "asked";
      button.append(element("span", { class: `mark ${key === "refused" ? "short" : "missing"}` }, this.say(key, verdict)));
    }
    for (const row of dish.rows.filter((one) => !one.code)) {
      button.append(element("span", { class: "mark short" }, this.say("unknown_food", row)));
    }
    button.addEventListener("click", () => this.dialog.open(slot, number));
    return element("li", {}, button);
  }

  verdicts(dish) {
    const found = [judge([dish.name], "dish", this.data.rules)];
    for (const row of dish.rows) {
      const food = this.foods.get(row.code);
      found.push(judge([row.name, ...(food ? food.aliases : [])], "ingredient", this.data.rules));
    }
    return found.filter(Boolean);
  }

  weekName(week) {
    return this.data.names[week] || (this.data.last && this.data.last.week === week ? this.data.last.name : week);
  }

  // Last week's menu, by weekday; days that are not supplied are left out and named. Undone for ten seconds.
  copy() {
    const last = this.data.last;
    const before = this.slots.map((slot) => [slot.at.value, slot.copied.value, slot.dishes.value]);
    const days = new Set();
    const skipped = new Set();
    for (const meal of last.meals) {
      const day = this.data.days[meal.day];
      if (!day.supplied) {
        skipped.add(day.name);
        continue;
      }
      const slot = this.slot(day.on, meal.meal);
      write(slot, meal.dishes);
      put(slot.at, meal.at);
      put(slot.copied, last.week);
      days.add(day.on);
    }
    this.draw();
    const said = [this.say("copied", { name: last.name, count: days.size })];
    if (skipped.size) said.push(this.say("skipped", { days: [...skipped].join("、") }));
    this.toast(said.join("；"), () => {
      this.slots.forEach((slot, number) => {
        const [at, copied, dishes] = before[number];
        put(slot.at, at);
        put(slot.copied, copied);
        put(slot.dishes, dishes);
      });
      this.draw();
      this.toast(this.words.undone);
    });
  }

  toast(text, undo) {
    const box = document.querySelector("[data-toast]");
    clearInterval(this.ticking);
    box.replaceChildren(element("span", {}, text));
    box.hidden = false;
    let left = undo ? UNDO_SECONDS : 4;
    if (undo) {
      const button = element("button", { type: "button" }, this.say("undo", { left }));
      button.addEventListener("click", undo);
      box.append(button);
    }
    this.ticking = setInterval(() => {
      left -= 1;
      const button = box.querySelector("button");
      if (button) button.textContent = this.say("undo", { left });
      if (left > 0) return;
      clearInterval(this.ticking);
      box.hidden = true;
    }, 1000);
  }

  // Every figure on the page, at once.
  tell() {
    const plan = planOf(this.slots, this.facts.foods);
    const found = figures(plan, this.facts);
    this.found = found;
    for (const part of this.form.querySelectorAll("[data-fig]")) {
      if (found[part.dataset.fig] !== undefined) part.textContent = found[part.dataset.fig];
    }
    for (const part of this.form.querySelectorAll("[data-fig-state]")) {
      const [word, kind] = this.words.states[found[part.dataset.figState]] || ["", "off"];
      part.textContent = word;
      part.className = `mark ${kind}`;
    }
    for (const part of this.form.querySelectorAll("[data-fig-lacking]")) {
      const names = found[part.dataset.figLacking];
      part.textContent = names ? this.say("lacking", { names }) : "";
    }
    for (const part of this.form.querySelectorAll("[data-fig-brief]")) part.textContent = this.brief(part.dataset.figBrief);
    const verdict = this.form.querySelector("[data-verdict]");
    const state = found["cost|state"];
    verdict.dataset.state = state;
    verdict.textContent = state === "short" ? this.say("gap", { gap: found["cost|gap"] }) : state === "met" ? this.words.enough : "";
    for (const part of this.board.querySelectorAll("[data-cost]")) {
      part.textContent = found[part.dataset.cost] ? this.say("yuan", { yuan: found[part.dataset.cost] }) : "";
    }
    for (const part of this.board.querySelectorAll("[data-four]")) {
      const count = found[`four|${part.dataset.four}`];
      part.textContent = count && Number(count) < 3 ? this.say("few_kinds", { count }) : "";
    }
    const unpriced = this.form.querySelector("[data-unpriced]");
    if (unpriced) unpriced.textContent = found["cost|unpriced"] ? this.say("unpriced", { names: found["cost|unpriced"] }) : "";
    this.prices(plan);
    this.ask();
  }

  // The food groups of a band that are short or too much, in a line.
  brief(band) {
    const some = (state) => Object.keys(this.facts.standard[band].groups).filter((group) => this.found[`g|${band}|${group}|state`] === state);
    const said = ["low", "high"].map((state) => [this.words.states[state][0], some(state)]).filter(([, names]) => names.length);
    return said.map(([word, names]) => `${word}：${names.join("、")}`).join("；");
  }

  prices(plan) {
    const list = this.form.querySelector("[data-prices]");
    if (!list) return;
    const by = {};
    for (const meal of plan) for (const dish of meal.dishes) for (const row of dish.rows) {
      const source = this.data.sources[row.code];
      (by[source] = by[source] || new Set()).add(this.facts.foods[row.code].name);
    }
    const lines = Object.keys(this.words.sources).filter((source) => by[source]);
    list.replaceChildren(...lines.map((source) => element("li", {}, `${this.words.sources[source]}：${[...by[source]].join("、")}`)));
  }

  // What the list asks about needs an answer before it can be published; what it refuses is named.
  ask() {
    const box = this.form.querySelector("[data-asks]");
    const found = new Map();
    for (const slot of this.slots) for (const dish of read(slot)) for (const one of this.verdicts(dish)) found.set(one.key, one);
    const shown = [...found.keys()].join("|");
    if (box.dataset.shown === shown) return;
    box.dataset.shown = shown;
    box.hidden = !found.size;
    const parts = [];
    let number = 0;
    for (const one of found.values()) {
      if (one.rule === "refuse") {
        parts.push(element("p", { class: "red" }, this.say("refused", one)));
        continue;
      }
      const at = `asks-${number}-`;
      number += 1;
      const field = element("input", { id: `f-${at}reason`, name: `${at}reason`, maxlength: "200", autocomplete: "off" });
      field.value = this.answers[one.key] || "";
      field.addEventListener("input", () => (this.answers[one.key] = field.value));
      const key = element("input", { type: "hidden", name: `${at}key`, value: one.key });
      const label = element("label", { for: field.id }, this.say("answer", one));
      parts.push(element("div", { class: "field" }, label, element("span", { class: "hint" }, one.basis), key, field));
    }
    box.replaceChildren(box.querySelector("h2"), ...parts);
  }
}

const form = document.getElementById("planner");
if (form) new Planner(form, JSON.parse(document.getElementById("planner-data").textContent));
