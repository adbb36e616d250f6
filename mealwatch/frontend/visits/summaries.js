// What a measuring part has come to, in a line; "" while there is nothing.
import { counted, portioned, satisfied, weighed } from "./measures.js";
import { t } from "./words.js";

export function summary(part, body) {
  if (part === "weigh") return among(part, body.weighings, weighed);
  if (part === "count") return among(part, body.counts, counted);
  if (part === "portions") return among(part, body.portions, portioned);
  if (part === "match") return among(part, body.matches, ({ agrees: met }) => ({ met }));
  if (part === "tally") return body.tally ? t("measure_tally_result", { ...body.tally, percent: satisfied(body.tally).percent }) : "";
  const eaten = body.meal_eaten;
  return eaten ? t("measure_sum_meal", { who: eaten.who.join("、"), meal: t(`measure_meal_${eaten.meal}`) }) : "";
}

// How far the signatures are, on every screen of the visit: none, how many, or voided by a change after they were made.
export function signed(draft, body) {
  const { length } = body.signatures || [];
  if (length) return t("measure_signed_by", { n: length });
  return draft.voided ? t("measure_voided") : "";
}

function among(part, rows, finding) {
  if (!rows || !rows.length) return "";
  const off = rows.map(finding).filter((one) => one && !one.met).length;
  return t(off ? `measure_sum_${part}_off` : `measure_sum_${part}`, { n: rows.length, off });
}
