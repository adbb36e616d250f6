// What the form costs and where the week stands, at every key: the twin of stock/domain/store.py, spreads.py and
// desk/domain/bar.py. Whole numbers only (BigInt); a ratio is [top, bottom], never rounded before it is printed.

export const big = (value) => BigInt(value);
export const plus = ([a, b], [c, d]) => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
export const times = ([a, b], [c, d]) => [a * c, b * d];
export const below = ([a, b], [c, d]) => a * d < c * b;
const ZERO = [0n, 1n];
const total = (ratios) => ratios.reduce(plus, ZERO);

// Rounded down, for negative numbers too.
export function floor(top, bottom) {
  const whole = top / bottom;
  return top % bottom < 0n ? whole - 1n : whole;
}

// The part/whole share of fen, half up.
export const share = (fen, part, whole) => floor(2n * fen * part + whole, 2n * whole);

// Exact fen as yuan with so many places, half up.
export function yuan([top, bottom], places = 2) {
  const whole = rounded([top, bottom], places);
  const digits = String(whole < 0n ? -whole : whole).padStart(places + 1, "0");
  return `${whole < 0n ? "−" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
const rounded = ([top, bottom], places) => floor(2n * top * 10n ** BigInt(places) + bottom * 100n, 2n * bottom * 100n);

// Lots as [bought, used, cost in fen, drawn in fen], in the order in which they are drawn. A working copy of one
// canteen's shelf, which rows of the same ingredient share.
export class Shelf {
  constructor(lots) {
    this.lots = lots.map((lot) => lot.map(big));
  }

  get held() {
    return this.lots.reduce((sum, [bought, used]) => sum + bought - used, 0n);
  }

  // What so many base units cost, taken from the lots; null where they do not hold them (nothing is taken then).
  draw(quantity) {
    if (quantity > this.held) return null;
    let fen = 0n;
    for (const lot of this.lots) {
      const [bought, used, cost, drawn] = lot;
      const taken = bought - used < quantity ? bought - used : quantity;
      const now = share(cost, used + taken, bought) - drawn;
      lot[1] += taken;
      lot[3] += now;
      fen += now;
      quantity -= taken;
      if (!quantity) break;
    }
    return fen;
  }
}

// Where a cost falls that is used over several days: [[date, fen], ...]; ``plan`` are the canteen's supply days from
// the issue date on.
export function spread(fen, useDays, on, plan) {
  if (useDays === 1) return [[on, fen]];
  const days = plan.slice(0, useDays).length ? plan.slice(0, useDays) : [on];
  const n = BigInt(useDays);
  return days.map((day, at) => {
    const upto = at === days.length - 1 ? fen : share(fen, BigInt(at + 1), n);
    return [day, upto - share(fen, BigInt(at), n)];
  });
}

// Base units for everybody: ``perHead`` {band: ratio}, ``heads`` {band: count}; null where a band has no amount.
export function need(perHead, heads) {
  let sum = ZERO;
  for (const [band, count] of Object.entries(heads)) {
    if (count && perHead[band]) sum = plus(sum, times(perHead[band], [BigInt(count), 1n]));
  }
  return sum;
}

// A need in whole base units of steps: nearest half up and never nothing, or, of what is handed out whole, up.
export function inSteps([top, bottom], step, whole) {
  const unit = bottom * BigInt(step);
  if (whole) return -floor(-top, unit) * BigInt(step);
  const nearest = floor(2n * top + unit, 2n * unit);
  return (nearest > 0n || top === 0n ? nearest : 1n) * BigInt(step);
}

const READINGS = {
  spend: (portions) => total(portions.filter((one) => one.served).map((one) => one.price)),
  enrolled: (portions) =>
    total(
      portions
        .filter((one) => one.served && one.enrolled)
        .map((one) => times(one.price, [BigInt(one.served), BigInt(one.enrolled)])),
    ),
  person_days: (portions) => {
    const names = [...new Set(portions.map((one) => one.meal))];
    return total(names.map((name) => byHeads(portions.filter((one) => one.meal === name))));
  },
};

function byHeads(portions) {
  const heads = portions.reduce((sum, one) => sum + (one.served || one.enrolled), 0);
  if (!heads) return ZERO;
  const eaten = total(portions.map((one) => times(one.price, [BigInt(one.served), 1n])));
  return times(eaten, [BigInt(portions.length), BigInt(heads)]);
}

// The pots with what is typed: ``facts.pots`` as they stand; ``heads`` per group of the form ([own, others, staff] or
// null), ``costs`` of its rows as [[date, fen], ...] each.
function pots(facts, heads, costs) {
  const found = facts.pots.map((pot) => ({ ...pot, fen: big(pot.fen) }));
  for (const parts of costs) {
    for (const [day, fen] of parts) {
      const pot = found.find((one) => one.ours && one.on === day && one.meal === facts.meal);
      if (pot) pot.fen += fen;
    }
  }
  const here = found.find((pot) => pot.ours && pot.on === facts.on && pot.meal === facts.meal);
  if (here) {
    here.eaters = 0;
    here.silent = false;
    facts.heads.forEach((one, at) => {
      const typed = heads[at];
      if (typed) here.eaters += typed[0] + typed[1] + typed[2];
      else if (one.due) {
        here.eaters += one.pupils;
        here.silent = true;
      }
    });
  }
  return { found, here };
}

const priceOf = (pot) => (pot.eaters ? [pot.fen, BigInt(pot.eaters)] : ZERO);

// Where the week of each group stands with what is typed: the twin of desk/domain/bar.py, by group.
export function bars(facts, heads, costs) {
  const { found, here } = pots(facts, heads, costs);
  const typed = new Map(facts.heads.map((one, at) => [one.group, heads[at]]));
  const all = facts.groups.map((group) => {
    const eaten = [];
    const expected = [];
    const unknown = new Set();
    const missing = new Set();
    const open = new Set();
    let today = ZERO;
    let verified = true;
    let still = false;
    for (const meal of group.meals) {
      const pot = found[meal.pot];
      const record = pot === here && typed.has(group.id) ? typed.get(group.id) : meal.record;
      const price = priceOf(pot);
      const served = record ? record[0] : 0;
      const own = { meal: pot.meal, price, served, enrolled: meal.enrolled };
      eaten.push(own);
      if (pot.silent || (served && !pot.fen)) open.add(pot.on);
      if (served && !pot.verified) verified = false;
      if (served && pot.on === facts.on) today = plus(today, price);
      if (record && (!served || pot.fen)) {
        expected.push(own);
        continue;
      }
      still = true;
      if (pot.on < facts.today) {
        missing.add(pot.on);
        expected.push(own);
        continue;
      }
      if (!meal.planned) unknown.add(pot.on);
      expected.push({ ...own, price: meal.planned ? meal.planned.map(big) : ZERO, served: meal.enrolled });
    }
    const reading = READINGS[facts.deciding];
    const reached = reading(eaten);
    const forecast = reading(expected);
    const floorFen = [big(group.floor), 1n];
    let state = "likely_short";
    if (!group.days) state = "none";
    else if (!below(reached, floorFen)) state = verified ? "met" : "unverified";
    else if (!still && !open.size) state = "short";
    else if (!below(forecast, floorFen)) state = "likely_met";
    return {
      group: group.id, name: group.name, days: group.days, done: group.days - open.size, today, reached, forecast,
      floor: floorFen, standard: [big(group.standard), 1n], unknown: unknown.size, missing: missing.size, state,
    };
  });
  return { bars: worstFirst(all), price: here ? priceOf(here) : ZERO };
}

export const STATES = ["short", "likely_short", "likely_met", "unverified", "met", "none"];
export const gapOf = (one) => (below(one.reached, one.floor) ? plus(one.floor, [-one.reached[0], one.reached[1]]) : ZERO);

function worstFirst(all) {
  return all.sort((a, b) => {
    const states = STATES.indexOf(a.state) - STATES.indexOf(b.state);
    if (states) return states;
    if (below(gapOf(a), gapOf(b))) return 1;
    return below(gapOf(b), gapOf(a)) ? -1 : a.group - b.group;
  });
}

// Two places; more where the gap would else round to nothing.
export function placesOf(one) {
  const gap = gapOf(one);
  let places = 2;
  while (gap[0] > 0n && (rounded(one.reached, places) === rounded(one.floor, places) || !rounded(gap, places))) places += 1;
  return places;
}
