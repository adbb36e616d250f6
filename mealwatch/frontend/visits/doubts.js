// What may be signed and is better looked at once more: it warns and bars nothing. Pure.
import { counted, suggestion, weighed } from "./measures.js";
import { itemsOf, judged } from "./visit_rules.js";

const RANK = { none: 0, half: 1, full: 2 };
// More than four times as much, or less than a quarter: rather a unit that was mistaken than goods that are missing.
const TIMES = 4;

// [{section, item, key, about}]: answered better than what was measured or what the records say; a figure in what
// looks like another unit; a day that was drawn and not held together.
export function doubts(body, pack) {
  const found = [];
  for (const { letter, items } of pack.list.sections) {
    for (const { code, part } of items) {
      const entry = body.answers[code];
      if (better(entry, part && suggestion(part, body, pack))) found.push({ section: letter, item: code, key: "measured", about: code });
      else if (better(entry, entry && entry.suggested)) found.push({ section: letter, item: code, key: "records", about: code });
    }
  }
  for (const [part, rows, of] of [["weigh", body.weighings, weighed], ["count", body.counts, counted]]) {
    for (const one of rows || []) {
      const result = of(one);
      if (result && otherUnit(result.found, result.paper ?? result.book)) found.push({ section: part, item: null, key: "unit", about: one.good.name });
    }
  }
  return [...found, ...skipped(body, pack)];
}

const better = (entry, suggested) => judged(entry) && suggested in RANK && RANK[entry.answer] > RANK[suggested];

const otherUnit = (found, known) => known > 0 && (found > TIMES * known || TIMES * found < known);

function skipped(body, pack) {
  const d2 = itemsOf(pack.list).find(({ part }) => part === "match");
  if (!d2 || !judged(body.answers[d2.code]) || body.answers[d2.code].answer === "na") return [];
  const held = new Set((body.matches || []).map(({ day }) => day));
  return (pack.match_days || []).filter((day) => !held.has(day)).map((day) => ({ section: "match", item: null, key: "drawn", about: day }));
}
