// Which goods and days are looked at: by lot, from the seed of the pack. The twin of inspections/domain/draw.py; both
// are tried with tests/inspections/domain/draw_cases.json.
export const DRAWN = { weigh: 3, count: 5, match: 2 };

// The first `count` of the references in the order that the seed gives them; each of them once.
export async function draw(seed, kind, refs, count) {
  const lots = await Promise.all([...new Set(refs)].map(async (ref) => [await lot(seed, kind, ref), ref]));
  return lots
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .slice(0, count)
    .map(([, ref]) => ref);
}

async function lot(seed, kind, ref) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${seed}/${kind}/${ref}`)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
