// What was weighed, counted and asked, against what the papers say: whole base units, compared by multiplying
// across before anything is rounded, as inspections/office/domain/allowed.py does by the same cases. A suggestion is
// never an answer: people choose.
const C4_REACHED = [97, 100]; // the weight of a delivery, of what its paper says
const D3_WITHIN = [3, 100]; // the count of a stock, off what the book says
const E2_REACHED = [90, 100]; // three portions, of what the menu promises for three
const E6_REACHED = [80, 100]; // pupils who are satisfied, of those asked
const E6_HALF = [60, 100];
export const LEAST = { weigh: 3, count: 5, portions: 3, match: 2, tally: 10 };

// part / whole >= top / bottom, for whole numbers, and so without rounding.
export const reaches = (part, whole, [top, bottom]) => part * bottom >= whole * top;
export const within = (one, other, [top, bottom]) => Math.abs(one - other) * bottom <= other * top;

// part of whole in per cent: one place rounded half up, more where one place would say that a mark is reached and it
// is not. "" without a whole.
export function percent(part, whole, mark = null) {
  if (whole <= 0) return "";
  for (let places = 1; ; places++) {
    const scale = 10 ** places;
    const rounded = Math.floor((200 * scale * part + whole) / (2 * whole));
    const honest = !mark || reaches(part, whole, mark) === reaches(rounded, 100 * scale, mark);
    if (honest || places === 4) return decimal(rounded, places);
  }
}

function decimal(number, places) {
  const digits = String(number).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

// Gross less tare, or {fault}: both are whole base units, the container is lighter than the whole.
export function net(gross, tare) {
  if (gross === undefined) return { fault: "empty" };
  if (tare >= gross) return { fault: "tare" };
  return { net: gross - tare };
}

// What a weighing found: the second weighing counts where there is one; null before the paper is opened.
export function weighed({ first, second, paper }) {
  const found = (second || first).net;
  if (paper === null || paper === undefined) return null;
  const met = paper ? reaches(found, paper, C4_REACHED) : !found;
  return { found, paper, gap: found - paper, percent: percent(found, paper, C4_REACHED), met };
}

export function counted({ first, second, book }) {
  const found = (second || first).quantity;
  if (book === null || book === undefined) return null;
  const off = Math.abs(found - book);
  const met = within(found, book, D3_WITHIN);
  return { found, book, gap: found - book, percent: percentOff(off, book, met), met };
}

// How far off, in per cent; more places where one would say "within" and it is not.
function percentOff(off, book, met) {
  if (book <= 0) return "";
  for (let places = 1; ; places++) {
    const scale = 10 ** places;
    const rounded = Math.floor((200 * scale * off + book) / (2 * book));
    if ((rounded * D3_WITHIN[1] <= 100 * scale * D3_WITHIN[0]) === met || places === 4) return decimal(rounded, places);
  }
}

// Three portions of one dish together, against three times what the menu gives a pupil.
export function portioned({ planned_g: planned, weighed_g: weights }) {
  const found = weights.reduce((sum, one) => sum + one, 0);
  const wanted = planned * weights.length;
  return { found, wanted, percent: percent(found, wanted, E2_REACHED), met: reaches(found, wanted, E2_REACHED) };
}

// What the menu promises of a dish, whole grams for a pupil: the sum of its ingredients as bought, rounded half up.
export function promised({ ingredients }) {
  const mg = ingredients.reduce((sum, one) => sum + one.mg, 0);
  return Math.floor((mg + 500) / 1000);
}

export const rowAgrees = ({ menu, issued, sample }) => menu && issued && sample !== false;
export const agrees = (rows) => rows.length > 0 && rows.every(rowAgrees);

export function satisfied({ asked, satisfied: pleased }) {
  return { percent: percent(pleased, asked, E6_REACHED), met: asked > 0 && reaches(pleased, asked, E6_REACHED) };
}

// One number of the tally changed: nobody is counted who was not asked.
export function tallied(tally, name, change) {
  const value = Math.max(0, Math.min(99, tally[name] + change));
  if (name === "asked") {
    const rest = Object.keys(tally).filter((one) => one !== "asked");
    return rest.reduce((made, one) => ({ ...made, [one]: Math.min(tally[one], value) }), { ...tally, asked: value });
  }
  return { ...tally, [name]: Math.min(value, tally.asked) };
}

// How many of a part are enough: what the list asks for, or all there are where that is fewer, but never nothing.
export function enough(part, body, pack) {
  if (part === "weigh") return some(part, pack, byHand(body.weighings));
  if (part === "count") return some(part, pack, byHand(body.counts));
  if (part === "match") return Math.max(1, Math.min(LEAST.match, pack ? pack.match_days.length : LEAST.match));
  if (part === "tally") return Math.max(1, Math.min(LEAST.tally, there(body) || LEAST.tally));
  return LEAST[part] || 1;
}

const byHand = (rows) => (rows || []).filter(({ good }) => good && good.ref === null).length;
const some = (part, pack, more) => Math.max(1, Math.min(LEAST[part], pack ? pack[part].length + more : LEAST[part]));
const there = ({ heads }) => (heads && (heads.present || heads.served)) || 0;

const HELD = {
  weigh: ({ weighings }) => (weighings || []).length,
  count: ({ counts }) => (counts || []).length,
  portions: ({ portions }) => (portions || []).length,
  match: ({ matches }) => (matches || []).length,
  tally: ({ tally }) => (tally ? tally.asked : 0),
  meal: ({ meal_eaten: eaten }) => (eaten && eaten.who.length ? 1 : 0),
};

// Whether a part was done: enough of it, or weighing and counting were ended by the team.
export function measured(part, body, pack) {
  return HELD[part](body) >= enough(part, body, pack) || (["weigh", "count"].includes(part) && ended(body));
}

// More than a school's kitchen ever holds: asked again before it is kept for good.
const MOST = { g: 100_000_000, ml: 100_000_000, piece: 1_000_000 };
export const implausible = (base, amount) => amount > MOST[base];

// full, half or none for the part's item, or null while there is not enough to say.
export function suggestion(part, body, pack) {
  if (part === "weigh") return among(body.weighings, weighed, enough(part, body, pack), ended(body));
  if (part === "count") return among(body.counts, counted, enough(part, body, pack), ended(body));
  if (part === "portions") return among(body.portions, portioned, LEAST.portions);
  if (part === "match") return among(body.matches, ({ agrees: met }) => ({ met }), enough(part, body, pack));
  if (part === "tally") return pupils(body.tally, enough(part, body, pack));
  return null;
}

export const ended = (body) => (body.log || []).some(({ what }) => what === "blind.ended");

// All as they should be: full. At most half of them off: half. More: none.
function among(rows, finding, least, over = false) {
  const found = (rows || []).map(finding).filter(Boolean);
  if (!found.length || (found.length < least && !over)) return null;
  const off = found.filter(({ met }) => !met).length;
  if (!off) return "full";
  return 2 * off <= found.length ? "half" : "none";
}

function pupils(tally, least) {
  if (!tally || tally.asked < least) return null;
  if (reaches(tally.satisfied, tally.asked, E6_REACHED)) return "full";
  return reaches(tally.satisfied, tally.asked, E6_HALF) ? "half" : "none";
}
