// Weighing again on the spot (C4): the scale first, the paper afterwards.
import { plainly, said } from "../typing/spoken.js";
import { Amounts, readAmount } from "./amount.jsx";
import { net, weighed } from "./measures.js";
import { Measuring } from "./measuring.jsx";
import { t } from "./words.js";

const FAULT = { text: "amount", unit: "amount", whole: "amount", much: "amount" };

export const KIND = {
  kind: "weigh",
  list: "weighings",
  item: "C4",
  photo: "scale",
  finding: weighed,
  Fields: Scale,
  // {first} as the body keeps it, or {fault}.
  read(typed, base, unit) {
    const gross = readAmount(typed.gross || "", base, unit);
    const tare = readAmount(typed.tare || "", base, unit);
    if (gross.fault || tare.fault) return { fault: FAULT[gross.fault || tare.fault] };
    const { fault, net: found } = net(gross.base, tare.base || 0);
    if (fault) return { fault };
    return { found, first: { gross: gross.base, tare: tare.base || 0, net: found, photos: typed.photos || [] } };
  },
};

export const Weigh = (props) => <Measuring of={KIND} {...props} />;

const named = (name, label, hint) => ({ name, label: t(label), hint: hint && t(hint) });
const SCALE = [named("gross", "measure_gross"), named("tare", "measure_tare", "measure_tare_hint")];
const PIECES = [named("gross", "measure_counted", "measure_counted_hint_piece")];

function Scale({ id, base, unit, typed, body, onUnit, onChange, result, afresh }) {
  const last = lastTare(body, base);
  return (
    <Amounts
      id={id}
      fields={base === "piece" ? PIECES : SCALE}
      values={typed}
      afresh={afresh}
      base={base}
      unit={unit}
      onUnit={onUnit}
      onChange={onChange}
    >
      {last > 0 && base !== "piece" && (
        <button type="button" class="m-again" onClick={() => onChange("tare", said(last, { base, package: null }, unit).replace(" ", ""))}>
          {t("measure_same_container", { tare: plainly(last, base) })}
        </button>
      )}
      <p class="m-net" aria-live="polite">
        <span>{t("measure_net")}</span>
        <strong>{result.found === undefined ? "—" : plainly(result.found, base)}</strong>
      </p>
    </Amounts>
  );
}

function lastTare(body, base) {
  const tares = (body.weighings || []).filter((one) => one.base === base).flatMap(({ first, second }) => [first, second]);
  return tares.filter((one) => one && one.tare).reduce((_before, one) => one.tare, 0);
}
