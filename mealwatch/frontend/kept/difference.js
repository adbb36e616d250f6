// Two devices, one form: what differs is shown field by field, with who and when, and the person chooses.
import { element, word } from "../words.js";
import { valuesOf } from "./fields.js";

const told = (list = []) => JSON.stringify(list);
const row = (name) => (/^(.*-\d+-)/.exec(name) || ["", ""])[1];

// Which fields differ, and which side changed them since both were the same: "mine", "theirs", or "" for both.
export function differences(mine, theirs, base) {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names
    .filter((name) => told(mine[name]) !== told(theirs[name]))
    .map((name) => {
      if (base && told(mine[name]) === told(base[name])) return { name, side: "theirs" };
      if (base && told(theirs[name]) === told(base[name])) return { name, side: "mine" };
      return { name, side: "" };
    });
}

// Shows the panel over the form; `done(values)` with what was chosen.
export function choose(form, theirs, base, done) {
  const mine = valuesOf(form);
  const differing = differences(mine, theirs.fields, base);
  const shown = differing.filter(({ name }) => !hidden(form, name));
  const chosen = Object.fromEntries(differing.map(({ name, side }) => [name, side]));
  const who = word("theirs", theirs);
  const use = element("button", { type: "button", class: "main" }, word("use_chosen"));
  const judge = () => {
    use.disabled = shown.some(({ name }) => !chosen[name]);
  };
  const lines = shown.map(({ name }, number) => {
    const option = (side, whose, values) => {
      const input = element("input", { type: "radio", name: `clash-${number}`, value: side });
      input.checked = chosen[name] === side;
      input.addEventListener("change", () => {
        chosen[name] = side;
        judge();
      });
      const text = element("strong", {}, said(form, name, values));
      return element("label", { class: "choice" }, input, element("span", {}, text, element("small", {}, whose)));
    };
    return element(
      "fieldset",
      { class: "field clash", "data-clash": name },
      element("legend", {}, label(form, name)),
      option("mine", word("mine"), mine[name]),
      option("theirs", who, theirs.fields[name]),
    );
  });
  const finish = (side) => {
    for (const { name } of differing) chosen[name] = side || chosen[name] || sideOfRow(name, chosen) || "mine";
    panel.remove();
    const merged = { ...mine };
    for (const { name } of differing) {
      if (chosen[name] === "theirs") merged[name] = theirs.fields[name] || [];
    }
    done(merged);
  };
  const all = (side, text) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => finish(side));
    return button;
  };
  use.addEventListener("click", () => finish(""));
  const panel = element(
    "section",
    { class: "sheet kept-clash", role: "alert", tabindex: "-1" },
    element("h2", {}, word("clash_title")),
    element("p", {}, word("clash_lead")),
    ...lines,
    element("p", { class: "acts" }, use, all("mine", word("all_mine")), all("theirs", word("all_theirs"))),
  );
  // Inside a form its radios would be sent along: the panel stands before it.
  form.before(panel);
  judge();
  panel.scrollIntoView({ block: "nearest" });
  return panel;
}

// A field that nobody sees (a unit behind its chip) goes with what was chosen for its row, unless its script can say
// its value in words (field.keptSay).
function sideOfRow(name, chosen) {
  const found = Object.keys(chosen).find((other) => row(name) && row(other) === row(name) && chosen[other]);
  return found && chosen[found];
}

function fieldOf(form, name) {
  const found = form.elements[name];
  return found && found.length !== undefined && !found.options ? found[0] : found;
}

function hidden(form, name) {
  const field = fieldOf(form, name);
  return Boolean(field) && !field.keptSay && (field.type === "hidden" || field.hidden);
}

function label(form, name) {
  const field = fieldOf(form, name);
  const set = field && field.type === "radio" && field.closest("fieldset");
  const own = set ? set.querySelector("legend") : field && field.labels && field.labels[0];
  const text = own ? plain(own) : (field && field.getAttribute("aria-label")) || name;
  const number = /-(\d+)-/.exec(name);
  return number && !field.keptSay ? word("field_of_row", { row: Number(number[1]) + 1, label: text }) : text;
}

// A label without the small print beside it (选填).
function plain(own) {
  const copy = own.cloneNode(true);
  for (const small of copy.querySelectorAll("small")) small.remove();
  return copy.textContent.trim();
}

function said(form, name, values = []) {
  const field = fieldOf(form, name);
  const words = values.filter(Boolean).map((value) => {
    if (field && field.keptSay) return field.keptSay(value);
    if (field && field.options) return ([...field.options].find((one) => one.value === value) || { text: value }).text;
    if (field && (field.type === "radio" || field.type === "checkbox")) {
      const one = form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
      return one && one.labels[0] ? one.labels[0].textContent.trim() : value;
    }
    return value;
  });
  return words.join("、") || word("empty");
}
