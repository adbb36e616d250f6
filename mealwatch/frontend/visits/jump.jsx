// What is still open, first what lacks evidence or words, then what nobody looked at; by section, each a link to its place; and the one reason for what is left for this time.
import { useState } from "preact/hooks";
import { useHere } from "./here.js";
import { counts, filled, itemsOf, judged, leftOut, missing, takenUp } from "./visit_rules.js";
import { t } from "./words.js";

const REASONS = ["time", "no_meal", "other_tablet", "no_papers"];

export function Jump() {
  const { body, pack } = useHere();
  const { unchecked } = counts(body, pack);
  const gaps = missing(body, pack);
  const short = gaps.filter(({ key }) => key !== "answer" && key !== "reason");
  const titles = new Map([
    ["head", t("item_tab_head")],
    ...pack.list.sections.map(({ letter, title }) => [letter, `${letter} ${title}`]),
    ["recheck", t("item_tab_recheck")],
    ["redlines", t("item_tab_redlines")],
    ["photos", t("item_photos")],
  ]);
  const unseen = pack.list.sections.flatMap(({ letter, items }) => left(items, body).map((item) => ({ section: letter, item })));
  return (
    <>
      {short.length > 0 && <Group title={t("item_jump_short", { n: rowsOf(short).length })} titles={titles} rows={rowsOf(short)} />}
      {unchecked > 0 && <Group title={t("item_jump_title", { n: unchecked })} titles={titles} rows={rowsOf(unseen)} gaps={gaps} />}
      {!gaps.length && !unchecked && <p class="sheet">{t("item_all_done")}</p>}
      {(unchecked > 0 || filled(body.unchecked_reason)) && <LeaveOut n={unchecked} />}
    </>
  );
}

// One row an item with all that it lacks; what belongs to no item has a row for each.
function rowsOf(found) {
  const rows = new Map();
  for (const { section, item, key } of found) {
    const name = `${section} ${item || key}`;
    const row = rows.get(name) || { section, item, keys: [] };
    rows.set(name, { ...row, keys: key ? [...row.keys, key] : row.keys });
  }
  return [...rows.values()];
}

function Group({ title, titles, rows, gaps = [] }) {
  const asked = new Set(gaps.filter(({ key }) => key === "answer").map(({ item }) => item));
  return (
    <>
      <h2>{title}</h2>
      {[...titles].map(([name, words]) => {
        const mine = rows.filter(({ section }) => section === name);
        if (!mine.length) return null;
        return (
          <section class="sheet jump" key={name}>
            <h3>
              {words} <span class="soft">{t("item_jump_n", { n: mine.length })}</span>
            </h3>
            <ul>
              {mine.map((row) => (
                <Row key={`${row.item} ${row.keys}`} {...row} keys={asked.has(row.item) ? ["answer"] : row.keys} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function Row({ section, item: code, keys }) {
  const { draft, pack } = useHere();
  const item = itemsOf(pack.list).find((one) => one.code === code);
  return (
    <li>
      <a href={`#/visit/${draft.id}/${section}`} onClick={() => item && aim(code)}>
        {item ? (
          <>
            <strong>{code}</strong> {item.text} <Gaps keys={keys} />
          </>
        ) : (
          keys.map((key) => t(`item_missing_${key}`)).join(" ")
        )}
      </a>
    </li>
  );
}

const left = (items, { answers }) =>
  items.filter(({ scored, code }) => scored && !judged(answers[code])).map(({ code }) => code);

function Gaps({ keys }) {
  if (!keys.length) return <span class="mark off">{t("item_unchecked")}</span>;
  return keys.map((key) => (
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
