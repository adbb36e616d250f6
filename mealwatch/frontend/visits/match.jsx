// Menu, issues and samples of the two days drawn (D2): a table of ticks.
import { useState } from "preact/hooks";
import { dayWords } from "./dates.js";
import { useDrawn } from "./drawn.js";
import { logged } from "./blind.js";
import { matched, prefilled, unseen } from "./matching.js";
import { agrees, rowAgrees, suggestion } from "./measures.js";
import { Suggested } from "./measuring.jsx";
import { DayRecord } from "./records.jsx";
import { Shots } from "./shots.jsx";
import { t } from "./words.js";

const TICKS = ["menu", "issued", "sample"];

export function Match({ draft, body, pack, change, flush }) {
  const found = useDrawn(pack);
  const days = pack ? pack.match_days : [];
  const says = suggestion("match", body, pack);
  return (
    <section class="m-part">
      <header class="m-head">
        <h2>{t("measure_match_title")}</h2>
        <p>{t("measure_match_how")}</p>
      </header>
      {!days.length && <p class="sheet">{t("measure_match_nothing")}</p>}
      {days.map((day) => (
        <Day key={day} {...{ day, draft, body, pack, change, flush }} drawn={found && found.drawn} />
      ))}
      {says && <Suggested item="D2" says={says} />}
    </section>
  );
}

function Day({ day, drawn, draft, body, pack, change, flush }) {
  const matches = body.matches || [];
  const kept = matches.find((one) => one.day === day);
  const facts = prefilled(pack, day);
  const key = `match-${day}`;
  const rows = kept ? kept.rows : (body.entering && body.entering[key]) || facts;
  const factOf = (what) => facts.find((one) => one.what === what) || { lacking: [] };
  const lackingOf = (what) => factOf(what).lacking;
  const save = (changed) => change(["matches"], matched(matches, day, { rows, ...changed }));
  // Before it is registered a tick is only typed.
  const put = (next) => (kept ? save({ rows: next }) : change(["entering", key], next));
  const tick = (at, name) => put(rows.map((row, index) => (index === at ? { ...row, [name]: !row[name] } : row)));
  const fine = agrees(rows);
  const blind = unseen(rows, facts);
  const shut = pack.records.some(({ on }) => on === day) && !logged(body, "records.opened", day);
  const register = () => {
    save({});
    change(["entering", key], undefined);
  };
  const word = blind.length ? t("measure_match_unseen", { n: blind.length }) : t(shut ? "measure_match_shut" : fine ? "measure_match_save" : "measure_match_save_differs");
  return (
    <article class="sheet m-day">
      <h3 class="m-line">
        {dayWords(day)}
        {kept && <span class={`mark ${fine ? "met" : "missing"}`}>{t(fine ? "measure_match_agrees" : "measure_match_differs")}</span>}
      </h3>
      {rows.length > 0 && (
        <table class="m-ticks">
          <thead>
            <tr>
              <th scope="col">{t("measure_match_what")}</th>
              {TICKS.map((name) => (
                <th scope="col" key={name}>
                  {t(`measure_match_${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.what} class={rowAgrees(row) ? "" : "miss"}>
                <th scope="row">
                  {row.what}
                  {factOf(row.what).sampled === false && <small>{t("measure_match_unsampled")}</small>}
                  {lackingOf(row.what).length > 0 && <small>{t("measure_match_lacking", { names: lackingOf(row.what).join("、") })}</small>}
                </th>
                {TICKS.map((name) => (
                  <td key={name}>
                    {row[name] === null && !blind.includes(row) ? (
                      <span class="soft">{t("measure_match_none")}</span>
                    ) : (
                      <label class={`m-tick${row[name] === null ? " unseen" : ""}`}>
                        <input type="checkbox" checked={row[name] === true} indeterminate={row[name] === null} onChange={() => tick(at, name)} />
                        <span class="m-unseen">{t("measure_match_tick", { what: row.what, paper: t(`measure_match_${name}`) })}</span>
                      </label>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!rows.length && <p class="soft">{t("measure_match_empty")}</p>}
      <Row id={`m-row-${day}`} onAdd={(what) => put([...rows, { what, menu: false, issued: true, sample: null }])} />
      {drawn && <DayRecord {...{ day, body, pack, change, flush, drawn }} />}
      {kept ? (
        <>
          <div class="m-field">
            <label for={`m-note-${day}`}>{t("measure_note")}</label>
            <textarea id={`m-note-${day}`} rows="2" value={kept.note} onInput={(event) => save({ note: event.currentTarget.value })} />
          </div>
          <Shots digests={kept.photos} role="photo" draft={draft} label={t("measure_match_photo")} onChange={(photos) => save({ photos })} />
        </>
      ) : (
        <button type="button" class="main m-confirm" disabled={!rows.length || blind.length > 0 || shut} onClick={register}>
          {word}
        </button>
      )}
    </article>
  );
}

// Something found on paper that the pack does not have.
function Row({ id, onAdd }) {
  const [what, setWhat] = useState("");
  return (
    <form
      class="m-inline"
      onSubmit={(event) => {
        event.preventDefault();
        if (!what.trim()) return;
        onAdd(what.trim());
        setWhat("");
      }}
    >
      <label class="m-unseen" for={id}>
        {t("measure_match_more")}
      </label>
      <input id={id} value={what} placeholder={t("measure_match_more")} autocomplete="off" onInput={(event) => setWhat(event.currentTarget.value)} />
      <button type="submit">{t("measure_add")}</button>
    </form>
  );
}
