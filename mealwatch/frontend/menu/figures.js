// What a planned week costs and contains, worked out on the device: the twin of mealwatch/menus/domain/figures.py.
// Whole numbers only (BigInt fractions, [top, bottom]); a test holds both to the same answers.

const ZERO = [0n, 1n];

function gcd(a, b) {
  while (b) [a, b] = [b, a % b];
  return a;
}

const reduced = ([top, bottom]) => {
  const common = gcd(top < 0n ? -top : top, bottom) || 1n;
  return [top / common, bottom / common];
};
const plus = (a, b) => reduced([a[0] * b[1] + b[0] * a[1], a[1] * b[1]]);
const minus = (a, b) => plus(a, [-b[0], b[1]]);
const times = (a, b) => reduced([a[0] * b[0], a[1] * b[1]]);
const over = (a, b) => reduced([a[0] * b[1], a[1] * b[0]]);
const whole = (number) => [BigInt(number), 1n];
const below = (a, b) => a[0] * b[1] < b[0] * a[1];
const ratio = (pair) => [BigInt(pair[0]), BigInt(pair[1])];
const sum = (values) => values.reduce(plus, ZERO);

// Rounded half up; no value here is negative.
function text([top, bottom], places) {
  const scaled = (2n * top * 10n ** BigInt(places) + bottom) / (2n * bottom);
  const digits = String(scaled).padStart(places + 1, "0");
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
}

const short = (value) => text(value, below(value, whole(10)) ? 2 : 1).replace(/0+$/, "").replace(/\.$/, "");

function* rows(meal, band) {
  for (const dish of meal.dishes) {
    for (const row of dish.rows) {
      if (band in row.mg) yield [row.code, row.mg[band]];
      else if ("" in row.mg) yield [row.code, row.mg[""]];
    }
  }
}

function costs(meals, facts, bands, found) {
  const all = bands.reduce((total, [, number]) => total + number, 0);
  const heads = BigInt(all || bands.length);
  let total = ZERO;
  let planned = 0;
  const unpriced = new Set();
  for (const meal of meals) {
    let cost = ZERO;
    for (const [band, number] of bands) {
      for (const [code, mg] of rows(meal, band)) {
        const fen = facts.foods[code].fen;
        if (mg && fen === null) unpriced.add(facts.foods[code].name);
        else if (mg) cost = plus(cost, times(ratio(fen), whole(mg * (all ? number : 1))));
      }
    }
    cost = over(cost, [heads, 1n]);
    found[`cost|${meal.on}|${meal.meal}`] = text(over(cost, whole(100)), 2);
    if (facts.days.includes(meal.on) && facts.subsidised.includes(meal.meal)) {
      total = plus(total, cost);
      if (meal.meal === facts.subsidised[0]) planned += 1;
    }
  }
  const floor = whole(facts.floor * facts.days.length);
  const gap = minus(floor, total);
  found["cost|week"] = text(over(total, whole(100)), 2);
  found["cost|floor"] = text(over(floor, whole(100)), 2);
  found["cost|gap"] = text(over(below(gap, ZERO) ? ZERO : gap, whole(100)), 2);
  found["cost|days"] = `${planned}/${facts.days.length}`;
  found["cost|state"] = meals.length ? (below(total, floor) ? "short" : "met") : "";
  found["cost|unpriced"] = [...unpriced].join("、");
}

const kindsOf = (meals) => [...new Set(meals.map((meal) => meal.meal))].sort();
const judgedOf = (meals, facts) => facts.meals.filter((kind) => meals.some((meal) => meal.meal === kind));

function average(sums, meals, kind, group) {
  const count = meals.filter((meal) => meal.meal === kind).length;
  return over(sums[`${kind}|${group}`] || ZERO, whole(count));
}

function span(spans, judged) {
  if (!judged.length) return [null, null];
  return [0, 1].map((end) => {
    const some = judged.map((kind) => spans[kind][end]);
    return some.includes(null) ? null : sum(some.map(ratio));
  });
}

