// A form's fields as values, {name: [values in the form's order]}, and back into the form.

const LEFT_OUT = new Set(["csrf_token", "kept_place"]);
const NOT_KEPT = new Set(["password", "file", "submit", "button", "image", "reset"]);
const ticked = (field) => field.type === "checkbox" || field.type === "radio";

// A password or a PIN is never kept, nor a file (photos are sent on their own).
export const keeps = (field) =>
  Boolean(field.name) && !LEFT_OUT.has(field.name) && !NOT_KEPT.has(field.type) && !field.closest("[data-not-kept]");

export function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!keeps(field)) continue;
    const list = (values[field.name] = values[field.name] || []);
    if (!ticked(field) || field.checked) list.push(field.value);
  }
  return values;
}

// Puts values into the form; the form hears `kept:restore` first, so that its scripts make room for rows.
// What the form has no place for is returned, to be kept along.
export function fill(form, values) {
  form.dispatchEvent(new CustomEvent("kept:restore", { detail: { fields: flat(values) }, bubbles: true }));
  // Twice: a first value may bring forth the fields or the choices for others.
  for (let pass = 0; pass < 2; pass += 1) put(form, values);
  const there = new Set([...form.elements].filter(keeps).map((field) => field.name));
  return Object.fromEntries(Object.entries(values).filter(([name, list]) => !there.has(name) && list.some(Boolean)));
}

function put(form, values) {
  const used = {};
  for (const field of [...form.elements]) {
    const list = keeps(field) ? values[field.name] : undefined;
    if (!list) continue;
    if (ticked(field)) {
      const checked = list.includes(field.value);
      if (field.checked === checked) continue;
      field.checked = checked;
    } else {
      const place = used[field.name] || 0;
      used[field.name] = place + 1;
      if (list[place] === undefined || field.value === list[place]) continue;
      field.value = list[place];
    }
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

const flat = (values) => Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list[0] || ""]));

export const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (values) => Object.keys(values).sort().map((name) => [name, values[name]]);
