// What a visit hands over, read off its body: findings with their photos' numbers, the text that is signed. Pure.
import { judged, lost } from "./visit_rules.js";

const CONTENT = [
  "visit", "list", "pack", "team", "school_side", "heads", "answers", "red_lines", "unchecked_reason", "rechecks",
  "weighings", "counts", "portions", "matches", "meal_eaten", "tally", "log", "reply", "score",
]; // prettier-ignore
const ORDER = ["inspector", "member", "principal"];

// What signatures bind to: the visit without them, and without what was only being typed.
export const content = (body) => Object.fromEntries(CONTENT.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]));

// The answers alone, as the score reads them.
export const answersOf = (body) => Object.fromEntries(Object.entries(body.answers || {}).map(([code, { answer }]) => [code, answer]));

export const wordsOf = ({ phrases = [], note = "" }) => [...phrases, note.trim()].filter(Boolean).join("；");

// Every photo once, numbered in the order of the list: [{n, digest, kind, ref, fixed, words}]. `before`: the pack's
// findings, by whose codes the photos of a second look are named.
export function photosOf(body, list, before = []) {
  const found = [];
  const seen = new Map();
  const take = (digests, about) => {
    for (const digest of digests || []) {
      if (seen.has(digest)) continue;
      seen.set(digest, found.push({ n: found.length + 1, digest, ...about }));
    }
  };
  for (const { item } of itemsOf(list)) {
    const answer = (body.answers || {})[item.code];
    if (!answer) continue;
    take(answer.photos, { kind: "item", ref: item.code, words: wordsOf(answer) });
    take(answer.fixed_photos, { kind: "fixed", ref: item.code, words: wordsOf(answer) });
  }
  for (const [code, line] of Object.entries(body.red_lines || {})) take(line.photos, { kind: "red", ref: code, words: line.note });
  for (const one of body.rechecks || []) take(one.photos, { kind: "recheck", ref: codeOf(one.finding, before), words: one.note });
  for (const [kind, rows] of [["weigh", body.weighings], ["count", body.counts]]) {
    for (const one of rows || []) {
      for (const taken of [one.first, one.second]) if (taken) take(taken.photos, { kind, ref: one.good.name, words: "" });
    }
  }
  for (const one of body.portions || []) take(one.photos, { kind: "portions", ref: one.dish, words: "" });
  for (const one of body.matches || []) take(one.photos, { kind: "match", ref: one.day, words: one.note });
  return found;
}

const codeOf = (id, before) => (before.find((one) => one.id === id) || { code: "" }).code;

// What was looked at again: [{code, text, found_on, mended, note}], in the order of the pack.
export function lookedAgain(body, before) {
  const seen = new Map((body.rechecks || []).map((one) => [one.finding, one]));
  return (before || []).filter(({ id }) => seen.has(id)).map(({ id, code, text, found_on: on }) => {
    const { mended, note } = seen.get(id);
    return { code, text, found_on: on, mended, note };
  });
}

const itemsOf = (list) => list.sections.flatMap((section) => section.items.map((item) => ({ section, item })));

// What lost points and the red lines that were met, in the order of the list.
export function findingsOf(body, list) {
  const numbers = new Map(photosOf(body, list).map(({ digest, n }) => [digest, n]));
  const numbered = (digests) => (digests || []).map((digest) => numbers.get(digest)).sort((one, other) => one - other);
  const reds = list.red_lines.filter(({ code }) => (body.red_lines || {})[code]);
  const items = itemsOf(list).filter(({ item }) => lost((body.answers || {})[item.code]));
  return [
    ...reds.map(({ code, text }) => {
      const { note, photos } = body.red_lines[code];
      return { code, text, place: "", red: true, answer: "", words: note, photos: numbered(photos), severity: "serious", due_on: "", responsible: "", fixed: false };
    }),
    ...items.map(({ section, item }) => {
      const { answer, severity, due_on, responsible, fixed, ...entry } = body.answers[item.code];
      const photos = numbered([...(entry.photos || []), ...(entry.fixed_photos || [])]);
      return { code: item.code, text: item.text, place: section.title, red: false, answer, words: wordsOf(entry), photos, severity, due_on, responsible, fixed };
    }),
  ];
}

// How many items were looked at, of how many.
export function looked(body, list) {
  const items = itemsOf(list).map(({ item }) => item).filter(({ scored }) => scored);
  return { all: items.length, done: items.filter(({ code }) => judged((body.answers || {})[code])).length };
}

// What has been begun with a scale and waits for the paper's figure: it has to be known before anybody signs.
export function unopened(body) {
  const weigh = (body.weighings || []).filter(({ paper }) => paper === null).map(({ good }) => ({ part: "weigh", name: good.name }));
  const count = (body.counts || []).filter(({ book }) => book === null).map(({ good }) => ({ part: "count", name: good.name }));
  return [...weigh, ...count];
}

// Who has to sign: the leader, everybody of the team, and the school.
export function signersOf(body, pack) {
  const team = body.team.filter(({ name }) => name.trim());
  const people = team.map(({ name, department, leader }) => ({ role: leader ? "inspector" : "member", name, department }));
  const principal = (pack && pack.school.principal) || body.school_side.name;
  const school = { role: "principal", name: principal, department: (pack && pack.school.name) || "" };
  return [...people, school].sort((one, other) => ORDER.indexOf(one.role) - ORDER.indexOf(other.role));
}

// The signature of a signer, or undefined; the school signs once, whoever does it.
export const signatureOf = (body, { role, name }) =>
  (body.signatures || []).find((one) => one.role === role && (role === "principal" || one.name === name));

// A visit's paper before the office numbers it: year, school, day and the end of the visit's own id.
export function numberOf({ visit }) {
  const [year, month, day] = visit.dated_on.split("-");
  return { year, school: visit.school, day: month + day, tail: visit.id.slice(-4) };
}
