// Walking the store: one ingredient at a time. Without scripts all of them stand below each other.
const filled = (step) => [...step.querySelectorAll("input.num")].some((field) => field.value.trim());

class Walk {
  constructor(form) {
    this.form = form;
    this.steps = [...form.querySelectorAll("[data-step]")];
    this.counted = this.steps.filter((step) => !("extra" in step.dataset));
    this.skipped = new Set();
    this.line = form.querySelector("[data-progress-line]");
    this.list = form.querySelector("[data-overview]");
    this.entries = this.steps.map((step, number) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "line wide-button";
      const name = document.createElement("span");
      name.textContent = step.dataset.step;
      const state = document.createElement("span");
      state.className = "mark";
      button.append(name, state);
      button.addEventListener("click", () => {
        this.list.closest("details").open = false;
        this.go(number);
      });
      const item = document.createElement("li");
      item.append(button);
      this.list.append(item);
      return state;
    });
    form.classList.add("walking");
    form.addEventListener("input", () => this.tell());
    form.addEventListener("click", (event) => this.click(event));
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("kept:restore", () => setTimeout(() => this.begin(), 0));
    addEventListener("hashchange", () => this.follow());
    this.begin();
  }

  // At what is wrong, else at what the address names, else at the first that is not counted yet.
  begin() {
    const wrong = this.steps.findIndex((step) => step.querySelector("[aria-invalid]"));
    const named = this.steps.findIndex((step) => step.id && step.id === location.hash.slice(1));
    if (wrong < 0 && named >= 0) return this.show(named);
    const next = this.steps.findIndex((step) => !filled(step));
    this.show(wrong >= 0 ? wrong : next >= 0 ? next : 0);
  }

  show(number) {
    this.at = number;
    this.steps.forEach((step, place) => step.classList.toggle("now", place === number));
    this.form.querySelector("[data-back]").disabled = number === 0;
    this.form.querySelector("[data-next]").hidden = number === this.steps.length - 1;
    this.tell();
  }

  go(number) {
    this.show(number);
    const field = this.steps[number].querySelector("input:not([type=hidden])");
    if (field) field.focus();
    this.form.scrollIntoView({ block: "start" });
  }

  // The next one; after the last of the list those that were skipped, then what the book does not know.
  next() {
    const left = this.steps.findIndex((step, place) => place > this.at && place < this.steps.length - 1 && !filled(step));
    if (left >= 0) return this.go(left);
    const back = this.steps.findIndex((step) => this.skipped.has(step) && !filled(step) && step !== this.steps[this.at]);
    this.go(back >= 0 ? back : Math.min(this.at + 1, this.steps.length - 1));
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const step = this.steps[this.at];
    if ("none" in button.dataset) {
      step.querySelector("input.num").value = "0";
      step.querySelector("input.num").dispatchEvent(new Event("input", { bubbles: true }));
      this.next();
    } else if ("skip" in button.dataset) {
      this.skipped.add(step);
      this.next();
    } else if ("back" in button.dataset) this.go(this.at - 1);
    else if ("next" in button.dataset) {
      if (!filled(step)) this.skipped.add(step);
      this.next();
    }
  }

  key(event) {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.ctrlKey) return;
    if (!event.target.matches(".tally input")) return;
    event.preventDefault();
    if (!filled(this.steps[this.at])) this.skipped.add(this.steps[this.at]);
    this.next();
  }

  // A link of the summary of what is wrong leads to a field: show its step.
  follow() {
    const field = document.getElementById(location.hash.slice(1));
    const number = this.steps.findIndex((step) => field && step.contains(field));
    if (number >= 0) this.go(number);
  }

  tell() {
    const words = this.form.dataset;
    const done = this.counted.filter(filled).length;
    this.line.firstElementChild.textContent = words.progress.replace("{done}", done).replace("{all}", this.counted.length);
    this.line.lastElementChild.value = done;
    this.steps.forEach((step, place) => {
      const state = this.entries[place];
      const how = filled(step) ? "done" : this.skipped.has(step) ? "skipped" : "todo";
      state.textContent = "extra" in step.dataset && how !== "done" ? "" : words[how];
      state.hidden = !state.textContent;
      state.className = `mark ${{ done: "met", skipped: "missing", todo: "off" }[how]}`;
    });
    this.form.querySelector("[data-finish]").classList.toggle("main", done > 0 && (done === this.counted.length || this.at === this.steps.length - 1));
  }
}

for (const form of document.querySelectorAll("form[data-walk]")) new Walk(form);
