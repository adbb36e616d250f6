// What a measurement came to, with its arithmetic; and the paper's figure where it is read off paper.
import { useState } from "preact/hooks";
import { plainly } from "../typing/spoken.js";
import { Units, readAmount, usualUnit } from "./amount.jsx";
import { t } from "./words.js";

// 实称 21.4 公斤，单据 22 公斤，差 0.6 公斤，为单据的 97.3 %
export function arithmetic(of, one) {
  const result = of.finding(one);
  if (!result) return t(`measure_${of.kind}_blind`, { found: plainly((one.second || one.first).net ?? (one.second || one.first).quantity, one.base) });
  const known = result.paper === undefined ? result.book : result.paper;
  const places = {
    found: plainly(result.found, one.base),
    known: plainly(known, one.base),
    gap: plainly(Math.abs(result.gap), one.base),
    percent: result.percent,
  };
  const how = result.gap === 0 ? "same" : !known ? "unknown" : result.gap < 0 ? "less" : "more";
  return t(`measure_${of.kind}_${how}`, places);
}

export function Outcome({ of, one }) {
  const result = of.finding(one);
  const shown = ({ net, quantity }) => plainly(net === undefined ? quantity : net, one.base);
  return (
    <div class="m-outcome" role="status">
      <p class="m-result">{arithmetic(of, one)}</p>
      <p>
        <span class={`mark ${result.met ? "met" : "missing"}`}>{t(`measure_${of.kind}_${result.met ? "met" : "off"}`)}</span>
      </p>
      <p class="soft">
        {one.second && t("measure_both", { first: shown(one.first), second: shown(one.second) })}
        {t("measure_witness_is", { who: [one.witness.name, one.witness.post].filter(Boolean).join(" ") })}
      </p>
    </div>
  );
}

export function Paper({ of, id, one, base, body, change, onKnown }) {
  const key = `${one.id}/paper`;
  const typed = (body.entering && body.entering[key]) || {};
  const unit = typed.unit || usualUnit(base);
  const [fault, setFault] = useState("");
  const reading = readAmount(typed.quantity || "", base, unit);
  const submit = (event) => {
    event.preventDefault();
    if (reading.base === undefined || reading.base === 0) return setFault(t("measure_fault_paper"));
    onKnown(reading.base);
    change(["entering", key], undefined);
  };
  return (
    <form class="m-form" onSubmit={submit}>
      <div class="m-field">
        <label for={id}>{t(`measure_${of.kind}_known`)}</label>
        <input
          id={id}
          value={typed.quantity || ""}
          inputmode="decimal"
          autocomplete="off"
          aria-describedby={`${id}-read`}
          onInput={(event) => change(["entering", key], { unit, quantity: event.currentTarget.value })}
        />
        <span id={`${id}-read`} class="soft">
          {reading.base === undefined ? t("measure_known_hint") : `= ${plainly(reading.base, base)}`}
        </span>
      </div>
      <Units base={base} unit={unit} onChange={(code) => change(["entering", key, "unit"], code)} />
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
      <button type="submit" class="main m-confirm">
        {t("measure_known_confirm")}
      </button>
    </form>
  );
}
