// The order that keeps a weighing blind: what the scale showed is written down, logged and on the disk before the
// paper's figure is opened, and stays as it is from then on. Every function answers with changes of the body,
// [[path, value], ...]; a step out of order is an OutOfOrder.
export class OutOfOrder extends Error {}

const KINDS = {
  weigh: { list: "weighings", letter: "w", known: "paper" },
  count: { list: "counts", letter: "s", known: "book" },
};

const listOf = (body, kind) => body[KINDS[kind].list] || [];

function find(body, kind, id) {
  const found = listOf(body, kind).find((one) => one.id === id);
  if (!found) throw new OutOfOrder(`no ${kind} ${id}`);
  return found;
}

export const logged = (body, what, ref) => (body.log || []).some((one) => one.what === what && one.ref === ref);

// The first measurement of a good, which can never be changed.
export function enter(body, kind, { good, drawn, base, first, witness, ...rest }) {
  const { list, letter, known } = KINDS[kind];
  const held = listOf(body, kind);
  if (good.ref !== null && held.some((one) => one.good.ref === good.ref)) throw new OutOfOrder(`${good.ref} is entered`);
  const id = letter + (held.length + 1);
  const one = { id, good, drawn, base, first, second: null, witness, ...rest, [known]: null, seal: null };
  return { id, changes: [[[list], [...held, one]], noted(body, `${kind}.entered`, id)] };
}

// What the paper or the book says, once; `seal` with its commit and salt, or null for a figure read off paper.
export function open(body, kind, id, { quantity, seal, source }) {
  const { known } = KINDS[kind];
  find(body, kind, id);
  if (!logged(body, `${kind}.entered`, id)) throw new OutOfOrder(`${id} is not entered`);
  if (logged(body, `${kind}.opened`, id)) throw new OutOfOrder(`${id} is open`);
  const opened = { [known]: quantity, seal, ...(source ? { source } : {}) };
  return [replaced(body, kind, id, opened), noted(body, `${kind}.opened`, id)];
}

// The second measurement, allowed once and only after the first was opened; both stay.
export function again(body, kind, id, second) {
  if (!logged(body, `${kind}.opened`, id) || find(body, kind, id).second) throw new OutOfOrder(`${id} has no second`);
  return [replaced(body, kind, id, { second }), noted(body, `${kind}.second`, id)];
}

// The team stops weighing and counting here.
export const end = (body) => [noted(body, "blind.ended", "")];

// Whether nothing drawn waits any more: `drawn` {weigh: [candidate], count: [candidate]}.
export function over(body, drawn) {
  return (body.log || []).some(({ what }) => what === "blind.ended") || !waiting(body, drawn).length;
}

// The codes of goods that were drawn and whose figures are still sealed.
export function waiting(body, drawn) {
  return Object.keys(KINDS).flatMap((kind) =>
    drawn[kind].filter(({ ref }) => !openedAt(body, kind, ref)).map(({ code }) => code),
  );
}

function openedAt(body, kind, ref) {
  const one = listOf(body, kind).find(({ good }) => good.ref === ref);
  return Boolean(one) && logged(body, `${kind}.opened`, one.id);
}

// Whether a day's records may be opened: none of its goods waits to be weighed or counted.
export function dayIsFree(body, pack, drawn, day) {
  if (over(body, drawn)) return true;
  const shown = new Set([
    ...pack.receipts.filter((one) => one.on === day).flatMap(({ lines }) => lines.map(({ code }) => code)),
    ...pack.issues.filter((one) => one.on === day).flatMap(({ goods }) => goods.map(({ code }) => code)),
  ]);
  return !waiting(body, drawn).some((code) => shown.has(code));
}

export function openDay(body, pack, drawn, day) {
  if (!dayIsFree(body, pack, drawn, day)) throw new OutOfOrder(`${day} waits`);
  return logged(body, "records.opened", day) ? [] : [noted(body, "records.opened", day)];
}

// The whole step, in the one order there is: entered and on the disk, and only then unsealed. `sealed` is what
// `unseal` opens, or null for a good whose paper is read afterwards.
export async function confirm({ body, kind, record, sealed, change, flush, unseal }) {
  const { id, changes } = enter(body, kind, record);
  const entered = put(body, changes, change);
  await flush();
  return sealed ? reveal({ body: entered, kind, id, sealed, change, flush, unseal }) : id;
}

// Opens what was entered; also after the tablet went dark between the two steps.
export async function reveal({ body, kind, id, sealed, change, flush, unseal }) {
  if (!logged(body, `${kind}.entered`, id)) throw new OutOfOrder(`${id} is not entered`);
  const { salt, value } = await unseal(sealed);
  const changes = open(body, kind, id, { quantity: value.quantity, seal: { commit: sealed.commit, salt } });
  put(body, changes, change);
  await flush();
  return id;
}

// Hands every change on, and answers with the body as it is then.
export function put(body, changes, change) {
  let now = body;
  for (const [path, value] of changes) {
    change(path, value);
    now = { ...now, [path[0]]: value };
  }
  return now;
}

function replaced(body, kind, id, changed) {
  return [[KINDS[kind].list], listOf(body, kind).map((one) => (one.id === id ? { ...one, ...changed } : one))];
}

function noted(body, what, ref) {
  const log = body.log || [];
  return [["log"], [...log, { n: log.length + 1, what, ref }]];
}
