// The result on the spot, turned towards the principal: large, calm, by section, with what has to be mended by when.
import { useState } from "preact/hooks";
import { dateWords } from "./dates.js";
import { Evidence } from "./evidence.jsx";
import { findingsOf, looked } from "./papers.js";
import { scored } from "./sealing.js";
import { tenths } from "./score.js";
import { t } from "./words.js";

export function Result({ draft, body, pack }) {
  const { list } = pack;
  const found = scored(body, list);
  const [evidence, setEvidence] = useState(false);
  const { all, done } = looked(body, list);
  const reds = list.red_lines.filter(({ code }) => body.red_lines[code]);
  const findings = findingsOf(body, list).filter(({ red }) => !red);
  return (
    <section class="m-part m-resulting">
      <header class="sheet m-verdict">
        <h2 class="m-school">{t("measure_result_of", { school: pack.school.name, on: dateWords(body.visit.dated_on) })}</h2>
        {found.base > 0 ? (
          <p class="m-points">
            <strong>{points(tenths(found))}</strong> {t("measure_points")}
            {found.grade && <span class={`m-grade ${found.grade}`}>{t(`measure_grade_${found.grade}`)}</span>}
          </p>
        ) : (
          <p>{t("measure_no_points")}</p>
        )}
        <p class="soft">{t("measure_result_base", { done, all, base: found.base })}</p>
      </header>
      {reds.length > 0 && (
        <section class="sheet m-reds">
          <h3>{t("measure_red_lines", { n: reds.length })}</h3>
          <ul>
            {reds.map(({ code, text }) => (
              <li key={code}>
                <strong>{text}</strong>
                <p>{body.red_lines[code].note}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="sheet">
        <h3>{t("measure_findings", { n: findings.length })}</h3>
        {!findings.length && <p>{t("measure_no_findings")}</p>}
        <ol class="m-findings">
          {findings.map((one) => (
            <li key={one.code}>
              <p>
                <strong>{problemWords(one)}</strong>
              </p>
              <p class="soft">
                {one.code} {one.text} · {t(`measure_answer_${one.answer}`)}
              </p>
              <p>
                <span class={`mark ${one.fixed ? "met" : "missing"}`}>{dueWords(one)}</span>
                {one.responsible && <span class="soft"> {t("measure_responsible", { who: one.responsible })}</span>}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <Sections list={list} found={found} />
      <div class="m-acts">
        <button type="button" class="m-confirm" aria-expanded={evidence} onClick={() => setEvidence(!evidence)}>
          {t(evidence ? "measure_evidence_hide" : "measure_evidence_show")}
        </button>
        <a class="button m-confirm main" href={`#/visit/${draft.id}/${draft.finalised ? "notice" : "sign"}`}>
          {t(draft.finalised ? "measure_notice" : "measure_to_sign")}
        </a>
      </div>
      {evidence && <Evidence body={body} pack={pack} />}
    </section>
  );
}

// A problem is never told as what is asked for: without words it is what was not reached.
export function problemWords({ words, text, answer, red }) {
  if (words) return words;
  return red ? text : t(answer === "half" ? "measure_problem_half" : "measure_problem_none", { text });
}

export function dueWords({ fixed, severity, due_on: due }) {
  if (fixed) return t("measure_fixed");
  if (!due) return t("measure_due_at_once");
  return t(severity === "on_the_spot" ? "measure_due_today" : "measure_due", { on: dateWords(due) });
}

export const points = (number) => (number % 10 ? `${Math.floor(number / 10)}.${number % 10}` : String(number / 10));

function Sections({ list, found }) {
  const titles = new Map(list.sections.map(({ letter, title }) => [letter, title]));
  return (
    <section class="sheet">
      <h3>{t("measure_by_section")}</h3>
      <ul class="m-sections">
        {found.by_section.map(({ letter, got_halves: got, base }) => (
          <li key={letter}>
            <span>
              {letter} {titles.get(letter)}
            </span>
            <span class="num">{base ? t("measure_of_points", { got: points(got * 5), base }) : t("measure_not_looked")}</span>
            <svg class="m-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="6" class="all" />
              {base > 0 && <rect width={Math.floor((100 * got) / (2 * base))} height="6" class="got" />}
            </svg>
          </li>
        ))}
      </ul>
    </section>
  );
}
