// The words that scripts write on a page, in the reader's language: the layout's island, filled in.
const island = document.getElementById("script-words");
const WORDS = island ? JSON.parse(island.textContent) : {};

export const word = (key, places = {}) =>
  (WORDS[key] || key).replace(/\{(\w+)\}/g, (_all, name) => String(places[name]));

// An element with a class and a text or children; attributes beside.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
