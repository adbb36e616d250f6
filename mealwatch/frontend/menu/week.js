// The planned week as values: read from the form's fields, written back to them, copied, compared.
import { narrow } from "../typing/search.js";

export const MEALS = ["breakfast", "lunch", "dinner", "snack"];

// The fields of each meal, by day and meal.
export function slotsOf(form) {
  const slots = [];
  for (const field of form.querySelectorAll("textarea[name$='-on']")) {
    const at = field.name.slice(0, -2);
    const of = (name) => form.elements[at + name];
    slots.push({ on: field.value, meal: of("meal").value, at: of("at"), copied: of("copied"), dishes: of("dishes") });
  }
  return slots;
}

export const read = (slot) => {
  try {
    return JSON.parse(slot.dishes.value || "[]");
  } catch {
    return [];
  }
};

// Written where it differs, and told: what keeps the form listens.
export function put(field, text) {
  if (field.value === text) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export const write = (slot, dishes) => put(slot.dishes, dishes.length ? JSON.stringify(dishes) : "");

// Whole milligrams of grams as they are written; null for nothing, undefined for what is no amount.
export function milligrams(text) {
  const written = String(text).normalize("NFKC").replace(/。/g, ".").replace(/\s/g, "").replace(/(克|[gG])$/, "");
  if (!written) return null;
  const match = /^(\d{1,4})(?:\.(\d{1,3}))?$/.exec(written);
  if (!match) return undefined;
  const mg = Number(match[1]) * 1000 + Number((match[2] || "").padEnd(3, "0"));
  return mg > 2000000 ? undefined : mg;
}

// The week as the figures take it: foods that the catalogue knows, with the amounts that can be read.
export function planOf(slots, foods) {
  return slots.map((slot) => ({
    on: slot.on,
    meal: slot.meal,
    dishes: read(slot).map((dish) => ({
      rows: dish.rows
        .filter((row) => foods[row.code])
        .map((row) => ({ code: row.code, mg: amounts(row.grams) }))
        .filter((row) => Object.keys(row.mg).length),
    })),
  }));
}

// As the server reads it: nothing for one band is no row of that band.
function amounts(grams) {
  const found = {};
  for (const [band, text] of Object.entries(grams)) {
    const mg = milligrams(text);
    if (band && mg === 0) continue;
    found[band] = mg === undefined ? null : mg;
  }
  return found;
}

const gramsText = (grams) => Object.values(grams).map((text) => text || "—").join("/");

// What one dish would change in another, in short sentences; `say` fills the planner's words.
export function differences(was, now, say) {
  const found = [];
  if (was.name !== now.name) found.push(say("renamed", { name: now.name }));
  const before = new Map(was.rows.map((row) => [row.code || row.name, row]));
  const after = new Map(now.rows.map((row) => [row.code || row.name, row]));
  for (const [key, row] of before) if (!after.has(key)) found.push(say("removed", { name: row.name }));
  for (const [key, row] of after) {
    const old = before.get(key);
    if (!old) found.push(say("added", { name: row.name, now: gramsText(row.grams) }));
    else if (gramsText(old.grams) !== gramsText(row.grams)) {
      found.push(say("was_now", { name: row.name, was: gramsText(old.grams), now: gramsText(row.grams) }));
    }
  }
  return found;
}

// Foods that may not be served or are asked about: the twin of mealwatch/catalogue/domain/forbidden.py.
export function judge(names, of, rules) {
  const texts = names.map(narrow);
  const hit = (words) => words.find((word) => texts.some((text) => pattern(word).test(text)));
  let asked = null;
  for (const rule of rules) {
    if ((rule.of !== "any" && rule.of !== of) || hit(rule.excepted) || !hit(rule.words)) continue;
    const verdict = { key: `${rule.code}:${names[0]}`, name: names[0], rule: rule.rule, basis: rule.basis };
    if (rule.rule === "refuse") return verdict;
    asked = asked || verdict;
  }
  return asked;
}

const patterns = {};
function pattern(word) {
  const escaped = (part) => narrow(part).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return (patterns[word] = patterns[word] || new RegExp(word.split("*").map(escaped).join(".{0,2}")));
}