function spanText(low, high) {
  if (low === null && high === null) return "";
  if (low === null) return `≤${short(high)}`;
  return high === null ? `≥${short(low)}` : `${short(low)}—${short(high)}`;
}

function stateOf(value, low, high, judged, advice) {
  if (!judged.length) return "";
  if (low !== null && below(value, low)) return advice ? "advice" : "low";
  return high !== null && below(high, value) ? "high" : "ok";
}

function add(sums, place, value) {
  sums[place] = plus(sums[place] || ZERO, value);
}

function groups(meals, facts, band, found) {
  const judged = judgedOf(meals, facts);
  const sums = {};
  for (const meal of meals) {
    for (const [code, mg] of rows(meal, band)) {
      const food = facts.foods[code];
      if (mg && food.group) add(sums, `${meal.meal}|${food.group}`, times(whole(mg), ratio(food.as || ["1", "1"])));
    }
  }
  for (const [group, spans] of Object.entries(facts.standard[band].groups)) {
    const mean = over(sum(kindsOf(meals).map((kind) => average(sums, meals, kind, group))), whole(1000));
    const key = `g|${band}|${group}`;
    const [low, high] = span(spans, judged);
    found[key] = text(mean, 1);
    found[`${key}|target`] = spanText(low, high);
    found[`${key}|state`] = stateOf(mean, low, high, judged, facts.advice.includes(group));
  }
}

function nutrients(meals, facts, band, found) {
  const judged = judgedOf(meals, facts);
  const totals = {};
  for (const [name, place] of facts.nutrients) {
    const sums = {};
    const lacking = new Set();
    for (const meal of meals) {
      for (const [code, mg] of rows(meal, band)) {
        const food = facts.foods[code];
        const amount = food.in ? food.in[place] : null;
        if (mg && amount === null) lacking.add(food.name);
        else if (mg) add(sums, `${meal.meal}|`, [BigInt(mg) * BigInt(amount), 100000000n]);
      }
    }
    totals[name] = sum(kindsOf(meals).map((kind) => average(sums, meals, kind, "")));
    const spans = facts.standard[band].nutrients[name];
    if (!spans) continue;
    const key = `n|${band}|${name}`;
    const [low, high] = span(spans, judged);
    const state = stateOf(totals[name], low, high, judged);
    found[key] = text(totals[name], facts.places[name]);
    found[`${key}|target`] = spanText(low, high);
    found[`${key}|state`] = state === "low" && lacking.size ? "unknown" : state;
    found[`${key}|lacking`] = [...lacking].join("、");
  }
  for (const [name, [calories, low, high]] of Object.entries(facts.of_energy)) {
    const key = `e|${band}|${name}`;
    const some = totals.energy[0] > 0n;
    const share = some ? over(times(totals[name], whole(calories * 100)), totals.energy) : ZERO;
    found[key] = text(share, 1);
    found[`${key}|state`] = some ? stateOf(share, whole(low), whole(high), judged) : "";
  }
}

function kinds(meals, facts, found) {
  const week = new Set();
  const days = {};
  for (const meal of meals) {
    const day = (days[meal.on] = days[meal.on] || new Set());
    const four = new Set();
    for (const dish of meal.dishes) {
      for (const row of dish.rows) {
        const food = facts.foods[row.code];
        if (food.kind) {
          day.add(row.code);
          week.add(row.code);
        }
        if (food.four) four.add(food.four);
      }
    }
    found[`four|${meal.on}|${meal.meal}`] = String(four.size);
  }
  for (const [on, codes] of Object.entries(days)) found[`kinds|${on}`] = String(codes.size);
  found["kinds|week"] = String(week.size);
}

// Every figure of the week by its key; see the Python twin for the shapes of `plan` and `facts`.
export function figures(plan, facts) {
  const bands = facts.bands.length ? facts.bands : [["", 1]];
  const meals = plan.filter((meal) => meal.dishes.some((dish) => dish.rows.length));
  const found = {};
  costs(meals, facts, bands, found);
  for (const [band] of facts.bands) {
    groups(meals, facts, band, found);
    nutrients(meals, facts, band, found);
  }
  kinds(meals, facts, found);
  return found;
}
