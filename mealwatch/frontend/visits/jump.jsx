// What is still open, by section, each a link to its place; and the one reason for what is left for this time.
import { useState } from "preact/hooks";
import { useHere } from "./here.js";
import { counts, filled, leftOut, missing, takenUp } from "./visit_rules.js";
import { t } from "./words.js";

const REASONS = ["time", "no_meal", "other_tablet", "no_papers"];

export function Jump() {
  const { draft, body, pack } = useHere();
  const { sections, unchecked } = counts(body, pack);
  const gaps = missing(body, pack);
  const of = (name) => gaps.filter(({ section }) => section === name);
  const others = [
    ["head", t("item_tab_head")],
    ["recheck", t("item_tab_recheck")],
    ["redlines", t("item_tab_redlines")],
  ].filter(([name]) => of(name).length);
  const open = pack.list.sections.filter(({ letter, items }) => of(letter).length || left(items, body).length);
  return (
    <>
      <h2>{t("item_jump_title", { n: unchecked })}</h2>
      {others.map(([name, title]) => (
        <section class="sheet jump" key={name}>
          <h3>{title}</h3>
          <ul>
            {of(name).map(({ item, key }) => (
              <li key={`${item} ${key}`}>
                <a href={`#/visit/${draft.id}/${name}`}>{t(`item_missing_${key}`)}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {open.map(({ letter, title, items }) => (
        <section class="sheet jump" key={letter}>
          <h3>
            {letter} {title} <span class="soft">{t("item_jump_done", sections[letter])}</span>
          </h3>
          <ul>
            {items
              .filter(({ code }) => of(letter).some(({ item }) => item === code) || left(items, body).includes(code))
              .map((item) => (
                <li key={item.code}>
                  <a href={`#/visit/${draft.id}/${letter}`} onClick={() => aim(item.code)}>
                    <strong>{item.code}</strong> {item.text} <Gaps keys={of(letter).filter((one) => one.item === item.code)} />
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {!gaps.length && !unchecked && <p class="sheet">{t("item_all_done")}</p>}
      {(unchecked > 0 || filled(body.unchecked_reason)) && <LeaveOut n={unchecked} />}
    </>
  );
}

const left = (items, { answers }) =>
  items.filter(({ scored, code }) => scored && (!answers[code] || answers[code].answer === "unchecked")).map(({ code }) => code);

function Gaps({ keys }) {
  if (!keys.length) return <span class="mark off">{t("item_unchecked")}</span>;
  return keys.map(({ key }) => (
    <span class={`mark ${key === "answer" ? "info" : "missing"}`} key={key}>
      {t(`item_gap_${key}`)}
    </span>
  ));
}

function LeaveOut({ n }) {
  const { body, pack, change } = useHere();
  const [reason, setReason] = useState(body.unchecked_reason);
  const out = filled(body.unchecked_reason);
  const put = (words) => {
    change(["answers"], leftOut(pack.list, body.answers, pack.prefill));
    change(["unchecked_reason"], words.trim());
  };
  const back = () => {
    change(["answers"], takenUp(body.answers));
    change(["unchecked_reason"], "");
  };
  if (out) {
    return (
      <section class="sheet">
        <h3>{t("item_left_out", { n })}</h3>
        <p>{body.unchecked_reason}</p>
        <button type="button" onClick={back}>
          {t("item_take_up")}
        </button>
      </section>
    );
  }
  return (
    <section class="sheet">
      <h3>{t("item_leave_out", { n })}</h3>
      <div class="chips" role="group" aria-label={t("item_reason")}>
        {REASONS.map((one) => (
          <button type="button" key={one} aria-pressed={reason === t(`item_reason_${one}`)} onClick={() => setReason(t(`item_reason_${one}`))}>
            {t(`item_reason_${one}`)}
          </button>
        ))}
      </div>
      <label>
        {t("item_reason")}
        <input value={reason} autocomplete="off" maxlength={60} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="button" class="main" disabled={!filled(reason)} onClick={() => put(reason)}>
        {t("item_leave_out_now", { n })}
      </button>
    </section>
  );
}

// The item to be shown when its section is on the screen.
let aimed = null;
export const aim = (code) => {
  aimed = code;
};
export function aimedAt() {
  const code = aimed;
  aimed = null;
  return code;
}
