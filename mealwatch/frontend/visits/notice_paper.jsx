// 督查整改通知书: what was found, what to do by when, signed for; its stub for the office, its answer for the school.
import { dateWords } from "./dates.js";
import { LookedAgain } from "./evidence.jsx";
import { findingsOf, lookedAgain, numberOf, signatureOf, signersOf } from "./papers.js";
import { Ink } from "./pad.jsx";
import { dueWords, problemWords } from "./result.jsx";
import { t } from "./words.js";

export function NoticePaper({ body, pack, unfinished }) {
  const findings = findingsOf(body, pack.list);
  const about = {
    number: t("measure_number", numberOf(body)),
    school: pack.school.name,
    on: dateWords(body.visit.dated_on),
    kind: t(`measure_kind_${body.visit.kind}`),
    team: body.team.map(({ name }) => name).join("、"),
    office: officeOf(body),
    unfinished,
  };
  return (
    <>
      <Main {...{ about, findings, body, pack }} />
      <Answer {...{ about, findings }} />
      <Stub {...{ about, findings, body, pack }} />
    </>
  );
}

// The department of whoever leads, as it is written under papers.
const officeOf = (body) => (body.team.find(({ leader }) => leader) || body.team[0] || { department: "" }).department;

// Until the visit is finished its papers say that they are drafts.
export function Head({ title, about: { number, unfinished } }) {
  return (
    <>
      <h3 class="p-title">{unfinished ? t("measure_paper_unfinished", { title }) : title}</h3>
      <p class="p-number">{number}</p>
    </>
  );
}

function Main({ about, findings, body, pack }) {
  const { school, office, on } = about;
  const open = lookedAgain(body, pack.findings).some(({ mended }) => !mended);
  return (
    <article class="paper">
      <Head title={t("measure_notice")} about={about} />
      <p class="p-to">{t("measure_notice_to", { school })}</p>
      <p>{t(findings.length ? "measure_notice_opening" : "measure_notice_opening_none", about)}</p>
      <h4>{t("measure_notice_problems")}</h4>
      {findings.length ? <Problems findings={findings} /> : <p>{t(open ? "measure_notice_none_new" : "measure_notice_none")}</p>}
      <LookedAgain body={body} pack={pack} />
      <h4>{t("measure_notice_duties")}</h4>
      <p>{t(findings.length ? "measure_notice_duty" : open ? "measure_notice_duty_again" : "measure_notice_duty_none")}</p>
      <h4>{t("measure_notice_late")}</h4>
      <p>{t("measure_notice_late_words")}</p>
      <h4>{t("measure_notice_feedback")}</h4>
      <p>{t("measure_notice_feedback_words", { office: office || t("measure_office") })}</p>
      <Signed body={body} pack={pack} />
      <p class="p-end">{office || t("measure_office")}</p>
      <p class="p-end">{t("measure_seal")}</p>
      <p class="p-end">{on}</p>
    </article>
  );
}

function Problems({ findings }) {
  return (
    <table class="p-table">
      <thead>
        <tr>
          {["no", "place", "problem", "basis", "photos", "duty", "due"].map((name) => (
            <th scope="col" key={name} class={`p-${name}`}>
              {t(`measure_column_${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {findings.map((one, index) => (
          <tr key={one.code}>
            <td>{index + 1}</td>
            <td>{one.red ? t("measure_red_line") : one.place}</td>
            <td>{problemWords(one)}</td>
            <td>{t(one.red ? "measure_basis_red" : "measure_basis", { code: one.code })}</td>
            <td>{one.photos.length ? one.photos.join("、") : "—"}</td>
            <td>{t(one.red ? "measure_duty_red" : "measure_duty", { text: one.text })}</td>
            <td>
              {dueWords(one)}
              {one.responsible && <small>{t("measure_responsible", { who: one.responsible })}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// Who signed; under a paper that nobody has signed yet, lines to sign on.
export function Signed({ body, pack }) {
  return (
    <div class="p-signed">
      {signersOf(body, pack).map((signer, index) => {
        const one = signatureOf(body, signer);
        const word = t(signer.role === "principal" ? "measure_signed_school" : "measure_signed_team");
        return (
          <p key={`${signer.role}/${index}`}>
            <span>
              {word} {(one || signer).name}
            </span>
            {one && one.strokes && <Ink digest={one.strokes} name={one.name} />}
            {one && one.refused && (
              <span class="p-witness">
                {t("measure_refused_paper", { reason: one.reason, name: one.witness.name })}
                <Ink digest={one.witness.strokes} name={one.witness.name} />
              </span>
            )}
            {!one && <span class="p-line" />}
            {one && signer.role === "principal" && <span>{dateWords(body.visit.dated_on)}</span>}
          </p>
        );
      })}
    </div>
  );
}

function Answer({ about, findings }) {
  return (
    <article class="paper">
      <Head title={t("measure_answer_title")} about={about} />
      <p class="p-to">{t("measure_answer_to", { office: about.office || t("measure_office") })}</p>
      <p>{t("measure_answer_words", about)}</p>
      <table class="p-table p-answer">
        <thead>
          <tr>
            {["no", "problem", "measures", "done", "photos"].map((name) => (
              <th scope="col" key={name} class={`p-${name}`}>
                {t(`measure_column_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {findings.map((one, index) => (
            <tr key={one.code}>
              <td>{index + 1}</td>
              <td>{problemWords(one)}</td>
              <td />
              <td>{one.fixed ? t("measure_fixed") : ""}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p class="p-end">{t("measure_answer_sign")}</p>
      <p class="p-end">{t("measure_answer_date")}</p>
    </article>
  );
}

function Stub({ about, findings, body, pack }) {
  const facts = [
    ["measure_stub_school", about.school],
    ["measure_stub_visit", `${about.on} ${about.kind}`],
    ["measure_stub_team", about.team],
    ["measure_stub_findings", t("measure_stub_count", { n: findings.length, codes: findings.map(({ code }) => code).join("、") || "—" })],
    ["measure_stub_due", findings.map(({ due_on: due }) => due).filter(Boolean).sort().slice(-1).map(dateWords)[0] || "—"],
  ];
  return (
    <article class="paper">
      <Head title={t("measure_stub_title")} about={about} />
      <table class="p-table p-facts">
        <tbody>
          {facts.map(([word, value]) => (
            <tr key={word}>
              <th scope="row">{t(word)}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signed body={body} pack={pack} />
      <p class="p-end">{t("measure_stub_kept")}</p>
    </article>
  );
}
