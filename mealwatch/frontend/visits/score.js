// What a visit scores by its list, as checklists/domain/score.py says it, by the same cases: whole numbers only, the
// grade found before anything is rounded, one red line fails whatever the points.
const HALVES = { full: 2, half: 1, none: 0 };
const LEFT_OUT = ["na", "unchecked"];
const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

// `list` as the pack brings it, `answers` {code: word}, `redLines` the codes of those met (an array, or an object's keys).
// {got_halves, base, ratio: [got_halves, 2 * base] or null, grade or null, by_section: [{letter, got_halves, base}]}
export function score(list, answers, redLines = []) {
  const bySection = list.sections.map((section) => part(section, answers));
  const got = bySection.reduce((sum, one) => sum + one.got_halves, 0);
  const base = bySection.reduce((sum, one) => sum + one.base, 0);
  const met = Array.isArray(redLines) ? redLines : Object.keys(redLines);
  const reached = list.grades.find(([, least]) => 100 * got >= 2 * least * base);
  let grade = base ? (reached ? reached[0] : "fail") : null;
  if (list.red_lines.some((one) => met.includes(one.code))) grade = "fail";
  return { got_halves: got, base, ratio: base ? [got, 2 * base] : null, grade, by_section: bySection };
}

// Tenths of a per cent, rounded half up, for print alone; null without a base.
export function tenths({ got_halves: got, base }) {
  return base ? Math.floor((1000 * got + base) / (2 * base)) : null;
}

function part(section, answers) {
  let got = 0;
  let base = 0;
  for (const item of section.items) {
    const answer = has(answers, item.code) ? answers[item.code] : "unchecked";
    if (LEFT_OUT.includes(answer) || !item.scored) continue;
    if (!has(HALVES, answer)) throw new RangeError(`${item.code}: ${answer} is no answer`);
    got += HALVES[answer] * item.points;
    base += item.points;
  }
  return { letter: section.letter, got_halves: got, base };
}
