// Which ingredients fit what was typed, the best first; the same order as mealwatch/catalogue/domain/search.py.
// A whole match before a beginning, a beginning before the middle; then what this canteen uses most.

const ASIDE = /[\s'’]/g; // input methods part the letters of a composition
const known = new WeakMap();

export const narrow = (text) => text.normalize("NFKC").toLowerCase().replace(/ü/g, "v").replace(ASIDE, "");

function how(text, wanted) {
  if (text === wanted) return 0;
  const at = text.indexOf(wanted);
  return at === 0 ? 1 : at > 0 ? 2 : 9;
}

// By its name and code, and by other names; folded once for each ingredient.
function texts(one) {
  if (!known.has(one)) {
    const words = one.find.map(narrow);
    known.set(one, { own: [narrow(one.name), ...words.slice(0, one.own)], others: words.slice(one.own) });
  }
  return known.get(one);
}

function best(list, wanted) {
  let found = 9;
  for (const text of list) {
    const fits = how(text, wanted);
    if (fits < found) found = fits;
  }
  return found;
}

// Folds everything beforehand, so that the first key is as fast as the others.
export const prepare = (offered) => offered.forEach(texts);


export function search(offered, text, most = 9) {
  const wanted = narrow(text);
  if (!wanted) return [];
  const found = [];
  for (const one of offered) {
    // The match, and by what: its own name before another one.
    const { own, others } = texts(one);
    const byOwn = best(own, wanted);
    const byOther = byOwn ? best(others, wanted) : 9;
    if (byOwn < 9 || byOther < 9) found.push([Math.min(byOwn, byOther), one, byOwn <= byOther ? 0 : 1]);
  }
  found.sort(
    ([a, one, by], [b, other, otherBy]) =>
      a - b ||
      (other.used || 0) - (one.used || 0) ||
      by - otherBy ||
      one.name.length - other.name.length ||
      (one.code < other.code ? -1 : 1),
  );
  return found.slice(0, most).map(([, one]) => one);
}

// What somebody means who wrote a whole name, another name or the code.
export function theOne(offered, text) {
  const wanted = narrow(text);
  if (!wanted) return undefined;
  const named = offered.find((one) => narrow(one.name) === wanted || (one.code && narrow(one.code) === wanted));
  if (named) return named;
  const found = offered.filter((one) => texts(one).own.includes(wanted) || texts(one).others.includes(wanted));
  return found.length === 1 ? found[0] : undefined;
}
