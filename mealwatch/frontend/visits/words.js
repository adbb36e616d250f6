// The app's words, from the page's island, in the language chosen on this tablet; Chinese unless English was asked.
const CHOSEN = "mealwatch.visit-language";
const island = typeof document === "undefined" ? null : document.getElementById("visit-words");
const BOTH = island ? JSON.parse(island.textContent) : { zh: {}, en: {} };

export const language = () => {
  try {
    return localStorage.getItem(CHOSEN) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
};

export function chooseLanguage(code) {
  try {
    localStorage.setItem(CHOSEN, code);
  } catch {
    // Not kept: Chinese again at the next start.
  }
  location.reload();
}

const words = typeof localStorage === "undefined" ? BOTH.zh : BOTH[language()];

// The sentence for a key with its {places} filled in; the key itself where there is none.
export const t = (key, places = {}) =>
  (words[key] || BOTH.zh[key] || key).replace(/\{(\w+)\}/g, (all, name) => (name in places ? String(places[name]) : all));
