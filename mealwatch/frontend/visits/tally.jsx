// Pupils asked (E6): counts alone, no names.
import { LEAST, satisfied, suggestion, tallied } from "./measures.js";
import { Suggested } from "./measuring.jsx";
import { t } from "./words.js";

const QUESTIONS = ["asked", "satisfied", "enough", "warm", "paid_extra"];
const START = { asked: LEAST.tally, satisfied: 0, enough: 0, warm: 0, paid_extra: 0 };

export function Tally({ body, change }) {
  const tally = body.tally || START;
  const says = suggestion("tally", body);
  const step = (name, by) => change(["tally"], tallied(tally, name, by));
  return (
    <section class="m-part">
      <header class="m-head">
        <h2>{t("measure_tally_title")}</h2>
        <p>{t("measure_tally_how")}</p>
      </header>
      <div class="sheet m-tally">
        {QUESTIONS.map((name) => (
          <div class="m-step" key={name} role="group" aria-labelledby={`m-tally-${name}`}>
            <span id={`m-tally-${name}`}>{t(`measure_tally_${name}`)}</span>
            <button type="button" aria-label={t("measure_tally_less", { what: t(`measure_tally_${name}`) })} disabled={!tally[name]} onClick={() => step(name, -1)}>
              −
            </button>
            <output aria-live="polite">{tally[name]}</output>
            <button type="button" aria-label={t("measure_tally_more", { what: t(`measure_tally_${name}`) })} onClick={() => step(name, 1)}>
              +
            </button>
          </div>
        ))}
      </div>
      {body.tally && <p class="m-result">{t("measure_tally_result", { ...tally, percent: satisfied(tally).percent })}</p>}
      {says && <Suggested item="E6" says={says} />}
      {body.tally && (
        <button type="button" onClick={() => change(["tally"], null)}>
          {t("measure_tally_again")}
        </button>
      )}
    </section>
  );
}
