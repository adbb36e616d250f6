// The one script of mealwatch's pages. Every page works without it.
import "./typing/rows.js";
import "./kept/main.js";
import "./menu/planner.js";
import "./photos.js";
import "./goods.js";
import "./signing.js";
import "./orders.js";
import "./counting.js";
import "./safety.js";
import "./viewer.js";
import "./remembering.js";
import "./today/today.js";

const page = location.pathname;
document.documentElement.classList.add("scripted");

// What is wrong is read first.
const faults = document.getElementById("faults");
if (faults) faults.focus();

// On a phone the menu is a strip: show the part of it where the reader is.
const here = document.querySelector(".side nav > ul:first-child [aria-current]");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 60;

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // What opens beside the page leaves it as it is.
  const beside = event.submitter && event.submitter.formTarget === "_blank";
  if (form.method === "post" && !event.defaultPrevented && !beside) form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Changing the language keeps what was typed and the place on the page.
const KEPT = "mealwatch.kept";
const typed = () =>
  [...document.querySelectorAll("main input, main select, main textarea")].filter(
    (field) => !["password", "hidden", "file"].includes(field.type),
  );
for (const link of document.querySelectorAll("[data-keep-typed]")) {
  link.addEventListener("click", () => {
    const values = typed().map((field) => [field.name, field.value, field.checked]);
    sessionStorage.setItem(KEPT, JSON.stringify({ page, values, top: scrollY }));
  });
}
const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
sessionStorage.removeItem(KEPT);
if (kept && kept.page === page) {
  typed().forEach((field, place) => {
    const [name, value, checked] = kept.values[place] || [];
    if (name !== field.name) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  scrollTo(0, kept.top);
}

// Choices that matter only for some values of another field: <div data-for="role" data-values="inspector auditor">.
for (const part of document.querySelectorAll("[data-for]")) {
  const form = part.closest("form");
  const show = () => {
    part.hidden = !part.dataset.values.split(" ").includes(form.elements[part.dataset.for].value);
    for (const inner of part.querySelectorAll("input, select, textarea")) inner.disabled = part.hidden;
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

// A filter takes effect at once; its button is for those without scripts.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.submit());
}

// Copy what is shown only once.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}
