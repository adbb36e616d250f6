// What the pack's seed draws to be weighed and counted, in the order of the draw; the rest may be added by hand.
import { useEffect, useState } from "preact/hooks";
import { draw } from "./draw.js";
import { LEAST } from "./measures.js";

const NOTHING = { weigh: [], count: [] };

// {drawn: {weigh, count}, rest: {weigh, count}}, null for the moment that drawing takes; nothing without a pack.
export function useDrawn(pack) {
  const [found, setFound] = useState(pack ? null : { drawn: NOTHING, rest: NOTHING });
  useEffect(() => {
    let gone = false;
    if (pack) drawFrom(pack).then((made) => gone || setFound(made));
    return () => {
      gone = true;
    };
  }, [pack && pack.id]);
  return found;
}

async function drawFrom(pack) {
  const [weigh, count] = await Promise.all(["weigh", "count"].map((kind) => order(pack, kind)));
  const parted = (part) => ({ weigh: part(weigh, LEAST.weigh), count: part(count, LEAST.count) });
  return { drawn: parted((all, n) => all.slice(0, n)), rest: parted((all, n) => all.slice(n)) };
}

// `draw` answers with references in their order.
async function order(pack, kind) {
  const byRef = new Map(pack[kind].map((one) => [one.ref, one]));
  const refs = await draw(pack.seed, kind, [...byRef.keys()], byRef.size);
  return refs.map((ref) => byRef.get(ref));
}
