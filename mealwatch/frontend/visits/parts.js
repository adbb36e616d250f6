// The screens of a visit that measure, by the name that the checklist's items have for them, and those at its end.
import { h } from "preact";
import { Count } from "./count.jsx";
import { Evidence } from "./evidence.jsx";
import { Match } from "./match.jsx";
import { Meal } from "./meal.jsx";
import { Notice } from "./notice.jsx";
import { Portions } from "./portions.jsx";
import { Result } from "./result.jsx";
import { Sign } from "./sign.jsx";
import { Tally } from "./tally.jsx";
import { Weigh } from "./weigh.jsx";

export { suggestion } from "./measures.js";
export { summary } from "./summaries.js";

// A visit that is signed and kept can be looked at, and no longer measured.
const lasting = (Screen) => (visit) =>
  visit.draft.finalised ? h("fieldset", { class: "settled", disabled: true }, h(Screen, visit)) : h(Screen, visit);

const measuring = { weigh: Weigh, count: Count, portions: Portions, match: Match, tally: Tally, meal: Meal };
const ending = { sign: Sign, result: Result, notice: Notice, evidence: Evidence };
const settled = Object.entries(measuring).map(([name, Screen]) => [name, lasting(Screen)]);
export const parts = { ...Object.fromEntries(settled), ...ending };
