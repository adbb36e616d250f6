// One day's menu, issues and samples side by side. Menu and issues are ticked as the pack has them, and people untick
// what they do not find; a sample is ticked by whoever stands before it, so it begins as null: not looked at.
import { agrees } from "./measures.js";

// Oil and condiments of the known catalogue: fetched for several days at once and part of no sample, so no dish lacks
// them and a "dish" of them alone is no row.
const SHARED = /^(YZ|TW)\d/;
const own = (ingredients) => ingredients.filter(({ code }) => !SHARED.test(code));

// Rows of a day: every dish of the menu, then what was issued or kept and stands in no menu.
// Beside `what, menu, issued, sample` a row may name what its dish lacks: `lacking` ["盐"]; `sampled`: whether the pack
// knows of a sample, absent where none is kept of such a thing.
export function prefilled(pack, day) {
  const meals = pack.menus.filter(({ on }) => on === day);
  const rows = meals.flatMap((menu) => dishesOf(pack, day, menu));
  return [...rows, ...strangers(pack, day, meals)];
}

function dishesOf(pack, day, { meal, dishes }) {
  const issued = new Set(goodsOf(pack, day, meal).map(({ code }) => code));
  const kept = new Set(keptOf(pack, day, meal));
  return dishes.filter((dish) => !dish.ingredients.length || own(dish.ingredients).length).map(({ name, ingredients }) => {
    const lacking = own(ingredients).filter(({ code }) => !issued.has(code)).map((one) => one.name);
    return { what: name, menu: true, issued: !lacking.length, sample: null, sampled: kept.has(name), lacking };
  });
}

function strangers(pack, day, meals) {
  const dishes = meals.flatMap((menu) => menu.dishes);
  const planned = new Set(dishes.flatMap(({ ingredients }) => ingredients.map(({ code }) => code)));
  const goods = own(goodsOf(pack, day)).filter(({ code }) => !planned.has(code));
  const named = new Set(dishes.map(({ name }) => name));
  const samples = keptOf(pack, day).filter((name) => !named.has(name));
  return [
    ...unique(goods.map(({ name }) => name)).map((what) => ({ what, menu: false, issued: true, sample: null, lacking: [] })),
    ...unique(samples).map((what) => ({ what, menu: false, issued: false, sample: null, sampled: true, lacking: [] })),
  ];
}

const goodsOf = (pack, day, meal) => ofDay(pack.issues, day, meal).flatMap(({ goods }) => goods);
const keptOf = (pack, day, meal) => ofDay(pack.samples, day, meal).flatMap(({ dishes }) => dishes.map(({ name }) => name));
const ofDay = (rows, day, meal) => rows.filter((one) => one.on === day && (!meal || one.meal === meal));
const unique = (names) => [...new Set(names)];

// Rows whose sample nobody looked at, by what the pack has of the day.
export function unseen(rows, facts) {
  const sampled = new Set(facts.filter((one) => one.sampled !== undefined).map(({ what }) => what));
  return rows.filter(({ what, sample }) => sample === null && sampled.has(what));
}

// The body's matches with one day's rows, note or photos changed; `lacking` is for the eye alone.
export function matched(matches, day, changed) {
  const kept = matches.find((one) => one.day === day) || { day, drawn: true, rows: [], agrees: false, note: "", photos: [] };
  const rows = (changed.rows || kept.rows).map(({ what, menu, issued, sample }) => ({ what, menu, issued, sample }));
  const next = { ...kept, ...changed, rows, agrees: agrees(rows) };
  const rest = matches.filter((one) => one.day !== day);
  return [...rest, next].sort((one, other) => (one.day < other.day ? -1 : 1));
}
