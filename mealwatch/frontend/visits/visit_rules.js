// What a visit is before anybody signs it: what an answer holds, what is counted, what is missing.
// Pure; inspections/domain/visit.py refuses what `missing` lists, by the same cases.
import { measured } from "./measures.js";

const LOST = ["half", "none"];
const JUDGED = ["full", "half", "none", "na"];
export const ANSWERS = JUDGED;
export const SEVERITIES = ["on_the_spot", "ordinary", "serious"];
export const KINDS = ["surprise", "look_back", "special", "joint"];
export const MEALS = ["breakfast", "lunch", "dinner", "snack"];
export const LEAST_TEAM = 2;
const DAY_MS = 24 * 3600 * 1000;

export const lost = (entry) => Boolean(entry) && LOST.includes(entry.answer);
export const judged = (entry) => Boolean(entry) && JUDGED.includes(entry.answer);
export const itemsOf = (list) => list.sections.flatMap((section) => section.items);
export const filled = (text) => Boolean(text && text.trim());

// The date some days after another.
export const later = (on, days) => new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

// By when it has to be mended: counted from the day of the visit, as the list says.
export const dueOn = (body, list, severity) => later(body.visit.dated_on, list.deadlines[severity]);

// One leader, and no more: whoever stands at `place`, or was it before, or comes first.
export function withLeader(team, place = Math.max(0, team.findIndex(({ leader }) => leader))) {
  return team.map((one, at) => ({ ...one, leader: at === place }));
}

// An item's answer after a tap on one of its places, or null when nothing is left of it. The same place again takes
// it back; photos and words stay with the item whatever is answered.
export function tapped({ entry, answer, suggested, body, list, responsible = "" }) {
  const { note = "", photos = [], phrases = [] } = entry || {};
  const kept = { note, photos, suggested: entry && entry.suggested !== undefined ? entry.suggested : suggested };
  if (entry && entry.answer === answer) return note || photos.length ? { answer: "unchecked", ...kept } : null;
  if (!LOST.includes(answer)) return { answer, ...kept };
  if (lost(entry)) return { ...entry, answer };
  return {
    answer,
    ...kept,
    phrases,
    severity: "ordinary",
    due_on: dueOn(body, list, "ordinary"),
    responsible,
    fixed: false,
    fixed_photos: [],
  };
}

// An item's answer with a photo or words, also before it is judged.
export function noted(entry, changed, suggested) {
  const next = { ...(entry || { answer: "unchecked", note: "", photos: [], suggested }), ...changed };
  return next.answer === "unchecked" && !next.note && !next.photos.length ? null : next;
}

// With another severity comes its deadline; only what is put right on the spot asks for a second photo.
export function graver(entry, severity, body, list) {
  const due = { severity, due_on: dueOn(body, list, severity) };
  return severity === "on_the_spot" ? { ...entry, ...due } : { ...entry, ...due, fixed: false, fixed_photos: [] };
}

// The answers when the rest is left for this time.
export function leftOut(list, answers, prefill = {}) {
  const rest = itemsOf(list).filter((item) => item.scored && !answers[item.code]);
  const blank = (code) => ({ answer: "unchecked", note: "", photos: [], suggested: suggestedBy(prefill, code) });
  return { ...answers, ...Object.fromEntries(rest.map(({ code }) => [code, blank(code)])) };
}

// ...and when it is taken up again: what holds nothing goes.
export function takenUp(answers) {
  return Object.fromEntries(
    Object.entries(answers).filter(([, one]) => one.answer !== "unchecked" || one.note || one.photos.length),
  );
}

export const suggestedBy = (prefill, code) => ((prefill || {})[code] || {}).suggest || null;

// {all, done, unchecked, sections: {A: {all, done, missing}}}; what is only recorded is not counted.
export function counts(body, pack) {
  const gaps = missing(body, pack).filter(({ key }) => key !== "answer" && key !== "reason");
  const sections = {};
  for (const { letter, items } of pack.list.sections) {
    const scored = items.filter((item) => item.scored);
    const done = scored.filter(({ code }) => judged(body.answers[code])).length;
    sections[letter] = { all: scored.length, done, missing: gaps.filter((one) => one.section === letter).length };
  }
  const all = sum(sections, "all");
  const done = sum(sections, "done");
  return { all, done, unchecked: all - done, sections };
}

const sum = (sections, what) => Object.values(sections).reduce((total, one) => total + one[what], 0);

// Everything that stands between the visit and its signatures, in the order of the screens: [{section, item, key}].
export function missing(body, pack) {
  const found = head(body);
  for (const { letter, items } of pack.list.sections) {
    for (const item of items) {
      for (const key of ofItem(item, body)) found.push({ section: letter, item: item.code, key });
      if (unmeasured(item, body, pack)) found.push({ section: letter, item: item.code, key: `part_${item.part}`, part: item.part });
    }
  }
  const again = new Map((body.rechecks || []).map((one) => [one.finding, one]));
  for (const { id } of pack.findings || []) {
    for (const key of ofRecheck(again.get(id), body)) found.push({ section: "recheck", item: String(id), key });
  }
  for (const { code } of pack.list.red_lines) {
    for (const key of ofRedLine(code, body)) found.push({ section: "redlines", item: code, key });
  }
  if ((body.loose_photos || []).length) found.push({ section: "photos", item: null, key: "loose" });
  return found;
}

// What a red line still needs before a person may confirm it.
export function wanting(one) {
  return [...(filled(one.note) ? [] : ["words"]), ...(one.photos.length ? [] : ["photo"])];
}

function ofRedLine(code, body) {
  const confirmed = (body.red_lines || {})[code];
  if (confirmed) return wanting(confirmed);
  const begun = (body.suspected || {})[code];
  return begun ? [...wanting(begun), "confirm"] : [];
}

function head({ visit, team, school_side: side }) {
  const keys = [];
  if (!filled(visit.arrived)) keys.push("arrived");
  const names = team.map(({ name }) => name.trim()).filter(Boolean);
  if (names.length < LEAST_TEAM || new Set(names).size < names.length) keys.push("team");
  if (team.filter(({ leader }) => leader).length !== 1) keys.push("leader");
  if (!filled(side.name)) keys.push("school_side");
  return keys.map((key) => ({ section: "head", item: null, key }));
}

function ofItem(item, body) {
  const entry = body.answers[item.code];
  if (item.scored && !judged(entry)) return filled(body.unchecked_reason) ? [] : ["answer"];
  if (!lost(entry)) return [];
  const keys = [];
  if (!entry.photos.length && !filled(entry.note) && !(entry.phrases || []).length) keys.push("evidence");
  if (!SEVERITIES.includes(entry.severity)) keys.push("severity");
  if (!entry.due_on || entry.due_on < body.visit.dated_on) keys.push("due");
  if (entry.fixed && !entry.fixed_photos.length) keys.push("fixed_photo");
  return keys;
}

// Judged without its part: to be measured, said why in a note, or answered as what it is, not looked at.
function unmeasured({ code, part }, body, pack) {
  const entry = body.answers[code];
  if (!part || !judged(entry) || entry.answer === "na" || filled(entry.note)) return false;
  return !measured(part, body, pack);
}

function ofRecheck(one, { visit }) {
  if (!one) return visit.kind === "look_back" ? ["recheck"] : [];
  return one.photos.length || filled(one.note) ? [] : ["evidence"];
}
