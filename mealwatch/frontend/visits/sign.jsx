// The end of a visit: what is still missing, the school's word, everybody's signature on one content, and the record.
import { useEffect, useState } from "preact/hooks";
import { dayWords } from "./dates.js";
import { doubts } from "./doubts.js";
import { Finished } from "./finished.jsx";
import { unopened } from "./papers.js";
import { finish, scored, stillSigned, unsigned } from "./sealing.js";
import { Signers } from "./signers.jsx";
import { missing } from "./visit_rules.js";
import { aim } from "./jump.jsx";
import { hour } from "./moments.js";
import { t } from "./words.js";

const SHOWN = 6;

export function Sign(visit) {
  const { draft, body, pack, change } = visit;
  const [late, setLate] = useState(false);
  // Whatever way the content changed, a signature under another content is none.
  useEffect(() => {
    stillSigned(body).then((good) => {
      if (good) return;
      change(["signatures"], []);
      change(["content_digest"], "");
      setLate(true);
    });
  }, [draft.id]);
  if (draft.finalised) return <Finished draft={draft} />;
  const gaps = gapsOf(body, pack);
  const { base, grade } = scored(body, pack.list);
  return (
    <section class="m-part m-signing">
      <h2>{t("measure_sign_title")}</h2>
      {(draft.voided || late) && !body.signatures.length && (
        <p class="m-void" role="alert">
          {t("measure_sign_void")}
        </p>
      )}
      <p class="m-line">
        {base > 0 && <span>{t("measure_sign_grade", { grade: t(`measure_grade_${grade}`) })}</span>}
        <a class="button" href={`#/visit/${draft.id}/result`}>
          {t("measure_sign_result")}
        </a>
      </p>
      {body.loose && body.loose.length > 0 && (
        <p class="m-void">
          <a href={`#/visit/${draft.id}/photos`}>{t("measure_sign_loose", { n: body.loose.length })}</a>
        </p>
      )}
      <Doubts body={body} pack={pack} draft={draft} />
      {gaps.length > 0 ? <Gaps gaps={gaps} draft={draft} /> : <Last {...visit} />}
    </section>
  );
}

function gapsOf(body, pack) {
  const rules = missing(body, pack).map(({ section, item, key, part }) => ({
    to: part || section,
    words: [item && section !== "recheck" ? item : "", t(`item_missing_${key}`)].filter(Boolean).join(" "),
  }));
  const papers = unopened(body).map(({ part, name }) => ({ to: part, words: t(`measure_unopened_${part}`, { name }) }));
  return [...rules, ...papers];
}

// Worth a second look before anybody signs; it bars nothing.
function Doubts({ body, pack, draft }) {
  const found = doubts(body, pack);
  const again = (pack.findings || []).filter(({ id }) => !(body.rechecks || []).some(({ finding }) => finding === id));
  if (!found.length && !again.length) return null;
  const words = ({ key, about }) => t(`measure_doubt_${key}`, { about: key === "drawn" ? dayWords(about) : about });
  return (
    <section class="sheet m-gaps" aria-labelledby="m-doubts">
      <h3 id="m-doubts">{t("measure_doubts")}</h3>
      <ul>
        {found.map((one) => (
          <li key={one.section + one.key + one.about}>
            <a href={`#/visit/${draft.id}/${one.section}`} onClick={() => one.item && aim(one.item)}>
              {words(one)}
            </a>
          </li>
        ))}
        {again.length > 0 && (
          <li>
            <a href={`#/visit/${draft.id}/recheck`}>{t("measure_doubt_again", { codes: again.map(({ code }) => code).join("、") })}</a>
          </li>
        )}
      </ul>
    </section>
  );
}

function Gaps({ gaps, draft }) {
  return (
    <section class="sheet m-gaps" aria-labelledby="m-gaps">
      <h3 id="m-gaps">{t("measure_sign_gaps", { n: gaps.length })}</h3>
      <ul>
        {gaps.slice(0, SHOWN).map(({ to, words }) => (
          <li key={to + words}>
            <a href={`#/visit/${draft.id}/${to}`}>{words}</a>
          </li>
        ))}
      </ul>
      <a class="button main m-confirm" href={`#/visit/${draft.id}/jump`}>
        {t("measure_sign_all_gaps")}
      </a>
    </section>
  );
}

function Last(visit) {
  const { body, change } = visit;
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const { needed, absent } = unsigned(visit);
  const end = async () => {
    setBusy(true);
    setFault("");
    try {
      await finish(visit);
    } catch (error) {
      if (error.word === "void") change(["signatures"], []);
      setFault(t(`measure_finish_${error.word || "failed"}`));
      setBusy(false);
    }
  };
  return (
    <>
      <section class="sheet m-form">
        <div class="m-field">
          <label for="m-reply">{t("measure_reply")}</label>
          <textarea id="m-reply" rows="3" value={body.reply.text} onInput={(event) => change(["reply", "text"], event.currentTarget.value)} />
        </div>
        <div class="m-field m-left">
          <label for="m-left">{t("measure_left")}</label>
          <input id="m-left" type="time" value={body.visit.left} onInput={(event) => change(["visit", "left"], event.currentTarget.value)} />
          <button type="button" onClick={() => change(["visit", "left"], hour())}>
            {t("measure_left_now")}
          </button>
        </div>
        {body.signatures.length > 0 && <p class="soft">{t("measure_sign_warning")}</p>}
      </section>
      <Signers {...visit} />
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
      {!needed && absent.length > 0 && <p>{t("measure_absent", { names: absent.join("、") })}</p>}
      <button type="button" class="main m-confirm m-finish" disabled={busy || needed > 0} onClick={end}>
        {needed ? t("measure_unsigned", { n: needed }) : t("measure_finish")}
      </button>
    </>
  );
}
